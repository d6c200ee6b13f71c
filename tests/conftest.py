"""Fixtures: a copy of the project to break and build, the real site built once, and a server for it."""

import gc
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from as_pages import BASE, AsPages, PagesServer
from copied import ROOT, copy_as_written, copy_project
from filelock import FileLock
from kept_page import Kept
from kept_picker import KeptPicker
from mistakes.trial import Trial
from playwright.sync_api import Browser, Page, expect

from course.authoring.problem import Problem
from course.publish import publish

gc.set_threshold(100_000)  # tests make little waste: a tenth of their time went into looking for it
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before numpy: threads of several workers wait for each other
expect.set_options(timeout=30_000)  # as long as an action may take: what is slow here is told by `make bench`


class Project:
    """A copy of the project in a folder of its own, without what the Hub was last recorded to say: that changes each
    week, and what a test expects is worked out from what was checked by hand."""

    def __init__(self, root: Path) -> None:
        self.root = root
        copy_project(root, "hub.json")

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace ``old``, which must stand in ``file``, by ``new``, once."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, file: str, text: str) -> None:
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def build(self, *flags: str, **env: str) -> subprocess.CompletedProcess[str]:
        """`mkdocs build --strict`, without the Hub unless ``env`` says otherwise; stderr is in stdout."""
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--strict", *flags],
            cwd=self.root,
            env={**os.environ, "HUB": "off", "NO_MKDOCS_2_WARNING": "1", **env},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
        )

    def page(self, address: str) -> str:
        """The HTML built for an address such as ``foundations/picking-a-base-model/``."""
        return (self.root / "site" / address / "index.html").read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    """A copy of the project in which mistakes are made and taken back: a second each, where a build takes four."""
    trial = Trial(tmp_path_factory.mktemp("trial"))
    yield trial
    trial.close()


class Handler(AsPages):
    """As Pages, but for a folder that changes or goes: a test sees what stands there now."""

    cache_control = "no-cache"
    protocol_version = "HTTP/1.0"  # no connection outlives the server


class Server:
    """An HTTP server on a free port; ``url`` is the site's address, ``folder`` may be filled later."""

    def __init__(self, folder: Path, handler: type[AsPages] = Handler) -> None:
        self.folder = folder
        self.httpd = PagesServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        self.url = f"http://127.0.0.1:{self.httpd.server_port}{BASE}"
        threading.Thread(target=self.httpd.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.httpd.shutdown()
        self.httpd.server_close()


ADDRESS = f"https://example.org{BASE}"  # of the real site, as it is built here


def kept(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[], Path]) -> Path:
    """The folder that ``make`` made: once for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            make().rename(folder)
    return folder


def built(root: Path, *without: str, **env: str) -> Path:
    """The folder of the real site, built strictly in ``root`` with ``env``, and with all steps but those of a name."""
    project = Project(root)
    for step in without:
        project.edit("mkdocs.yml", f"{step}: true", f"{step}: false")
    result = project.build(SITE_URL=ADDRESS, **env)
    assert result.returncode == 0, result.stdout
    return root / "site"


def with_steps(site: Path, copy: Path, *steps: str) -> Path:
    """A copy of a site that was built without these steps, and then has them."""
    told = list[Problem]()
    publish(shutil.copytree(site, copy), dict.fromkeys(steps, True), told.append)
    assert told == []
    return copy


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as `make build` leaves it, with its offline copy."""
    return kept(tmp_path_factory, "published", lambda: built(tmp_path_factory.mktemp("project")))


LATER = ("minify", "policy", "review")  # steps


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site as it is written, without the LATER steps and its offline copy.

    The order of Python's sets is another one than that of `published`: see test_reproducible.py.
    """
    env = {"OFFLINE": "false", "PYTHONHASHSEED": "1"}
    return kept(tmp_path_factory, "written", lambda: built(tmp_path_factory.mktemp("project"), *LATER, **env))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, written: Path) -> Path:
    """The real site. Nothing is kept offline: a test looks at what the server has."""
    copy = tmp_path_factory.mktemp("steps") / "site"
    return kept(tmp_path_factory, "site", lambda: with_steps(written, copy, *LATER))


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[Server]:
    """The real site, served as GitHub Pages does."""
    server = Server(site, AsPages)
    yield server
    server.close()


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site's scripts as they are written: published, they are shortened."""
    folder = tmp_path_factory.mktemp("scripts")
    copy_as_written(folder, ".")
    server = Server(folder)
    yield f"{server.url}js/"
    server.close()


