"""What is wrong with a figure's drawing is told with its line."""

import pytest

from course.figures.checks import faults

CLASSES = {"fig-wide", "fig-tall", "fig-line"}
GOOD = """\
<svg class="fig-wide" viewBox="0 0 660 300" role="img" aria-labelledby="fig-it-t"><title id="fig-it-t">It</title><desc>A line.</desc>
<path d="M0 0h9" class="fig-line"/>
</svg>
<svg class="fig-tall" viewBox="0 0 320 300" role="img" aria-labelledby="fig-it-t">
<path d="M0 0h9" class="fig-line"/>
</svg>
"""


def test_a_good_figure_has_no_faults() -> None:
    assert list(faults("it", GOOD, CLASSES)) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        (GOOD, "", 1, "empty"),
        (GOOD, "a line", 1, "no <svg>"),
        ("</svg>\n<svg", "<svg", 6, "no SVG"),
        ("<title id", "<g id", 1, "no SVG"),
        ("<desc>A line.</desc>", "<desc> </desc>", 1, "no <desc>"),
        ('class="fig-tall"', 'class="fig-wide"', 1, "no drawing of class fig-tall"),
        ('viewBox="0 0 320 300"', 'viewBox="0 0 320 300" width="320"', 4, "has a width"),
        ('class="fig-line"', 'class="fig-lin"', 2, "knows the class 'fig-lin'"),
        ('class="fig-line"', 'fill="red"', 2, "'fill' is set"),
        ("<path", "<script>x</script><path", 2, "<script>"),
        ("<path", '<use href="https://example.org/#x"/><path', 2, "outside the drawing"),
        ("<path", '<path onclick="x()"', 2, "would run a script"),
        ('id="fig-it-t"', 'id="fig-other-t"', 1, "may be another figure's"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    told = list(faults("it", GOOD.replace(old, new, 1), CLASSES))
    assert any(at == line and what in said for at, said, _ in told), told
