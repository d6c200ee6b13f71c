"""`make lesson`: what is laid down, where, and what is refused."""

import shutil
from pathlib import Path

import pytest

from course.commands.scaffold import Refused, lay_down
from course.course import load
from course.lessons.navigation import filled

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of one lesson, 0.11, with one more announced: 0.2."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("schema"))
    (tmp_path / "docs" / "foundations" / "last").mkdir(parents=True)
    write(tmp_path, "data/glossary.yml", "terms: []\n")
    write(
        tmp_path,
        "data/tracks.yml",
        "# Kept\ntracks:\n  - id: foundations\n    title: Foundations\n    summary: S.\n    coming:\n"
        '      - number: "0.1"\n        slug: models\n        title: Models\n        summary: What.\n'
        '      - number: "0.2"\n        slug: tokens\n        title: "Text: as tokens"\n'
        "        summary: >-\n          Over two\n          lines.\n",
    )
    write(
        tmp_path,
        "docs/foundations/last/index.md",
        '---\ntitle: Last\ndescription: D\ntrack: foundations\nlesson: "0.11"\nlevel: beginner\noutcome: O\n'
        "outcomes: {x: y}\n---\n",
    )
    return tmp_path


def write(root: Path, file: str, text: str) -> None:
    (root / file).write_text(text, encoding="utf-8")


def told(root: Path) -> list[str]:
    """What is wrong with the course, but for the lesson that the fixture has without questions."""
    problems = [str(problem) for problem in load(root).problems]
    return [problem for problem in problems if "/last/" not in problem]


def test_an_announced_lesson_takes_its_title_and_number_and_changes_no_other_file(root: Path) -> None:
    before = (root / "data" / "tracks.yml").read_text()
    paths = lay_down(root, "tokens")
    names = [path.relative_to(root).as_posix() for path in paths]
    assert names == ["docs/foundations/tokens/index.md", "docs/foundations/tokens/quiz.yml"]
    lesson = load(root).lessons["tokens"].header
    assert (lesson.title, lesson.lesson, lesson.description) == ("Text: as tokens", "0.2", "Over two lines.")
    assert (root / "data" / "tracks.yml").read_text() == before
    assert told(root) == []


def test_another_lesson_comes_last(root: Path) -> None:
    lay_down(root, "a-new-one")
    lesson = load(root).lessons["a-new-one"].header
    assert (lesson.title, lesson.lesson) == ("A new one", "0.12")
    assert told(root) == []


def test_the_navigation_follows_the_numbers_and_lessons_with_a_wrong_header_come_last(root: Path) -> None:
    write(root, "docs/foundations/index.md", "---\ntitle: Foundations\n---\n")
    for slug in ("tokens", "models", "a-new-one"):
        lay_down(root, slug)
    wrong = root / "docs/foundations/models/index.md"
    wrong.write_text(wrong.read_text().replace("level: beginner", "level: none"))
    course = load(root)
    pages = [f"foundations/{slug}/index.md" for slug in ("tokens", "last", "a-new-one", "models")]
    assert filled(["index.md", "foundations/index.md"], course.tracks, course.pages, course.lessons) == [
        "index.md",
        {"Foundations": ["foundations/index.md", *pages]},
    ]


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("Tokens", "'Tokens' is not a good name: use lower-case letters, digits and single hyphens"),
        ("../x", "'../x' is not a good name: use lower-case letters, digits and single hyphens"),
        ("last", "docs/foundations/last is there already"),
    ],
)
def test_a_lesson_is_refused_and_nothing_changed(root: Path, slug: str, why: str) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    with pytest.raises(Refused) as refused:
        lay_down(root, slug)
    assert str(refused.value) == why
    assert before == {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
