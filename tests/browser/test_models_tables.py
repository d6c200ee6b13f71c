"""The tables of models as a reader uses them: sorted by keyboard, scrolled in their frame, JavaScript or not."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from site_pages import MODELS, course, visit, wake

LESSON = "foundations/picking-a-base-model/"


def names(page: Page, view: str) -> list[str]:
    """The models of a table, as ordered."""
    texts = page.locator(f".models-{view} tbody th a:first-child").all_inner_texts()
    return [text.strip() for text in texts]


def test_headings_sort_by_keyboard_one_at_a_time_with_what_is_not_stated_last(page: Page) -> None:
    page.goto(LESSON)
    wake(page)
    _sort_by_keyboard_and_say_so(page)
    _one_at_a_time_is_the_sorted_one(page)
    _what_is_not_stated_comes_last_both_ways(page)


def _sort_by_keyboard_and_say_so(page: Page) -> None:
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


def _one_at_a_time_is_the_sorted_one(page: Page) -> None:
    table = page.get_by_role("region", name=re.compile("^Licence and gate"))
    for name in ("Licence", "Model"):
        table.get_by_role("columnheader", name=name, exact=True).get_by_role("button").click()
    expect(table.locator("[aria-sort]")).to_have_count(1)
    assert names(page, "license") == sorted(names(page, "license"), key=str.lower)


def _what_is_not_stated_comes_last_both_ways(page: Page) -> None:
    table = page.get_by_role("region", name=re.compile("^Context length of"))
    button = table.get_by_role("columnheader", name=re.compile("^Cache at 32,768")).get_by_role("button")
    for _ in ("ascending", "descending"):
        button.click()
        cells = table.locator("tbody tr td:nth-child(6)").all_inner_texts()
        stated = [not text.strip().startswith("–") for text in cells]
        assert stated == sorted(stated, reverse=True)
        assert set(stated) == {True, False}


def test_a_wide_table_scrolls_in_its_frame_and_the_page_does_not(page: Page) -> None:
    visit(page, "models/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.evaluate("document.documentElement.scrollHeight") <= 8000  # before anything is opened
    for box in page.get_by_role("group", name="Columns").get_by_role("checkbox").all():
        box.check()
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
    sheet = page.locator("details", has=page.locator("#qwen2-5-3b-instruct"))
    expect(sheet).to_have_attribute("open", "")
    expect(sheet.get_by_role("heading")).to_be_in_viewport()
    expect(sheet.get_by_role("link", name=re.compile("^LICENSE of Qwen2.5-3B")).first).to_have_attribute(
        "href", re.compile("^https://huggingface.co/Qwen/Qwen2.5-3B/")
    )


def test_without_javascript_it_is_a_plain_table_and_all_of_it(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(LESSON)
    table = page.locator(".models-size")
    expect(table.locator("button")).to_have_count(0)
    expect(table.locator("tbody tr").first).to_contain_text("SmolLM2-135M-Instruct")
    page.goto("models/")
    table = page.locator(".models-all table")
    expect(table.locator("tbody tr:visible")).to_have_count(MODELS)
    expect(table.locator("tbody tr").first.locator("td:visible")).to_have_count(
        table.locator("thead th").count() - 1
    )
    expect(page.locator("main :is(select, input, button):visible")).to_have_count(0)
    context.close()


def test_the_table_is_narrowed_and_the_drawing_with_it(page: Page) -> None:
    """By what the data say: the models that are left are worked out here anew."""
    visit(page, "models/")
    rows, narrowed = page.locator(".models-all tbody tr"), page.locator("model-filters")
    for name, value in (("licence", "permissive"), ("languages", "pt"), ("memory", "4")):
        narrowed.locator(f"select[name={name}]").select_option(value)
    known = course.models.all if course.models else ()
    fit = [
        it
        for it in known
        if it.governing.group.id == "permissive" and (it.memory_at(4096) or 9e9) <= 4 * 2**30
    ]
    codes = {it.short: it.by_hand.languages.value for it in fit}
    expected = {name for name, spoken in codes.items() if isinstance(spoken, tuple) and "pt" in spoken}
    assert set(names(page, "all")) >= expected > set()
    assert {row.locator("th a").first.inner_text() for row in rows.filter(visible=True).all()} == expected
    said = narrowed.locator("output")
    expect(said).to_have_text(re.compile(f"^{len(expected)} of {MODELS} models are shown"))
    more = [
        it
        for it in fit
        if it.short not in expected and (it.by_hand.languages.more or not isinstance(codes[it.short], tuple))
    ]
    assert more
    expect(said).to_contain_text(f"{len(more)} more may know the language")
    faint = page.locator("svg.fig-wide [data-view=memory] use.fig-out")
    expect(faint).to_have_count(MODELS - len(expected))
    narrowed.get_by_role("button", name="Show all").press("Enter")
    expect(rows.filter(visible=True)).to_have_count(MODELS)
    expect(page.locator("svg .fig-out")).to_have_count(0)
    assert page.evaluate(
        "[location.search, location.hash, Object.keys(localStorage).filter((it) => /model/.test(it)).length]"
    ) == ["", "", 0]


def test_models_stand_side_by_side_and_parts_of_the_table_come_and_go(page: Page) -> None:
    visit(page, "models/")
    sides, shown = page.locator("model-sides"), page.locator("model-sides table")
    sides.get_by_label("First model").select_option(label="SmolLM2-135M-Instruct")
    expect(shown).to_be_hidden()
    sides.get_by_label("Second model").select_option(label="Qwen3-0.6B")
    expect(shown.locator("thead th")).to_have_text(["SmolLM2-135M-Instruct", "Qwen3-0.6B"])
    window = shown.get_by_role("row", name=re.compile("^Documented"))
    expect(window.get_by_role("cell")).to_have_text(["8,192", "32,768"])
    licence = shown.get_by_role("row", name=re.compile("^Licence"))
    expect(licence).to_be_visible()
    sides.get_by_label("Only what differs").check()
    expect(licence).to_have_count(0)
    expect(window).to_be_visible()
    expect(sides.locator("output")).to_contain_text(f"{shown.locator('tbody tr').count()} of ")
    head = page.locator(".models-all sort-table thead").get_by_role(
        "columnheader", name=re.compile("^Vocabulary")
    )
    expect(head).to_have_count(0)
    page.get_by_role("checkbox", name="Tokenizer").check()
    expect(head).to_be_visible()


def test_on_a_phone_a_model_is_a_card_whose_values_have_their_names(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    visit(page, "models/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    card = page.locator(".models-all tbody tr").first
    for cell in card.locator("td:visible").all():
        box, name = cell.bounding_box(), cell.evaluate("it => getComputedStyle(it, '::before').content")
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 320 and len(name) > 4
    heads = page.locator(".models-all thead th .head").all_text_contents()[1:]
    told = card.locator("td").evaluate_all("all => all.map((it) => it.dataset.head)")
    assert [name.startswith(head) for name, head in zip(told, heads, strict=True)] == [True] * len(heads)


def test_an_address_opens_its_sheet_and_paper_has_the_open_ones_alone(page: Page) -> None:
    visit(page, "models/#qwen3-0-6b")
    sheets = page.locator("details.sheet")
    expect(sheets.locator("dl:visible")).to_have_count(1)
    opened = sheets.filter(has=page.locator("#qwen3-0-6b"))
    opened.locator("summary").press("Enter")
    expect(sheets.locator("dl:visible")).to_have_count(0)
    page.locator(".models-all tbody").get_by_role("link", name="Qwen3-0.6B", exact=True).press("Enter")
    expect(opened.locator("dl")).to_be_visible()  # the address is the same as before
    page.emulate_media(media="print")
    expect(sheets.filter(visible=True)).to_have_count(1)


def test_a_head_that_paper_repeats_holds_no_button(page: Page) -> None:
    """Chromium leaves buttons out of it: from the second sheet on, columns would have no names."""
    visit(page, "models/")
    page.emulate_media(media="print")
    heads = page.locator("thead button.sort")
    assert set(heads.evaluate_all("all => all.map(it => getComputedStyle(it).display)")) == {"contents"}
