"""The page that tests share: nothing of one test is left for the next, or it is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from kept_page import LASTING, Kept
from playwright.sync_api import Browser, BrowserContext, Error, Page

STATE = """async () => {
  const is = (query) => matchMedia(query).matches;
  return {
    size: [innerWidth, innerHeight], dark: is("(prefers-color-scheme: dark)"), print: is("print"),
    still: is("(prefers-reduced-motion: reduce)"), forced: is("(forced-colors: active)"),
    more: is("(prefers-contrast: more)"), hovered: document.querySelectorAll("main :hover").length,
    cookies: document.cookie, local: { ...localStorage }, session: { ...sessionStorage }, name: window.name,
    caches: await caches.keys(), databases: await indexedDB.databases(),
    history: [history.length, history.state], routed: await (await fetch("robots.txt")).text(),
  };
}"""
CHANGE = """async () => {
  document.cookie = "left=left";
  localStorage.left = sessionStorage.left = window.name = "left";
  addEventListener("pagehide", () => (localStorage.late = "left"));
  await caches.open("left");
  await new Promise((done) => (indexedDB.open("left").onsuccess = done));
  history.pushState("left", "", "#left");
  open("accessibility/");
}"""


@pytest.fixture
def kept(browser: Browser, base_url: str) -> Iterator[Kept]:
    kept = Kept(lambda: browser.new_context(base_url=base_url))
    yield kept
    kept.discard()


def state(page: Page) -> dict[str, Any]:
    page.goto("accessibility/")
    return page.evaluate(STATE)


def test_what_a_test_changes_is_put_back(kept: Kept) -> None:
    page = kept.lend()
    before = state(page)
    page.route("**/robots.txt", lambda route: route.fulfill(body="left"))
    page.set_viewport_size({"width": 320, "height": 480})
    page.emulate_media(
        media="print", color_scheme="dark", reduced_motion="reduce", forced_colors="active", contrast="more"
    )
    page.locator("h1").hover()
    with page.expect_popup() as popup:
        page.evaluate(CHANGE)
    changed = page.evaluate(STATE)
    assert [name for name in before if before[name] == changed[name]] == []
    kept.take_back()
    assert kept.lend() is page and popup.value.is_closed()
    assert state(page) == before


def test_what_cannot_be_put_back_is_refused(page: Page) -> None:
    for name in LASTING:
        with pytest.raises(TypeError, match=f"`page.{name}` would reach. Ask for `context`"):
            getattr(page, name)


def test_a_page_that_cannot_be_put_back_is_not_lent_again(kept: Kept) -> None:
    page = kept.lend()
    Page.close(page)
    with pytest.raises(Error):
        kept.take_back()
    assert state(kept.lend())


def test_who_asks_for_the_context_has_the_page_in_it(context: BrowserContext, page: Page) -> None:
    assert context.pages == [page]
    page.on("request", lambda request: None)
