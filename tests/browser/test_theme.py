"""The page frame: the drawer by keyboard, the current section after a change of page, colours, no foreign request."""

import re

import pytest
from held_back import held_back
from playwright.sync_api import Browser, BrowserContext, Page, expect

LESSON = "foundations/picking-a-base-model/"


def test_the_drawer_opens_and_closes_by_keyboard(browser: Browser, base_url: str) -> None:
    page = browser.new_context(base_url=base_url, viewport={"width": 360, "height": 740}).new_page()
    page.goto("")
    menu = page.get_by_role("button", name="Menu")
    drawer = page.get_by_role("navigation", name="Course")
    expect(drawer).to_be_hidden()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(drawer.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(drawer).to_be_hidden()
    page.context.close()


def test_the_header_marks_the_section(page: Page) -> None:
    page.goto("")
    sections = page.get_by_role("navigation", name="Site")
    sections.get_by_role("link", name="Glossary").click()
    expect(sections.get_by_role("link", name="Glossary")).to_have_attribute("aria-current", "page")


def test_the_chosen_colours_stay(page: Page) -> None:
    page.goto("")
    page.locator("colour-choice:defined").wait_for(state="attached")
    body = page.locator("body")
    chooser = page.get_by_role("radiogroup", name="Colours")
    chooser.locator("label:visible").click()
    chooser.locator("label:visible").click()
    expect(body).to_have_css("background-color", "rgb(20, 23, 28)")
    page.reload()
    expect(body).to_have_css("background-color", "rgb(20, 23, 28)")


def test_the_chosen_colours_and_what_follows_the_header_do_not_wait_for_the_style_sheet(page: Page) -> None:
    """What is drawn first is drawn in them, and with the beginning of the text."""
    page.goto("")
    page.locator("colour-choice:defined").wait_for(state="attached")
    page.get_by_role("radiogroup", name="Colours").locator("label:visible").click()
    chosen = page.locator("body").get_attribute("data-md-color-scheme")
    assert chosen != "auto"
    with held_back(page, "**/css/site.css"):
        page.goto(LESSON, wait_until="commit")
        expect(page.locator("h1")).to_be_attached()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", chosen or "")


def test_colours_chosen_before_the_script_came_are_there_when_it_comes(
    browser: Browser, scripts: str
) -> None:
    page = browser.new_page()
    page.goto(scripts.replace("js/", "schema/answers.json"))
    options = (
        f"<input type='radio' name='colours' data-md-color-scheme='{it}'{' checked' * (it == 'slate')}><label>{it}</label>"
        for it in ("default", "slate")
    )
    page.evaluate(
        """async ([options, script]) => {
          document.body.dataset.mdColorScheme = "default";
          document.body.innerHTML = `<colour-choice>${options}</colour-choice>`;
          await import(script);
        }""",
        ["".join(options), f"{scripts}shell/colour-choice.js"],
    )
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_text("default")).to_be_hidden()
    page.close()


def test_dark_is_dark_without_javascript(browser: Browser, base_url: str) -> None:
    context = browser.new_context(base_url=base_url, java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(LESSON)
    assert page.get_by_role("heading", level=1).inner_text() == "Picking a base model"
    expect(page.locator("body")).to_have_css("background-color", "rgb(20, 23, 28)")
    context.close()


def test_no_request_leaves_the_origin(context: BrowserContext, page: Page, base_url: str) -> None:
    foreign: list[str] = []
    context.on(
        "request", lambda request: None if request.url.startswith(base_url) else foreign.append(request.url)
    )
    page.goto(LESSON)
    page.get_by_role("textbox", name="Search the course").press_sequentially("licence")
    expect(page.get_by_role("group", name="Search results").get_by_role("link").first).to_be_visible()
    assert [url for url in foreign if not url.startswith(("data:", "blob:"))] == []


def test_a_result_shows_its_text_and_nothing_else(page: Page) -> None:
    page.goto("")
    page.get_by_role("textbox", name="Search the course").press_sequentially("licence")
    found = page.get_by_role("group", name="Search results")
    expect(found.get_by_role("link", name="Read the licence before you train")).to_contain_text(
        "built on the model. Most licences"
    )
    expect(found.get_by_role("link", name="model licence").first).not_to_contain_text("Report a mistake")


def test_a_figure_is_drawn_for_the_width_and_says_what_it_shows(page: Page) -> None:
    page.goto(LESSON)
    drawing = page.get_by_role("img", name="Constraints remove models until the smallest that is left")
    for width, height_over_width in ((1280, (0.3, 0.6)), (320, (1.0, 1.4))):
        page.set_viewport_size({"width": width, "height": 740})
        expect(drawing).to_have_count(1)
        box = drawing.bounding_box()
        assert box is not None
        assert height_over_width[0] < box["height"] / box["width"] < height_over_width[1]
        assert box["x"] + box["width"] <= width


@pytest.mark.parametrize("missing", ["search_index.json", "search-words"])
def test_a_search_that_does_not_come_says_so_and_is_tried_again(
    context: BrowserContext, page: Page, missing: str
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.route(re.compile(missing), lambda route: route.abort())
    page.goto("")
    page.keyboard.press("Control+k")
    page.keyboard.type("tok")
    search = page.locator("site-search")
    expect(search.get_by_role("status")).to_contain_text("could not be fetched")
    page.unroute(re.compile(missing))
    page.keyboard.type("enizer")
    expect(search.get_by_role("link").first).to_be_visible()
    assert faults == []
