"""A page that is opened anew is there with its first screen, and frame by frame with the rest; any other at once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from site_pages import TO_COME, arrive, settle, wait_for_requests

LESSON = "foundations/base-and-instruct-models/"  # the lightest one
STILL = """const { requestAnimationFrame } = window, waiting = [];
  window.requestAnimationFrame = (what) => waiting.push(what);
  window.goOn = () => {
    window.requestAnimationFrame = requestAnimationFrame;
    waiting.splice(0).forEach((what) => requestAnimationFrame(what));
  };"""
SLOW = """const { requestAnimationFrame } = window;
  window.requestAnimationFrame = (what) => setTimeout(() => requestAnimationFrame(what), 50);"""
TOP = "it => it.getBoundingClientRect().top"
SHIFTS = """window.shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });"""
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"


@pytest.fixture
def still(page: Page, context: BrowserContext) -> Page:
    """A page in a browser that draws no other frame for scripts until `goOn` is called."""
    page.add_init_script(STILL)
    return page


def left(page: Page) -> int:
    return page.locator(TO_COME).count()


def test_the_rest_follows_by_itself(page: Page) -> None:
    arrive(page, LESSON)
    parts = page.locator("article > :visible, article > .quiz > :visible")
    came = parts.count()
    page.reload()  # which brings all of it at once
    settle(page)
    assert parts.count() == came > 30
    expect(page.locator("footer").last).to_be_visible()


def test_the_rest_needs_no_other_script(page: Page) -> None:
    page.route(re.compile(r"/js/"), lambda route: route.abort())
    page.goto(LESSON)
    expect(page.locator(TO_COME)).to_have_count(0)


def test_nothing_moves_when_the_rest_comes(still: Page) -> None:
    """Not even on a window that shows more than a first screen."""
    still.set_viewport_size({"width": 1280, "height": 2400})
    still.add_init_script(SHIFTS)
    still.goto(LESSON)
    wait_for_requests(still)
    assert left(still) > 30
    still.evaluate("goOn()")
    expect(still.locator(TO_COME)).to_have_count(0)
    still.evaluate(FRAMES)
    assert still.evaluate("shifts.map((it) => it.value)") == []


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_into_the_rest_leads_to_its_heading_and_end_to_the_end(still: Page, width: int) -> None:
    still.set_viewport_size({"width": width, "height": 740})
    heading = still.locator("#check-yourself")
    still.goto(f"{LESSON}#check-yourself")
    expect(heading).to_be_in_viewport()
    place = heading.evaluate(TOP)
    still.goto("glossary/")
    still.goto(LESSON)
    assert left(still) > 30
    still.locator("a[href='#check-yourself']").first.evaluate("it => it.click()")
    assert abs(heading.evaluate(TOP) - place) < 1
    still.goto("glossary/")
    still.goto(LESSON)
    assert left(still) > 30
    still.keyboard.press("End")
    expect(still.locator("footer").last).to_be_in_viewport()


WHOLE: dict[str, Callable[[Page], object]] = {
    "a link to a heading": lambda page: (page.goto("glossary/"), page.goto(f"{LESSON}#check-yourself")),
    "a link to words": lambda page: (page.goto("glossary/"), page.goto(f"{LESSON}#:~:text=instruct")),
    "a reload": lambda page: page.reload(),
    "the way back": lambda page: (page.goto("glossary/"), page.go_back()),
}


@pytest.mark.parametrize("way", WHOLE.values(), ids=WHOLE)
def test_all_is_there_at_once_where_a_place_in_the_page_is_gone_to(
    still: Page, way: Callable[[Page], object]
) -> None:
    still.goto(LESSON)
    assert left(still) > 30
    way(still)
    expect(still.locator("h1")).to_be_attached()
    assert left(still) == 0


def test_all_of_it_is_on_paper(still: Page) -> None:
    still.goto(LESSON)
    assert left(still) > 30
    still.emulate_media(media="print")
    expect(still.locator("#check-yourself")).to_be_visible()


def test_a_definition_shows_where_it_belongs_before_the_rest_is_there(still: Page) -> None:
    """Its place is measured, and nothing can be of what is not drawn."""
    still.set_viewport_size({"width": 360, "height": 740})
    still.goto(LESSON)
    expect(still.locator("term-tips:defined")).to_be_attached()
    mention, tip = still.locator("a.term").first, still.get_by_role("tooltip")
    mention.focus()
    expect(tip).to_be_visible()
    assert left(still) > 30
    place = tip.bounding_box()
    still.evaluate("goOn()")
    expect(still.locator(TO_COME)).to_have_count(0)
    mention.blur()
    mention.focus()
    assert tip.bounding_box() == place


def test_where_a_reader_is_is_told_once_the_rest_is_there(page: Page, context: BrowserContext) -> None:
    """Else a heading that is to come would pass for one that was read."""
    page.set_viewport_size({"width": 1280, "height": 2400})
    here = page.locator(".sf-toc a[data-here]")
    arrive(page, LESSON)
    page.reload()
    expect(here).to_have_count(1)
    place = here.get_attribute("href") or ""
    page.add_init_script(SLOW)
    page.goto("glossary/")
    arrive(page, LESSON)
    expect(here).to_have_attribute("href", place)
