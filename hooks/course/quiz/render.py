"""Questions as HTML: one, a lesson's, all for review. Each is the same element wherever it stands."""

from collections.abc import Callable, Collection
from typing import Any

from markupsafe import Markup

from ..authoring.arithmetic import Unreadable
from ..authoring.jinja import render
from ..authoring.page import Page
from ..course import Course
from .checks import see_path
from .question import Number, Question, fingerprint, key
from .quiz import Quiz


def question_ids(course: Course) -> Collection[str]:
    """Every question, ill-formed ones too: what is told once is not told again where it is placed."""
    known = {id for quiz in course.quizzes.values() for id in quiz.ids.values()}
    unread = not set(course.lessons) <= set(course.quizzes) or not all(
        it.count for it in course.quizzes.values()
    )
    return known | placed(course) if unread else known


def render_question(course: Course, page: Page, id: str) -> str:
    """The question ``id``, which is one of ``question_ids``."""
    for quiz in course.quizzes.values():
        for index, known in quiz.ids.items():
            if known == id:
                return _question(course, page, quiz, index)
    return render("question-broken.html", id=id)


def placed(course: Course) -> set[str]:
    """The ids of questions that stand in a page by themselves."""
    return {it.id for page in course.pages.values() for it in page.directives if it.kind == "question"}


def render_quiz(course: Course, page: Page, lesson: str) -> str:
    """The questions of ``lesson`` that no ``::: question`` places."""
    quiz, elsewhere = course.quizzes.get(lesson), placed(course)
    if not quiz:  # told already
        return render("question-broken.html", id=lesson)
    rest = [index for index, id in quiz.ids.items() if id not in elsewhere]
    return render(
        "quiz.html", lesson=lesson, questions=[_question(course, page, quiz, index) for index in rest]
    )


def render_review(course: Course, page: Page) -> str:
    """Every question of the course once, by lesson in the course's order; the browser chooses among them."""
    lessons: list[dict[str, Any]] = []
    for slug, lesson in course.lessons.items():
        if quiz := course.quizzes.get(slug):
            questions = [_question(course, page, quiz, index) for index in quiz.questions]
            title = course.titles[slug]
            lessons.append({"slug": slug, "title": title, "href": lesson.src, "questions": questions})
    return render("review.html", lessons=lessons)


def render_copy(course: Course, quiz: Quiz, question: Question, number: int) -> Markup:
    """One of several copies of a question in a page; its answers are no answers to the question."""
    copy = question.model_copy(update={"id": f"{question.id}-copy-{number}"})
    return _html(course, quiz, copy, lambda kind, id: None)


def _question(course: Course, page: Page, quiz: Quiz, index: int) -> Markup:
    question = quiz.questions.get(index)
    if question is None:
        return Markup(render("question-broken.html", id=quiz.ids[index]))
    return _html(course, quiz, question, course.report.on(page.src))


def _html(
    course: Course, quiz: Quiz, question: Question, report_url: Callable[[str, str], str | None]
) -> Markup:
    try:
        answer = key(question.answer, course.numbers) if isinstance(question, Number) else None
    except Unreadable:
        return Markup(render("question-broken.html", id=question.id))
    html = render(
        "question.html",
        question=question,
        lesson=quiz.lesson,
        fingerprint=fingerprint(question),
        uid=f"question-{question.id}",
        see=_see(course, quiz, question),
        key=answer,
        report=report_url("question", question.id),
    )
    return Markup(html)


def _see(course: Course, quiz: Quiz, question: Question) -> str | None:
    lesson = course.lessons.get(quiz.lesson)
    return see_path(question.see, lesson.src) if question.see and lesson else None
