"""Which directives there are: their ids, and what makes their HTML."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from markupsafe import Markup

from ..authoring.jinja import render
from ..authoring.page import Page
from ..course import Course
from ..figures import figures
from ..glossary import glossary
from ..hub.record import LOG
from ..lessons import lessons
from ..models import details, tables
from ..picker.render import render_picker, render_scenarios
from ..quiz import preview, progress
from ..quiz.render import Shown, placed, question_ids, render_question, render_quiz, render_review


@dataclass(frozen=True)
class Directive:
    """``html(course, page, id, text)`` gives XML with one root; ``text`` is empty unless ``takes_text``."""

    ids: Callable[[Course], Collection[str]]
    html: Callable[[Course, Page, str, str], str]
    takes_text: bool = False
    in_data: bool = (
        False  # whether it can stand in a question's text, and so in every page that has the question
    )


def _no_id(course: Course) -> Collection[str]:
    return {""}


def _figure(course: Course, page: Page, id: str, caption: str) -> str:
    return render("figure.html", id=id, drawing=Markup(course.drawings[id]), caption=caption)


def _shown(course: Course, page: Page) -> Shown:
    return Shown(course.numbers, course.lessons, course.report.on(page.src))


DIRECTIVES: dict[str, Directive] = {
    "figure": Directive(lambda course: figures.ids(), _figure, takes_text=True, in_data=True),
    "glossary": Directive(
        _no_id,
        lambda course, page, id, text: glossary.render_glossary(
            course.terms, course.lessons, course.titles, course.report.on(page.src)
        ),
    ),
    "key-terms": Directive(
        lambda course: lessons.slugs(course.pages),
        lambda course, page, id, text: glossary.render_key_terms(course.terms, id),
    ),
    "model-facts": Directive(
        _no_id,
        lambda course, page, id, text: details.render_sheets(course.models, course.report.on(page.src)),
    ),
    "models": Directive(
        lambda course: tables.VIEWS,
        lambda course, page, id, text: tables.render_view(course.models, id, course.report.on(page.src)),
        in_data=True,
    ),
    "picker": Directive(
        _no_id,
        lambda course, page, id, text: render_picker(
            course.models,
            course.scenarios,
            course.devices,
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
        lambda course: question_ids(course.quizzes, course.lessons, placed(course.pages)),
        lambda course, page, id, text: render_question(course.quizzes, id, _shown(course, page)),
    ),
    "quiz": Directive(
        lambda course: {*course.quizzes, *course.lessons},
        lambda course, page, id, text: render_quiz(
            course.quizzes, id, placed(course.pages), _shown(course, page)
        ),
    ),
    "review": Directive(
        _no_id,
        lambda course, page, id, text: render_review(course.quizzes, course.titles, _shown(course, page)),
    ),
    "scenarios": Directive(
        _no_id, lambda course, page, id, text: render_scenarios(course.models, course.scenarios)
    ),
    "track": Directive(
        lambda course: course.tracks,
        lambda course, page, id, text: lessons.render_track(course.tracks[id], course.lessons),
    ),
}
