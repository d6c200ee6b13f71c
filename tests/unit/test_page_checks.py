"""What the lines of a page show to be wrong: each told once, at its line; and what only looks so is let be."""

from pathlib import Path

import pytest

from course.authoring.page import Page
from course.authoring.page_checks import check


def told(root: Path, text: str) -> list[str]:
    return [f"{it.line}: {it.what}" for it in check(Page("a.md", text, 10, None), root)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```sh\nx\n\n```sh\ny\n```", "10: this code has no end before other code begins (line 13)"),
        ('--8<-- "none.py"', "10: there is no file docs/none.py"),
        ("--8<-- none.py", "10: '--8<-- none.py' sets no file in"),
        ("- a\n\N{NO-BREAK SPACE} b", "11: a no-break space in the indentation"),
        ('!!! key "Title"\n\nText', "10: '!!!' has no text"),
        ("!!! key Title\n\n    Text", "10: the title after '!!!' is not in quotes"),
        ("- a\n  - b", "11: this item is no list inside the item above"),
        ("| a | b |\n| - | - |\n| 1 | 2 | 3 |", "12: this row has 3 cells, and its table 2 columns"),
        ("::: figure it\n\nText\n\n::: figure it", "14: '::: figure it' stands on line 10 too"),
        ("One\n\n[^1]: Two", "12: no text refers to the footnote '[^1]'"),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path: Path, text: str, expected: str) -> None:
    assert told(tmp_path, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Text\n\n```sh\nx\n```\n```sh\ny\n```\n\n~~~ sh\n```\n~~~",
        "```\n| a |\n| 1 | 2 |\n::: figure it\n```\n\n::: figure it",
        '--8<-- "there.py"',
        '!!! key "Title"\n\n    Text',
        "- a\n    - b\n- c",
        "| a | b |\n| - | - |\n| `1|2` | 3\\|4 |",
        "::: question it\n\n::: question it\n\n::: figure it",  # a question is told of all pages at once
        "One[^1]\n\n[^1]: Two",
    ],
)
def test_what_is_right_is_let_be(tmp_path: Path, text: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/there.py").touch()
    assert told(tmp_path, text) == []