@pytest.fixture(scope="session")
def modules(browser: Browser, scripts: str) -> Iterator[Page]:
    """A page of the scripts' origin with nothing on it, for functions that keep nothing."""
    page = browser.new_page()
    page.goto(scripts.replace("js/", "schema/answers.json"))
    yield page
    page.close()


@pytest.fixture(scope="session")
def kept_page(browser: Browser, browser_context_args: dict[str, Any]) -> Kept:
    return Kept(lambda: browser.new_context(**browser_context_args))


@contextmanager
def lent(request: pytest.FixtureRequest, kept: Kept) -> Iterator[Page]:
    """For a test that fails, the page is one that no other gets."""
    failed = request.session.testsfailed
    yield kept.lend()
    kept.take_back() if request.session.testsfailed == failed else kept.discard()


@pytest.fixture
def page(request: pytest.FixtureRequest, kept_page: Kept) -> Iterator[Page]:
    """A page as new, which the tests of a process share; of a test that asks for `context`, a page of its own in it.

    What the shared page cannot take back, it refuses. A request is counted on a page of one's own: this one has a cache.
    """
    own = request.node.get_closest_marker("browser_context_args") or any(
        request.config.getoption(it) != "off" for it in ("--tracing", "--video", "--screenshot")
    )
    if own or "context" in request.fixturenames:
        yield request.getfixturevalue("context").new_page()
        return
    with lent(request, kept_page) as page:
        yield page


@pytest.fixture(scope="session")
def kept_picker(browser: Browser, browser_context_args: dict[str, Any]) -> Kept:
    return KeptPicker(lambda: browser.new_context(**browser_context_args))


@pytest.fixture
def picker(request: pytest.FixtureRequest, kept_picker: Kept) -> Iterator[Page]:
    """The picker on its own page, with nothing asked: the tests of a process share the page as it stands."""
    with lent(request, kept_picker) as page:
        yield page


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    """For Playwright: ``page.goto("foundations/")`` is relative to the site's address."""
    return server.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser that `make test` found; quiet, since a closed network is no concern of ours."""
    named = ROOT / ".venv" / "browser"
    path = named.read_text(encoding="utf-8") if named.exists() else shutil.which("chromium")
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    return {**browser_type_launch_args, "executable_path": path, "args": [*quiet, *sandbox]}


@pytest.fixture(scope="session")
def smol() -> Iterator[Any]:
    """The real weights, for tests that ask them: about two seconds to read, 0.8 GB. ``file`` is where they stand.

    gguf cuts its file 250,000 times, which takes a memmap four times as long as a plain array, and 16 rows at a time.
    The numbers are the same. What smol.py reads by itself, tests/lab sees in a process of its own.
    """
    import numpy
    import smol
    from gguf import GGUFReader
    from read_ahead import ReadAhead

    from course.commands.record.lab import Lab

    memmap, dequantize = numpy.memmap, smol.dequantize

    def plain(*where: Any, **how: Any) -> Any:
        return memmap(*where, **how).view(numpy.ndarray)

    def at_once(rows: Any, kind: Any) -> Any:
        return dequantize(rows.reshape(64, -1), kind).reshape(len(rows), -1).squeeze()

    lab: Any = Lab()
    with patch("numpy.memmap", plain):
        lab.file = GGUFReader(smol.WEIGHTS)
        with patch("smol.dequantize", at_once), patch("smol.GGUFReader", lambda _: lab.file):
            lab.model = ReadAhead()
        with patch("course.commands.record.model_file.GGUFReader", lambda _: lab.file):
            yield lab


@pytest.fixture(scope="session")
def lasting_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    from lab import Lab, Lasting

    lab = Lab(tmp_path_factory.mktemp("labs") / "lab", handler=Lasting)
    yield lab
    lab.server.close()


@pytest.fixture
def lab(lasting_lab: Any) -> Any:
    """A course of three questions whose pages can be edited between two visits; for other scripts, make a `Lab`."""
    lasting_lab.teach()
    return lasting_lab


ENGINES = pytest.StashKey[list[str]]()  # browser/test_engines.py tells here what it ran in


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ENGINES] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):  # one of several processes
        session.config.workeroutput["engines"] = session.config.stash[ENGINES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[ENGINES].extend(getattr(node, "workeroutput", {}).get("engines", []))


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    for line in sorted(set(config.stash[ENGINES])):
        terminalreporter.write_line(f"Engine: {line}")
