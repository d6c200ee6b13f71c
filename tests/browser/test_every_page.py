"""Every page of the real site is seen at a desktop and on a phone, and held to all that holds for each.

What finds each kind of fault stands in the module about it, with a planted one that it must find.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect
from site_pages import ADDRESSES, MISSING, addresses, arrive, complaints, wake
from test_accessibility import LESSON, SEEN, findings, scrolls_sideways
from test_keyboard import faults as faults_of_keys
from test_outline import GOLDEN, difference, gone
from test_policy import Watched
from test_targets import small

SHIFTS = """window.shifts = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shifts += value)))
        .observe({ type: "layout-shift", buffered: true });"""
# At once, and by elements: who looks for roles goes through all of the page for each
ARRIVED = """() => {
  const count = (what) => document.querySelectorAll(what).length;
  return {
    policy: document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "",
    inline: count("[style], [onclick], [onload]"), h1: count("h1"), main: count("main"),
    lang: document.documentElement.lang, title: document.title, moved: shifts,
  };
}"""


class Window:
    """In which page after page is opened as if it were the first: the browser's cache stays, nothing else."""

    def __init__(self, browser: Browser, base_url: str, size: ViewportSize, **how: Any) -> None:
        context = browser.new_context(base_url=base_url, viewport=size, **how)
        context.add_init_script(SHIFTS)
        watched = Watched(context)
        self.page = watched.page
        self._chrome = context.new_cdp_session(self.page)
        self._all = {"origin": urljoin(base_url, "/"), "storageTypes": "all"}
        self._size = size
        self._said = (complaints(context), watched.refused, watched.faults)

    def opened(self, address: str) -> list[str]:
        """Open the page and see it come: what is wrong with that."""
        page = self.page
        page.goto("about:blank")  # a page may write while it is left
        self._chrome.send("Storage.clearDataForOrigin", self._all)
        page.set_viewport_size(self._size)
        page.emulate_media(reduced_motion="null")
        for said in self._said:
            said.clear()
        answer = arrive(page, address)
        assert answer.status == (404 if address == MISSING else 200)
        assert answer.headers["cache-control"] == "max-age=600"  # as GitHub Pages has it
        assert answer.headers["content-encoding"] == "gzip"
        there = page.evaluate(ARRIVED)
        policy, moved = there.pop("policy"), round(there.pop("moved"), 2)  # as Lighthouse shows it
        assert "script-src 'self' 'sha256-" in policy and "unsafe" not in policy
        assert there.pop("title")
        assert there == {"inline": 0, "h1": 1, "main": 1, "lang": "en"}
        page.mouse.wheel(0, 20_000)  # what is fetched on the way down
        wake(page)
        page.evaluate("scrollTo(0, 0)")
        return [*(line for said in self._said for line in said), *([f"it moves by {moved}"] if moved else [])]


@pytest.fixture(scope="module")
def desktop(browser: Browser, base_url: str) -> Iterator[Window]:
    window = Window(browser, base_url, {"width": 1280, "height": 800}, color_scheme="light")
    yield window
    window.page.context.close()


@pytest.fixture(scope="module")
def phone(browser: Browser, base_url: str) -> Iterator[Window]:
    window = Window(browser, base_url, {"width": 360, "height": 740}, color_scheme="dark", has_touch=True)
    yield window
    window.page.context.close()


# Lessons are made of the same parts: at a desktop the keys walk through one of them, on a phone through each
WALKED = [it for it in ADDRESSES if not it.startswith("foundations/") or it in ("foundations/", LESSON)]


def sideways(page: Page, *widths: int) -> list[str]:
    found = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        found += [f"it scrolls sideways at {width}"] if scrolls_sideways(page) else []
    return found


# The same box everywhere, which reads the whole index when it has the focus: on other pages the keys pass it by
SEARCHED = ("", LESSON, MISSING)
PASS_BY = "(search) => search.querySelectorAll('*').forEach((it) => (it.tabIndex = -1))"


def keys(page: Page, address: str) -> list[str]:
    if address not in SEARCHED:
        page.locator("site-search").evaluate(PASS_BY)
    page.emulate_media(reduced_motion="reduce")
    return faults_of_keys(page)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_at_a_desktop(desktop: Window, address: str) -> None:
    page = desktop.page
    found = [*desktop.opened(address), *difference(page, address), *sideways(page, 1280)]
    found += findings(page).splitlines()
    found += keys(page, address) if address in WALKED else []
    assert found == [], "\n".join(found[:60])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_on_a_phone(phone: Window, address: str) -> None:
    """By axe's rules for what palette and width decide: the rest was held to at the desktop."""
    page = phone.page
    found = [*phone.opened(address), *sideways(page, 360, 320)]
    found += [*small(page), *findings(page, *SEEN).splitlines(), *keys(page, address)]
    assert found == [], "\n".join(found[:60])


def test_no_page_of_the_site_is_left_out(site: Path) -> None:
    assert sorted(ADDRESSES) == sorted(addresses(site))


def test_no_file_is_left_of_a_page_that_is_gone() -> None:
    for file in gone(GOLDEN, ADDRESSES) if os.environ.get("UPDATE_GOLDEN") else ():
        file.unlink()
    assert gone(GOLDEN, ADDRESSES) == []


def test_progress_is_shown_without_its_script(page: Page) -> None:
    page.route("**/course-progress.js", lambda route: route.abort())
    page.goto("progress/")
    expect(page.get_by_role("link", name="0.11 Picking a base model").last).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("That takes JavaScript")


def test_a_failing_page_is_a_complaint(context: BrowserContext, page: Page) -> None:
    said = complaints(context)
    page.goto("")
    with page.expect_response("**/gone.png"), page.expect_event("pageerror"):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'gone.png'}))")
        page.evaluate("setTimeout(() => { throw new Error('planted') })")
    assert any("planted" in line for line in said) and any(line.startswith("404") for line in said), said


def test_the_missing_page_leads_on_from_any_depth(page: Page) -> None:
    page.goto(MISSING)
    page.get_by_role("main").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1, name="Glossary")).to_be_visible()
