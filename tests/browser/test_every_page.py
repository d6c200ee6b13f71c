"""Every page of the real site opens under its base path without a complaint, the missing one included."""

from pathlib import Path

import pytest
from conftest import Project, Server
from playwright.sync_api import Browser, BrowserContext, Page, expect
from site_pages import addresses, arrive, visit

LESSON = "docs/foundations/picking-a-base-model/index.md"


def complaints(context: BrowserContext) -> list[str]:
    """What the browser complains of from now on: errors, failed requests, answers that are none."""
    said: list[str] = []
    missing = "no/such/page/"
    context.on(
        "console",
        lambda message: (
            said.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning") and missing not in str(message.location)
            else None
        ),
    )
    context.on("weberror", lambda error: said.append(f"error: {error.error}"))
    context.on("requestfailed", lambda request: said.append(f"failed: {request.url} {request.failure}"))
    context.on(
        "response",
        lambda answer: (
            said.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400 and not answer.url.endswith(missing)
            else None
        ),
    )
    return said


def test_every_page_opens_without_a_complaint(page: Page, site: Path) -> None:
    said = complaints(page.context)
    titles = []
    for address in addresses(site):
        response = visit(page, address)
        assert response.status == (404 if address == "no/such/page/" else 200), address
        assert response.headers["cache-control"] == "max-age=600", address  # as GitHub Pages has it
        assert response.headers["content-encoding"] == "gzip", address
        assert said == [], address
        expect(page.get_by_role("heading", level=1), address).to_have_count(1)
        expect(page.locator("html"), address).to_have_attribute("lang", "en")
        expect(page.get_by_role("main"), address).to_have_count(1)
        titles.append(page.title())
    assert len(set(titles)) == len(titles) and all(titles), titles


@pytest.mark.parametrize("width", [1280, 412])
def test_nothing_moves_while_a_page_comes(browser: Browser, base_url: str, site: Path, width: int) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 823})
    context.add_init_script(
        """window.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shifts += value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    page = context.new_page()
    moved = {}
    for address in addresses(site):
        arrive(page, address)
        moved[address] = round(page.evaluate("shifts"), 2)  # as Lighthouse shows it
    context.close()
    assert not any(moved.values()), moved


def test_progress_is_shown_without_its_script(page: Page) -> None:
    page.route("**/course-progress.js", lambda route: route.abort())
    page.goto("progress/")
    expect(page.get_by_role("link", name="0.11 Picking a base model").last).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("That takes JavaScript")


def test_a_failing_page_is_a_complaint(page: Page) -> None:
    said = complaints(page.context)
    page.goto("")
    with page.expect_response("**/gone.png"), page.expect_event("pageerror"):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'gone.png'}))")
        page.evaluate("setTimeout(() => { throw new Error('planted') })")
    assert any("planted" in line for line in said) and any(line.startswith("404") for line in said), said


def test_the_missing_page_leads_on_from_any_depth(page: Page) -> None:
    page.goto("no/such/page/")
    page.get_by_role("main").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1, name="Glossary")).to_be_visible()


def test_a_former_address_leads_on_to_the_heading_that_was_asked_for(page: Page, project: Project) -> None:
    project.edit(LESSON, "level: beginner", "level: beginner\nredirects: [foundations/choosing.md]")
    server = Server(project.root / "site")
    result = project.build(SITE_URL=server.url)
    assert result.returncode == 0, result.stdout
    said = complaints(page.context)
    page.goto(f"{server.url}foundations/choosing/#license")
    page.wait_for_url(f"{server.url}foundations/picking-a-base-model/#license")
    expect(page.get_by_role("heading", name="Licence", exact=True)).to_be_in_viewport()
    assert said == []
    server.close()


def test_a_former_address_leads_on_without_javascript(browser: Browser, project: Project) -> None:
    project.edit(LESSON, "level: beginner", "level: beginner\nredirects: [foundations/choosing.md]")
    server = Server(project.root / "site")
    assert project.build(SITE_URL=server.url).returncode == 0
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.url}foundations/choosing/")
    page.wait_for_url(f"{server.url}foundations/picking-a-base-model/")
    context.close()
    server.close()
