"""axe on every page, both palettes, desktop and phone, before and after answering, and as readers may have set it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from site_pages import lay_out, visit, wake

WIDTHS = {1280: 900, 320: 740}
# Rules that axe leaves out unless asked: experiments and level AAA. Not asked for: what it has given up; contrast of
# 7 to 1 (AAA; ours is 4.5 and more); and two experiments, of which one finds fault with a focus that another rule
# wants (focus-order-semantics: a region that scrolls), and one with headings by their role (p-as-heading).
ASKED = (
    "css-orientation-lock",
    "hidden-content",
    "identical-links-same-purpose",
    "label-content-name-mismatch",
    "meta-refresh-no-exceptions",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in ASKED}}


def pages(site: Path) -> list[str]:
    return [file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))] + [
        "404.html"
    ]


def findings(page: Page) -> str:
    """What axe finds, one line a finding, so that a person can act."""
    lay_out(page)
    result = Axe().run(page, options=OPTIONS)
    return "\n".join(
        f"{page.url} [{found['impact']}] {found['id']}: {found['help']}\n    {node['html'][:200]}"
        for found in result.response["violations"]
        for node in found["nodes"][:5]
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, base_url: str, site: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        base_url=base_url, color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
    )
    page = context.new_page()
    found = []
    for address in pages(site):
        page.goto(address.removeprefix("."))
        wake(page)
        found.append(findings(page))
    context.close()
    assert "".join(found) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_after_answering(browser: Browser, base_url: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        base_url=base_url, color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
    )
    page = context.new_page()
    page.goto("foundations/picking-a-base-model/")
    wake(page)
    for group in page.locator("fieldset[data-question]").all():
        if group.get_attribute("data-kind") == "number":
            group.get_by_role("textbox").fill("1")
        else:
            group.locator("input").first.check()
        group.get_by_role("button", name="Check answer").click()
        group.get_by_role("button", name="Try again").wait_for()
    found = findings(page)
    context.close()
    assert found == ""


def search_open(page: Page) -> None:
    page.get_by_role("textbox", name="Search the course").press_sequentially("licence")
    expect(page.get_by_role("group", name="Search results").get_by_role("link").first).to_be_visible()


def drawer_open(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Course").get_by_role("link").first).to_be_visible()


def zoomed(page: Page) -> None:
    page.set_viewport_size({"width": 640, "height": 400})  # what 1280 by 800 has at 200 %


def spaced(page: Page) -> None:
    """As much as WCAG 1.4.12 lets a reader ask for."""
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: .12em !important; "
        "word-spacing: .16em !important } p { margin-bottom: 2em !important }"
    )


STATES: dict[str, Callable[[Page], None]] = {
    "search open": search_open,
    "drawer open": drawer_open,
    "200 % zoom": zoomed,
    "forced colours": lambda page: page.emulate_media(forced_colors="active"),
    "reduced motion": lambda page: page.emulate_media(reduced_motion="reduce"),
    "text spacing": spaced,
}


@pytest.mark.parametrize("address", ["foundations/picking-a-base-model/", "models/", "pick/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_as_readers_have_it(
    browser: Browser, base_url: str, address: str, scheme: str, state: str
) -> None:
    # the page's policy would not take the style
    context = browser.new_context(
        base_url=base_url, color_scheme=scheme, viewport={"width": 1280, "height": 800}, bypass_csp=True
    )  # type: ignore[arg-type]
    page = context.new_page()
    visit(page, address)
    STATES[state](page)
    page.evaluate(
        "Promise.allSettled(document.getAnimations().map((it) => it.finished))"
    )  # colours have arrived
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    found = findings(page)
    context.close()
    assert found == ""
    assert not wide, "it scrolls sideways"


def test_axe_sees_a_planted_defect(page: Page) -> None:
    page.goto("")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in findings(page)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(browser: Browser, base_url: str, site: Path, width: int) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 700})
    page = context.new_page()
    wide = []
    for address in pages(site):
        page.goto(address.removeprefix("."))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    context.close()
    assert wide == []
