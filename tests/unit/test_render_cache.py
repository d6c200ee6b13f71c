"""What pages are rendered from, beside their own texts: where any of it changes, none is kept."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import Project
from copied import shorten_course

from course.course import Course, load
from course.hub.answers import Answers
from course.site.render_cache import RenderCache

LESSON = "docs/foundations/base-and-instruct-models"
TEXTS = (
    (f"{LESSON}/index.md", "So much for", "So much for a token and for"),
    (f"{LESSON}/index.md", "## Key terms", "## All its terms"),
    ("docs/lab/index.md", "\n\n", "\n\nThis is **not closed.\n\n"),
)
SHARED = (
    (f"{LESSON}/index.md", "title: Base", "title: Of base"),
    (f"{LESSON}/index.md", 'lesson: "0.10"', 'lesson: "0.12"'),
    (f"{LESSON}/index.md", "So much for", f"{'Word ' * 400}So much for"),  # minutes
    (f"{LESSON}/index.md", "::: question base-prompt", "The question"),
    (f"{LESSON}/index.md", "So much for", "[^this]: No.\n\nSo much for"),  # told of the course
    (f"{LESSON}/quiz.yml", "ask: ", "ask: Now "),
    (f"{LESSON}/figures/chat-template/figure.svg", "</title>", " again</title>"),
    ("docs/index.md", "title: ", "title: The "),
    ("docs/foundations/compare_models.py", "\n", "\n# Edited\n"),
    ("docs/img/favicon.svg", "<svg", "<svg id='icon'"),
    ("data/glossary.yml", "definition: ", "definition: This is "),
    ("data/models.yml", "downloads: {value: ", "downloads: {value: 1"),
    ("data/recorded/answers.json", '"recorded": "2026', '"recorded": "2025'),
    ("hooks/course/quiz/templates/quiz.html", "<div", "<hr><div"),
    ("mkdocs.yml", "  - footnotes", "  - abbr"),
)


def said(ids: Sequence[str]) -> Answers:
    return Answers({}, {}, {ids[0]: "missing"})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("course"))
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    return project


@pytest.fixture(scope="module")
def course(project: Project) -> Course:
    return load(project.root)


def read(cache: RenderCache, project: Project) -> None:
    cache.read(str(project.root / name) for name in ("docs", "mkdocs.yml", "data", "hooks"))


@pytest.fixture
def cache(project: Project, course: Course) -> RenderCache:
    """Filled with a page that nobody rendered."""
    cache = RenderCache()
    read(cache, project)
    cache.of(course).pages["page.md"] = None  # type: ignore[assignment]
    cache.data = (), {}, []
    return cache


def edited(project: Project, cache: RenderCache, file: str, old: str, new: str) -> RenderCache:
    """What is kept after the edit, which is undone."""
    project.edit(file, old, new)
    read(cache, project)
    after = cache.of(load(project.root))
    project.edit(file, new, old)
    return after


@pytest.mark.parametrize("file, old, new", TEXTS)
def test_a_page_s_own_text_is_no_other_s(
    project: Project, cache: RenderCache, file: str, old: str, new: str
) -> None:
    after = edited(project, cache, file, old, new)
    assert after.pages
    assert after.data


@pytest.mark.parametrize("file, old, new", SHARED)
def test_nothing_is_kept_where_what_pages_share_has_changed(
    project: Project, cache: RenderCache, file: str, old: str, new: str
) -> None:
    after = edited(project, cache, file, old, new)
    assert not after.pages
    assert not after.data


def test_nothing_is_kept_where_the_hub_says_something_else(project: Project, cache: RenderCache) -> None:
    assert not cache.of(load(project.root, ask=said)).pages


def test_nothing_is_kept_where_a_file_comes_or_goes(
    project: Project, course: Course, cache: RenderCache
) -> None:
    project.write("docs/new.txt", "")
    read(cache, project)
    (project.root / "docs/new.txt").unlink()
    assert not cache.of(course).pages


def test_a_build_that_watches_nothing_keeps_nothing(course: Course) -> None:
    cache = RenderCache()
    cache.of(course).pages["page.md"] = None  # type: ignore[assignment]
    assert not cache.of(course).pages


def test_a_file_that_goes_while_it_is_read_ends_nothing(
    project: Project, cache: RenderCache, course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path) -> bytes:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "read_bytes", gone)
    read(cache, project)
    assert not cache.of(course).pages
