"""What a screen reader is given on each page, kept as files: landmarks, headings, controls, pictures, in order.

Prose is left out, so that rewording changes nothing here, and of a table all rows but the first. After a change that is
meant, `UPDATE_GOLDEN=1 .venv/bin/pytest tests/browser/test_outline.py` writes golden/*.yml again, and removes those of
pages that are gone: read the difference.
"""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page
from site_pages import addresses, visit

GOLDEN = Path(__file__).parent / "golden"
KEPT = re.compile(
    "main|article|navigation|region|search|form|group|banner|contentinfo|status|alert|dialog|heading|figure|img|table|"
    "columnheader|radiogroup|radio|checkbox|textbox|combobox|spinbutton|slider|button"
)
WHOLE = re.compile("heading|img|columnheader|button")  # what is inside is in the name
NODE = re.compile(
    r"""(?P<indent>\ *)-\ '?(?P<role>[a-z]+)
    (?:\ "(?P<name>(?:[^"\\]|\\.)*)")?(?P<states>(?:\ \[[^]]*\])*)'?(?::\ ?(?P<text>.*))?""",
    re.VERBOSE,
)


def outline(snapshot: str) -> str:
    """The kept nodes of an aria snapshot, indented below the nearest kept one above them."""
    lines: list[str] = []
    above: list[int] = []  # indents of the kept nodes around this one
    skipped = 10_000  # what is indented deeper is left out
    rows = 0
    for line in snapshot.splitlines():
        node = NODE.fullmatch(line)
        if not node or len(node["indent"]) > skipped:
            continue
        indent, role = len(node["indent"]), node["role"]
        skipped = 10_000
        rows = 0 if role == "table" else rows + (role == "row")
        if WHOLE.fullmatch(role) or (role == "row" and rows > 1):
            skipped = indent
        if KEPT.fullmatch(role):
            while above and above[-1] >= indent:
                above.pop()
            lines.append("  " * len(above) + told(node))
            above.append(indent)
    return "\n".join(lines) + "\n"


def told(node: re.Match[str]) -> str:
    """Role, name and states. A name to its first eighty characters: enough to know it by."""
    name = node["name"] or (node["text"] if node["role"] == "group" else None)
    short = "" if not name else f' "{name[:80]}…"' if len(name) > 80 else f' "{name}"'
    short = short.replace("''", "'")
    return f"- {node['role']}{short}{node['states']}"


def name_of(address: str) -> str:
    return address.strip("/").replace("/", "_") or "home"


def differences(folder: Path, outlines: dict[str, str]) -> list[str]:
    """Where the files of ``folder`` are not the ``outlines``: told by file, those of pages that are gone too."""
    kept = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.yml")}
    return [
        f"{name}.yml: {sorted({*kept.get(name, '').splitlines()} ^ {*outlines.get(name, '').splitlines()})[:6]}"
        for name in sorted(kept.keys() | outlines.keys())
        if kept.get(name) != outlines.get(name)
    ]


def keep(folder: Path, outlines: dict[str, str]) -> None:
    """Write the ``outlines``, and remove the files of pages that are gone."""
    folder.mkdir(exist_ok=True)
    for file in folder.glob("*.yml"):
        if file.stem not in outlines:
            file.unlink()
    for name, outline in outlines.items():
        (folder / f"{name}.yml").write_text(outline, encoding="utf-8")


def test_each_page_is_read_out_as_it_was(page: Page, site: Path) -> None:
    outlines = {}
    for address in addresses(site):
        visit(page, address)
        outlines[name_of(address)] = outline(page.locator("body").aria_snapshot())
    if os.environ.get("UPDATE_GOLDEN"):
        keep(GOLDEN, outlines)
    assert differences(GOLDEN, outlines) == []


def test_a_renamed_page_is_told_and_leaves_no_file_behind(tmp_path: Path) -> None:
    keep(tmp_path, {"home": "- main\n", "old": "- table\n"})
    renamed = {"home": "- main\n", "new": "- table\n"}
    assert differences(tmp_path, renamed) == ["new.yml: ['- table']", "old.yml: ['- table']"]
    keep(tmp_path, renamed)
    assert differences(tmp_path, renamed) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["home.yml", "new.yml"]


def test_no_control_picture_or_region_is_without_a_name() -> None:
    unnamed = re.compile(
        r" *- (button|radio|checkbox|textbox|combobox|spinbutton|img|figure|region|navigation|form|dialog)( \[.*)?"
    )
    for file in GOLDEN.glob("*.yml"):
        text = file.read_text(encoding="utf-8")
        assert [line for line in text.splitlines() if unnamed.fullmatch(line)] == [], file
        # a table in the text has its name on the part that scrolls
        assert len(re.findall(r"- table$", text, re.M)) == len(
            re.findall(r'- group "Table: .*\n *- table$', text, re.M)
        ), file


def test_headings_go_down_one_level_at_a_time() -> None:
    for file in GOLDEN.glob("*.yml"):
        levels = [
            int(level) for level in re.findall(r"heading .*\[level=(\d)\]", file.read_text(encoding="utf-8"))
        ]
        assert levels[0] == 1 and levels.count(1) == 1, file
        assert all(after <= before + 1 for before, after in pairwise(levels)), file


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("main => main.querySelector('h2').remove()", "heading"),
        ("main => main.querySelector('input').setAttribute('aria-label', 'x')", "radio"),
        ("main => main.querySelector('figure svg').setAttribute('aria-hidden', 'true')", "img"),
        ("main => main.querySelector('caption').remove()", "table"),
    ],
)
def test_a_lost_heading_name_picture_or_caption_is_seen(page: Page, change: str, seen: str) -> None:
    visit(page, "foundations/picking-a-base-model/")
    main = page.get_by_role("main")
    before = outline(main.aria_snapshot())
    main.evaluate(change)
    gone = set(before.splitlines()) - set(outline(main.aria_snapshot()).splitlines())
    assert any(line.strip().startswith(f"- {seen}") for line in gone), gone
