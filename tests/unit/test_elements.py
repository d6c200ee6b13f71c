"""What the custom elements say of themselves, against what is there."""

import re
from pathlib import Path

from conftest import ROOT

from course.quiz.kinds import published
from course.site.elements import Element, elements, imported

DOCS = ROOT / "docs"


def test_an_element_says_what_it_needs(tmp_path: Path) -> None:
    for file, code in {
        "js/room/a-box.js": '// @sheet css/box.css\n// @late\n\ncustomElements.define("a-box", Box);\n',
        "js/b-box.js": 'customElements.define("b-box", Box);\n',
        "track/lesson/figures/c-box/c-box.js": '// @late\ncustomElements.define("c-box", Box);\n',
    }.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(code)
    assert elements(tmp_path) == (
        Element("a-box", "js/room/a-box.js", "css/box.css", True),
        Element("b-box", "js/b-box.js", None, False),
        Element("c-box", "track/lesson/figures/c-box/c-box.js", None, True),
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
    for element in elements(DOCS):
        sheet = element.sheet
        assert sheet is None or (DOCS / sheet).is_file() or sheet in published(), element
        figure = (DOCS / element.module).with_name("controls.html").is_file()
        assert f"<{element.name}" in templates or figure, element
    known = {element.name for element in elements(DOCS)}
    assert set(re.findall(r"<([a-z]+(?:-[a-z]+)+)[ >]", templates)) <= known
