"""A walk through a page by the Tab key: all that can be used is reached, in order, seen, and not covered."""

import asyncio
from itertools import pairwise, takewhile
from typing import Any

from playwright.sync_api import Browser, Page, expect
from site_pages import visit

# Everything that Tab should stop at, in the document's order: of radios with one name, the first or the checked one. Of
# those in the same kinds of elements all the way up, two, and Tab passes by the others: the page stays as long as it is.
STOPS = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  const usable = [...all].filter((it) =>
    it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.tabIndex >= 0 && it.type !== "hidden");
  const radios = (it) => usable.filter((other) => other.type === "radio" && other.name === it.name && other.form === it.form);
  const kinds = (it) => (it ? `${kinds(it.parentElement)} ${it.localName}.${it.getAttribute("class")}` : "");
  const seen = {};
  const stops = usable.filter((it) =>
    it.type !== "radio" || it === (radios(it).find((other) => other.checked) ?? radios(it)[0])
  ).filter((it) => {
    const alike = [kinds(it), it.type];
    seen[alike] = (seen[alike] ?? 0) + 1;
    if (seen[alike] <= 2) return true;
    (it.type === "radio" ? radios(it) : [it]).forEach((one) => { one.tabIndex = -1; });
  });
  stops.forEach((it, place) => { it.dataset.stop = place; });
  return stops.map((it) => it.outerHTML.slice(0, 120));
}"""

# What has the focus, whether a reader can see that, and what covers it.
FOCUSED = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const shown = it.matches(".md-option") ? it.nextElementSibling : it;
  const outlined = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  };
  const header = document.querySelector(".md-header");
  const top = header.contains(it) || it.matches(".md-skip") ? 0 : header.getBoundingClientRect().bottom;
  const box = shown.getClientRects()[0];
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [above, below] = [Math.max(box.top, top), Math.min(box.bottom, innerHeight)];
  const seen = right - left > 1 && below - above >= Math.min(box.height, 20) - 1;
  const over = seen && document.elementFromPoint((left + right) / 2, (above + below) / 2);
  const label = it.labels?.[0];
  return {
    stop: Number(it.dataset.stop ?? -1), html: it.outerHTML.slice(0, 120), outlined: outlined(shown), seen,
    covered: !over || shown.contains(over) || over.contains(shown) || label?.contains(over) ? "" : over.outerHTML.slice(0, 120),
  };
}"""


# Looked at when the next key goes down, after all that the one before has set off at once
WATCH = f"""() => {{
  if (!window.focused) addEventListener("keydown", () => walked.push(focused()), true);
  [window.walked, window.focused] = [[], {FOCUSED}];
}}"""


def tab(page: Page, times: int) -> None:
    """Press Tab. Twenty wait in the browser's queue: it would draw the page after each that it was sent alone, which takes
    it longer than the walk. Playwright sends one at a time, the protocol below it need not."""
    chrome = page.context.new_cdp_session(page)
    press = chrome._impl_obj.send
    key = {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}

    async def at_once(some: int) -> None:
        await asyncio.gather(*(press("Input.dispatchKeyEvent", key, 30_000) for _ in range(some)))

    for sent in range(0, times, 20):
        chrome._sync(at_once(min(20, times - sent)))
    chrome.send("Input.dispatchKeyEvent", {**key, "type": "keyUp"})
    chrome.detach()


def walk(page: Page) -> tuple[list[str], list[dict[str, Any]]]:
    """What Tab should stop at, and where it did stop, from the top of the page to its end."""
    expected: list[str] = page.evaluate(STOPS)
    page.evaluate(WATCH)
    for presses in (len(expected) + 1, *[1] * 20):  # a browser also stops at what scrolls
        tab(page, presses)
        if page.evaluate("focused()?.stop ?? null") in (None, 0):
            break
    _, first, *others = page.evaluate("[...walked, focused()]")
    return expected, [first, *takewhile(lambda it: it is not None and it["stop"] != first["stop"], others)]


def faults(page: Page) -> list[str]:
    expected, stops = walk(page)
    order = [stop["stop"] for stop in stops if stop["stop"] >= 0]  # a browser also stops at what scrolls
    found = [
        f"not reached: {expected[missing]}" for missing in sorted(set(range(len(expected))) - set(order))
    ]
    if order != sorted(order):
        found.append(f"out of order: {next(b for a, b in pairwise(order) if b < a)} in {order}")
    for stop in stops:
        found += [f"{what}: {stop['html']}" for what, wrong in (
            ("focus not shown", not stop["outlined"]),
            ("hidden or behind the header", not stop["seen"]),
            (f"covered by {stop['covered']}", stop["seen"] and stop["covered"]),
        ) if wrong]  # fmt: skip
    return found


PLANTED = {
    "<style>main a:focus-visible { outline: none !important }</style>": "focus not shown",
    "<style>html { scroll-padding: 0 !important } main a { position: relative; top: -3000px }</style>": "hidden",
    "<style>main::after { content: ''; position: fixed; inset: 0; z-index: 9 }</style>": "covered",
    "<a href='#x' tabindex='3'>first</a>": "out of order",
}


def test_a_planted_fault_is_found(browser: Browser, base_url: str) -> None:
    # the page's policy would not take the style
    context = browser.new_context(base_url=base_url, bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    visit(page, "review/")
    assert faults(page) == []
    for planted, told in PLANTED.items():
        page.locator("main").evaluate("(main, html) => main.insertAdjacentHTML('beforeend', html)", planted)
        page.locator("body").press("Escape")
        page.evaluate("document.activeElement.blur()")
        found = faults(page)
        assert any(fault.startswith(told) for fault in found), found
        page.locator("main").evaluate("(main) => main.lastElementChild.remove()")
    context.close()


def test_the_first_stop_skips_to_the_text(page: Page) -> None:
    page.goto("foundations/picking-a-base-model/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".lesson-head :focus"), "what it needs before it, or its contents").to_have_count(1)
    visit(page, "")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Continue 0.11")).to_be_focused()
