"""Questions and terms as JSON: docs/schema/questions.json and glossary.json say what each key means."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...course import Course
from ...lessons.lessons import Lesson
from ...quiz.kinds.choice import Choice
from ...quiz.kinds.match import Match
from ...quiz.kinds.number import Number
from ...quiz.kinds.order import Order
from ...quiz.question import Question, fingerprint
from ..json_ld import LICENSE, Site
from .texts import Texts

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


class ExportedLesson(Exported):
    id: str
    title: str
    address: str


class Questions(Exported):
    """The questions of a course, with their answers and reasons."""

    course: str
    address: str
    license: Annotated[str, Field(description="Of all texts")]
    lessons: Annotated[list[ExportedLesson], Field(description="In the course's order")]
    questions: list[ExportedQuestion]


class ExportedTerm(Exported):
    id: str
    term: str
    definition: Markdown
    aliases: Annotated[list[str], Field(description="Further spellings, such as the plural")]
    lesson: Annotated[str, Field(description="The address of the lesson that introduces it")]
    related: Annotated[list[str], Field(description="Ids of other terms")]
    address: str


class Terms(Exported):
    """The glossary of a course."""

    course: str
    address: str
    license: Annotated[str, Field(description="Of all texts")]
    terms: list[ExportedTerm]


SCHEMAS: dict[str, type[BaseModel]] = {"questions": Questions, "glossary": Terms}


def questions(texts: Texts, site: Site) -> str:
    course = texts.course
    lessons = [
        ExportedLesson(id=slug, title=course.titles[slug], address=texts.address(lesson.src))
        for slug, lesson in course.lessons.items()
    ]
    asked = [_question(texts, lesson, question) for lesson, question in texts.questions()]
    return _text(
        Questions(course=site.name, address=site.url, license=LICENSE, lessons=lessons, questions=asked)
    )


def glossary(texts: Texts, site: Site) -> str:
    terms = [
        ExportedTerm(
            id=term.id,
            term=term.term,
            definition=texts.markdown(term.definition),
            aliases=list(term.aliases),
            lesson=texts.address(texts.course.lessons[term.lesson].src),
            related=list(term.related),
            address=f"{texts.address('glossary.md')}#{term.id}",
        )
        for term in texts.course.terms.by_id.values()
        if term.lesson in texts.course.lessons
    ]
    return _text(Terms(course=site.name, address=site.url, license=LICENSE, terms=terms))


def _text(model: BaseModel) -> str:
    return model.model_dump_json(indent=1, exclude_none=True) + "\n"


def _question(texts: Texts, lesson: Lesson, question: Question) -> ExportedQuestion:
    written: dict[str, Any] = {
        name: texts.markdown(text)
        for name in ("context", "ask", "hint", "explain", "because")
        if (text := getattr(question, name, None))
    }
    return ExportedQuestion(
        id=question.id,
        fingerprint=fingerprint(question),
        kind=question.kind,
        lesson=lesson.slug,
        tests=lesson.header.outcomes.get(question.tests, question.tests),
        see=texts.passage(lesson, question),
        **written,
        **_held(texts, texts.course, question),
    )


def _held(texts: Texts, course: Course, question: Question) -> dict[str, Any]:
    """What its kind alone has."""
    match question:
        case Number():
            key, unit = question.key(course.numbers), question.answer.unit
            answer = Answer(value=float(key.value), within=float(key.within), unit=unit, shown=key.shown)
            return {"answer": answer}
        case Match():
            groups = [Group(id=group.id, text=group.text) for group in question.groups]
            return {"groups": groups, "items": [_entry(texts, it, group=it.group) for it in question.items]}
        case Order():
            return {"steps": [_entry(texts, it) for it in question.steps]}
        case Choice():
            return {"options": [_entry(texts, it, correct=it.correct) for it in question.options]}


def _entry(texts: Texts, entry: Any, **more: Any) -> Entry:
    return Entry(id=entry.id, text=texts.markdown(entry.text), because=texts.markdown(entry.because), **more)
