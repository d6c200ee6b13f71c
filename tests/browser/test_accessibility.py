"""axe on a page of each kind, both palettes, desktop and phone, before and after answering, and as readers may have set it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from axe import violations
from playwright.sync_api import Browser, Page, expect
from site_pages import take_alike_out, visit

LESSON = "foundations/picking-a-base-model/"
# Rules that axe leaves out unless asked: experiments and level AAA. Not asked for: what it has given up; contrast of
# 7 to 1 (AAA; ours is 4.5 and more); and two experiments, of which one finds fault with a focus that another rule
# wants (focus-order-semantics: a region that scrolls), and one with headings by their role (p-as-heading).
ASKED = (
    "css-orientation-lock",
    "label-content-name-mismatch",
    "meta-refresh-no-exceptions",
    "table-fake-caption",
    "target-size",
    "td-has-header",
)
OPTIONS: dict[str, Any] = {"rules": {rule: {"enabled": True} for rule in ASKED}}


# What palette, width and a reader's settings decide
SEEN = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"]


def findings(page: Page, *rules: str, within: str = "html") -> str:
    """What axe finds, one line a finding, so that a person can act; of rows that look alike it sees two. By all rules,
    or those alone that are named."""
    take_alike_out(page)
    options = {**OPTIONS, "runOnly": rules} if rules else OPTIONS
    return "\n".join(
        f"{page.url} [{found['impact']}] {found['id']}: {found['help']}\n    {node['html'][:200]}"
        for found in violations(page, options, within)
        for node in found["nodes"][:5]
    )


def scrolls_sideways(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return wide


@pytest.fixture
def reader(browser: Browser, base_url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in light colours, at a width. Its policy does not hold: it would not take a reader's own style."""
    contexts = []

    def opens(address: str, width: int) -> Page:
        contexts.append(browser.new_context(base_url=base_url, color_scheme="light", bypass_csp=True))
        page = contexts[-1].new_page()
        put(page, width)
        visit(page, address)
        return page

    yield opens
    for context in contexts:
        context.close()


def put(page: Page, width: int, **media: Any) -> None:
    page.set_viewport_size({"width": width, "height": {320: 740, 640: 400, 1280: 900}[width]})
    page.emulate_media(**media)
    # colours have arrived
    page.evaluate("document.getAnimations().forEach((it) => it.finish())")


# Width, and what else is set; then each with what was set before
SETTINGS: dict[str, tuple[int, dict[str, Any]]] = {
    "dark": (1280, {"color_scheme": "dark"}),
    "200 % zoom of 1280 by 800": (640, {"color_scheme": "light"}),
    "forced colours, reduced motion": (1280, {"forced_colors": "active", "reduced_motion": "reduce"}),
    "text spacing": (1280, {"forced_colors": "none"}),
}
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }"""  # as much as WCAG 1.4.12 lets a reader ask for


# test_every_page.py has a desktop in light colours, and a phone in dark ones
@pytest.mark.parametrize(
    ("address", "settings"),
    [("", ["dark"]), (LESSON, SETTINGS), ("models/", SETTINGS), ("pick/", SETTINGS)],
)
def test_axe_finds_nothing_as_readers_have_it(
    reader: Callable[..., Page], address: str, settings: Iterable[str]
) -> None:
    """By all rules on a phone; then, in the same visit, as readers may set it, by those that see settings."""
    page = reader(address, 320)
    found = {"light, on a phone": findings(page)}
    for setting in settings:
        width, media = SETTINGS[setting]
        put(page, width, **media)
        if setting == "text spacing":
            page.add_style_tag(content=SPACED)
        found[setting] = "it scrolls sideways\n" * scrolls_sideways(page) + findings(page, *SEEN)
    assert not any(found.values()), found


# What answering changes of a lesson: its questions, what its end says, and the marks of links
CHANGED = "quiz-question, .quiz, .storage-notice, lesson-end, nav"


# test_quiz_site.py has the other two of four
def test_axe_finds_nothing_after_answering(reader: Callable[..., Page]) -> None:
    page = reader(LESSON, 1280)
    take_alike_out(page)
    for group in page.locator("fieldset[data-question]").all():
        if group.get_attribute("data-kind") == "number":
            group.get_by_role("textbox").fill("1")
        else:
            group.locator("input").first.check()
        group.get_by_role("button", name="Check answer").click()
        group.get_by_role("button", name="Try again").wait_for()
    assert findings(page, within=CHANGED) == ""
    put(page, 320, color_scheme="dark")
    assert findings(page, *SEEN, within=CHANGED) == ""


def search_open(page: Page) -> None:
    page.get_by_role("textbox", name="Search the course").press_sequentially("licence")
    expect(page.get_by_role("group", name="Search results").get_by_role("link").first).to_be_visible()


def drawer_open(page: Page) -> None:
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("navigation", name="Course").get_by_role("link").first).to_be_visible()


# The frame is the same for all pages
@pytest.mark.parametrize(("opened", "width"), [(search_open, 1280), (drawer_open, 320)])
def test_axe_finds_nothing_in_an_open_frame(
    reader: Callable[..., Page], opened: Callable[[Page], None], width: int
) -> None:
    page = reader("foundations/", width)
    opened(page)
    put(page, width)
    assert not scrolls_sideways(page)
    assert findings(page) == ""
    put(page, width, color_scheme="dark")
    assert findings(page, *SEEN) == ""


def test_axe_sees_a_planted_defect(page: Page) -> None:
    page.goto("")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    page.evaluate(
        """for (const name of ["one", "two"]) {
          const small = Object.assign(document.createElement("button"), { textContent: name });
          small.style.cssText = "width: 9px; height: 9px; min-height: 0; padding: 0; color: gray; background: silver";
          document.querySelector("main").append(small);
        }
        document.querySelector("main").insertAdjacentHTML("beforeend", "<p>Words and a <a href='#'>link</a> in them</p>");
        document.querySelector("main > p:last-child a").style.cssText = "color: #444; text-decoration: none";"""
    )
    found = findings(page)
    for rule in ("button-name", "target-size", "color-contrast", "link-in-text-block"):
        assert f" {rule}: " in found


@pytest.mark.parametrize("part", ["main li:last-child", "main ul:last-of-type"])
def test_contrast_is_seen_in_the_last_of_many_alike(page: Page, part: str) -> None:
    page.goto("progress/")
    last = page.locator(part).last
    last.evaluate("(it) => (it.style.background = 'gray')")
    last.locator("a").last.evaluate("(it) => (it.style.color = 'silver')")
    assert " color-contrast: " in findings(page, "color-contrast")


def test_what_is_too_wide_is_seen(page: Page) -> None:
    page.goto("")
    assert not scrolls_sideways(page)
    page.evaluate("document.body.append(Object.assign(new Image(2000, 9), { alt: '' }))")
    assert scrolls_sideways(page)
