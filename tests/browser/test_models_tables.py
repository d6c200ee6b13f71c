"""The tables of models as a reader uses them: sorted by keyboard, scrolled in their frame, JavaScript or not."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from site_pages import lay_out, visit, wake

LESSON = "foundations/picking-a-base-model/"


def names(page: Page, view: str) -> list[str]:
    """The models of a table, as ordered."""
    texts = page.locator(f".models-{view} tbody th a:first-child").all_inner_texts()
    return [text.strip() for text in texts]


def test_headings_sort_by_keyboard_and_say_so(page: Page) -> None:
    page.goto(LESSON)
    wake(page)
    table = page.get_by_role("region", name=re.compile("^Context length of"))
    heading = table.get_by_role("columnheader", name=re.compile("^Cache per token"))
    button = heading.get_by_role("button")
    button.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(button).to_be_focused()
    assert names(page, "context")[0] == "Qwen2.5-0.5B-Instruct"
    button.press("Space")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert names(page, "context")[0] == "Qwen3-0.6B"
    status = page.locator(".models-context").get_by_role("status")
    expect(status).to_have_text("Sorted by Cache per token KB, descending.")


def test_one_heading_at_a_time_is_the_sorted_one(page: Page) -> None:
    page.goto(LESSON)
    wake(page)
    table = page.get_by_role("region", name=re.compile("^Licence and gate"))
    for name in ("Licence", "Model"):
        table.get_by_role("columnheader", name=name, exact=True).get_by_role("button").click()
    expect(table.locator("[aria-sort]")).to_have_count(1)
    assert names(page, "license") == sorted(names(page, "license"), key=str.lower)


@pytest.mark.parametrize("descending", [False, True])
def test_what_is_not_stated_comes_last_both_ways(page: Page, descending: bool) -> None:
    page.goto(LESSON)
    wake(page)
    table = page.get_by_role("region", name=re.compile("^What the community"))
    button = table.get_by_role("columnheader", name=re.compile("^Likes")).get_by_role("button")
    button.click()
    if descending:
        button.click()
    likes = table.locator("tbody tr td:nth-child(3)").all_inner_texts()
    stated = ["not stated" not in text for text in likes]
    assert stated == sorted(stated, reverse=True)


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_tables_scroll_in_their_frame_and_the_page_does_not(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("models/")
    wake(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    region = page.get_by_role("region", name=re.compile("^Everything about"))
    name = region.get_by_role("link", name="SmolLM2-135M-Instruct", exact=True)
    before = name.bounding_box()
    region.focus()
    region.evaluate("region => { region.scrollLeft = 300 }")
    after = name.bounding_box()
    assert before and after and before["x"] == pytest.approx(after["x"], abs=1)
    assert region.evaluate("region => region.scrollLeft") == 300


def test_a_models_name_leads_to_its_facts_and_these_to_their_sources(page: Page) -> None:
    page.goto(LESSON)
    wake(page)
    table = page.get_by_role("region", name=re.compile("^Licence and gate"))
    expect(table.get_by_role("button").first).to_be_visible()  # the page is ready
    table.get_by_role("link", name="Qwen2.5-3B-Instruct", exact=True).click()
    sheet = page.get_by_role("region", name="Qwen2.5-3B-Instruct")
    expect(sheet.get_by_role("heading")).to_be_in_viewport()
    expect(sheet.get_by_role("link", name=re.compile("^LICENSE of Qwen2.5-3B")).first).to_have_attribute(
        "href", re.compile("^https://huggingface.co/Qwen/Qwen2.5-3B/")
    )


def test_without_javascript_it_is_a_plain_table(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(LESSON)
    table = page.locator(".models-size")
    expect(table.locator("button")).to_have_count(0)
    expect(table.locator("tbody tr").first).to_contain_text("SmolLM2-135M-Instruct")
    context.close()


def test_a_head_that_paper_repeats_holds_no_button(page: Page) -> None:
    """Chromium leaves buttons out of it: from the second sheet on, columns would have no names."""
    visit(page, "models/")
    page.emulate_media(media="print")
    heads = page.locator("thead button.sort")
    assert set(heads.evaluate_all("all => all.map(it => getComputedStyle(it).display)")) == {"contents"}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_sheet_has_room_for_what_is_in_it_before_it_is_laid_out(page: Page, width: int) -> None:
    """Else what is in it would lie over the next sheet for who measures it."""
    page.set_viewport_size({"width": width, "height": 740})
    page.goto("models/")
    room = page.locator(".sheet").last.evaluate(
        "it => parseFloat(getComputedStyle(it).containIntrinsicHeight.split(' ').at(-1))"
    )
    lay_out(page)
    heights = page.locator(".sheet").evaluate_all("all => all.map((it) => it.offsetHeight)")
    assert max(heights) <= room
