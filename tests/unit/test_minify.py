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
@pytest.mark.parametrize(
    ("nested", "source"),
    [
        ("js/nested.js", "docs/js/nested.js"),
        ("js/quiz/kinds/order.js", "hooks/course/quiz/kinds/order.js"),  # it stands beside its Python
    ],
)
def test_a_template_in_a_template_is_told_where_it_stands_and_left_as_it_is(
    tmp_path: Path, script: str, nested: str, source: str
) -> None:
    (tmp_path / "js/quiz/kinds").mkdir(parents=True)
    (tmp_path / nested).write_text(script, encoding="utf-8")
    (tmp_path / "js/plain.js").write_text("// A number\nexport  const one = 1;\n", encoding="utf-8")
    told: list[str] = []
    publish(tmp_path, {"minify": True}, lambda problem: told.append(str(problem)))
    assert told == [
        f"{source}:3: a template stands in a template, of which spaces would be lost. "
        "Give the inner one a name before the outer one."
    ]
    assert (tmp_path / nested).read_text(encoding="utf-8") == script
    assert (tmp_path / "js/plain.js").read_text(encoding="utf-8") == "export const one=1;"


def test_a_page_loses_comments_and_the_white_space_that_is_not_drawn() -> None:
    page = "<div>\n  <p>two\n words</p>  <!-- gone -->\n  <pre>a\n  b</pre> <b>c</b> <i>d</i>\n</div>\n"
    assert html(page) == "<div><p>two words</p> <pre>a\n  b</pre> <b>c</b> <i>d</i></div>"
