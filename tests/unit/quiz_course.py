"""A small course around one quiz, for tests of questions."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markdown import Markdown

from course.authoring.page import Page
from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.glossary.glossary import Terms
from course.lessons.lessons import Header, Lesson
from course.markdown import CourseExtension
from course.quiz import quiz

HEADER = Header(
    title="Licences",
    description="D",
    track="foundations",
    lesson="0.1",
    level="beginner",
    outcome="O",
    outcomes={"license": "Read a licence"},
)
LESSON = Lesson("lesson", "foundations/lesson.md", HEADER, minutes=1, words=10)
NUMBERS = {"tiny": {"parameters": 134_515_008, "layers": 30, "vocab_size": None}}
EXTENSIONS = ["attr_list", "admonition", "tables", "toc", "footnotes", "pymdownx.superfences"]


def course(root: Path, text: str, quiz_text: str, repository: str = "") -> Any:
    """A course whose one lesson is ``text``, with one quiz file."""
    folder = root / "docs" / "foundations" / "lesson"
    folder.mkdir(parents=True)
    (folder / "quiz.yml").write_text(quiz_text, encoding="utf-8")
    problems: list[Problem] = []
    pages = {LESSON.src: Page(LESSON.src, text, first_line=1, meta=None)}
    quizzes, lessons, placed = quiz.load(root, problems), {"lesson": LESSON}, quiz.placed(pages)
    return SimpleNamespace(
        quizzes=quizzes,
        lessons=lessons,
        placed=placed,
        question_ids=quiz.question_ids(quizzes, lessons, placed),
        lesson_pages={LESSON.src: LESSON},
        titles={"lesson": "0.1 Licences"},
        pages=pages,
        terms=Terms({}),
        numbers=NUMBERS,
        models=NUMBERS,
        model=lambda key: SimpleNamespace(slug=key),
        report=Reporter(repository),
        problems=problems,
    )


def render(course: Any, src: str = LESSON.src, text: str = "") -> str:
    """The HTML of a page of ``course``; nothing may be reported."""
    problems: list[Problem] = []
    if src in course.pages:
        text = course.pages[src].body
    extension = CourseExtension(course, problems.append)
    extension.open(src, text)
    html = Markdown(extensions=[*EXTENSIONS, extension]).convert(text)
    assert problems == []
    return html
