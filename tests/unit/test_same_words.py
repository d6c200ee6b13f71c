"""What stands in scripts and in Python or templates alike says the same."""

import re

import pytest
from conftest import ROOT

from course.course import load
from course.quiz.kinds.question import KINDS

SCRIPTS = {
    file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8")
    for folder in ("docs/js", "hooks/course")
    for file in sorted((ROOT / folder).rglob("*.js"))
}
TEMPLATES = "".join(
    file.read_text(encoding="utf-8")
    for folder in ("hooks/course", "overrides", "docs/foundations")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.suffix in (".html", ".svg", ".py", ".md")
)
# Set and read by scripts alone, or by the theme
OWN = {
    "correct",
    "here",
    "done",
    "asked",
    "counted",
    "told",
    "sign",
    "exact",
    "meant",
    "ready",
    "over",
    "verdict",
    "best",
    "shown",
    "md-type",
    "md-color-scheme",
}


def test_a_models_anchor_is_the_same_in_the_picker_and_on_the_models_page() -> None:
    code = SCRIPTS["docs/js/picker/pick-words.js"]
    found = re.search(
        r'anchor = \(id\) => id\.split\("/"\)\[1\]\.toLowerCase\(\)\.replace\(/(.+?)/g, "-"\)\.replace\(/(.+?)/g, ""\)',
        code,
    )
    assert found, "the rule of the anchor is written in another form: adapt this test"
    models = load(ROOT).models
    assert models
    for model in models.all:
        name = model.by_hand.id.split("/")[1].lower()
        assert re.sub(found[2], "", re.sub(found[1], "-", name)) == model.slug


def test_the_chosen_colours_are_kept_under_one_key() -> None:
    early = (ROOT / "overrides/partials/before-paint.html").read_text(encoding="utf-8")
    assert 'pathname + ".__palette"' in early
    assert "`${site.pathname}.__palette`" in SCRIPTS["docs/js/shell/colour-choice.js"]


def test_every_kind_of_question_has_its_controls() -> None:
    """At hand in the page's first scripts, or in a module that is fetched by the kind's name."""
    types = (ROOT / "hooks/course/quiz/kinds/types.d.ts").read_text(encoding="utf-8")
    named = re.search(r"^export type Kind = (.+);$", types, re.MULTILINE)
    assert named and re.findall(r'"(\w+)"', named[1]) == [*KINDS]
    first = re.search(r"const KINDS = \{(.+)\}", SCRIPTS["docs/js/quiz/quiz-question.js"])
    assert first
    at_hand = re.findall(r"(\w+):", first[1])
    assert [
        it for it in KINDS if it not in at_hand and f"hooks/course/quiz/kinds/{it}.js" not in SCRIPTS
    ] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_data_attribute_that_a_script_reads_is_written_by_a_template(script: str) -> None:
    code = SCRIPTS[script]
    names = set(re.findall(r"\[data-([a-z-]+)", code))
    names |= {
        re.sub("[A-Z]", lambda it: f"-{it[0].lower()}", it) for it in re.findall(r"dataset\.(\w+)", code)
    }
    written = {name for name in names if f"data-{name}" in TEMPLATES}
    assert names - written - OWN == set()
