"""Which directives there are: their ids, their HTML and their plain Markdown."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..authoring.page import Page
from ..course import Course
from ..glossary import glossary
from ..hub.record import LOG
from ..lessons import lessons
from ..models import details, tables
from ..picker.render import render_picker, render_scenarios, scenarios_as_markdown
from ..quiz import preview, progress
from ..quiz.as_markdown import question_as_markdown, quiz_as_markdown
from ..quiz.render import Shown, render_question, render_quiz, render_review


@dataclass(frozen=True)
class Directive:
    """``html(course, page, id, text)`` gives XML with one root; ``text`` is empty unless ``takes_text``.

    ``plain(course, id)`` is the same for who reads the page without this site; None where that is nothing.
    ``names`` are those that may follow the id; ``id`` has them then, a space before each.
    ``in_data``: it can stand in a question's text, and so in every page that has the question.
    """

    ids: Callable[[Course], Collection[str]]
    html: Callable[[Course, Page, str, str], str]
    plain: Callable[[Course, str], str] | None = None
    names: Callable[[Course], Collection[str]] | None = None
    takes_text: bool = False
    in_data: bool = False


def _no_id(course: Course) -> Collection[str]:
    return {""}


def _shown(course: Course, page: Page) -> Shown:
    return Shown(course.numbers, course.lessons, course.report.on(page.src))


DIRECTIVES: dict[str, Directive] = {
    "figure": Directive(
        lambda course: course.figures,
        lambda course, page, id, text: course.figures[id].html(text, page.src),
        lambda course, id: course.figures[id].as_markdown(),
        takes_text=True,
        in_data=True,
    ),
    "glossary": Directive(
        _no_id,
        lambda course, page, id, text: glossary.render_glossary(
            course.terms, course.lessons, course.titles, course.report.on(page.src)
        ),
    ),
    "key-terms": Directive(
        lambda course: lessons.slugs(course.pages),
        lambda course, page, id, text: glossary.render_key_terms(course.terms, id),
        lambda course, id: glossary.key_terms_as_markdown(course.terms, id, course.numbers),
    ),
    "model-facts": Directive(
        _no_id,
        lambda course, page, id, text: details.render_sheets(course.models, course.report.on(page.src)),
    ),
    "models": Directive(
        lambda course: tables.VIEWS,
        lambda course, page, id, text: tables.render_view(course.models, id, course.report.on(page.src)),
        lambda course, id: tables.view_as_markdown(course.models, id) if course.models else "",
        names=lambda course: [model.slug for model in course.models.all] if course.models else (),
        in_data=True,
    ),
    "picker": Directive(
        _no_id,
        lambda course, page, id, text: render_picker(
            course.models,
            course.scenarios,
            course.devices,
            course.recorded.get("languages", {}),
            course.root / LOG,
            page.src,
            course.report.on(page.src),
        ),
    ),
    "progress": Directive(
        _no_id,
        lambda course, page, id, text: progress.render_progress(
            course.quizzes, course.lessons, course.titles, course.numbers
        ),
    ),
    "preview": Directive(
        _no_id,
        lambda course, page, id, text: preview.render_preview(
            course.quizzes, course.titles, course.problems, _shown(course, page)
        ),
    ),
    "question": Directive(
        lambda course: course.question_ids,
        lambda course, page, id, text: render_question(course.quizzes, id, _shown(course, page)),
        lambda course, id: question_as_markdown(course.quizzes, id, course.numbers),
    ),
    "quiz": Directive(
        lambda course: {*course.quizzes, *course.lessons},
        lambda course, page, id, text: render_quiz(course.quizzes, id, course.placed, _shown(course, page)),
        lambda course, id: quiz_as_markdown(course.quizzes, id, course.placed, course.numbers),
    ),
    "review": Directive(
        _no_id,
        lambda course, page, id, text: render_review(course.quizzes, course.titles, _shown(course, page)),
    ),
    "scenarios": Directive(
        _no_id,
        lambda course, page, id, text: render_scenarios(course.models, course.scenarios),
        lambda course, id: scenarios_as_markdown(course.scenarios, course.numbers),
    ),
    "track": Directive(
        lambda course: course.tracks,
        lambda course, page, id, text: lessons.render_track(course.tracks[id], course.lessons),
    ),
}
