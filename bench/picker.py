"""Measure the picker in the browser: how long a decision takes, and what scripts and data weigh.

A decision is over so many of the featured models, under the constraints of each worked example in turn. It
has to leave room for the page's repaint in a frame, 16.7 ms at 60 frames a second.
"""

import argparse
import gzip
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import pick_oracle  # noqa: E402
import rjsmin  # type: ignore[import-untyped]  # noqa: E402
from conftest import Server  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from course.course import load  # noqa: E402
from course.picker import choices  # noqa: E402

FIRST = ("model-picker", "pick-state", "pick-words", "pick")
ASKED = ("pick-reasons",)  # with the first constraint
FURTHER = ("pick-tokens", "pick-near")  # with lengths of inputs; where nothing fits
TIME = """async ([data, cases, runs]) => {
  const { decide } = await import("./pick.js");
  const times = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    for (let repeat = 0; repeat < 20; repeat++) decide(data, cases[run % cases.length]);
    times.push((performance.now() - start) / 20);
  }
  return times.sort((a, b) => a - b);
}"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--models", type=int, default=30, help="how many models (default 30)")
    parser.add_argument("--runs", type=int, default=500, help="how many decisions, each taken 20 times")
    options = parser.parse_args()

    course = load(ROOT)
    assert course.models
    counts = course.recorded["languages"]
    file = choices.content(course.models, counts, course.devices)
    rows = file["models"]
    file["models"] = [rows[index % len(rows)] for index in range(options.models)]
    used = {id: tokenizer for id, tokenizer in course.models.tokenizers.items() if id in file["tokenizers"]}
    cases = [
        pick_oracle.constraints(scenario.asked.given, used, counts, course.devices)
        for scenario in course.scenarios
    ]

    times = _times([file, cases, options.runs])
    middle, slow = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"a decision over {options.models} models: {middle:.3f} ms median, {slow:.3f} ms at worst of 99 %")
    data = choices.models_json(course.models, counts, course.devices).encode()
    first = _weigh("models.json", data) + sum(_weigh(name, _script(name)) for name in FIRST)
    asked = sum(_weigh(name, _script(name)) for name in ASKED)
    further = sum(_weigh(name, _script(name)) for name in FURTHER)
    print(f"scripts and data, gzipped: {first:,} bytes at first, {first + asked:,} with a constraint,")
    print(f"and {further:,} more with lengths of inputs and where nothing fits")


def _script(name: str) -> bytes:
    """As it is published: without comments and indentation."""
    text = (ROOT / "docs/js/picker" / f"{name}.js").read_text(encoding="utf-8")
    return rjsmin.jsmin(text).encode()


def _times(arguments: list[object]) -> list[float]:
    server = Server(ROOT / "docs")
    named = ROOT / ".venv" / "browser"
    path = named.read_text(encoding="utf-8") if named.exists() else shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{server.url}js/picker/pick.js")
        times: list[float] = page.evaluate(TIME, arguments)
        browser.close()
    server.close()
    return times


def _weigh(name: str, content: bytes) -> int:
    weight = len(gzip.compress(content, 9, mtime=0))
    print(f"{name:<16} {len(content):>7,} bytes, {weight:>6,} gzipped")
    return weight


if __name__ == "__main__":
    main()
