"""What readers do is within the pages' content security policy, listening from before they load: nothing is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from as_pages import BASE, AsPages
from conftest import Server
from playwright.sync_api import Browser, BrowserContext, Page, expect
from webdriver import until

LISTEN = """addEventListener('securitypolicyviolation',
    ({ violatedDirective, blockedURI, sourceFile, lineNumber, sample }) =>
        refused(`${violatedDirective} ${blockedURI} ${sourceFile ?? ''}:${lineNumber} ${sample} on ${location.pathname}`));"""


class Watched:
    """A browser context, and what its pages' policies refused."""

    def __init__(self, context: BrowserContext) -> None:
        self.refused: list[str] = []
        self.faults: list[str] = []
        context.expose_function("refused", lambda what: self.refused.append(what))
        context.add_init_script(LISTEN)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.page: Page = context.new_page()


@pytest.fixture
def watched(browser: Browser, base_url: str) -> Iterator[Watched]:
    context = browser.new_context(base_url=base_url, permissions=["clipboard-read", "clipboard-write"])
    watched = Watched(context)
    yield watched
    context.close()


def test_a_page_that_is_not_there(watched: Watched) -> None:
    watched.page.goto("no/such/page/")
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    watched.page.get_by_role("radiogroup", name="Colours").locator("label:visible").click()
    watched.page.get_by_role("main").get_by_role("link", name="Glossary").click()
    expect(watched.page.get_by_role("heading", level=1)).to_have_text("Glossary")
    assert watched.refused == []


def test_what_readers_do_is_within_the_policy(watched: Watched) -> None:
    page = watched.page
    page.goto("")
    colours = page.get_by_role("radiogroup", name="Colours").locator("label:visible")
    for _ in range(3):
        colours.click()

    page.get_by_role("textbox", name="Search the course").press_sequentially("base model")
    page.get_by_role("group", name="Search results").get_by_role(
        "link", name="Picking a base model"
    ).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Picking a base model")

    page.locator("a.term").first.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    for kind, answer in (("one", "radio"), ("several", "checkbox")):
        question = page.locator(f"fieldset[data-kind={kind}]").first
        question.get_by_role(answer).first.check()
        question.get_by_role("button", name="Check answer").click()
        expect(question.get_by_role("button", name="Try again")).to_be_visible()
    page.locator("sort-table th button").first.click()
    code = page.locator("pre").first
    code.get_by_role("button", name="Copy to clipboard").click()
    said = page.get_by_role("status").filter(has_text="Copied to clipboard")
    expect(said).to_have_css("opacity", "1")
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == (code.locator("code").text_content() or "").rstrip()
    )

    page.get_by_role("navigation", name="Site").get_by_role("link", name="Pick").click()
    expect(page.locator(".pick-verdict")).to_contain_text("models meet everything")
    page.locator("model-picker details").first.evaluate("it => it.open = true")
    page.get_by_role("radio", name="Permissive alone").check()
    expect(page.get_by_role("region", name="Excluded, and why")).to_be_visible()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Progress").click()
    expect(page.locator("course-progress")).to_contain_text("0.11 Picking a base model")
    assert watched.refused == []
    assert watched.faults == []


def test_what_is_planted_is_refused(watched: Watched) -> None:
    watched.page.goto("")
    for planted in (
        "document.head.append(Object.assign(document.createElement('script'), {textContent: '1'}))",
        "document.body.setAttribute('style', 'color: red')",
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'}))",
        "fetch('https://example.org/').catch(() => {})",
    ):
        watched.refused.clear()
        watched.page.evaluate(
            f"""() => new Promise((done) => {{
                addEventListener(
                    "securitypolicyviolation", () => refused("the end").then(done), {{ once: true }});
                {planted};
            }})"""
        )
        assert len(watched.refused) == 2, planted
        assert watched.refused[1] == "the end"


def test_a_page_is_fetched_once_its_link_is_pointed_at_and_a_file_or_a_term_is_not(
    browser: Browser, site: Path
) -> None:
    ahead: list[str] = []

    class Listening(AsPages):
        def do_GET(self) -> None:
            if self.headers.get("Sec-Purpose"):
                ahead.append(self.path)
            super().do_GET()

    server = Server(site, Listening)
    context = browser.new_context(base_url=server.url)
    page = context.new_page()
    page.goto("foundations/base-and-instruct-models/")
    models = page.get_by_role("navigation", name="Site").get_by_role("link", name="Models")
    for link in (page.locator("main a.term").first, page.locator("main a[href$='.py']").first, models):
        link.hover()
        page.mouse.down()  # as good as pointing at it for long
        page.mouse.move(0, 0)
        page.mouse.up()
    until(lambda: ahead)
    context.close()
    server.close()
    assert ahead == [f"{BASE}models/"]
