"""Files as editors save them: what is no matter is read alike, the rest is told with its line and read on."""

from pathlib import Path

import pytest

from course.authoring.page import read, read_all
from course.authoring.problem import Problem
from course.authoring.text import read_text


@pytest.mark.parametrize(
    ("saved", "text", "told"),
    [
        (b"one\r\ntwo\r\n", "one\ntwo\n", []),
        (b"one\rtwo\r", "one\ntwo\n", []),
        (b"\xef\xbb\xbfone\ntwo\n", "one\ntwo\n", []),
        (
            "one\ntwo\n".encode("utf-16"),
            "one\ntwo\n",
            ["a.md:1: the file is saved as UTF-16. Save it as UTF-8."],
        ),
        (
            b"one\r\ntw\xe9\n",
            "one\ntw\ufffd\n",
            ["a.md:2: a byte that is not UTF-8 (0xE9). Save the file as UTF-8."],
        ),
        (
            b"one\r\n\x07two\n",
            "one\ntwo\n",
            [
                "a.md:2: a character that text files do not hold (U+0007). "
                "Remove it, or save the file as UTF-8 if there are many."
            ],
        ),
        (None, None, ["a.md:1: the file is not there. Restore it from git, or write it."]),
    ],
)
def test_a_file_is_read_whichever_way_it_was_saved(
    tmp_path: Path, saved: bytes | None, text: str | None, told: list[str]
) -> None:
    if saved is not None:
        (tmp_path / "a.md").write_bytes(saved)
    problems: list[Problem] = []
    assert read_text(tmp_path / "a.md", "a.md", problems) == text
    assert [str(it) for it in problems] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n---\ntitle: A\n---\n", "1: the front matter does not begin on the first line"),
        ("--\ntitle: A\n---\n", "1: the front matter begins with '--'"),
        ("---\ntitle: A\n\nText.\n", "1: the front matter does not end"),
        ("title: A\n---\n", "1: the front matter stands without its '---'"),
    ],
)
def test_front_matter_that_is_not_found_is_told_for_what_it_lacks(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(text)
    problems: list[Problem] = []
    read(tmp_path / "docs/a.md", tmp_path, problems)
    assert [str(it).partition(". ")[0] for it in problems] == [f"docs/a.md:{told}"]


def test_what_is_a_page_is_read_and_a_name_that_begins_with_a_sign_is_not(tmp_path: Path) -> None:
    """A README is told: authors write it for other authors, and its name does not say so here."""
    for name in ("index.md", "a/index.md", "_notes.md", ".draft.md", "README.md", "a/quiz.yml"):
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text("---\ntitle: A\n---\nText.\n")
    (tmp_path / "docs/folder.md").mkdir()
    problems: list[Problem] = []
    assert [*read_all(tmp_path, problems)] == ["a/index.md", "index.md"]
    assert [it.file for it in problems] == ["docs/README.md"]
