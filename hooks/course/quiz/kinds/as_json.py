"""Questions as other programs read them: docs/schema/questions.json says what each key means."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from . import asked
from .asked import Numbers
from .choice import Choice
from .match import Match
from .number import Number
from .order import Order
from .question import Question, fingerprint

Markdown = Annotated[str, Field(description="Markdown")]


class Exported(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Entry(Exported):
    """An option, a step or an item."""

    id: str
    text: Markdown
    correct: Annotated[bool | None, Field(description="Of an option: whether it is right")] = None
    group: Annotated[str | None, Field(description="Of an item: the id of the group it belongs to")] = None
    because: Annotated[str, Field(description="Markdown: the reason")]


class Group(Exported):
    id: str
    text: Annotated[str, Field(description="Plain text")]


class Answer(Exported):
    """A number's answer: right is what is at most ``within`` away from ``value``."""

    value: float
    within: float
    unit: str
    shown: Annotated[str, Field(description="The answer in words")]


class ExportedQuestion(Exported):
    id: Annotated[str, Field(description="Never changes, and never comes back with another meaning")]
    fingerprint: Annotated[str, Field(description="Changes when what is asked, or what is right, changes")]
    kind: Literal["one", "several", "number", "order", "match"]
    lesson: Annotated[str, Field(description="The id of a lesson")]
    tests: Annotated[str, Field(description="What the reader is able to do who knows the answer")]
    context: Annotated[str | None, Field(description="Markdown, before the question")] = None
    ask: Markdown
    hint: Markdown | None = None
    options: Annotated[list[Entry] | None, Field(description="Of the kinds one and several")] = None
    steps: Annotated[list[Entry] | None, Field(description="Of the kind order: in the right order")] = None
    groups: Annotated[list[Group] | None, Field(description="Of the kind match")] = None
    items: Annotated[list[Entry] | None, Field(description="Of the kind match")] = None
    answer: Annotated[Answer | None, Field(description="Of the kind number")] = None
    because: Annotated[str | None, Field(description="Of the kind number: Markdown, the reason")] = None
    explain: Annotated[str | None, Field(description="Markdown, after the reasons")] = None
    see: Annotated[str, Field(description="The address of what explains it")]


def question_as_json(
    question: Question, numbers: Numbers, markdown: Callable[[str], str], lesson: str, tests: str, see: str
) -> ExportedQuestion:
    """``markdown`` makes a text one that needs nothing of this site; the rest is the lesson's."""
    written: dict[str, Any] = {
        name: markdown(text)
        for name in ("context", "ask", "hint", "explain", "because")
        if (text := getattr(question, name, None))
    }
    return ExportedQuestion(
        id=question.id,
        fingerprint=fingerprint(question),
        kind=question.kind,
        lesson=lesson,
        tests=tests,
        see=see,
        **written,
        **_held(question, numbers, markdown),
    )


def _held(question: Question, numbers: Numbers, markdown: Callable[[str], str]) -> dict[str, Any]:
    """What its kind alone has."""
    match question:
        case Number():
            key, unit = question.key(numbers), question.answer.unit
            answer = Answer(value=float(key.value), within=float(key.within), unit=unit, shown=key.shown)
            return {"answer": answer}
        case Match():
            groups = [Group(id=group.id, text=group.text) for group in question.groups]
            return {
                "groups": groups,
                "items": [_entry(markdown, it, group=it.group) for it in question.items],
            }
        case Order():
            return {"steps": [_entry(markdown, it) for it in question.steps]}
        case Choice():
            return {"options": [_entry(markdown, it, correct=it.correct) for it in question.options]}


def _entry(markdown: Callable[[str], str], entry: asked.Entry, **more: Any) -> Entry:
    text, because = markdown(entry.text), markdown(entry.because)
    return Entry(id=entry.id, text=text, because=because, **more)
