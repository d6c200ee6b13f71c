"""Measure the site as readers and authors get it, beside plain Material with the same text.

Both in one run, on one machine: look at the ratios. Sizes are gzipped bodies, as a server in this process
sent them. Times are medians, and grow with what else the machine does. Lighthouse runs where npm is there.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ("hooks", "tests")]

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright  # noqa: E402
from site_pages import settle  # noqa: E402
from sites import LESSON, MODEL, QUIET, ROOT, build, course, forget, importing, plain, words  # noqa: E402
from wire import Wire, chromium, serving  # noqa: E402

from course.publish import STEPS  # noqa: E402

KB = 1000
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 204_800, "uploadThroughput": 93_750}
ROW = "{:<44} {:>12} {:>12} {:>7}   {}"
SCORES = ("performance", "accessibility", "best-practices", "seo")
AUDITS = {
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
}
TARGETS = dict(zip([*SCORES, *AUDITS.values()], ("99", "100", "100", "100", "1200", "100", "0"), strict=True))


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--runs", type=int, default=5, help="times are medians of so many (default 5)")
    parser.add_argument("--lighthouse", type=int, default=5, help="so many runs; 0 for none (default 5)")
    parser.add_argument("--lessons", type=int, nargs="*", default=[11, 100])
    parser.add_argument("--page", default=LESSON, help="the page that is weighed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ours = course(_new(root / "ours"))
        build(ours)
        other = plain(_new(root / "plain"), ours)
        build(other)
        print(f"Load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors. Medians of {options.runs}.")
        print(ROW.format("", "plain", "ours", "ratio", "to reach"))
        with serving(other / "site") as theirs, serving(ours / "site") as mine, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            weigh(browser, theirs, mine, options.page)
            compare_search(browser, theirs, mine, options)
            browser.close()
            if not shutil.which("npx"):
                print("Lighthouse: skipped, npm is not installed")
            elif options.lighthouse:
                compare_lighthouse(theirs, mine, options)
                every_page(ours / "site", mine, options.lighthouse)
                print(ROW.format("", "plain", "ours", "ratio", "to reach"))
        for lessons in options.lessons:
            compare_builds(root, lessons, options.runs)
        compare_edits(other, ours, options.runs)
        print("\nWhat each step of publishing gains on this page, and costs in the build")
        gains(root, options)


def row(name: str, theirs: float, ours: float, target: str = "", digits: int = 1) -> None:
    ratio = f"{ours / theirs:.2f}" if theirs else "-"
    print(ROW.format(name, f"{theirs:,.{digits}f}", f"{ours:,.{digits}f}", ratio, target), flush=True)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


# What is fetched


def first_load(browser: Browser, wire: Wire, address: str) -> tuple[list[tuple[str, int]], int]:
    """Requests of a first visit that scrolls nowhere, and the bytes of the offline copy that follows it."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    wire.clear()
    page = context.new_page()
    page.goto(wire.url + address)
    settle(page)
    first = list(wire.page)
    if page.evaluate("Boolean(document.querySelector('offline-copy'))"):
        page.locator("offline-copy").scroll_into_view_if_needed()
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    context.close()
    return first, sum(size for _, size in wire.offline)


def weigh(browser: Browser, theirs: Wire, mine: Wire, address: str) -> None:
    (plain_list, _), (our_list, offline) = (first_load(browser, wire, address) for wire in (theirs, mine))
    row(f"first load of {address}, KB", _kb(plain_list), _kb(our_list), "75")
    row("  requests", len(plain_list), len(our_list), digits=0)
    for kind, end in {
        "HTML": "/",
        "styles": ".css",
        "scripts": ".js",
        "search index": "search_index.json",
        "fonts": ".woff2",
    }.items():
        lists = ([it for it in them if f"/{it[0]}".endswith(end)] for them in (plain_list, our_list))
        row(f"  {kind}, KB", *(_kb(them) for them in lists))
    row("offline copy of the course, after it, KB", 0, offline / KB)


