"""axe on a page of each kind, both palettes, desktop and phone, before and after answering, and as readers may have set it."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from site_pages import hide_alike, lay_out, visit

LESSON = "foundations/picking-a-base-model/"
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
OPTIONS: dict[str, Any] = {"rules": {rule: {"enabled": True} for rule in ASKED}}


SEEN = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
    "target-size",
]  # with palette and width


def findings(page: Page, *rules: str) -> str:
    """What axe finds, one line a finding, so that a person can act; of rows that look alike it sees two. By all rules,
    or those alone that are named."""
    lay_out(page)
    hide_alike(page)
    options = {**OPTIONS, "runOnly": rules} if rules else OPTIONS
    return "\n".join(
        f"{page.url} [{found['impact']}] {found['id']}: {found['help']}\n    {node['html'][:200]}"
        for found in violations(page, options)
        for node in found["nodes"][:5]
    )


def scrolls_sideways(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


@pytest.fixture
def reader(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a palette and at a width. Its policy does not hold: it would not take a reader's own style."""
    contexts = []

    def opens(address: str, scheme: str, width: int) -> Page:
        viewport = {"width": width, "height": 900 if width > 500 else 740}
        contexts.append(
            browser.new_context(base_url=base_url, color_scheme=scheme, viewport=viewport, bypass_csp=True)  # type: ignore[arg-type]
        )
        page = contexts[-1].new_page()
        visit(page, address)
        return page

    yield opens
    for context in contexts:
        context.close()


# test_every_page.py has the fourth of each
@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 320), ("dark", 320)])
@pytest.mark.parametrize("address", ["", LESSON, "models/", "pick/"])
def test_axe_finds_nothing(reader: Callable[..., Page], address: str, scheme: str, width: int) -> None:
    assert findings(reader(address, scheme, width)) == ""


# test_quiz_site.py has the other two of four
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_after_answering(reader: Callable[..., Page], scheme: str, width: int) -> None:
    page = reader(LESSON, scheme, width)
    for group in page.locator("fieldset[data-question]").all():
        if group.get_attribute("data-kind") == "number":
            group.get_by_role("textbox").fill("1")
        else:
            group.locator("input").first.check()
        group.get_by_role("button", name="Check answer").click()
        group.get_by_role("button", name="Try again").wait_for()
    assert findings(page) == ""


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


def in_few_colours_and_still(page: Page) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")


FRAME: dict[str, Callable[[Page], None]] = {"search open": search_open, "drawer open": drawer_open}
TEXT: dict[str, Callable[[Page], None]] = {
    "200 % zoom": zoomed,
    "forced colours, reduced motion": in_few_colours_and_still,
    "text spacing": spaced,
}


# The frame is the same for all pages; where a text stands is the same in both palettes
@pytest.mark.parametrize(
    ("address", "state", "scheme"),
    [
        *product(["foundations/"], FRAME, ["light", "dark"]),
        *product([LESSON, "models/", "pick/"], TEXT, ["light"]),
    ],
)
def test_axe_finds_nothing_as_readers_have_it(
    reader: Callable[..., Page], address: str, state: str, scheme: str
) -> None:
    page = reader(address, scheme, 1280)
    (FRAME | TEXT)[state](page)
    # colours have arrived
    page.evaluate("Promise.allSettled(document.getAnimations().map((it) => it.finished))")
    wide = scrolls_sideways(page)
    assert findings(page) == ""
    assert not wide, "it scrolls sideways"


def test_axe_sees_a_planted_defect(page: Page) -> None:
    page.goto("")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    page.evaluate(
        """for (const name of ["one", "two"]) {
          const small = Object.assign(document.createElement("button"), { textContent: name });
          small.style.cssText = "width: 9px; height: 9px; min-height: 0; padding: 0; color: gray; background: silver";
          document.querySelector("main").append(small);
        }"""
    )
    found = findings(page)
    for rule in ("button-name", "target-size", "color-contrast"):
        assert f" {rule}: " in found


@pytest.mark.parametrize("part", ["main li:last-child", "main ul:last-of-type"])
def test_contrast_is_seen_in_the_last_of_many_alike(page: Page, part: str) -> None:
    page.goto("progress/")
    last = page.locator(part).last
    last.evaluate("(it) => (it.style.background = 'gray')")
    last.locator("a").last.evaluate("(it) => (it.style.color = 'silver')")
    assert " color-contrast: " in findings(page)


def test_what_is_too_wide_is_seen(page: Page) -> None:
    page.goto("")
    assert not scrolls_sideways(page)
    page.evaluate("document.body.append(Object.assign(new Image(2000, 9), { alt: '' }))")
    assert scrolls_sideways(page)
