"""What is wrong with a figure's drawing is told with its line."""

import json
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from xml.etree import ElementTree

import pytest
from conftest import ROOT

from course.authoring.problem import Problem
from course.figures.checks import faults
from course.figures.figures import Figure, draw_all

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
        ("</svg>\n<svg", "<svg", 1, "no SVG"),
        ("<title id", "<g id", 1, "no SVG"),
        ("<desc>A line.</desc>", "<desc> </desc>", 1, "no <desc>"),
        ('class="fig-tall"', 'class="fig-wide"', 4, "no drawing of class fig-tall"),
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


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("one/figures/it/figure.svg", []),
        ("one/figures/It/figure.svg", ["'It' is not a good name"]),
        ("one/figures/it/draw.svg", ["has no drawing"]),
        ("two/figures/taken/figure.svg", ["is there twice"]),
        ("one/figures/two-words/controls.html", ["has no drawing", "need each other"]),
        ("one/figures/two-words/two-words.js", ["has no drawing", "need each other"]),
    ],
)
def test_what_is_wrong_with_a_figures_folder_is_told(tmp_path: Path, path: str, told: list[str]) -> None:
    for it in ("one/figures/taken/figure.svg", path):
        (tmp_path / "docs" / it).parent.mkdir(parents=True)
        (tmp_path / "docs" / it).write_text(GOOD.replace("fig-it-t", f"fig-{Path(it).parent.name}-t"))
    problems: list[Problem] = []
    draw_all(SimpleNamespace(root=tmp_path), CLASSES, problems)
    assert len(problems) == len(told), problems
    assert all(what in it.what for what, it in zip(told, problems, strict=True)), problems


def test_a_figure_of_a_record_says_which_model_in_which_precision_and_when() -> None:
    asked = {
        "model": "Maker/Model-1M",
        "precision": "weights in 4 bits",
        "recorded": "2026-11-26",
    }
    html = Figure("it", "<svg/>", asked=asked).html("See.", "track/lesson/index.md")
    assert "See. Recorded on 26 November 2026 from Model-1M, weights in 4 bits: [" in html
    assert "](../../lab/index.md)." in html
    assert "Recorded" not in Figure("it", "<svg/>").html("See.", "index.md")
    trained = {"recorded": "2026-11-26", "command": "make record ONLY=small-networks"}
    html = Figure("it", "<svg/>", asked=trained).html("See.", "index.md")
    assert "See. Recorded on 26 November 2026: `make record ONLY=small-networks` gives it again." in html


def test_shares_at_every_temperature_follow_from_those_at_one() -> None:
    """p^(1/T): what was recorded at other temperatures keeps these ratios, so the range shows one distribution."""
    values = json.loads((ROOT / "data/recorded/next-token.json").read_text("utf-8"))["values"]
    for name in ("parcel_raw", "parcel_chat"):
        heated = values[f"{name}_by_temperature"]
        plain = heated["p"][heated["temperatures"].index(1.0)]
        for temperature, row, others in zip(
            heated["temperatures"], heated["p"], heated["others"], strict=True
        ):
            assert sum(row) + others == pytest.approx(1, abs=5e-4)
            assert row[1] / row[0] == pytest.approx(
                (plain[1] / plain[0]) ** (1 / temperature), abs=5e-3
            )  # of four digits


def test_a_live_figures_controls_have_the_data_that_its_drawing_has() -> None:
    data = MappingProxyType({"prompt": 'A "quote", größer', "p": (0.5, 0.25)})
    html = Figure("two-words", "<svg/>", "<output></output>", data).html("See.", "index.md")
    read = ElementTree.fromstring(html).find("two-words")
    assert read is not None and json.loads(read.get("data-figure", "")) == {**data, "p": [0.5, 0.25]}
    assert [it.tag for it in read] == ["div", "output"] and "data-figure" not in Figure("it", "<svg/>").html(
        "", ""
    )
