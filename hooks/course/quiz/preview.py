"""The author's preview, in `make serve` alone: every question in every state, beside its problems."""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..authoring.arithmetic import Unreadable
from ..authoring.jinja import render
from ..authoring.problem import Problem
from .kinds.question import Question, fingerprint
from .quiz import Quiz
from .render import Shown, render_copy

MARKDOWN = "---\ntitle: Preview of the questions\nsearch:\n  exclude: true\n---\n\n::: preview\n"


@dataclass(frozen=True)
class State:
    """What a reader may have done: ``attempt`` is a saved answer as JSON, None before the first."""

    label: str
    attempt: str | None
    question: Markup


def render_preview(
    quizzes: Mapping[str, Quiz], titles: Mapping[str, str], problems: Iterable[Problem], shown: Shown
) -> str:
    """Every question by lesson. A ``see`` that leads nowhere is told after rendering, and not here."""
    told = sorted(problems)
    listed = [
        {
            "title": titles.get(quiz.lesson, quiz.lesson),
            "file": quiz.source.file,
            "problems": _between(told, quiz, None),
            "entries": [_entry(quiz, index, told, shown) for index in range(quiz.count)],
        }
        for quiz in quizzes.values()
    ]
    return render("preview.html", quizzes=listed)


def _entry(quiz: Quiz, index: int, told: list[Problem], shown: Shown) -> dict[str, Any]:
    question = quiz.questions.get(index)
    return {
        "id": quiz.ids.get(index, "no id"),
        "place": f"{quiz.source.file}:{quiz.source.line('questions', index)}",
        "question": question,
        "problems": _between(told, quiz, index),
        "states": _states(quiz, question, shown) if question else [],
    }


def _between(told: list[Problem], quiz: Quiz, index: int | None) -> list[Problem]:
    """The problems on the lines of the question at ``index``; with None, those before the first question."""
    starts = [0, *(quiz.source.line("questions", place) for place in range(quiz.count)), sys.maxsize]
    place = 0 if index is None else index + 1
    lines = range(starts[place], starts[place + 1])
    return [it for it in told if it.file == quiz.source.file and it.line in lines]


def _states(quiz: Quiz, question: Question, shown: Shown) -> list[State]:
    asked = {**question.saved(), "kind": question.kind, "sure": True, "fingerprint": fingerprint(question)}
    attempts: list[tuple[str, dict[str, Any] | None]] = [("Not answered", None)]
    try:
        attempts += [(label, asked | {"choice": choice}) for label, choice in question.choices(shown.numbers)]
    except Unreadable:
        return []
    first = attempts[1][1] or {}
    attempts.append(("Answered before the question was changed", first | {"fingerprint": "0" * 16}))
    attempts.append(("Answered before it became another question", first | {"kind": "another"}))
    return [
        State(label, json.dumps(attempt) if attempt else None, render_copy(quiz, question, number, shown))
        for number, (label, attempt) in enumerate(attempts)
    ]
