"""Where a reader is: the list of contents marks the section that is read, and a heading leads to itself."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from site_pages import visit

LESSON = "foundations/picking-a-base-model/"


def marked(page: Page) -> Locator:
    return page.locator(".sf-toc [data-here]")


@pytest.fixture
def lesson(page: Page) -> Page:
    page.set_viewport_size({"width": 1280, "height": 800})
    visit(page, LESSON)
    return page


MOVES_ON: dict[str, Callable[[Page], object]] = {
    "wheel": lambda page: page.mouse.wheel(0, 1),
    "touch": lambda page: page.evaluate("dispatchEvent(new Event('touchmove')); scrollBy(0, 1)"),
    "pointer": lambda page: (page.mouse.down(), page.mouse.up(), page.evaluate("scrollBy(0, 1)")),
    "key": lambda page: page.keyboard.press("ArrowDown"),
}


def test_the_section_that_is_read_is_marked(lesson: Page) -> None:
    """The last one at the end of the page; after a jump the one that was asked for, until the reader moves on."""
    lesson.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(marked(lesson)).to_have_text("Check yourself")
    lesson.evaluate("scrollTo(0, 0)")
    expect(marked(lesson)).to_have_count(0)

    titles = ["Community", "Constraints choose", "Licence", "Key terms", "What to take with you"]
    for title in (it for it in titles for _ in range(2)):  # again, when the address is that already
        lesson.locator(".sf-toc").get_by_role("link", name=title, exact=True).click()
        expect(marked(lesson)).to_have_text(title)
        lesson.mouse.wheel(0, 20)
    lesson.go_back()
    expect(marked(lesson)).to_have_text("Key terms")

    lesson.set_viewport_size({"width": 1280, "height": 1600})  # the next section begins above it
    for name, move_on in MOVES_ON.items():
        lesson.locator(".sf-toc [href='#when-small-fails']").click()
        expect(marked(lesson), name).to_have_attribute("href", "#when-small-fails")
        lesson.mouse.move(640, 700)
        move_on(lesson)
        expect(marked(lesson), name).to_have_text("Community")


def test_no_section_of_progress_is_marked_before_one_is_reached(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    visit(page, "progress/")
    expect(page.get_by_role("heading", name="Your answers as a file")).to_be_visible()
    expect(marked(page)).to_have_count(0)


def test_a_mark_of_what_was_answered_moves_nothing_in_the_list(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    visit(page, "foundations/large-and-small-models/")  # the first title takes a line to its last letter
    links = page.locator(".sf-toc a")
    heights = "them => them.map(it => it.offsetHeight)"
    before = links.evaluate_all(heights)
    links.evaluate_all(
        """them => them.forEach(it => {
          const sign = Object.assign(document.createElement("span"), { className: "sf-mark" });
          sign.dataset.sign = "✓";
          it.append(sign);
        })"""
    )
    assert links.evaluate_all(heights) == before


def test_a_heading_is_a_link_to_itself_and_nothing_more_is_read_out(lesson: Page) -> None:
    heading = lesson.get_by_role("heading", name="Licence", exact=True, level=2)
    link = heading.get_by_role("link", name="Licence", exact=True)
    link.focus()
    lesson.keyboard.press("Enter")
    expect(lesson).to_have_url(f"{lesson.url.partition('#')[0]}#license")
    signs = "[...document.querySelectorAll('.sf-anchor')].filter((it) => getComputedStyle(it, '::after').display !== 'none').length"
    assert lesson.evaluate(signs)
    lesson.emulate_media(media="print")
    assert lesson.evaluate(signs) == 0, "on paper"


def test_home_begins_with_the_first_lesson_that_is_written_and_goes_on_where_the_reader_was(
    page: Page,
) -> None:
    visit(page, "")
    button = page.get_by_role("main").locator(".sf-button")
    expect(button).to_have_text("Begin with 0.1 What a model is")
    page.goto(LESSON)
    visit(page, "")
    expect(button).to_have_text("Continue 0.11, Picking a base model")


def test_the_example_that_is_loaded_says_so(page: Page) -> None:
    visit(page, "pick/")
    example = page.get_by_role("button", name="An assistant on a phone")
    example.click()
    expect(page.locator(".pick-examples [aria-pressed=true]")).to_have_text("An assistant on a phone")
    page.get_by_role("radio", name="Study it").check()
    expect(page.locator(".pick-examples [aria-pressed=true]")).to_have_count(0)
