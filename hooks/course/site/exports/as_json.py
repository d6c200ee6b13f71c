"""Questions and terms as JSON: docs/schema/questions.json and glossary.json say what each key means."""

from typing import Annotated

from pydantic import BaseModel, Field

from ...quiz.kinds.as_json import Exported, ExportedQuestion, Markdown, question_as_json
from ..json_ld import LICENSE, Site
from .texts import Texts


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
    asked = [
        question_as_json(
            question,
            course.numbers,
            texts.markdown,
            lesson=lesson.slug,
            tests=lesson.header.outcomes.get(question.tests, question.tests),
            see=texts.passage(lesson, question),
        )
        for lesson, question in texts.questions()
    ]
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
