"""A page's last change is its newest commit, where the checkout knows all of them."""

import os
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from course.site.changes import Change, last_changes, of_page

LESSON = "foundations/tokens/index.md"


@pytest.fixture
def commit(tmp_path: Path) -> Callable[[str, str, str], None]:
    def git(*args: str, day: str = "2026-01-01") -> None:
        who = {f"GIT_{role}_{what}": "a@b" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        subprocess.run(["git", *args], cwd=tmp_path, check=True, env={**os.environ, **who, **when})

    def write(path: str, day: str, words: str) -> None:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, encoding="utf-8")
        git("add", path)
        git("commit", "-qm", words, day=day)

    git("init", "-q")
    return write


def test_a_lesson_changes_with_its_questions_and_a_page_of_data_with_its_data(
    tmp_path: Path, commit: Callable[[str, str, str], None]
) -> None:
    commit("docs/foundations/index.md", "2026-02-01", "The track's page")
    commit(f"docs/{LESSON}", "2026-02-02", "The lesson")
    commit("docs/glossary.md", "2026-02-03", "The glossary's page")
    commit("docs/foundations/tokens/figures/größe/figure.svg", "2026-02-04", "A <drawing>")
    commit("data/glossary.yml", "2026-02-05", "A term")
    commit("docs/index.md", "2026-02-06", "Home")
    changes = last_changes(tmp_path)
    assert of_page(changes, LESSON) == Change(date(2026, 2, 4), "A <drawing>")
    assert of_page(changes, "foundations/index.md") == Change(date(2026, 2, 1), "The track's page")
    assert of_page(changes, "glossary.md") == Change(date(2026, 2, 5), "A term")
    assert of_page(changes, "index.md") == Change(date(2026, 2, 6), "Home")
    assert of_page(changes, "unknown.md") is None


def test_without_its_whole_history_nothing_is_said(
    tmp_path: Path, commit: Callable[[str, str, str], None]
) -> None:
    commit("docs/index.md", "2026-02-01", "Home")
    commit("docs/pick.md", "2026-02-02", "Picker")
    shallow, inside, none = tmp_path / "shallow", tmp_path / "docs", tmp_path.parent / "none"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{tmp_path}", str(shallow)], check=True)
    none.mkdir()
    assert last_changes(tmp_path)
    assert [last_changes(it) for it in (shallow, inside, none)] == [{}, {}, {}]
