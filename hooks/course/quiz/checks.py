"""What a quiz must hold to, beyond its shape: within a question, over the course, and against the lessons."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from ..authoring.links import Link, to
from ..authoring.page import Page
from ..authoring.problem import Problem, nearest
from ..authoring.strict import SLUG
from ..lessons.lessons import Lesson, slugs
from . import smells
from .quiz import Quiz


def check(
    quizzes: Mapping[str, Quiz],
    names: Mapping[str, Any] | None,
    lessons: Mapping[str, Lesson],
    pages: Mapping[str, Page],
) -> list[Problem]:
    """All that is wrong with the course's questions and can be told before pages are rendered.

    ``names`` are the models' numbers as for ``arithmetic.evaluate``, None where no models could be read;
    ``lessons`` by slug as from ``load_lessons``, ``pages`` by their path below docs/ as from
    ``pages.read_all``. ``markdown/directive.py`` tells of an unknown id in a directive, ``links.check`` of a
    link to a heading that is not there.
    """
    problems = list(_ids(quizzes))
    for quiz in quizzes.values():
        known = quiz.lesson in slugs(pages)
        problems += [*_alone(quiz, names, known), *smells.check(quiz)]
        if quiz.lesson in lessons:
            problems += _outcomes(quiz, lessons[quiz.lesson], pages)
        elif not known:
            mend = nearest(quiz.lesson, {*lessons, *slugs(pages)})
            problems.append(quiz.source.problem(("lesson",), f"there is no lesson '{quiz.lesson}'", mend))
    for slug, lesson in lessons.items():
        meta = pages[lesson.src].meta
        if slug not in quizzes and meta:
            mend = f"Write some in docs/{PurePosixPath(lesson.src).parent}/quiz.yml"
            problems.append(meta.problem(("outcomes",), "the lesson has no questions", mend))
    return problems + list(_places(quizzes, pages))


def _alone(quiz: Quiz, names: Mapping[str, Any] | None, known: bool) -> Iterator[Problem]:
    """What one file shows by itself; ``known`` if there is its lesson."""
    if quiz.whole and not quiz.questions and known:
        yield quiz.source.problem(("questions",), "no questions", "Write one, or remove the file")
    for index, question in quiz.questions.items():
        for path, what, mend in question.faults(names):
            yield quiz.problem(index, path, what, mend)


def _ids(quizzes: Mapping[str, Quiz]) -> Iterator[Problem]:
    """Ids that stand twice in the course, or that are retired."""
    retired = {id: quiz.source.file for quiz in quizzes.values() for id in quiz.retired or ()}
    seen: dict[str, str] = {}
    for quiz in quizzes.values():
        for index, id in quiz.ids.items():
            if id in seen:
                what = f"the question id '{id}' is taken ({seen[id]})"
                yield quiz.problem(index, ("id",), what, "Choose another: saved answers are kept under it")
            seen.setdefault(id, f"{quiz.source.file}:{quiz.source.line('questions', index, 'id')}")
            if id in retired:
                what = f"the question id '{id}' is retired ({retired[id]})"
                yield quiz.problem(
                    index, ("id",), what, "Choose another: old answers would come back with it"
                )


def lost(quizzes: Mapping[str, Quiz], published: Collection[str]) -> Iterator[Problem]:
    """Questions that are gone without a word: ``published`` are the ids that there were, as LESSON/ID."""
    ids = [id for quiz in quizzes.values() for id in quiz.ids.values()]
    there = {*ids, *(id for quiz in quizzes.values() for id in quiz.retired or ())}
    for quiz in quizzes.values() if len({*ids}) == len(ids) else ():
        mine = {id for lesson, id in (it.split("/") for it in published) if lesson == quiz.lesson}
        new = [index for index, id in quiz.ids.items() if id not in mine]
        if not _readable(quiz):
            continue
        for id in sorted(mine - there):
            path = ("questions", new.pop(0), "id") if new else ("retired",)
            what = f"the question id '{id}' is gone, and readers' answers are saved under it"
            yield quiz.source.problem(path, what, "Give it back, or name it in 'retired:'")


def _readable(quiz: Quiz) -> bool:
    """Whether each question of the file has a good id, and what is retired is known: if not, that is told."""
    return (
        quiz.retired is not None
        and sum(bool(re.fullmatch(SLUG, id)) for id in quiz.ids.values()) == quiz.count > 0
    )


def _outcomes(quiz: Quiz, lesson: Lesson, pages: Mapping[str, Page]) -> Iterator[Problem]:
    outcomes = lesson.header.outcomes
    for index, question in quiz.questions.items():
        if question.tests not in outcomes:
            what = f"the lesson has no outcome '{question.tests}'"
            yield quiz.problem(index, ("tests",), what, nearest(question.tests, outcomes))
    meta = pages[lesson.src].meta
    tested = {question.tests for question in quiz.questions.values()}
    for id in outcomes if tested <= outcomes.keys() else ():
        if quiz.whole and meta and id not in tested:
            mend = f"Write one in {quiz.source.file}, or remove the outcome"
            yield meta.problem(("outcomes", id), f"no question tests the outcome '{id}'", mend)


def _places(quizzes: Mapping[str, Quiz], pages: Mapping[str, Page]) -> Iterator[Problem]:
    """Questions and quizzes that stand twice, or nowhere."""
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for page in pages.values():
        for directive in page.directives:
            kind, id = directive.kind, directive.id
            if kind in ("question", "quiz") and (kind, id) in places:
                file, line = places[kind, id]
                what = f"the {kind} '{id}' is also placed at {file}:{line}"
                yield Problem(page.file, directive.line, what, "Keep one of the two")
            places.setdefault((kind, id), (page.file, directive.line))
    for quiz in quizzes.values():
        left = [(index, id) for index, id in quiz.ids.items() if ("question", id) not in places]
        at = places.get(("quiz", quiz.lesson))
        if left and not at:
            what = f"the question '{left[0][1]}' is on no page"
            mend = f"Put '::: quiz {quiz.lesson}' or '::: question {left[0][1]}' on a line of the lesson"
            yield quiz.problem(left[0][0], ("id",), what, mend)
        if at and quiz.whole and not left:
            what = f"every question of '{quiz.lesson}' is placed elsewhere"
            yield Problem(*at, what, "Remove this line, or one of the '::: question' lines")


def see_links(quizzes: Mapping[str, Quiz], lessons: Mapping[str, Lesson]) -> Iterator[Link]:
    """Where the questions' ``see`` lead."""
    for quiz in quizzes.values():
        lesson = lessons.get(quiz.lesson)
        for index, question in quiz.questions.items():
            if question.see and lesson:
                line = quiz.source.line("questions", index, "see")
                yield Link(quiz.source.file, line, "'see'", *to(see_path(question.see, lesson.src), ""))


def see_path(see: str, lesson_src: str) -> str:
    """The passage relative to docs/: PAGE or PAGE#HEADING."""
    return lesson_src + see if see.startswith("#") else see
