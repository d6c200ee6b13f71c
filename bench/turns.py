"""Time a change of page: from the click in lesson 0.11 to the heading of 0.10 on screen, for built sites.

`python bench/turns.py site other/site`: the sites take turns, on a slow phone's line (150 ms, 1.6 Mbit/s)
with a quarter of the processor. Medians of five: first from the network, then with the offline copy in place.
The server keeps the line slow, since developer tools leave out what a browser fetches ahead.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ("hooks", "tests")]

from playwright.sync_api import Browser, expect, sync_playwright  # noqa: E402
from site_pages import settle  # noqa: E402
from wire import chromium, serving  # noqa: E402

FROM, TO = "foundations/picking-a-base-model/", "Base and instruct models"
LATENCY, RATE = 0.15, 200_000  # seconds, bytes a second
KEPT = """document.querySelector("offline-copy").scrollIntoView(),
    navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ?? new Promise((done) =>
    navigator.serviceWorker.addEventListener("controllerchange", done))).then(() => true)"""
WATCH = f"""(() => {{
    const now = () => performance.timeOrigin + performance.now();
    addEventListener("click", () => (sessionStorage.clicked = now()), true);
    const look = () => requestAnimationFrame(() => {{
        if (document.querySelector("h1")?.textContent.trim() === "{TO}") window.shown ??= now();
        else look();
    }});
    look();
}})()"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+", help="folders of built sites")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hover", type=int, default=0, help="ms on the link before the click (default 0)")
    options = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for offline in (False, True):
            times: dict[Path, list[float]] = {site: [] for site in options.sites}
            for _ in range(options.runs):
                for site in options.sites:
                    times[site].append(turn(browser, site, offline, options.hover))
            for site, taken in times.items():
                print(f"{'kept' if offline else 'network':<8} {statistics.median(taken):.2f} s   {site}")
        browser.close()


def turn(browser: Browser, site: Path, offline: bool, hover: int) -> float:
    """Seconds by the browser's clock between the click and the frame after the next heading is there."""
    with serving(site) as wire:
        context = browser.new_context(service_workers="allow" if offline else "block")
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(wire.url + FROM)
        settle(page)
        if offline:
            page.evaluate(KEPT)
        wire.wait = lambda size: time.sleep(LATENCY + size / RATE)
        chrome = context.new_cdp_session(page)
        chrome.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        link = page.get_by_role("navigation", name="Course").get_by_role("link", name=TO)
        link.hover()
        page.wait_for_timeout(hover)
        link.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(TO, timeout=30_000)
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        taken = page.evaluate("window.shown - sessionStorage.clicked")
        context.close()
    return float(taken) / 1000


if __name__ == "__main__":
    main()
