"""Measure the pull from the Hub: requests and wall time against a local server with latency.

The floor is what no client can beat: two round trips, one after the other, because a config can only be asked
for at the commit that the first answer names. The server runs in a process of its own. With --site, whole
builds are measured too: of MkDocs with Material alone, and with this project's hook and templates.
"""

import argparse
import multiprocessing
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

import hub_server  # noqa: E402

from course import hub  # noqa: E402
from course.models.handmade import load_models  # noqa: E402

PLAIN = "INHERIT: mkdocs.yml\nhooks: []\nstrict: false\ntheme: {custom_dir: plain}\n"
DEADLINE = 4  # seconds
LINE = "{:>12} {:>6} {:>9} {:>9} {:>9} {:>9}"


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--models", type=int, default=24, help="how many models (default 24)")
    parser.add_argument("--runs", type=int, default=5, help="the median of so many runs is told (default 5)")
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 50, 200], metavar="MS")
    parser.add_argument("--site", action="store_true", help="measure whole builds as well (some minutes)")
    options = parser.parse_args()
    print(f"{options.models} models, median of {options.runs} runs, the client imported beforehand")
    hub.pull(["a/b"], mode="auto", deadline=0.1, cache_dir=Path("-"), endpoint="http://127.0.0.1:9")
    print(LINE.format("latency ms", "cache", "requests", "wall ms", "floor ms", "over ms"))
    for latency in options.latency:
        measure(options.models, options.runs, latency)
    if options.site:
        measure_site(options.runs)


def measure(many: int, runs: int, latency_ms: int) -> None:
    """A line for an empty cache, and one for a cache that knows every commit."""
    ids = [f"lab/model-{number}" for number in range(many)]
    pulls: dict[str, list[hub.Pull]] = {"cold": [], "warm": []}
    with serving(ids, latency_ms) as url, tempfile.TemporaryDirectory() as folder:
        for run in range(runs):
            for answers in pulls.values():  # the first fills the folder for the second
                place = Path(folder, str(run))
                answers.append(hub.pull(ids, mode="auto", deadline=60, cache_dir=place, endpoint=url))
    for cache, round_trips in (("cold", 2), ("warm", 1)):
        (requests,) = {pull.requests for pull in pulls[cache]}
        assert not any(pull.failures for pull in pulls[cache])
        wall = 1000 * statistics.median(pull.seconds for pull in pulls[cache])
        floor = round_trips * latency_ms
        print(LINE.format(latency_ms, cache, requests, f"{wall:.0f}", floor, f"{wall - floor:.0f}"))


def measure_site(runs: int) -> None:
    """Builds of the same pages: without hook and templates, with them, and with a Hub."""
    by_hand = load_models(ROOT, [])
    assert by_hand
    with serving(by_hand.known, 0) as url, tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("hooks", "overrides", "data", "docs"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "mkdocs.yml", root)
        (root / "plain.yml").write_text(PLAIN)
        shutil.copytree(root / "overrides" / ".icons", root / "plain" / ".icons")
        (root / "plain" / "home.html").write_text("{% extends 'main.html' %}")
        cases: dict[str, Callable[[], float]] = {
            "MkDocs alone": lambda: build(root, "plain.yml", HUB="off"),
            "hook, HUB=off": lambda: build(root, "mkdocs.yml", HUB="off"),
            "hook, Hub cold": lambda: build_cold(root, url),
            "hook, Hub warm": lambda: build(root, "mkdocs.yml", HF_ENDPOINT=url),
        }
        print(f"\nWhole builds, {len(by_hand.known)} models asked for, no latency, median of {runs} runs")
        times = {name: statistics.median(case() for _ in range(runs)) for name, case in cases.items()}
        for name, seconds in times.items():
            print(f"{name:>15} {seconds:.2f} s")
        measure_deadline(root, by_hand.known, runs, times["hook, HUB=off"])


def measure_deadline(root: Path, ids: Sequence[str], runs: int, off: float) -> None:
    """Builds against a Hub that keeps every model waiting: how much longer than ``off`` and the deadline."""
    print(f"\nBuilds with a deadline of {DEADLINE} s; HUB=off and the deadline: {off + DEADLINE:.2f} s")
    for fault in ("black_hole", "drip_head", "drip_body"):
        with serving(ids, 0, fault) as url:
            env = {"HF_ENDPOINT": url, "HUB_DEADLINE": str(DEADLINE)}
            seconds = statistics.median(build(root, "mkdocs.yml", **env) for _ in range(runs))
        print(f"{fault:>15} {seconds:.2f} s, {seconds - off - DEADLINE:+.2f} s")


def build_cold(root: Path, url: str) -> float:
    shutil.rmtree(root / ".cache", ignore_errors=True)
    return build(root, "mkdocs.yml", HF_ENDPOINT=url)


def build(root: Path, config: str, **env: str) -> float:
    """Seconds that a build takes, the start of Python included."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "-f", config]
    subprocess.run(
        command, cwd=root, env={"NO_MKDOCS_2_WARNING": "1", **env}, check=True, capture_output=True
    )
    return time.perf_counter() - begun


@contextmanager
def serving(ids: Sequence[str], latency_ms: int, fault: str = "") -> Iterator[str]:
    """The address of a local Hub in another process, which ends when its pipe is closed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, list(ids), latency_ms, fault))
    process.start()
    theirs.close()
    yield ours.recv()
    ours.close()
    process.join()


def serve(pipe: Connection, ids: list[str], latency_ms: int, fault: str) -> None:
    with hub_server.serving() as server:
        for id in ids:
            server.add(id)
            if fault:
                server.fault(id, getattr(hub_server, fault))
        server.latency = latency_ms / 1000
        pipe.send(server.url)
        try:
            pipe.recv()
        except EOFError:
            return


if __name__ == "__main__":
    main()
