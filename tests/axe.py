"""axe in a page. Contrast, which takes most of its time, is looked at where it can differ: at two of each look in a process."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCRIPT = (
    AXE_SCRIPT
    + """
    // A page has a few colours, each of which axe would read thousands of times
    const { Color } = axe.commons.color, read = Color.prototype.parseString, colours = {};
    Color.prototype.parseString = function (text) {
      const { r, g, b, alpha } = (colours[text] ??= read.call(new Color(), text));
      return Object.assign(this, { r, g, b, alpha });
    };
    axe.configure({ rules: [
        { id: "color-contrast", selector: "[data-look]" },
        { id: "link-in-text-block", selector: "a[data-look]" },
    ] })"""
)
RUN = "([within, options]) => axe.run(within, options).then(({ violations }) => violations)"

# What decides contrast: the letters, all that lies behind them, and the kind of element, on which its place depends. So
# does the window's width.
LOOKS = """([known, within]) => {
  const [seen, behind] = [JSON.parse(known), new Map()];
  const typed = "input, select, textarea";
  for (const it of document.querySelectorAll("body *")) {
    const { color, fontSize, fontWeight, textShadow, backgroundColor, backgroundImage, opacity } = getComputedStyle(it);
    const own = [backgroundColor, backgroundImage, opacity].join();
    const all = (behind.get(it.parentElement) ?? "") + (own === "rgba(0, 0, 0, 0),none,1" ? "" : own);
    behind.set(it, all);
    it.removeAttribute("data-look");
    const written = [...it.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (!(written || it.matches(typed)) || !it.closest(within) || !it.checkVisibility({ visibilityProperty: true })) continue;
    const kinds = [it, it.parentElement].map((one) => `${one.localName} ${one.getAttribute("class")}`);
    const look = [innerWidth, all, ...kinds, color, fontSize, fontWeight, textShadow].join();
    seen[look] = (seen[look] ?? 0) + 1;
    if (seen[look] <= 2) it.setAttribute("data-look", "");
  }
  return JSON.stringify(seen);
}"""
known = "{}"  # how often each look was found to be right, on whatever page


def violations(
    page: Page, options: dict[str, Any] | None = None, within: str = "html"
) -> list[dict[str, Any]]:
    """What breaks axe's rules, in the page or ``within`` what a selector finds; ``options`` as axe takes them."""
    global known
    seen = page.evaluate(LOOKS, [known, within])
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    run = {"resultTypes": ["violations"], **(options or {})}
    listed: list[dict[str, Any]] = page.evaluate(RUN, [within, run])
    if not listed:
        known = seen
    return listed
