"""What the custom elements say of themselves, against what is there."""

import re
from pathlib import Path

from conftest import ROOT

from course.site.elements import Element, elements, imported

SCRIPTS = ROOT / "docs" / "js"


def test_an_element_says_what_it_needs(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room/a-box.js").write_text(
        '// @sheet css/box.css\n// @late\n\ncustomElements.define("a-box", Box);\n'
    )
    (tmp_path / "b-box.js").write_text('customElements.define("b-box", Box);\n')
    assert elements(tmp_path) == (
        Element("a-box", "room/a-box.js", "css/box.css", True),
        Element("b-box", "b-box.js", None, False),
    )


def test_the_imports_of_a_module_are_found_in_whatever_form(tmp_path: Path) -> None:
    (tmp_path / "room/inner").mkdir(parents=True)
    (tmp_path / "main.js").write_text(
        "import './room/a.js';\nimport { b, c as d } from \"./room/inner/b.js\";\n"
    )
    (tmp_path / "room/a.js").write_text('import * as all from "./inner/b.js";\n')
    (tmp_path / "room/inner/b.js").write_text("export const b = 1, c = 2;\n")
    assert imported(tmp_path, "main.js") == ["room/a.js", "room/inner/b.js"]


def test_every_sheet_that_an_element_names_is_there_and_every_element_is_used() -> None:
    templates = "".join(
        file.read_text(encoding="utf-8")
        for folder in ("hooks", "overrides")
        for file in (ROOT / folder).rglob("*.html")
    )
    for element in elements(SCRIPTS):
        assert element.sheet is None or (ROOT / "docs" / element.sheet).is_file(), element
        assert f"<{element.name}" in templates, element
    known = {element.name for element in elements(SCRIPTS)}
    assert set(re.findall(r"<([a-z]+(?:-[a-z]+)+)[ >]", templates)) <= known
