"""What the lines of a page show to be wrong before any of them is Markdown."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from .page import FENCE, Page
from .problem import Problem

Fault = tuple[int, str, str]
_SET_IN = re.compile(r"\s*-+8<-+")
_ITEM = re.compile(r"(?P<indent> *)(?:[-*+]|\d+\.) +\S")
_CODE = re.compile(r"(`+).+?\1")


def check(page: Page, root: Path) -> Iterator[Problem]:
    for line, what, mend in (
        *_fences(page),
        *_set_in(page, root),
        *_prose(page),
        *_tables(page),
        *_twice(page),
        *_footnotes(page),
    ):
        yield page.problem(line, what, mend)


def _footnotes(page: Page) -> Iterator[Fault]:
    """Footnotes that nothing refers to: they are not shown."""
    named = {name for _, line in page.lines for name in re.findall(r"\[\^([^\]]+)\](?!:)", line)}
    for number, line in page.lines:
        if (note := re.match(r" {0,3}\[\^([^\]]+)\]:", line)) and note[1] not in named:
            yield (
                number,
                f"no text refers to the footnote '[^{note[1]}]'",
                f"Write [^{note[1]}] where it belongs",
            )


def _fences(page: Page) -> Iterator[Fault]:
    """A fence that opens inside another: nothing closed the first."""
    outside, opened = {number for number, _ in page.lines}, 0
    for number, line in enumerate(page.body.split("\n"), page.first_line):
        match = FENCE.match(line)
        if number in outside:
            opened = 0
        elif not opened:
            opened = number
            mark = match["mark"] if match else ""
        elif match and match["mark"] == mark:
            if match["rest"]:
                yield (
                    opened,
                    f"this code has no end before other code begins (line {number})",
                    f"Close it with {mark}",
                )
            else:
                opened = 0


def _set_in(page: Page, root: Path) -> Iterator[Fault]:
    """Files that stand in the text, by name."""
    for number, line in enumerate(page.body.split("\n"), page.first_line):
        if not _SET_IN.match(line):
            continue
        path = re.fullmatch(r'--8<-- "(.+)"', line.strip())
        if not path:
            yield number, f"'{line.strip()}' sets no file in", 'Write --8<-- "PATH", with PATH below docs/'
        elif not (root / "docs" / path[1]).is_file():
            yield number, f"there is no file docs/{path[1]}", "Write the file's path below docs/"


def _prose(page: Page) -> Iterator[Fault]:
    lines = page.lines
    for place, (number, line) in enumerate(lines):
        if "\N{NO-BREAK SPACE}" in line[: len(line) - len(line.lstrip())]:
            yield number, "a no-break space in the indentation", "Use ordinary spaces"
        if re.match(r" {0,3}!!! ?\w", line):
            following = next((it for _, it in lines[place + 1 :] if it.strip()), "")
            if not following.startswith("    "):
                yield number, "'!!!' has no text", "Indent its text by four spaces, on the next lines"
        if re.match(r" {0,3}!!! ?[\w-]+ +[^\s\"]", line):
            yield number, "the title after '!!!' is not in quotes", 'Write !!! key "Title"'
        item = _ITEM.match(line)
        before = place and _ITEM.match(lines[place - 1][1])
        if item and before and 0 < len(item["indent"]) - len(before["indent"]) < 4:
            yield number, "this item is no list inside the item above", "Indent it by four spaces more"


def _tables(page: Page) -> Iterator[Fault]:
    """Rows that do not have the cells of their table's heads: Markdown drops what is too much."""
    for is_row, rows in groupby(page.lines, lambda it: it[1].lstrip().startswith("|")):
        if is_row:
            (_, heads), *rest = rows
            for number, row in rest:
                if _cells(row) != _cells(heads):
                    what = f"this row has {_cells(row)} cells, and its table {_cells(heads)} columns"
                    yield number, what, r"Make them as many; a bar that is text is written \|"


def _cells(row: str) -> int:
    bare = _CODE.sub("", row.strip()).replace(r"\|", "")
    return bare.removeprefix("|").removesuffix("|").count("|") + 1


def _twice(page: Page) -> Iterator[Fault]:
    """A directive's ids are its own once a page. ``checks.py`` tells of questions, over all pages."""
    seen: dict[tuple[str, str], int] = {}
    for it in page.directives:
        first = seen.setdefault((it.kind, it.id), it.line)
        if first != it.line and it.kind not in ("question", "quiz"):
            named = f"'::: {it.kind} {it.id}'".replace(" '", "'")
            yield it.line, f"{named} stands on line {first} too", "Keep one of the two"
