"""Two more engines beside axe, where npm has brought them: IBM's (WCAG 2.2) and HTML_CodeSniffer (WCAG2AA). One page of
each template, in one visit; what is repeated on it by the hundred is looked at three times."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_pages import visit

MODULES = Path(__file__).parents[2] / "node_modules"
IBM, SNIFFER = MODULES / "accessibility-checker-engine/ace.js", MODULES / "html_codesniffer/build/HTMLCS.js"

pytestmark = pytest.mark.skipif(not IBM.exists(), reason="npm has not brought the engines: `make lint` does")

PAGES = [
    "",
    "foundations/",
    "foundations/base-and-instruct-models/",
    "glossary/",
    "models/",
    "pick/",
    "progress/",
]
PAGES += ["review/", "accessibility/", "no/such/page/"]
REPEATED = ".glossary__section, .sheet, .models tr, .progress-lesson, .progress-questions li"

# Rules that are left out, and what answers for them
ELSEWHERE = {
    "element_tabbable_unobscured": "test_keyboard.py looks whether anything lies over what has focus",
    "element_tabbable_visible": "test_keyboard.py looks for the focus of each stop",
    "style_focus_visible": "test_keyboard.py compares each stop with and without focus",
}
# Findings that are none: the rule, the beginning of the element's tag, and why
FINE = [
    (
        "aria_content_in_landmark",
        '<a class="md-skip"',
        "first of the page, before any landmark (G1); axe lets it be",
    ),
    (
        "label_content_exists",
        '<label title="',
        "a picture to press for the next colours; its radio has a name of its own",
    ),
    (
        "H91.InputCheckbox.Name",
        '<input class="md-toggle"',
        "not displayed: style sheets look at it, nobody meets it",
    ),
    ("F68", '<input class="md-toggle"', "as above"),
    (
        "H32.2",
        '<form autocomplete="off" aria-label="Pick a model"',
        "its answer follows each change: nothing is sent",
    ),
    (
        "element_tabbable_role_valid",
        '<div tabindex="0" role="group" class="table-wrap"',
        "scrolls by the arrow keys",
    ),
    ("input_label_exists", "<output ", "a status: it is heard when it changes, and nothing is entered"),
    ("NoSuchID", "<a ", "leads to what is cut here; test_links.py follows every link"),
    ("element_tabbable_role_valid", '<code tabindex="0"', "scrolls by the arrow keys"),
]

RUN_IBM = """async (left) => {
  const { engine, rulesetRules } = new ace.Checker();
  engine.enableRules(rulesetRules.WCAG_2_2.filter((rule) => !left.includes(rule)));
  const { results } = await engine.run(document);
  return results.filter(({ value }) => value[1] === "FAIL")
    .map(({ ruleId, snippet, message }) => [ruleId, snippet.replace(/ ((aria|dom)path|data-shown)="[^"]*"/g, ""), message]);
}"""
RUN_SNIFFER = """() => new Promise((done) => HTMLCS.process("WCAG2AA", document, () => done(HTMLCS.getMessages()
  .filter(({ type }) => type === HTMLCS.ERROR).map(({ code, element, msg }) => [code, element.outerHTML, msg]))))"""


def findings(page: Page) -> list[tuple[str, str]]:
    """What both find, each with its rule and line, so that a person can act."""
    page.evaluate("document.querySelectorAll('model-picker details').forEach((it) => (it.open = true))")
    page.evaluate(
        "(repeated) => { for (const it of document.querySelectorAll(repeated)) "
        "if ([...it.parentNode.children].filter((other) => other.matches(repeated)).indexOf(it) > 2) it.remove() }",
        REPEATED,
    )
    found = []
    for engine, run in (IBM, RUN_IBM), (SNIFFER, RUN_SNIFFER):
        page.evaluate(engine.read_text(encoding="utf-8"))
        found += page.evaluate(run, list(ELSEWHERE))
    return [(rule, f"{rule} {html[:120]} {said}") for rule, html, said in found if not fine(rule, html)]


def fine(rule: str, html: str) -> bool:
    return any(rule.endswith(known) and html.startswith(start) for known, start, _ in FINE)


@pytest.fixture(scope="module")
def looked_at(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=base_url, bypass_csp=True
    )  # the page's policy would not take the engines
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", PAGES)
def test_both_find_nothing_but_what_is_named(looked_at: Page, address: str) -> None:
    visit(looked_at, address)
    assert [told for _, told in findings(looked_at)] == []


def test_both_see_a_planted_defect(looked_at: Page) -> None:
    visit(looked_at, "accessibility/")
    looked_at.evaluate("document.querySelector('main').append(document.createElement('select'))")
    rules = {rule for rule, _ in findings(looked_at)}
    assert "input_label_exists" in rules and any("F68" in rule for rule in rules), rules


def test_what_is_named_is_none_to_a_screen_reader(looked_at: Page) -> None:
    """The exceptions that are a matter of names: what a browser hands on."""
    visit(looked_at, "foundations/base-and-instruct-models/")
    client = looked_at.context.new_cdp_session(looked_at)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    given = [(it["role"]["value"], it.get("name", {}).get("value", "")) for it in nodes if not it["ignored"]]
    names = ["Colours of the device", "Light colours", "Dark colours"]
    assert [name for role, name in given if role == "radio"][:3] == names
    assert not [it for it in given if it[0] == "checkbox" and not it[1]], "a box that only style sheets need"
