"""Questions as plain Markdown, asked and not answered: who reads them there has not answered them yet."""

from collections.abc import Collection, Mapping
from typing import Any

from ..authoring.number import worked_out
from .kinds.question import Question
from .quiz import Quiz

Numbers = Mapping[str, Mapping[str, Any]]


def question_as_markdown(quizzes: Mapping[str, Quiz], id: str, numbers: Numbers) -> str:
    questions = (it for quiz in quizzes.values() for it in quiz.questions.values())
    return "".join(_asked(it, numbers) for it in questions if it.id == id)


def quiz_as_markdown(
    quizzes: Mapping[str, Quiz], lesson: str, elsewhere: Collection[str], numbers: Numbers
) -> str:
    """The questions of ``lesson`` that are not placed ``elsewhere``."""
    questions = quizzes[lesson].questions.values() if lesson in quizzes else ()
    return "\n".join(_asked(it, numbers) for it in questions if it.id not in elsewhere)


def _asked(asked: Question, numbers: Numbers) -> str:
    parts = [f"**Question.** {asked.ask}"]
    if asked.context:
        parts.insert(0, asked.context.strip())
    parts.append(asked.to_choose())
    return worked_out("\n\n".join(parts), numbers) + "\n"
