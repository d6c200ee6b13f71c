"""Keys of one letter: what they do, where they do nothing, and that a reader can turn them off."""

from playwright.sync_api import Page, expect
from site_pages import visit

LESSON = "foundations/what-a-model-is/"


def test_keys_lead_to_search_and_questions_and_are_listed(page: Page) -> None:
    visit(page, LESSON)
    names = page.locator("fieldset[data-question]").evaluate_all(
        "all => all.map((it) => it.dataset.question)"
    )
    for key, question in (("n", names[0]), ("n", names[1]), ("n", names[2]), ("p", names[1])):
        page.keyboard.press(key)
        expect(page.locator(f"[data-question={question}]:focus")).to_have_count(1)
    search = page.get_by_role("textbox", name="Search the course")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("ns?")
    expect(search).to_have_value("ns?")
    page.keyboard.press("Escape")
    expect(page.locator(f"[data-question={names[1]}]:focus"), "where it came from").to_have_count(1)
    shown = page.get_by_role("dialog", name="Keyboard shortcuts")
    for _ in ("made", "shown again"):
        page.keyboard.press("?")
        expect(shown).to_contain_text("go to the next question")
        page.keyboard.press("Escape")
        expect(shown).to_be_hidden()


def test_they_are_turned_off_for_good_and_on_again_at_the_foot(page: Page) -> None:
    visit(page, LESSON)
    shown = page.get_by_role("dialog", name="Keyboard shortcuts")
    page.keyboard.press("?")
    shown.get_by_role("checkbox", name="Keys of one letter work").uncheck()
    shown.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("n")
    page.keyboard.press("?")
    page.get_by_role("contentinfo").get_by_role("button", name="Keyboard shortcuts").click()
    expect(shown.get_by_role("checkbox")).not_to_be_checked()
    expect(page.locator("[data-question]:focus")).to_have_count(0)
    shown.get_by_role("checkbox").check()
    shown.get_by_role("button", name="Close").click()
    page.locator("body").press("p")
    expect(page.locator("[data-question]:focus")).to_have_count(1)
