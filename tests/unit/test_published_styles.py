"""The theme's style sheet as it is published: what no page can show is left out."""

from pathlib import Path

import pytest

from course.publish.files import Built
from course.publish.style_sheet import join_sheets
from course.publish.theme_rules import keep_used

SHEET = """
:root{--read:1px;--unread:2px}
.seen { margin: var(--read); }
.unseen, [data-unseen] { margin: 0; }
.scripted, .unseen { padding: 0; }
table:not([class]) + * { margin: 1px; }
p:not([class]), ul:not([class]) { color: red; }
@media print { .unseen { color: red; } .seen { color: blue; } }
@media screen { .unseen { color: red; } }
@keyframes played { to { opacity: 0; } }
@keyframes seen { 0% { opacity: 0; } to { opacity: 1; } }
.seen { animation: 1s played; }
.seen { content: "};"; quotes: '{' }
"""
PAGE = '<html><body class="seen"><table class="plain"></table><p>Text</p></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "assets/stylesheets").mkdir(parents=True)
    (tmp_path / "js").mkdir()
    (tmp_path / "js/main.js").write_text('box.className = "scripted"; document.createElement("ul");')
    (tmp_path / "assets/stylesheets/main.1.css").write_text(SHEET)
    return tmp_path


def published(site: Path, page: str) -> str:
    (site / "index.html").write_text(page, encoding="utf-8")
    keep_used(Built(site))
    return "".join((site / "assets/stylesheets/main.1.css").read_text().split())


def test_rules_stay_that_a_page_or_a_script_can_show(site: Path) -> None:
    assert published(site, PAGE) == (
        ":root{--read:1px}.seen{margin:var(--read);}.scripted{padding:0;}"
        "p:not([class]),ul:not([class]){color:red;}@mediaprint{.seen{color:blue;}}"
        "@keyframesplayed{to{opacity:0;}}.seen{animation:1splayed;}"
        """.seen{content:"};";quotes:'{'}"""
    )


@pytest.mark.parametrize("table", ["<table>", '<table data-class="plain">'])
def test_a_rule_for_tables_without_a_class_stays_where_one_stands(site: Path, table: str) -> None:
    assert "table:not([class])+*" in published(site, PAGE.replace('<table class="plain">', table))


def test_one_sheet_stands_in_place_of_those_that_every_page_has(tmp_path: Path) -> None:
    link = '<link rel="stylesheet" href="{}">'
    pages = {
        "index.html": ("css/a.css", "css/b.css"),
        "deep/index.html": ("../css/a.css", "../css/b.css", "../css/c.css"),
    }
    for folder in ("css", "deep"):
        (tmp_path / folder).mkdir()
    for name in "abc":
        (tmp_path / f"css/{name}.css").write_text(f".{name} {{}}")
    for page, sheets in pages.items():
        (tmp_path / page).write_text("".join(map(link.format, sheets)))
    site = Built(tmp_path)
    join_sheets(site)
    site.write()
    assert (tmp_path / "index.html").read_text() == link.format("css/site.css")
    assert (tmp_path / "deep/index.html").read_text() == "".join(
        map(link.format, ("../css/site.css", "../css/c.css"))
    )
    assert {it.name: it.read_text() for it in (tmp_path / "css").iterdir()} == {
        "site.css": ".a {}\n.b {}",
        "c.css": ".c {}",
    }
