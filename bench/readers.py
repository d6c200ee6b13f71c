"""Weigh the scripts of a page for a new reader and for one who has answered much, for built sites.

`python bench/readers.py site other/site`: the sites take turns. Milliseconds that the processor spends on
scripts, times four as on a slow phone, the least and the median; what else the machine does is not in them.
And the largest layout shift.
"""

import argparse
import itertools
import json
import statistics
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ("hooks", "tests")]

from as_pages import BASE  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from wire import chromium, serving  # noqa: E402

from course.course import load  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
PAGES = ("", "foundations/inside-a-transformer/", "glossary/")
SCRIPT = {
    "EvaluateScript",
    "FunctionCall",
    "v8.compile",
    "v8.compileModule",
    "v8.evaluateModule",
    "RunMicrotasks",
}
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true })"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sites", type=Path, nargs="+", help="folders of built sites")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--pages", nargs="*", default=PAGES)
    options = parser.parse_args()
    readers = {"new": {}, "2,000 attempts": history(2000)}
    with sync_playwright() as play, ExitStack() as stack:
        browser = play.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        wires = {site: stack.enter_context(serving(site)) for site in options.sites}
        print(f"{'':<36} {'':<15} {'least':>7} {'median':>7} {'shift':>7}")
        for page, (reader, storage) in itertools.product(options.pages, readers.items()):
            visits = {site: Visit(browser, wire.url + page, storage) for site, wire in wires.items()}
            for _ in range(options.runs):
                for visit in visits.values():
                    visit.again()
            for site, it in visits.items():
                times = f"{min(it.script):7.1f} {statistics.median(it.script):7.1f} {max(it.shifts):7.4f}"
                print(f"{page or 'home':<36} {reader:<15} {times}  {site}", flush=True)
                it.page.context.close()
        browser.close()


def history(count: int) -> dict[str, str]:
    """Attempts at every choice of the course in turn, over half a year, and a visit."""
    questions = [it for quiz in load(ROOT).quizzes.values() for it in quiz.questions.values()]
    chosen = itertools.cycle([it for it in questions if it.kind in ("one", "several")])
    now = datetime.now(UTC)
    made: dict[str, Any] = {"visit:inside-a-transformer:last": {"v": 1, "at": _text(now), "place": ""}}
    for number, question in enumerate(itertools.islice(chosen, count)):
        options: Any = question.options  # type: ignore[union-attr]
        choice = [it.id for it in options if it.correct != (number % 5 == 0)][
            : 1 if question.kind == "one" else None
        ]
        at = _text(now - timedelta(days=180 * (1 - number / count) + 1))
        attempt = {
            "v": 1,
            "at": at,
            "kind": question.kind,
            "choice": choice,
            "sure": number % 3 > 0,
            "fingerprint": "f",
        }
        made[f"attempt:{question.id}:{number}"] = attempt
    return {f"small-first:v1:{BASE}:{name}": json.dumps(value) for name, value in made.items()}


def _text(time: datetime) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Visit:
    """A reader on a page, coming again and again: all that is fetched is in the browser."""

    def __init__(self, browser: Browser, url: str, storage: dict[str, str]) -> None:
        self.page = browser.new_context(
            viewport={"width": 1280, "height": 800}, service_workers="block"
        ).new_page()
        self.page.goto(url)
        self.page.evaluate("(kept) => Object.assign(localStorage, kept)", storage)
        self.page.reload(wait_until="networkidle")
        self.page.add_init_script(SHIFTS)
        self.script: list[float] = []
        self.shifts: list[float] = []

    def again(self) -> None:
        browser = self.page.context.browser
        assert browser
        browser.start_tracing(page=self.page, categories=["devtools.timeline", "v8", "__metadata"])
        self.page.reload(wait_until="networkidle")
        self.script.append(4 * script_time(json.loads(browser.stop_tracing())["traceEvents"]))
        self.shifts.append(self.page.evaluate("window.shifted"))


def script_time(events: list[dict[str, Any]]) -> float:
    """Milliseconds of processor time in scripts on pages' main threads; one in another counts once."""
    mains = {(it["pid"], it["tid"]) for it in events if it.get("args", {}).get("name") == "CrRendererMain"}
    found = [
        it for it in events if it["ph"] == "X" and it["name"] in SCRIPT and (it["pid"], it["tid"]) in mains
    ]
    end = total = 0
    for it in sorted(found, key=lambda it: (it["ts"], -it["dur"])):
        if it["ts"] >= end:
            end = it["ts"] + it["dur"]
            total += it.get("tdur", 0)
    return total / 1000


if __name__ == "__main__":
    main()
