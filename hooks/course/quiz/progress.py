"""The progress page: every question with its key, for the browser to count what was answered."""

from collections.abc import Mapping
from typing import Any

from ..authoring.arithmetic import Unreadable
from ..authoring.jinja import render
from ..course import Course
from .question import Number, Question, fingerprint, key


def render_progress(course: Course) -> str:
    """The lessons that have questions, in the course's order."""
    lessons = []
    for slug, lesson in course.lessons.items():
        quiz = course.quizzes.get(slug)
        questions = [_question(course, question) for question in quiz.questions.values()] if quiz else []
        if written := [it for it in questions if it]:
            lessons.append(
                {"slug": slug, "title": course.titles[slug], "href": lesson.src, "questions": written}
            )
    return render("progress.html", lessons=lessons)


def outline(course: Course, urls: Mapping[str, str]) -> list[dict[str, Any]]:
    """What every page knows of the lessons, for marks in its navigation; ``urls`` by path under docs/."""
    return [
        {
            "slug": slug,
            "path": urls.get(lesson.src, ""),
            "title": course.titles[slug],
            "questions": list(course.quizzes[slug].ids.values()) if slug in course.quizzes else [],
        }
        for slug, lesson in course.lessons.items()
    ]


def _question(course: Course, question: Question) -> dict[str, Any] | None:
    """None where a number cannot be computed, which is told where the question is rendered."""
    try:
        answer = key(question.answer, course.numbers) if isinstance(question, Number) else None
    except Unreadable:
        return None
    return {"question": question, "fingerprint": fingerprint(question), "key": answer}
