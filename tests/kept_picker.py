"""The picker on its own page, loaded once for many tests: a load costs each a third of a second of the processor's."""

from kept_page import Kept
from playwright.sync_api import Page, expect

# What a link holds as when a reader goes back to the page's own address, then what none holds.
AS_NEW = """async () => {
    const picker = document.querySelector("model-picker");
    history.replaceState(null, "", location.pathname);
    dispatchEvent(new PopStateEvent("popstate"));
    picker.querySelector("form").reset();
    picker.querySelector("#pick-find").dispatchEvent(new InputEvent("input", { bubbles: true }));
    picker.querySelectorAll("details").forEach((it, place) => (it.open = !place));
    picker.querySelectorAll("[aria-live], [role=status]").forEach((it) => (it.textContent = ""));
    document.activeElement.blur();
    scrollTo(0, 0);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));  // what stands further down is told
}"""


class KeptPicker(Kept):
    """What its scripts have fetched stays: a test of how they are asked for takes another page."""

    def lend(self) -> Page:
        page = super().lend()
        if page.url == "about:blank":
            page.goto("pick/")
            self._chrome.send("Page.resetNavigationHistory")
            expect(page.locator("model-picker[data-ready]")).to_have_count(1)
        return page

    def _leave(self) -> None:
        if self._page.url.split("#")[0].endswith("/pick/"):
            self._page.evaluate(AS_NEW)
        else:
            super()._leave()
