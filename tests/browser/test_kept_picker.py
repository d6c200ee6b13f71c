"""The picker's page that tests share: what one has asked and typed is gone for the next."""

from collections.abc import Iterator
from typing import Any

import pytest
from kept_picker import KeptPicker
from playwright.sync_api import Browser, Page, expect

STATE = """() => {
    const picker = document.querySelector("model-picker");
    const all = [...picker.querySelectorAll("details")];
    const open = all.map((it) => it.open);
    all.forEach((it) => (it.open = true));
    return {
        address: location.href, history: history.length, scrolled: scrollY, focused: document.activeElement.localName, open,
        asked: [...new FormData(picker.querySelector("form"))], typed: [...picker.querySelectorAll("input, textarea")].map((it) => it.value),
        seen: picker.innerText, problems: picker.querySelectorAll("[aria-invalid]").length,
    };
}"""


@pytest.fixture
def kept(browser: Browser, base_url: str) -> Iterator[KeptPicker]:
    kept = KeptPicker(lambda: browser.new_context(base_url=base_url))
    yield kept
    kept.discard()


def state(page: Page) -> dict[str, Any]:
    return page.evaluate(STATE)


def test_what_a_test_asks_is_taken_back(kept: KeptPicker) -> None:
    page = kept.lend()
    before = state(page)
    page.goto(
        "pick/#v1&use=commercial&langs=en,pl&tps=20&bar=45+of+50&chosen=qwen3-1-7b&on=2026-01-05&colour=red"
    )
    page.locator("#pick-find").fill("bokmal")
    page.locator("#pick-text").fill("a prompt")
    page.locator("#pick-whole").check()
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".pick-kept")).not_to_be_empty()
    page.locator("#pick-mem").fill("3.409")
    expect(page.locator("#pick-mem[aria-invalid]")).to_have_count(1)
    page.get_by_role("button", name="Copy the link").focus()
    changed = state(page)
    assert [name for name in before if before[name] == changed[name]] == []
    kept.take_back()
    assert kept.lend() is page
    assert state(page) == before
    page.goto("pick/?elsewhere")
    kept.take_back()
    assert state(kept.lend()) == before
