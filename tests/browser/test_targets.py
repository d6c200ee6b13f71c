"""What is pressed is at least 24 by 24 pixels; and a page on paper is one that could be handed out."""

import re

from conftest import ADDRESS
from playwright.sync_api import Page, expect
from site_pages import visit

# Every control with its own box; one inside a label is pressed by the label. Links in a line of text are left to axe.
SMALL = """() => [...document.querySelectorAll("button, summary, select, textarea, input:not([type=hidden])")]
  .filter((it) => it.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !it.matches(".md-option"))
  .map((it) => ({ it, boxes: [it, it.closest("label") ?? it].map((part) => part.getBoundingClientRect()) }))
  .filter(({ boxes }) => boxes.every((box) => box.width < 23.9 || box.height < 23.9))
  .map(({ it, boxes: [box] }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${it.outerHTML.slice(0, 100)}`)"""


def small(page: Page) -> list[str]:
    """Controls that are too small. What else is pressed, and the space around it, is axe's."""
    return [f"small: {it}" for it in page.evaluate(SMALL)]


def test_a_small_target_is_found(page: Page) -> None:
    visit(page, "models/")
    button = page.get_by_role("columnheader").get_by_role("button").first
    button.evaluate("it => it.style.minHeight = it.style.maxHeight = '19px'")
    assert any('class="sort"' in line for line in small(page))


# Tables that end below what they stand in, or right of the sheet: one that is turned has it on end
BEYOND = """() => [...document.querySelectorAll("main table")].filter((it) => it.checkVisibility()).filter((table) => {
  const outer = table.closest("figure, [class='table-wrap']");
  const box = table.getBoundingClientRect();
  const wide = outer.classList.contains("models-all") ? 1032 : 673;
  return box.bottom > outer.getBoundingClientRect().bottom + 1 || box.right > wide;
}).map((it) => it.outerHTML.slice(0, 100))"""


A4 = {"width": 673, "height": 900}  # between the margins


def test_on_paper_there_is_the_text_and_where_it_is_from_but_nothing_to_press(page: Page) -> None:
    visit(page, "foundations/picking-a-base-model/")
    page.emulate_media(media="print")
    for gone in ("banner", "search"):
        expect(page.get_by_role(gone)).to_have_count(0)
    expect(page.locator("button:not(th button)").filter(visible=True)).to_have_count(0)
    expect(
        page.locator("model-picker, .sf-turn, .sf-after, .sf-contents").filter(visible=True)
    ).to_have_count(0)
    address = page.get_by_role("contentinfo").get_by_text(f"{ADDRESS}foundations/picking-a-base-model/")
    expect(address).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("^Licence and gate of [0-9]+ models"))).to_be_visible()
    page.set_viewport_size(A4)
    assert page.evaluate(BEYOND) == []


def test_on_paper_the_table_of_all_models_stays_on_its_sheet(page: Page) -> None:
    page.set_viewport_size(A4)
    visit(page, "models/")
    page.emulate_media(media="print")
    assert page.evaluate(BEYOND) == []
