"""From a changed constraint to the next paint, against one frame: python bench/picker_paint.py

Each change is an input in a real browser; one time runs until the answer and its check-list are laid out,
which has to be within a frame, and one until the end of the frame after it.
`--slow 4` slows the processor down by that factor, as developer tools do to stand in for a phone.
"""

import argparse
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
FRAME = 1000 / 60
MODELS = 30
ASKED = "v2&use=commercial&langs=en&p95=4000&out=200&mem=8&device=phone-oneplus-12&bw=49&tps=20&wait=20"
CHANGES = """async () => {
  const picker = document.querySelector("model-picker");
  const form = picker.querySelector("form");
  picker.data.models.length = MODELS;
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [], work = [];
  await new Promise((done) => setTimeout(done, 1000));
  const fire = async (control, act) => {
    await frame();
    act();
    const start = performance.now();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    picker.getBoundingClientRect();
    work.push(performance.now() - start);
    await frame();
    times.push(performance.now() - start);
  };
  for (let round = 0; round < 30; round++) {
    await fire(form.mem, () => (form.mem.value = 1 + round / 4));
    await fire(form.p95, () => (form.p95.value = 1000 + 300 * round));
    await fire(form.use[round % 4], () => (form.use[round % 4].checked = true));
    await fire(form.bits[round % 3], () => (form.bits[round % 3].checked = true));
  }
  return { models: picker.data.models.length, times, work };
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def site(folder: Path) -> str:
    """The real site, built into ``folder`` and served; its address."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--slow", type=float, default=1)
    slow = parser.parse_args().slow
    named = ROOT / ".venv" / "browser"
    browser_path = named.read_text(encoding="utf-8") if named.exists() else shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{site(Path(folder))}pick/#{ASKED}")
        page.wait_for_selector("model-picker[data-ready]")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slow})
        result = page.evaluate(CHANGES.replace("MODELS", str(MODELS)))
        browser.close()
    for what, values in (
        ("decide, write and lay out", result["work"]),
        ("until the next frame is done", result["times"]),
    ):
        ordered = sorted(values)
        p95 = ordered[int(0.95 * len(ordered))]
        print(
            f"{what}: median {statistics.median(ordered):.1f} ms, p95 {p95:.1f} ms, most {ordered[-1]:.1f} ms"
        )
    fits = statistics.median(result["work"]) <= FRAME
    changes = f"{result['models']} models, {len(result['work'])} changes, processor slowed {slow:g} times"
    print(f"{changes}; a frame is {FRAME:.1f} ms")
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main())
