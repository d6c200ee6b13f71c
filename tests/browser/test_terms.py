"""A term in a lesson: a link to the glossary whose definition shows on focus, hover and touch."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect
from site_pages import settle

LESSON = "foundations/what-a-model-is/"


@pytest.fixture
def lesson(page: Page) -> Page:
    page.goto(LESSON)
    page.locator("term-tips:defined").first.wait_for(state="attached")
    settle(page)
    return page


def test_a_mention_leads_to_its_entry(lesson: Page) -> None:
    mention = lesson.locator("a.term").first
    name = mention.get_attribute("href") or ""
    mention.click()
    expect(lesson).to_have_url(re.compile(r"/glossary/#"))
    expect(lesson.locator(f"[id='{name.split('#')[1]}']")).to_be_in_viewport()


def test_the_definition_shows_on_focus_and_escape_dismisses_it(lesson: Page) -> None:
    mention = lesson.locator("a.term").first
    tip = lesson.get_by_role("tooltip")
    expect(tip).to_be_hidden()
    mention.focus()
    expect(tip).to_be_visible()
    described_by = mention.get_attribute("aria-describedby")
    assert tip.inner_text() == (lesson.locator(f"#{described_by}").text_content() or "")
    lesson.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(mention).to_be_focused()


def test_the_definition_can_be_hovered(lesson: Page) -> None:
    lesson.locator("a.term").first.hover()
    tip = lesson.get_by_role("tooltip")
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    lesson.get_by_role("heading", level=1).hover()
    expect(tip).to_be_hidden()


def test_a_tap_shows_the_definition_and_a_second_follows_the_link(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, has_touch=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(LESSON)
    page.locator("term-tips:defined").first.wait_for(state="attached")
    mention = page.locator("a.term").first
    mention.tap()
    tip = page.get_by_role("tooltip")
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 360
    expect(page).to_have_url(re.compile(LESSON))
    mention.tap()
    expect(page).to_have_url(re.compile(r"/glossary/#"))
    context.close()


def test_moving_on_leaves_nothing_behind(lesson: Page) -> None:
    lesson.locator("a.term").first.focus()
    expect(lesson.get_by_role("tooltip")).to_be_visible()
    lesson.get_by_role("contentinfo").get_by_role("link").first.click()
    expect(lesson).not_to_have_url(re.compile(LESSON))
    expect(lesson.get_by_role("tooltip")).to_be_hidden()
    lesson.go_back()
    expect(lesson.get_by_role("heading", level=1)).to_have_text("What a model is")
    lesson.locator("a.term").nth(1).focus()
    expect(lesson.get_by_role("tooltip")).to_be_visible()
    expect(lesson.locator(".term-tip")).to_have_count(1)


@pytest.mark.parametrize("address", ["glossary/", "foundations/tokens-and-embeddings/"])
def test_the_styles_of_a_page_are_worked_out_once(browser: Browser, page: Page, address: str) -> None:
    """What a script puts among a page's parts when it comes has the styles of them all worked out again."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.goto(address)
    page.locator("menu-button button").wait_for(state="attached")
    page.locator("term-tips:defined, .glossary__entry").first.wait_for(state="attached")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = sum(it["args"].get("elementCount", 0) for it in events if it["name"] == "UpdateLayoutTree")
    assert 0 < styled < 1.2 * page.locator("html *").count()
