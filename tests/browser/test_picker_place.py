"""The picker in a lesson: it costs nothing before it is near, comes from its own page, and moves nothing when it comes."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from site_pages import arrive

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
    """Addresses of the picker's parts that the page has asked for."""
    asked = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
    return [url for url in asked if PARTS.search(url.split("#")[0])]


@pytest.fixture
def lesson(page: Page) -> Page:
    arrive(page, LESSON)
    return page


HOLD = r"""
const fetchNow = window.fetch;
const held = new Promise((done) => (window.letGo = done));
window.fetch = (url, ...how) => /\/pick\/$/.test(url) ? held.then(() => fetchNow(url, ...how)) : fetchNow(url, ...how);
"""


@pytest.fixture(scope="module")
def held(browser: Browser, base_url: str) -> Iterator[Page]:
    """The picker's own page is held back in each page until `letGo` is called there: a route would leave out the cache."""
    context = browser.new_context(base_url=base_url)
    context.add_init_script(HOLD)
    yield context.new_page()
    context.close()


def test_nothing_of_it_is_fetched_before_it_is_near(lesson: Page) -> None:
    assert fetched(lesson) == []
    assert "pick-form" not in lesson.content()
    lesson.locator("model-picker").scroll_into_view_if_needed()
    expect(lesson.locator(".pick-verdict")).to_contain_text("models meet everything")
    assert sum(bool(OWN.search(url)) for url in fetched(lesson)) == 1


def files(page: Page, base_url: str, address: str, ticked: str = "") -> set[str]:
    """Scripts, sheets and data of the site that the page asks for, its picker included, asked for what is ticked."""
    arrive(page, address)
    if page.locator("model-picker").count():
        expect(page.locator("model-picker[data-ready]")).to_have_count(1)
    if ticked:
        page.locator(f"model-picker input[value={ticked}]").check()
        expect(page.locator(".pick-checks li")).to_have_count(1)
    asked = page.evaluate("performance.getEntriesByType('resource').map(it => it.name)")
    names = {name.removeprefix(base_url) for name in asked}
    return {name for name in names if re.fullmatch(r"(js|css)/[\w/-]+\.(js|css)|models\.json", name)}


def weight(site: Path, names: set[str]) -> int:
    return sum(len(gzip.compress((site / name).read_bytes(), 9, mtime=0)) for name in names)


def test_it_weighs_at_most_16_kb_with_all_its_models(page: Page, base_url: str, site: Path) -> None:
    """What a page asks for because of it, gzipped: with its sheet when it comes, and with what a constraint brings."""
    others = files(page, base_url, "accessibility/") | {"js/models/sort-table.js"}
    its = files(page, base_url, "pick/") - others
    assert {"js/picker/model-picker.js", "css/picker.css", "models.json"} <= its
    assert weight(site, its) <= 16_000
    asked = files(page, base_url, "pick/", "commercial") - others
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


def test_a_link_with_a_state_brings_it_at_once(page: Page) -> None:
    page.goto(f"{LESSON}#v1&use=commercial&mem=1")
    expect(page.locator(".pick-asked").first).to_have_text("Use: Ship or sell it")
    assert page.evaluate("scrollY") == 0


def test_focus_goes_on_as_it_comes_and_its_links_into_the_lesson_stay_on_the_page(held: Page) -> None:
    arrive(held, LESSON)
    held.evaluate("window.stays = true")
    held.get_by_role("link", name="your own", exact=True).focus()
    for name in ("Open the picker on a page of its own", "Ship a classifier on a laptop"):
        held.keyboard.press("Tab")
        expect(held.locator(":focus")).to_have_accessible_name(name)
        held.evaluate("letGo()")
        expect(held.locator("model-picker[data-ready]")).to_have_count(1)
        expect(held.locator(":focus")).to_have_accessible_name(name)
    held.locator("model-picker").get_by_role("link", name="Why this rules models out").first.click()
    expect(held).to_have_url(re.compile(f"{LESSON}#license$"))
    assert held.evaluate("window.stays")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_in_view_moves_when_it_comes(held: Page, width: int) -> None:
    """Reading down to it, opening a link to a heading below it, and reading up from there."""
    held.set_viewport_size({"width": width, "height": 740})

    def moved() -> tuple[float, float]:
        """How far the heading after the picker moves, in CSS px, and the sum of layout shifts."""
        top = "document.getElementById('this-course').getBoundingClientRect().top"
        held.evaluate(SHIFTS)
        before = held.evaluate(top)
        held.evaluate("letGo()")
        held.wait_for_selector("model-picker[data-ready]", state="attached")
        held.evaluate(FRAMES)
        return held.evaluate(top) - before, held.evaluate("window.shifts")

    arrive(held, LESSON)
    room = held.evaluate(HEIGHT)
    held.locator("model-picker").evaluate("it => it.scrollIntoView()")
    assert moved()[1] == 0
    assert abs(held.evaluate(HEIGHT) - room) < 160

    for block in ("start", "end"):
        held.goto("about:blank")
        held.goto(f"{LESSON}#this-course")
        held.locator("#this-course").evaluate("(it, block) => it.scrollIntoView({ block })", block)
        by, shifts = moved()
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


def test_a_part_that_cannot_be_fetched_is_told_and_asked_for_again(page: Page) -> None:
    told = page.get_by_text("A part of the picker could not be fetched. Try again once the network is there.")
    for part, asked in (("reasons", "mem=4"), ("tokens", "p95=900"), ("near", "mem=0.1")):
        page.route(f"**/pick-{part}.js", lambda route: route.abort())
        page.goto(f"pick/#v2&{asked}")
        expect(told, part).to_be_visible()
        page.unroute_all()
        page.get_by_role("radio", name="Ship or sell it").check()
        expect(told, part).to_have_count(0)