def _kb(requests: list[tuple[str, int]]) -> float:
    return sum(size for _, size in requests) / KB


# How long a reader waits


def compare_search(browser: Browser, theirs: Wire, mine: Wire, options: argparse.Namespace) -> None:
    times = [
        statistics.median(first_result(browser, wire, options.page) for _ in range(options.runs))
        for wire in (theirs, mine)
    ]
    row("first search result after the click, s", *times, "0.7", digits=2)


def first_result(browser: Browser, wire: Wire, address: str) -> float:
    """Seconds from a click into the search to the first result; slow 4G, processor slowed to a quarter."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, service_workers="block")
    page = context.new_page()
    chrome: CDPSession = context.new_cdp_session(page)
    chrome.send("Network.enable")
    chrome.send("Network.emulateNetworkConditions", SLOW_4G)
    chrome.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(wire.url + address)
    settle(page)
    took = _search(page)
    context.close()
    return took


def _search(page: Page) -> float:
    page.evaluate(
        """() => {
            const begun = new Promise((focus) => addEventListener('focusin', () => focus(performance.now())));
            window.took = new Promise((resolve) => new MutationObserver(async () => {
                const found = document.querySelector('.md-search-result__item');
                if (found) resolve(performance.now() - (await begun));
            }).observe(document.querySelector('.md-search-result'), {childList: true, subtree: true}));
        }"""
    )
    box = page.locator(".md-search__input")
    box.click()
    box.press_sequentially("licence")  # the theme listens to keys
    return float(page.evaluate("window.took")) / 1000


def compare_lighthouse(theirs: Wire, mine: Wire, options: argparse.Namespace) -> None:
    results = [lighthouse(wire.url + options.page, options.lighthouse) for wire in (theirs, mine)]
    for name, target in TARGETS.items():
        row(f"Lighthouse mobile: {name}", *(it[name] for it in results), target, 2 if name == "CLS" else 0)


def every_page(site: Path, mine: Wire, runs: int) -> None:
    """Lighthouse on each page of ours, as a table of its own."""
    print(f"\n{f'Lighthouse mobile, medians of {runs}':<44}" + "".join(f"{name[:6]:>8}" for name in TARGETS))
    print(f"{'to reach':<44}" + "".join(f"{target:>8}" for target in TARGETS.values()))
    for page in sorted(site.rglob("index.html")):
        address = page.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        found = lighthouse(mine.url + address.lstrip("/"), runs)
        shown = (f"{found[name]:>8.{2 if name == 'CLS' else 0}f}" for name in TARGETS)
        print(f"{address:<44}" + "".join(shown), flush=True)


def lighthouse(url: str, runs: int) -> dict[str, float]:
    """Medians over the runs, by the names above."""
    found: dict[str, list[float]] = {}
    for _ in range(runs):
        # The blank page's scrollbar fades when ours begins; after four such frames, of which none is seen,
        # Chromium draws one a second, and a page that is ready waits for it: without a scrollbar it does not
        chrome = "--headless=new --no-sandbox --hide-scrollbars"
        flags = ["--quiet", "--output=json", f"--chrome-flags={chrome}"]
        done = subprocess.run(
            ["npx", "--yes", "lighthouse", url, *flags],
            env={**os.environ, "CHROME_PATH": chromium() or ""},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            sys.exit(f"Lighthouse failed: {done.stderr[-500:]}")
        report = json.loads(done.stdout)
        for name in SCORES:
            found.setdefault(name, []).append(100 * report["categories"][name]["score"])
        for audit, name in AUDITS.items():
            found.setdefault(name, []).append(report["audits"][audit]["numericValue"])
    return {name: statistics.median(values) for name, values in found.items()}


# How long an author waits


def compare_builds(root: Path, lessons: int, runs: int) -> None:
    """Beside the builds, what plain Material takes with our modules imported and none of them run."""
    ours = course(_new(root / f"ours-{lessons}"), lessons)
    build(ours)
    other = plain(_new(root / f"plain-{lessons}"), ours)
    least = importing(_new(root / f"importing-{lessons}"), other, ours)
    for name, mine in ((f"build of {lessons} lessons", ours), ("our modules imported, no more", least)):
        again = [(build(other), build(mine)) for _ in range(runs)]
        first = [(build(other), first_build(mine)) for _ in range(runs)]
        row(f"{name}, s", *_medians(again, 0), "1.15 x", digits=2)
        row("  the first in a clone, s", *_medians(first, 0), "1.15 x", digits=2)
        row("  memory, MiB", *_medians(again, 1), "1.15 x", digits=0)
    row("words in the pages", words(other), words(ours), "as many", digits=0)


def first_build(root: Path) -> tuple[float, float]:
    forget(root)
    return build(root)


def _medians(pairs: list[tuple[tuple[float, float], tuple[float, float]]], index: int) -> list[float]:
    return [statistics.median(pair[side][index] for pair in pairs) for side in (0, 1)]


def compare_edits(other: Path, ours: Path, runs: int) -> None:
    times = [edit_to_page(root, f"docs/{MODEL}/index.md", MODEL, runs) for root in (other, ours)]
    row("edit to page in serve, s", *times, "+ 0.2", digits=2)
    in_data = edit_to_page(ours, "data/glossary.yml", "glossary", runs, before="definition: ")
    row("  edit in data/, s", times[0], in_data, digits=2)


def edit_to_page(root: Path, file: str, page: str, runs: int, before: str = ". ") -> float:
    """Seconds from saving ``file`` to the page with the change, as `mkdocs serve` gives it; a median.

    A word comes in behind the last ``before``, in a page before its last sentence: no directive is broken.
    """
    port = 8700 + os.getpid() % 200
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    base = QUIET["SITE_URL"].split("example.org")[1]
    env = {**os.environ, **QUIET}
    server = subprocess.Popen(
        command, cwd=root, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}{base}{page}/"
    source = root / file
    text = source.read_text(encoding="utf-8")
    took = []
    try:
        _until(lambda: "<h1" in _get(address))
        for run in range(runs):
            marker = f"Edited{run}times"
            begun = time.perf_counter()
            head, _, tail = text.rpartition(before)
            source.write_text(f"{head}{before}{marker} {tail}", encoding="utf-8")
            _until(lambda marker=marker: marker in _get(address))  # type: ignore[misc]
            took.append(time.perf_counter() - begun)
    finally:
        server.terminate()
        server.wait()
        source.write_text(text, encoding="utf-8")
    return statistics.median(took)


def _get(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return str(answer.read(), "utf-8")
    except OSError:
        return ""


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not true():
        if time.monotonic() > deadline:
            sys.exit("The page has not changed within two minutes")
        time.sleep(0.02)


# What each step gains


def gains(root: Path, options: argparse.Namespace) -> None:
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    print(f"{'without':<12} {'first load KB':>14} {'site MB':>9} {'build s':>9}")
    for step in ("nothing", *STEPS):
        copy = course(_new(root / f"without-{step}"))
        changed = config.replace("!ENV [OFFLINE, true]", "true").replace(
            f"    {step}: true", f"    {step}: false"
        )
        (copy / "mkdocs.yml").write_text(changed, encoding="utf-8")
        seconds = statistics.median(build(copy)[0] for _ in range(options.runs))
        size = sum(file.stat().st_size for file in (copy / "site").rglob("*") if file.is_file())
        with serving(copy / "site") as wire, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            requests, _ = first_load(browser, wire, options.page)
            browser.close()
        print(f"{step:<12} {_kb(requests):>14.1f} {size / 1e6:>9.2f} {seconds:>9.2f}", flush=True)


if __name__ == "__main__":
    main()
