"""A page that is opened anew lays out its first screen alone, and the rest a little later; any other page all at once."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from site_pages import LAST_PART_TO_COME, arrive, wait_for_requests

LESSON = "foundations/picking-a-base-model/"
BUSY = """const { requestIdleCallback } = window, waiting = [];
  window.requestIdleCallback = (...what) => waiting.push(what);
  window.haveTime = () => {
    window.requestIdleCallback = requestIdleCallback;
    waiting.forEach((what) => requestIdleCallback(...what));
  };"""
LEFT = """() => [...document.querySelectorAll("article *")]
  .filter((it) => it.checkVisibility() && !it.checkVisibility({ contentVisibilityAuto: true })).length"""
TOP = "it => it.getBoundingClientRect().top"
LOOK = """(height) => {
  const seen = [...document.querySelectorAll("article *")].filter((it) => it.checkVisibility({ contentVisibilityAuto: true }));
  const tops = new Map(seen.map((it) => [it, it.getBoundingClientRect().top]));
  window.moved = () => seen.filter((it) => tops.get(it) < height && it.getBoundingClientRect().top !== tops.get(it)).length;
}"""


@pytest.fixture
def busy(page: Page, context: BrowserContext) -> Page:
    """A page in a browser that has no time for what is left, until `have_time`."""
    page.add_init_script(BUSY)
    return page


def have_time(page: Page) -> None:
    page.evaluate("haveTime()")
    expect(page.locator(LAST_PART_TO_COME)).to_have_count(0)


def test_the_rest_follows_by_itself(page: Page) -> None:
    arrive(page, LESSON)
    assert page.evaluate(LEFT) == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_a_link_into_the_rest_leads_to_its_heading_and_end_to_the_end(busy: Page, width: int) -> None:
    busy.set_viewport_size({"width": width, "height": 740})
    busy.goto(LESSON)
    assert busy.evaluate(LEFT) > 500
    for link in busy.locator(
        ".sf-contents a[href='#check-yourself'], .sf-toc a[href='#check-yourself']"
    ).all():
        link.evaluate("it => it.click()")
    busy.wait_for_function("() => scrollY > 0")
    have_time(busy)
    heading = busy.locator("#check-yourself")
    led = heading.evaluate(TOP)
    busy.goto("glossary/")
    busy.goto(f"{LESSON}#check-yourself")
    assert abs(heading.evaluate(TOP) - led) < 1.5
    busy.goto("glossary/")
    busy.goto(LESSON)
    busy.keyboard.press("End")
    expect(busy.locator("footer").last).to_be_in_viewport()


def test_a_link_from_elsewhere_a_reload_and_the_way_back_find_all_of_the_page(busy: Page) -> None:
    busy.goto(f"{LESSON}#check-yourself")
    assert busy.evaluate(LEFT) == 0
    busy.goto("glossary/")
    busy.goto(LESSON)
    assert busy.evaluate(LEFT) > 500
    busy.reload()
    assert busy.evaluate(LEFT) == 0
    busy.goto("glossary/")
    busy.go_back()
    assert busy.evaluate(LEFT) == 0


def test_what_is_seen_stays_where_it_is(busy: Page) -> None:
    """On a window that shows more than was taken for a first screen, with code in it."""
    busy.set_viewport_size({"width": 1280, "height": 2400})
    busy.goto("foundations/base-and-instruct-models/")
    wait_for_requests(busy)
    busy.evaluate(LOOK, 2400)
    have_time(busy)
    assert busy.evaluate("moved()") == 0
