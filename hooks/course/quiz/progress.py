"""The progress page: every question with its key, for the browser to count what was answered."""

from collections.abc import Mapping
from typing import Any

from ..authoring.arithmetic import Unreadable
from ..authoring.jinja import render
from ..lessons.lessons import Lesson
from .kinds.asked import Numbers
from .kinds.question import Question, fingerprint
from .quiz import Quiz


def render_progress(
    quizzes: Mapping[str, Quiz],
    lessons: Mapping[str, Lesson],
    titles: Mapping[str, str],
    numbers: Numbers,
) -> str:
    """The lessons that have questions, in the course's order."""
    shown = []
    for slug, lesson in lessons.items():
        quiz = quizzes.get(slug)
        questions = [_question(question, numbers) for question in quiz.questions.values()] if quiz else []
        if written := [it for it in questions if it]:
            shown.append({"slug": slug, "title": titles[slug], "href": lesson.src, "questions": written})
    return render("progress.html", lessons=shown)


def outline(
    quizzes: Mapping[str, Quiz],
    lessons: Mapping[str, Lesson],
    titles: Mapping[str, str],
    urls: Mapping[str, str],
) -> list[dict[str, Any]]:
    """What every page knows of the lessons; ``urls`` by path under docs/. keys.json tells their questions."""
    return [
        {
            "slug": slug,
            "path": urls.get(lesson.src, ""),
            "title": titles[slug],
            "track": lesson.header.track,
            "questions": len(quizzes[slug].ids) if slug in quizzes else 0,
        }
        for slug, lesson in lessons.items()
    ]


def _question(question: Question, numbers: Numbers) -> dict[str, Any] | None:
    """None where a number cannot be computed, which is told where the question is rendered."""
    try:
        answer = question.key(numbers)
    except Unreadable:
        return None
    return {"question": question, "fingerprint": fingerprint(question), "key": answer}
