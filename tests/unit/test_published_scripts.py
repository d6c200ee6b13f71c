"""Scripts as they are published: what one file alone needs becomes part of it."""

from pathlib import Path

import pytest

from course.publish.modules import join_modules

SCRIPTS = {
    "main.js": 'import { mark } from "./marks.js";\nimport "./c-box.js";\nmark(() => import("./late.js"));\n',
    "marks.js": 'import { base, store as kept } from "./store.js";\nexport const mark = () => kept + base;\n',
    "store.js": "export const base = 1;\nexport const store = 2;\nexport function unasked() {}\n",
    "b-box.js": (
        'import { number } from "./count.js";\nimport { base } from "./store.js";\ncustomElements.define("b-box", number);\n'
    ),
    "c-box.js": 'customElements.define("c-box", class {});\n',
    "count.js": "export const number = 3;\n",
    "a-box.js": (
        'import { base } from "./store.js";\nimport { read } from "./lines.js";\nimport { number } from "./words.js";\n'
        'import { number as more } from "./count.js";\ncustomElements.define("a-box", class { x = read(number, base, more) });\n'
    ),
    "lines.js": 'import { number as words } from "./words.js";\nexport const read = words;\n',
    "words.js": 'import "./store.js";\nconst base = "words";\nexport async function number() { return base; }\n',
    "late.js": "export {};\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "js").mkdir()
    for name, text in SCRIPTS.items():
        (tmp_path / "js" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_what_one_file_needs_is_part_of_it_and_what_two_need_is_not(site: Path) -> None:
    join_modules(site)
    assert {file.name for file in site.glob("js/*")} == {
        "main.js",
        "a-box.js",
        "b-box.js",
        "count.js",
        "late.js",
    }
    assert (site / "js/count.js").read_text() == SCRIPTS["count.js"]


def test_what_the_script_of_every_page_needs_is_part_of_it_and_handed_on(site: Path) -> None:
    join_modules(site)
    assert (site / "js/main.js").read_text() == (
        "const $store = (() => {\nconst base = 1;\nconst store = 2;\nfunction unasked() {}\n"
        "return { base, store, unasked };\n})();\n"
        "const $marks = (() => {\nconst { base, store: kept } = $store;\nconst mark = () => kept + base;\n"
        "return { mark };\n})();\n"
        'const $c_box = (() => {\ncustomElements.define("c-box", class {});\nreturn {  };\n})();\n'
        'const { mark } = $marks;\nmark(() => import("./late.js"));\nexport { $store };\n'
    )
    assert (site / "js/b-box.js").read_text() == (
        'import { number } from "./count.js";\nimport { $store } from "./main.js";\n'
        'const { base } = $store;\ncustomElements.define("b-box", number);\n'
    )


def test_a_part_keeps_its_own_names_and_comes_after_what_it_needs(site: Path) -> None:
    join_modules(site)
    assert (site / "js/a-box.js").read_text() == (
        'import { $store } from "./main.js";\nimport { number as more } from "./count.js";\n'
        'const $words = (() => {\nconst base = "words";\nasync function number() { return base; }\n'
        "return { number };\n})();\n"
        "const $lines = (() => {\nconst { number: words } = $words;\nconst read = words;\n"
        "return { read };\n})();\n"
        "const { base } = $store;\nconst { read } = $lines;\nconst { number } = $words;\n"
        'customElements.define("a-box", class { x = read(number, base, more) });\n'
    )


def test_another_form_of_import_fails_the_build(site: Path) -> None:
    (site / "js/marks.js").write_text('import * as store from "./store.js";\nexport const mark = 1;\n')
    with pytest.raises(ValueError, match=r"docs/js/marks\.js: 'import \* as store"):
        join_modules(site)
