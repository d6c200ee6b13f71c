"""Terms, tracks and lessons that do not fit together: each told at its line."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from course.authoring import page
from course.authoring.problem import Problem
from course.course import load
from course.glossary import glossary
from course.lessons import lessons

TRACKS = """\
tracks:
  - id: basics
    title: Basics
    summary: First things.
    coming:
      - {number: "0.2", slug: second, title: Second, summary: More.}
"""
HEADER = """\
---
title: First
description: It begins.
track: basics
lesson: "0.1"
level: beginner
outcome: Begin.
outcomes: {start: begin}
---
One two three.
"""
TERMS = """\
terms:
  - id: token
    term: Token
    definition: A piece of text.
    lesson: first
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "docs" / "basics" / "first").mkdir(parents=True)
    (tmp_path / "data" / "tracks.yml").write_text(TRACKS)
    (tmp_path / "data" / "glossary.yml").write_text(TERMS)
    (tmp_path / "docs" / "basics" / "first" / "index.md").write_text(HEADER)
    return tmp_path


def problems(root: Path) -> list[str]:
    found: list[Problem] = []
    written = page.read_all(root, found)
    tracks, source = lessons.load_tracks(root, found)
    known = lessons.load_lessons(written, found)
    found += lessons.check(known, tracks, source, written)
    glossary.load(root, {*known, "second"}, found, [])
    return [str(problem) for problem in found]


def test_what_fits_together_is_no_problem(root: Path) -> None:
    assert problems(root) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "docs/basics/first/index.md",
            "track: basics",
            "track: basic",
            "4: there is no track 'basic'. Did you mean 'basics'?",
        ),
        (
            "docs/basics/first/index.md",
            '"0.1"',
            "0.1",
            "5: 'lesson' must be text, not 0.1. Put it in quotes, else YAML makes no text of it: '0.1'.",
        ),
        ("docs/basics/first/index.md", '"0.1"', '"one"', "5: 'one' is not a lesson number."),
        (
            "docs/basics/first/index.md",
            "level: beginner",
            "level: beginner\nprerequisites: [zeroth]",
            "7: there is no lesson 'zeroth'. Known: first, second.",
        ),
        ("docs/basics/first/index.md", "outcomes: {start: begin}", "outcomes: {}", "8: 'outcomes' is empty"),
        (
            "data/tracks.yml",
            '"0.2", slug: second',
            '"0.2", slug: first',
            "6: lesson 'first' has the number 0.1 in its page. Give it the same number in both.",
        ),
        (
            "data/tracks.yml",
            "    coming:",
            "    end: {link: Go on, page: basics/frist/index.md, next: Nothing yet.}\n    coming:",
            "5: there is no page 'basics/frist/index.md'. Did you mean 'basics/first/index.md'?",
        ),
        (
            "data/glossary.yml",
            "    lesson: first",
            "    lesson: frist",
            "5: there is no lesson 'frist'. Did you mean 'first'?",
        ),
        (
            "data/glossary.yml",
            "    lesson: first",
            "    lesson: first\n    related: [tokken]",
            "6: there is no term 'tokken'. Did you mean 'token'?",
        ),
        (
            "data/glossary.yml",
            "    lesson: first",
            "    lesson: first\n    related: [token]",
            "6: the term names itself. Take it out.",
        ),
        (
            "data/glossary.yml",
            "    lesson: first",
            "    lesson: first\n  - {id: token, term: Tokens, definition: More., lesson: first}",
            "6: the id 'token' is taken. Choose another.",
        ),
        (
            "data/glossary.yml",
            "    lesson: first",
            "    lesson: first\n  - {id: piece, term: Piece, aliases: [token], definition: More., lesson: first}",
            "6: 'token' is also a spelling of 'token'. Keep it in one of the two.",
        ),
    ],
)
def test_what_does_not_is_told_at_its_line(root: Path, file: str, old: str, new: str, told: str) -> None:
    path = root / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert any(problem.startswith(f"{file}:{told}") for problem in problems(root)), problems(root)


def test_two_lessons_with_one_number(root: Path) -> None:
    (root / "docs" / "basics" / "other").mkdir()
    (root / "docs" / "basics" / "other" / "index.md").write_text(HEADER.replace("First", "Other"))
    [problem] = problems(root)
    assert "lesson 0.1 is also docs/basics/first/index.md. Give one of the two another number." in problem


def test_a_lessons_folder_has_a_name_that_an_address_can_have(root: Path) -> None:
    (root / "docs/basics/first").rename(root / "docs/basics/My lesson")
    file = "docs/basics/My lesson/index.md"
    assert (
        f"{file}:1: 'My lesson' is not a good name for a lesson's folder. "
        "Rename it: lower-case letters, digits and single hyphens."
    ) in problems(root)


def test_reading_time_counts_prose_alone(root: Path) -> None:
    code = "```python\n" + "word " * 5000 + "\n```\n"
    (root / "docs" / "basics" / "first" / "index.md").write_text(
        f"{HEADER}\n{code}\n::: quiz first\n{'word ' * 398}\n"
    )
    [lesson] = lessons.load_lessons(page.read_all(root, []), []).values()
    assert (lesson.words, lesson.minutes) == (401, 3)


def test_a_track_lists_its_lessons_in_order_and_those_that_are_to_come(root: Path) -> None:
    (track,) = lessons.load_tracks(root, [])[0]
    html = lessons.render_track(track, lessons.load_lessons(page.read_all(root, []), []))
    rows = [" ".join("".join(row.itertext()).split()) for row in ElementTree.fromstring(html)]
    assert rows == ["0.1 First 1 min of text It begins.", "0.2 Second coming More."]
    assert re.findall('href="([^"]+)"', html) == ["basics/first/index.md"]


def test_a_file_that_nobody_reads_is_told(root: Path) -> None:
    for name in ("data/more.yaml", "data/glosary.yml", "data/old/terms.yml", "docs/basics/first/quizz.yml"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text("")
    told = [str(it) for it in load(root).problems if it.what == "the file is not read"]
    assert told == [
        "data/glosary.yml:1: the file is not read. Did you mean 'glossary.yml'?",
        "data/more.yaml:1: the file is not read. Let its name end in .yml: more.yml.",
        "data/old/terms.yml:1: the file is not read. Put it into data/ itself.",
        "docs/basics/first/quizz.yml:1: the file is not read. A lesson's questions are in quiz.yml.",
    ]


@pytest.mark.parametrize(("line", "told"), [(5, True), (10, False)])
def test_front_matter_is_acted_on_unless_something_in_it_is_told(root: Path, line: int, told: bool) -> None:
    src = "basics/first/index.md"
    course = replace(load(root), problems=(Problem(f"docs/{src}", line, "it is wrong", "Mend it"),))
    assert course.heads_told(src) is told and not course.heads_told("basics/none.md")
