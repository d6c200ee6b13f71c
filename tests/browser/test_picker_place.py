"""The picker in a lesson: it costs nothing before it is near, comes from its own page, and moves nothing when it comes."""

import gzip
import re
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from site_pages import IN_LESSONS, arrive

LESSON = "foundations/picking-a-base-model/"
OWN = re.compile("/pick/$")
PARTS = re.compile(r"/(pick/|models\.json|js/picker/[\w-]+\.js)$")
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
SHIFTS = f"""async () => {{
  await {FRAMES}; // what scrolling brings in is laid out
  window.shifts = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({{ value }}) => (window.shifts += value)))
    .observe({{ type: "layout-shift" }});
}}"""
HEIGHT = "document.querySelector('model-picker').offsetHeight"


def fetched(page: Page) -> list[str]:
    """Addresses of the picker's parts, as the page asks for them."""
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url) if PARTS.search(it.url.split("#")[0]) else None)
    return asked


@pytest.fixture
def lesson(page: Page) -> Page:
    arrive(page, LESSON)
    return page


def held(page: Page) -> Callable[[], None]:
    """The picker's own page is held back until the returned function is called."""
    let_go = threading.Event()
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if let_go.is_set():
            route.continue_()
        else:
            waiting.append(route)

    page.route(OWN, hold)

    def go() -> None:
        let_go.set()
        for route in waiting:
            route.continue_()

    return go


def test_nothing_of_it_is_fetched_before_it_is_near(context: BrowserContext, page: Page) -> None:
    asked = fetched(page)
    arrive(page, LESSON)
    assert asked == []
    assert "pick-form" not in page.content()
    page.locator("model-picker").scroll_into_view_if_needed()
    expect(page.locator(".pick-verdict")).to_contain_text("models meet everything")
    assert sum(bool(OWN.search(url)) for url in asked) == 1


def files(browser: Browser, base_url: str, address: str, ticked: str = "") -> set[str]:
    """Scripts, sheets and data of the site that a fresh page asks for, its picker included, asked for what is ticked."""
    context = browser.new_context(base_url=base_url)
    page = context.new_page()
    asked: set[str] = set()
    page.on("request", lambda it: asked.add(it.url.removeprefix(base_url)))
    arrive(page, address)
    if page.locator("model-picker").count():
        page.locator("model-picker").scroll_into_view_if_needed()
        expect(page.locator("model-picker[data-ready]")).to_have_count(1)
    if ticked:
        page.locator(f"model-picker input[value={ticked}]").check()
        expect(page.locator(".pick-checks li")).to_have_count(1)
    context.close()
    return {name for name in asked if re.fullmatch(r"(js|css)/[\w/-]+\.(js|css)|models\.json", name)}


def weight(site: Path, names: set[str]) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in names)


def test_it_weighs_at_most_16_kb_with_all_its_models(browser: Browser, base_url: str, site: Path) -> None:
    """What a page asks for because of it, gzipped: with its sheet when it comes, and with what a constraint brings."""
    others = files(browser, base_url, "accessibility/") | {"js/models/sort-table.js"}
    its = files(browser, base_url, "pick/") - others
    assert {"js/picker/model-picker.js", "css/picker.css", "models.json"} <= its
    assert weight(site, its) <= 16_000
    asked = files(browser, base_url, "pick/", "commercial") - others
    assert "js/picker/pick-reasons.js" in asked - its
    assert weight(site, asked - {"css/picker.css"}) <= 16_000


def test_it_is_the_picker_of_its_own_page_a_heading_further_down(lesson: Page, base_url: str) -> None:
    def links() -> list[str]:
        expect(lesson.locator("model-picker[data-ready]")).to_have_count(1)
        found = lesson.locator("model-picker form a").evaluate_all("all => all.map(it => it.href)")
        return [url.replace(lesson.url, "HERE") for url in found if "issues" not in url]

    def names() -> list[str]:
        return lesson.locator("model-picker form :is(input, select, textarea)").evaluate_all(
            "all => all.map(it => `${it.id} ${it.name} ${it.value}`)"
        )

    lesson.locator("model-picker").scroll_into_view_if_needed()
    there, controls = links(), names()
    assert lesson.locator("model-picker [role=heading]:not([aria-level='3'])").count() == 0
    assert all(url.startswith(("HERE", base_url, "https://")) for url in there)
    lesson.get_by_role("link", name="Open the picker on a page of its own").click()
    expect(lesson.get_by_role("heading", level=1)).to_have_text("Pick a model")
    here = [url.replace(f"{base_url}{LESSON}", "HERE") for url in links()]
    assert lesson.locator("model-picker [role=heading]:not([aria-level='2'])").count() == 0
    assert controls == names()
    assert here == there and sum("HERE#" in url for url in there) >= 6


def test_its_links_into_the_lesson_stay_on_the_page(lesson: Page) -> None:
    lesson.evaluate("window.stays = true")
    lesson.locator("model-picker").scroll_into_view_if_needed()
    lesson.locator("model-picker").get_by_role("link", name="Why this rules models out").first.click()
    expect(lesson).to_have_url(re.compile(f"{LESSON}#license$"))
    assert lesson.evaluate("window.stays")


