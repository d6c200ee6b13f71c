"""Scripts in fewer bytes: one that would not stay what it is is told with its line."""

from pathlib import Path

import pytest

from course.publish import publish
from course.publish.minify import html

SCRIPTS = [
    """// A path
const line = (points) =>
  points.map((it) => `M${it.map(([x, y]) => `${x} ${y}`).join("L")}`);
""",
    """// Words
const words = (models) =>
  `${models.map(({ name, size }) => `${name} ${size}`).join()}.`;
""",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_template_in_a_template_is_told_where_it_stands_and_left_as_it_is(
    tmp_path: Path, script: str
) -> None:
    for name, text in (("nested", script), ("plain", "// A number\nexport  const one = 1;\n")):
        (tmp_path / "js").mkdir(exist_ok=True)
        (tmp_path / "js" / f"{name}.js").write_text(text, encoding="utf-8")
    told: list[str] = []
    publish(tmp_path, {"minify": True}, lambda problem: told.append(str(problem)))
    assert told == [
        "docs/js/nested.js:3: a template stands in a template, of which spaces would be lost. "
        "Give the inner one a name before the outer one."
    ]
    assert (tmp_path / "js" / "nested.js").read_text(encoding="utf-8") == script
    assert (tmp_path / "js" / "plain.js").read_text(encoding="utf-8") == "export const one=1;"


def test_a_page_loses_comments_and_the_white_space_that_is_not_drawn() -> None:
    page = "<div>\n  <p>two\n words</p>  <!-- gone -->\n  <pre>a\n  b</pre> <b>c</b> <i>d</i>\n</div>\n"
    assert html(page) == "<div><p>two words</p> <pre>a\n  b</pre> <b>c</b> <i>d</i></div>"
