"""What a screen reader is given on each page, kept as files: landmarks, headings, controls, pictures, in order.

Prose is left out, so that rewording changes nothing here, and of a table all rows but the first. After a change that is
meant, `UPDATE_GOLDEN=1 .venv/bin/pytest tests/browser/test_every_page.py` writes golden/*.yml again, and removes
those of pages that are gone: read the difference.
"""

import os
import re
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Page
from site_pages import visit

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


def difference(page: Page, address: str, folder: Path = GOLDEN) -> list[str]:
    """Where what is read out of the page at ``address`` is not what its file says; the first lines of it."""
    file = folder / f"{name_of(address)}.yml"
    said = outline(page.locator("body").aria_snapshot())
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(said, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    told = [f"{file.name}: {it}" for it in sorted({*kept.splitlines()} ^ {*said.splitlines()})]
    return told[:6] or ([f"{file.name}: another order"] if kept != said else [])


def gone(folder: Path, addresses: list[str]) -> list[Path]:
    """The files of pages that are gone."""
    names = {name_of(address) for address in addresses}
    return sorted(file for file in folder.glob("*.yml") if file.stem not in names)


def test_a_renamed_page_is_told_and_its_file_too(page: Page, tmp_path: Path) -> None:
    (tmp_path / "home.yml").write_text("- main\n")
    (tmp_path / "old.yml").write_text("- main\n")
    assert gone(tmp_path, ["", "new/"]) == [tmp_path / "old.yml"]
    page.set_content("<main><table></table></main>")
    assert difference(page, "new/", tmp_path) == ["new.yml:   - table", "new.yml: - main"]


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


def test_a_lost_heading_name_picture_or_caption_is_seen(page: Page) -> None:
    visit(page, "foundations/picking-a-base-model/")
    main = page.get_by_role("main")
    before = outline(main.aria_snapshot())
    changes = {
        "heading": "main.querySelector('h2').remove()",
        "radio": "main.querySelector('input').setAttribute('aria-label', 'x')",
        "img": "main.querySelector('figure svg').setAttribute('aria-hidden', 'true')",
        "table": "main.querySelector('caption').remove()",
    }
    main.evaluate(f"(main) => {{ {'; '.join(changes.values())} }}")
    lost = set(before.splitlines()) - set(outline(main.aria_snapshot()).splitlines())
    assert {line.split()[1] for line in lost} >= {*changes}