def test_a_link_with_a_state_brings_it_at_once(page: Page) -> None:
    page.goto(f"{LESSON}#v1&use=commercial&mem=1")
    expect(page.locator(".pick-asked").first).to_have_text("Use: Ship or sell it")
    assert page.evaluate("scrollY") == 0


def test_by_keyboard_it_is_reached_in_its_order(lesson: Page) -> None:
    before = lesson.get_by_role("link", name="your own", exact=True)
    before.focus()
    expect(lesson.locator("model-picker[data-ready]")).to_have_count(1)
    for name in ("Open the picker on a page of its own", "Ship a classifier on a laptop"):
        lesson.keyboard.press("Tab")
        expect(lesson.locator(":focus")).to_have_accessible_name(name)


def test_focus_on_its_link_stays_when_it_comes(lesson: Page) -> None:
    go = held(lesson)
    own = lesson.get_by_role("link", name="Open the picker on a page of its own")
    own.focus()
    go()
    expect(lesson.locator("model-picker[data-ready]")).to_have_count(1)
    expect(own).to_be_focused()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_in_view_moves_when_it_comes(page: Page, width: int) -> None:
    """Reading down to it, opening a link to a heading below it, and reading up from there."""
    page.set_viewport_size({"width": width, "height": 740})

    def moved(go: Callable[[], None]) -> tuple[float, float]:
        """How far the heading after the picker moves, in CSS px, and the sum of layout shifts."""
        top = "document.getElementById('this-course').getBoundingClientRect().top"
        page.evaluate(SHIFTS)
        before = page.evaluate(top)
        go()
        page.wait_for_selector("model-picker[data-ready]", state="attached")
        page.evaluate(FRAMES)
        return page.evaluate(top) - before, page.evaluate("window.shifts")

    go = held(page)
    arrive(page, LESSON)
    room = page.evaluate(HEIGHT)
    page.locator("model-picker").evaluate("it => it.scrollIntoView()")
    assert moved(go)[1] == 0
    assert abs(page.evaluate(HEIGHT) - room) < 160

    for block in ("start", "end"):
        page.goto("about:blank")
        page.unroute_all()
        go = held(page)
        page.goto(f"{LESSON}#this-course")
        page.locator("#this-course").evaluate("(it, block) => it.scrollIntoView({ block })", block)
        by, shifts = moved(go)
        assert abs(by) <= 1 and shifts == 0, block


@pytest.mark.parametrize("part", ["pick/", "models.json"])
def test_where_it_cannot_be_fetched_it_says_so(lesson: Page, part: str) -> None:
    lesson.route(f"**/{part}", lambda route: route.abort())
    room = lesson.evaluate(HEIGHT)
    lesson.locator("model-picker").scroll_into_view_if_needed()
    picker = lesson.locator("model-picker")
    expect(picker.get_by_text("The picker could not be fetched. What it decides by is on")).to_be_visible()
    expect(picker.get_by_role("link", name="Open the picker on a page of its own")).to_be_visible()
    assert lesson.evaluate(HEIGHT) < room / 10


def test_where_its_models_cannot_be_fetched_its_own_page_says_so(page: Page) -> None:
    page.route("**/models.json", lambda route: route.fulfill(status=404, body="no"))
    page.goto("pick/")
    expect(page.get_by_text("The picker could not be fetched. What it decides by is on")).to_be_visible()
    expect(page.locator("model-picker form")).to_have_count(0)


@pytest.mark.parametrize(
    ("part", "asked"), [("reasons", "mem=4"), ("tokens", "p95=900"), ("near", "mem=0.1")]
)
def test_a_part_that_cannot_be_fetched_is_told_and_asked_for_again(page: Page, part: str, asked: str) -> None:
    page.route(f"**/pick-{part}.js", lambda route: route.abort())
    page.goto(f"pick/#v2&{asked}")
    told = page.get_by_text("A part of the picker could not be fetched. Try again once the network is there.")
    expect(told).to_be_visible()
    page.unroute_all()
    page.get_by_role("radio", name="Ship or sell it").check()
    expect(told).to_have_count(0)


def test_without_javascript_a_short_table_takes_no_more_room_than_it_needs(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto(LESSON)
    rows = page.locator("noscript tbody tr")
    expect(rows).to_have_count(IN_LESSONS)
    expect(rows.first).to_have_text("SmolLM2-135M-InstructApache License 2.0 (permissive)1358,192")
    href = rows.first.get_by_role("link").get_attribute("href") or ""
    assert urlsplit(href).path == "../../models/" and href.endswith("#smollm2-135m-instruct")
    expect(page.get_by_role("link", name="the whole one")).to_be_visible()
    after = page.locator("model-picker").evaluate("it => getComputedStyle(it, '::after').content")
    assert after == "none"
    context.close()
