"""What a quiz must hold to, beyond its shape: within a question, over the course, and against the lessons."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from ..authoring.arithmetic import Unreadable, evaluate
from ..authoring.links import Link, to
from ..authoring.number import check_unit
from ..authoring.page import Page
from ..authoring.problem import Problem, nearest
from ..authoring.strict import SLUG
from ..lessons.lessons import Lesson, slugs
from . import smells
from .question import WITHIN, Answer, Number, Question, tolerance
from .quiz import Quiz

# What js/lib/number-entry.js would take for a part of the number before it: 5 10³, 5 e3, 5 x2
_POWER = re.compile(r"[eе] ?[-+]?\d|[x×х*·⋅∙] ?\d", re.IGNORECASE)

Fault = tuple[tuple[str | int, ...], str, str]


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
        faults = [*_option_faults(question)]
        if names is not None and isinstance(question, Number):
            faults += _answer_faults(question.answer, names)
        for path, what, mend in faults:
            yield quiz.problem(index, path, what, mend)


def _option_faults(question: Question) -> Iterator[Fault]:
    if isinstance(question, Number):
        return
    options = question.options
    seen: dict[str, set[str]] = {"id": set(), "text": set()}
    for index, option in enumerate(options):
        for name, value in (("id", option.id), ("text", " ".join(option.text.split()))):
            if value in seen[name]:
                mend = "Choose another" if name == "id" else "Options must differ: change one"
                yield ("options", index, name), f"two options have the {name} '{value}'", mend
            seen[name].add(value)
    if len(options) < 2:
        yield ("options",), "one option" if options else "no options", "A choice takes two at least"
        return
    right = sum(option.correct for option in options)
    if question.kind == "one" and right != 1:
        mend = "Mark the right one 'correct: true'" if not right else "Keep one, or make it 'kind: several'"
        yield ("options",), f"{right or 'no'} right options in a question of kind 'one'", mend
    if question.kind == "several" and not right:
        yield ("options",), "no right option", "Mark the right ones 'correct: true'"
    if question.kind == "several" and right == len(options):
        yield ("options",), "all options are right", "Add a wrong one that a thinking learner would choose"


def _answer_faults(answer: Answer, names: Mapping[str, Any]) -> Iterator[Fault]:
    try:
        value = evaluate(answer.value, names)
    except Unreadable as why:
        yield ("answer", "value"), why.what, why.mend
        return
    if not 1e-6 <= abs(value or 1) < 1e15:
        yield ("answer", "value"), f"nobody types {value:.3g}", "Take a unit in which it is a few digits long"
        return
    if not can_be_typed(answer.unit):
        what = f"nobody can type a number before '{answer.unit}'"
        yield ("answer", "unit"), what, "Begin the unit with a letter, %, ° or a currency's sign, as in MB"
    try:
        check_unit(answer.value, answer.unit)
    except Unreadable as why:
        yield ("answer", "unit"), why.what, why.mend
    try:
        within = tolerance(answer, value, names)
    except Unreadable as why:
        yield ("answer", "within"), why.what, WITHIN
        return
    if not within and "%" in answer.within and not value:
        yield ("answer", "within"), "a share of 0 is nothing", "Write an amount in the unit"
    elif value and within >= abs(value):
        yield ("answer", "within"), "an answer of 0 would be right too", WITHIN
    elif not within and value != int(value):
        yield (
            ("answer", "within"),
            f"only exactly {value!r} would be right",
            f"Allow some distance. {WITHIN}",
        )


def can_be_typed(unit: str) -> bool:
    """Whether a number with ``unit`` after it is read as in that unit by js/lib/number-entry.js."""
    plain = unicodedata.normalize("NFKC", unit).strip()
    first = f"{plain} "[0]
    begins = unicodedata.category(first) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Sc") or first in '%٪°×"/'
    return begins and not _POWER.match(plain) and len(plain) <= 60


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
