"""What the service worker is told to keep: which files, under which address, and what tells two builds apart."""

import json
import re
from pathlib import Path
from typing import Any

from course.publish import offline
from course.publish.files import Built

PAGE = '<meta charset="utf-8"><offline-copy data-size=""><span role="status">Kept here.</span></offline-copy>'
FILES = {
    **dict.fromkeys(("index.html", "404.html", "a/index.html"), PAGE),
    **dict.fromkeys(("js/a.js", "css/a.css", "font.woff2"), "x"),
    **dict.fromkeys(("search/search_index.json", "search/titles.json"), "x"),
    **dict.fromkeys(("card.png", "exports/a.json", "sitemap.xml", "vocabulary.bin"), "x"),
    "service-worker.js": "const BUILD = {};\nlisten();\n",
}


def copied(site: Path, **edited: str) -> dict[str, Any]:
    """The list in the worker of a site with these files; the names of those ``edited`` have _ for /."""
    for name, text in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(edited.get(re.sub(r"\W", "_", name), text))
    offline.add(Built(site))
    worker = (site / "service-worker.js").read_text()
    assert worker.endswith(";\nlisten();\n")
    return dict(json.loads(worker.removeprefix("const BUILD = ").removesuffix(";\nlisten();\n")))


def test_all_that_a_reader_may_need_is_kept_under_the_address_it_is_asked_for(tmp_path: Path) -> None:
    build = copied(tmp_path)
    kept = ["404.html", "a/", "css/a.css", "font.woff2", "", "js/a.js"]
    kept += ["search/search_index.json", "search/titles.json"]
    assert [*build["files"]] == kept, "in the order of their names, in whatever order the system lists them"
    assert [*build["asked"]] == ["vocabulary.bin"]
    hashes = [build["name"], build["assets"], *build["files"].values(), *build["asked"].values()]
    assert all(re.fullmatch("[0-9a-f]{16}", hash) for hash in hashes)
    page = (tmp_path / "a/index.html").read_text()
    assert f'<meta charset="utf-8"><meta name="assets" content="{build["assets"]}">' in page
    assert 'data-size="0.0 MB"><span role="status">Kept here (0.0 MB).' in page


def test_any_edit_makes_another_build_and_one_of_a_page_or_its_index_no_other_assets(tmp_path: Path) -> None:
    before = copied(tmp_path)
    for name, assets in (
        *(("a_index_html", True), ("vocabulary_bin", True)),
        *(("search_search_index_json", True), ("search_titles_json", True)),
        *(("js_a_js", False), ("css_a_css", False), ("font_woff2", False)),
    ):
        edited = copied(tmp_path, **{name: f"{PAGE} edited"})
        assert edited["name"] != before["name"] and (edited["assets"] == before["assets"]) is assets, name
    assert copied(tmp_path) == before


def test_text_is_counted_as_it_is_sent(tmp_path: Path) -> None:
    for name in ("a.css", "a.woff2"):
        (tmp_path / name).write_bytes(b"x" * 1_240_000)
    assert offline.fetched([tmp_path / "a.css"]) == "0.0 MB"
    assert offline.fetched([tmp_path / "a.css", tmp_path / "a.woff2"]) == "1.2 MB"
