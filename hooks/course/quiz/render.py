"""Questions as HTML: one, a lesson's, all for review. Each is the same element wherever it stands."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..authoring.arithmetic import Unreadable
from ..authoring.jinja import render
from ..authoring.page import Directive, Page
from ..lessons.lessons import Lesson
from .checks import see_path
from .kinds.asked import Numbers
from .kinds.question import Question, fingerprint
from .quiz import Quiz


@dataclass(frozen=True)
class Shown:
    """What questions are shown with: the models' numbers, the lessons, and links to report a mistake."""

    numbers: Numbers
    lessons: Mapping[str, Lesson]
    report_url: Callable[[str, str], str | None]


def render_question(quizzes: Mapping[str, Quiz], id: str, shown: Shown) -> str:
    """The question ``id``, which is one of ``question_ids``."""
    for quiz in quizzes.values():
        for index, known in quiz.ids.items():
            if known == id:
                return _question(quiz, index, shown)
    return render("question-broken.html", id=id)


def render_quiz(quizzes: Mapping[str, Quiz], lesson: str, elsewhere: Collection[str], shown: Shown) -> str:
    """The questions of ``lesson`` that no ``::: question`` places."""
    quiz = quizzes.get(lesson)
    if not quiz:  # told already
        return render("question-broken.html", id=lesson)
    rest = [index for index, id in quiz.ids.items() if id not in elsewhere]
    return render("quiz.html", lesson=lesson, questions=[_question(quiz, index, shown) for index in rest])


def render_key(page: Page, quizzes: Mapping[str, Quiz], elsewhere: Collection[str], numbers: Numbers) -> str:
    """Answers and reasons of the questions in ``page``, in their order; empty where it has none."""
    found = (_found(directive, quizzes, elsewhere) for directive in page.directives)
    entries = []
    for question in (question for questions in found for question in questions):
        with suppress(Unreadable):  # told already
            entries.append((question, question.key(numbers)))
    return render("key.html", entries=entries) if entries else ""


def _found(
    directive: Directive, quizzes: Mapping[str, Quiz], elsewhere: Collection[str]
) -> Iterator[Question]:
    if directive.kind == "quiz" and directive.id in quizzes:
        questions = quizzes[directive.id].questions.values()
        yield from (it for it in questions if it.id not in elsewhere)
    elif directive.kind == "question":
        yield from (
            it for quiz in quizzes.values() for it in quiz.questions.values() if it.id == directive.id
        )


def render_review(quizzes: Mapping[str, Quiz], titles: Mapping[str, str], shown: Shown) -> str:
    """Every question of the course once, by lesson in the course's order; the browser chooses among them."""
    lessons: list[dict[str, Any]] = []
    for slug, lesson in shown.lessons.items():
        if quiz := quizzes.get(slug):
            questions = [
                {"html": _question(quiz, index, shown), "about": lesson.header.outcomes.get(question.tests)}
                for index, question in quiz.questions.items()
            ]
            lessons.append({"slug": slug, "title": titles[slug], "href": lesson.src, "questions": questions})
    return render("review.html", lessons=lessons)


def render_copy(quiz: Quiz, question: Question, number: int, shown: Shown) -> Markup:
    """One of several copies of a question in a page; its answers are no answers to the question."""
    copy = question.model_copy(update={"id": f"{question.id}-copy-{number}"})
    return _html(quiz, copy, replace(shown, report_url=lambda kind, id: None))


def _question(quiz: Quiz, index: int, shown: Shown) -> Markup:
    question = quiz.questions.get(index)
    if question is None:
        return Markup(render("question-broken.html", id=quiz.ids[index]))
    return _html(quiz, question, shown)


def _html(quiz: Quiz, question: Question, shown: Shown) -> Markup:
    try:
        answer = question.key(shown.numbers)
    except Unreadable:
        return Markup(render("question-broken.html", id=question.id))
    lesson = shown.lessons.get(quiz.lesson)
    html = render(
        "question.html",
        question=question,
        lesson=quiz.lesson,
        fingerprint=fingerprint(question),
        uid=f"question-{question.id}",
        see=see_path(question.see, lesson.src) if question.see and lesson else None,
        key=answer,
        report=shown.report_url("question", question.id),
    )
    return Markup(html)
