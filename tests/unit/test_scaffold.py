"""`make lesson`: what is laid down, where, and what is refused."""

import shutil
from pathlib import Path

import pytest

from course.commands.scaffold import Refused, lay_down
from course.course import load

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one lesson, 0.11, with one more announced: 0.2."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("quizzes", "schema"))
    (tmp_path / "docs" / "foundations").mkdir(parents=True)
    write(tmp_path, "data/glossary.yml", "terms: []\n")
    write(
        tmp_path,
        "data/tracks.yml",
        "# Kept\ntracks:\n  - id: foundations\n    title: Foundations\n    summary: S.\n    coming:\n"
        '      - number: "0.1"\n        slug: models\n        title: Models\n        summary: What.\n'
        '      - number: "0.2"\n        slug: tokens\n        title: "Text: as tokens"\n'
        "        summary: >-\n          Over two\n          lines.\n",
    )
    write(tmp_path, "mkdocs.yml", "nav:\n  - foundations/index.md\n  - Last: foundations/last.md # kept\n")
    write(
        tmp_path,
        "docs/foundations/last.md",
        '---\ntitle: Last\ndescription: D\ntrack: foundations\nlesson: "0.11"\nlevel: beginner\noutcome: O\n'
        "outcomes: {x: y}\n---\n",
    )
    return tmp_path


def write(root: Path, file: str, text: str) -> None:
    (root / file).write_text(text, encoding="utf-8")


def told(root: Path) -> list[str]:
    """What is wrong with the course, but for the lesson that the fixture has without questions."""
    problems = [str(problem) for problem in load(root).problems]
    return [problem for problem in problems if "last.md" not in problem]


def test_an_announced_lesson_takes_its_title_and_number_and_leaves_the_list(root: Path) -> None:
    paths = lay_down(root, "tokens")
    names = [path.relative_to(root).as_posix() for path in paths]
    assert names == ["docs/foundations/tokens.md", "data/quizzes/tokens.yml", "mkdocs.yml", "data/tracks.yml"]
    lesson = load(root).lessons["tokens"].header
    assert (lesson.title, lesson.lesson, lesson.description) == ("Text: as tokens", "0.2", "Over two lines.")
    tracks = (root / "data" / "tracks.yml").read_text()
    assert tracks.startswith("# Kept\n") and "slug: models" in tracks and "tokens" not in tracks
    assert told(root) == []


def test_the_last_announced_lesson_takes_the_list_with_it(root: Path) -> None:
    lay_down(root, "models")
    lay_down(root, "tokens")
    assert "coming" not in (root / "data" / "tracks.yml").read_text()
    assert told(root) == []


def test_another_lesson_comes_last(root: Path) -> None:
    lay_down(root, "a-new-one")
    lesson = load(root).lessons["a-new-one"].header
    assert (lesson.title, lesson.lesson) == ("A new one", "0.12")
    assert told(root) == []


def test_the_navigation_follows_the_numbers(root: Path) -> None:
    for slug in ("tokens", "models", "a-new-one"):
        lay_down(root, slug)
    assert (root / "mkdocs.yml").read_text().splitlines() == [
        "nav:",
        "  - foundations/index.md",
        "  - foundations/models.md",
        "  - foundations/tokens.md",
        "  - Last: foundations/last.md # kept",
        "  - foundations/a-new-one.md",
    ]


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("Tokens", "'Tokens' is not a good name: use lower-case letters, digits and single hyphens"),
        ("../x", "'../x' is not a good name: use lower-case letters, digits and single hyphens"),
        ("last", "docs/foundations/last.md is there already"),
    ],
)
def test_a_lesson_is_refused_and_nothing_changed(root: Path, slug: str, why: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Refused) as refused:
        lay_down(root, slug)
    assert str(refused.value) == why
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
