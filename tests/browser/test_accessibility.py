"""axe on every page, both palettes, desktop and phone, before and after answering; nothing scrolls sideways."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from site_pages import wake

WIDTHS = {1280: 900, 360: 740}


def pages(site: Path) -> list[str]:
    return [file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html"))] + [
        "404.html"
    ]


def findings(page: Page) -> str:
    """What axe finds with all its rules, one line a finding, so that a person can act."""
    result = Axe().run(page, options={"resultTypes": ["violations"]})
    return "\n".join(
        f"{page.url} [{found['impact']}] {found['id']}: {found['help']}\n    {node['html'][:200]}"
        for found in result.response["violations"]
        for node in found["nodes"][:5]
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, base_url: str, site: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        base_url=base_url, color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
    )
    page = context.new_page()
    found = []
    for address in pages(site):
        page.goto(address.removeprefix("."))
        wake(page)
        found.append(findings(page))
    context.close()
    assert "".join(found) == ""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_after_answering(browser: Browser, base_url: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        base_url=base_url, color_scheme=scheme, viewport={"width": width, "height": WIDTHS[width]}
    )
    page = context.new_page()
    page.goto("foundations/picking-a-base-model/")
    wake(page)
    for group in page.locator("fieldset[data-question]").all():
        if group.get_attribute("data-kind") == "number":
            group.get_by_role("textbox").fill("1")
        else:
            group.locator("input").first.check()
        group.get_by_role("button", name="Check answer").click()
        group.get_by_role("button", name="Try again").wait_for()
    found = findings(page)
    context.close()
    assert found == ""


def test_axe_sees_a_planted_defect(page: Page) -> None:
    page.goto("")
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in findings(page)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_scrolls_sideways(browser: Browser, base_url: str, site: Path, width: int) -> None:
    context = browser.new_context(base_url=base_url, viewport={"width": width, "height": 700})
    page = context.new_page()
    wide = []
    for address in pages(site):
        page.goto(address.removeprefix("."))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(address)
    context.close()
    assert wide == []
