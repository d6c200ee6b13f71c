"""The course without a network: kept at the first visit, current at the next, and never two builds on one page."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from conftest import BASE, Server
from playwright.sync_api import Browser, BrowserContext, Page, expect
from refusing_worker import CALLS, REFUSE, with_refusing_worker
from site_pages import settle

from course.publish import offline
from course.publish.files import Built

LESSON = "foundations/base-and-instruct-models/"  # with questions, code to copy, and little else
KEPT = """async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
        await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve));
}"""
UPDATED = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
    const worker = registration.installing ?? registration.waiting ?? registration.active;
    const done = () => ['activated', 'redundant'].includes(worker.state);
    if (!done()) await new Promise((resolve) => (worker.onstatechange = () => done() && resolve()));
    return worker.state;
}"""

# Resolves when a worker that could not make its copy has been let go
LET_GO = """() => new Promise((resolve) => navigator.serviceWorker.getRegistration().then(function look(registration) {
    const worker = registration?.installing;
    if (worker) worker.onstatechange = () => worker.state === 'redundant' && resolve();
    else navigator.serviceWorker.register('service-worker.js').then(look, resolve);
}))"""


@pytest.fixture
def server(published: Path) -> Iterator[Server]:
    server = Server(published)
    yield server
    server.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.url)
    yield context
    context.close()


def visit(context: BrowserContext, address: str = "") -> Page:
    page = context.new_page()
    page.goto(address)
    page.locator("offline-copy").scroll_into_view_if_needed()  # a reader is told, and then it begins
    page.evaluate(KEPT)
    return page


# What a page does not get
FETCHED = """async (addresses) => {
    const got = await Promise.all(addresses.map((it) => fetch(it).then((answer) => answer.ok, () => false)));
    return addresses.filter((_, i) => !got[i]);
}"""


def answer_first(page: Page) -> None:
    question = page.locator("fieldset[data-kind=one]").first
    question.get_by_role("radio").first.check()
    question.get_by_role("button", name="Check answer").click()
    expect(question.get_by_role("button", name="Try again")).to_be_visible()


def test_everything_works_with_the_server_stopped(context: BrowserContext, server: Server) -> None:
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = visit(context)
    server.close()
    kept = [
        offline.address(file.relative_to(server.folder).as_posix()) for file in offline.kept(server.folder)
    ]
    assert page.evaluate(FETCHED, kept) == []
    lessons = [
        it for it in kept if re.fullmatch("foundations/.+/", it)
    ]  # they differ in what has just been fetched
    for address in sorted({it for it in kept if it == "" or it.endswith("/")} - {*lessons} | {LESSON}):
        answer = page.goto(address)
        assert answer and answer.ok, address
        expect(page.locator("h1").first).to_be_visible()
        if address == LESSON:
            answer_first(page)
        if address == "pick/":
            expect(page.locator(".pick-verdict")).to_contain_text("models meet everything")

    page.get_by_role("textbox", name="Search the course").press_sequentially("licence")
    page.get_by_role("group", name="Search results").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.clock.set_system_time("2030-01-01")
    page.goto("review/")
    expect(page.get_by_role("button", name="Check answer")).to_be_visible()

    missing = page.goto("no/such/page/")
    assert missing and missing.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no page at this address")
    assert page.goto("accessibility")  # without the slash, as people type it
    expect(page).to_have_url(re.compile(f"{BASE}accessibility/$"))
    assert faults == []


def test_a_reader_is_told_before_and_can_stop_it(context: BrowserContext, published: Path) -> None:
    caches = "caches.keys().then((names) => names.filter((name) => !name.endsWith(':declined')).length)"
    registered = "navigator.serviceWorker.getRegistration().then(Boolean)"
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 1200})
    page.goto("take-along/")  # the line is less than a screen away, where its script comes
    page.locator("offline-copy:defined").wait_for(state="attached")
    settle(page)
    assert not page.evaluate(
        "document.querySelector('offline-copy').getBoundingClientRect().top < innerHeight"
    )
    line, state = page.locator("offline-copy"), page.locator("offline-copy [role=status]")
    size = re.search(r"\((0\.\d|1\.[012]) MB\)", line.text_content() or "")
    assert size, line.text_content()
    assert [page.evaluate(caches), page.evaluate(registered)] == [0, False]
    line.scroll_into_view_if_needed()
    expect(state).to_have_text(
        f"The whole course is kept in this browser, for reading without a network {size[0]}."
    )
    line.get_by_role("button", name="Remove it").click()
    expect(state).to_have_text(
        f"The course is not kept in this browser. For reading without a network, it takes {size[0].strip('()')}."
    )
    assert [page.evaluate(caches), page.evaluate(registered)] == [0, False]
    page.goto("glossary/")
    line.scroll_into_view_if_needed()
    expect(state).to_contain_text("is not kept in this browser")
    assert [page.evaluate(caches), page.evaluate(registered)] == [0, False]
    line.get_by_role("button", name="Keep it").click()
    expect(state).to_contain_text("is kept in this browser")
    page.reload()
    expect(state).to_contain_text("is kept in this browser")


def test_the_first_page_keeps_what_it_may_need_and_what_was_asked_for(
    context: BrowserContext, server: Server
) -> None:
    """It was there before the offline copy, and the network goes while it is open. The table of merges is as large as a
    good part of all else: it is kept from when it was asked for."""

    def cut() -> None:
        page.locator("cut-your-text").scroll_into_view_if_needed()
        page.get_by_label("Your own text").fill("a parcel")
        page.get_by_role("button", name="Cut my text").click()
        expect(page.locator("cut-your-text output")).to_contain_text("2 tokens for 8 characters")

    page = visit(context, "foundations/tokens-and-embeddings/")
    table = "caches.match('foundations/tokens-and-embeddings/figures/cut-your-text/merges.bin').then(Boolean)"
    assert page.evaluate(table.replace("'f", f"'{BASE}f", 1)) is False
    cut()
    server.close()
    page.get_by_role("textbox", name="Search the course").press_sequentially("tokenizer")
    expect(page.get_by_role("group", name="Search results").get_by_role("link").first).to_be_visible()
    page.keyboard.press("Escape")
    page.reload()
    cut()
    page.get_by_role("navigation", name="Site").get_by_role("link", name="Glossary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Glossary")


@pytest.fixture(scope="module")
def second(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next build: another sentence on the home page, and another style sheet."""
    site = shutil.copytree(published, tmp_path_factory.mktemp("second") / "site")
    for name, old, new in (
        ("index.html", r"<h1[^>]*>", r"\g<0>Second build. "),
        ("css/site.css", r"^", ":root{--build:second}"),
    ):
        text = (site / name).read_text(encoding="utf-8")
        (site / name).write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    offline.add(Built(site))
    return site


BUILD_OF = """async () => [
    document.querySelector('h1').textContent.startsWith('Second build.'),
    getComputedStyle(document.documentElement).getPropertyValue('--build') === 'second',
    (await (await fetch(document.querySelector('link[href*="css/site"]').href)).text()).includes('--build:second'),
]"""


def test_a_new_build_comes_whole_with_the_next_visit_and_never_half(
    browser: Browser, published: Path, second: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "served"
    folder.symlink_to(published)
    server = Server(folder)
    context = browser.new_context(base_url=server.url)
    stays = visit(context)
    stays.get_by_role("navigation", name="Site").get_by_role("link", name="Glossary").click()

    half = shutil.copytree(second, tmp_path / "half")  # a deployment that is under way
    shutil.copy(published / "css/site.css", half / "css")
    folder.unlink()
    folder.symlink_to(half)
    visitor = visit(context)  # the visit at which the new build is noticed
    assert visitor.evaluate(UPDATED) == "redundant"
    visitor.reload()
    assert visitor.evaluate(BUILD_OF) == [False] * 3
    visitor.locator("offline-copy").scroll_into_view_if_needed()
    expect(visitor.locator("offline-copy")).to_contain_text("is kept")
    assert visitor.evaluate(UPDATED) == "redundant"  # what the page itself asked for has come to an end too

    folder.unlink()
    folder.symlink_to(second)
    assert visitor.evaluate(UPDATED) == "activated"
    assert visitor.evaluate(BUILD_OF) == [False] * 3, "an open page stays of its build"

    visitor.goto("")
    assert visitor.evaluate(BUILD_OF) == [True] * 3
    assert stays.evaluate(BUILD_OF)[1:] == [False] * 2, "an open page fetches what is of its build"
    server.close()
    stays.get_by_role("link", name="Small First").first.click()
    stays.wait_for_url(server.url)
    assert stays.evaluate(BUILD_OF) == [True] * 3
    context.close()


def test_turned_off_it_removes_what_readers_have(
    browser: Browser, published: Path, site: Path, tmp_path: Path
) -> None:
    assert 'name="offline"' not in (site / "index.html").read_text(encoding="utf-8")
    folder = tmp_path / "served"
    folder.symlink_to(published)
    server = Server(folder)
    context = browser.new_context(base_url=server.url)
    visit(context)
    folder.unlink()
    folder.symlink_to(site)
    page = context.new_page()
    page.goto("")
    assert page.evaluate(UPDATED) == "activated"
    assert page.evaluate("caches.keys()") == []
    page.reload()
    expect(page.locator("link[rel=manifest]")).to_have_count(0)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then(Boolean)") is False
    context.close()
    server.close()


def test_a_cache_that_refuses_or_is_full_leaves_the_network(
    browser: Browser, published: Path, tmp_path: Path
) -> None:
    """Whatever call is refused; what is there already is still there without a network when no more can be put."""
    server = Server(with_refusing_worker(published, tmp_path / "site"))
    context = browser.new_context(base_url=server.url)
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = visit(context)
    for calls in ["open"], ["match"], ["keys", "delete"], CALLS, ["put"]:
        page.evaluate(REFUSE, [])
        page.goto("lab/")  # from what is kept
        page.evaluate(REFUSE, calls)
        read_whole(page)
        assert faults == [], calls
    page.evaluate(REFUSE, [])
    no_room(page, server)
    read_whole(page)
    read_whole(context.new_page())
    server.close()
    read_whole(context.new_page())
    assert faults == []
    context.close()


def no_room(page: Page, server: Server) -> None:
    origin = server.url.removesuffix(BASE)
    chrome = page.context.new_cdp_session(page)
    chrome.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1000})


def read_whole(page: Page) -> None:
    """A page with its sheets and a script that comes late."""
    answer = page.goto("lab/")
    assert answer and answer.ok
    page.locator("pre").first.scroll_into_view_if_needed()
    expect(page.locator("pre button").first).to_be_visible()
    assert page.evaluate("[...document.styleSheets].every((sheet) => sheet.cssRules.length)")


def test_a_storage_that_is_full_from_the_first_is_left_empty(context: BrowserContext, server: Server) -> None:
    """What does not fit whole takes no room, and the pages come from the network."""
    page = context.new_page()
    no_room(page, server)
    page.goto("")
    page.evaluate(LET_GO)
    assert page.evaluate("caches.keys()") == []
    read_whole(page)


LACKS = {
    "serviceWorker": "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })",
    "register": "if (window.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => Promise.reject(new DOMException('no', 'SecurityError'))",
    "storage": "Object.defineProperty(Navigator.prototype, 'storage', { get: () => undefined })",
    "persist": "if (window.StorageManager) StorageManager.prototype.persist = StorageManager.prototype.persisted = () => { throw new TypeError('no') }",
    "leave": "if (window.StorageManager) StorageManager.prototype.persist = StorageManager.prototype.persisted = () => Promise.reject(new Error('no'))",
    "localStorage": "Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('no', 'SecurityError') } })",
    "navigation": "Object.defineProperty(window, 'navigation', { value: undefined })",
    "idle": "delete window.requestIdleCallback",
    "clipboard": "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })",
}


@pytest.mark.parametrize(
    "lacks",  # together what does not hide one another
    [
        ["serviceWorker", "storage", "navigation", "idle", "clipboard"],
        ["register", "persist"],
        ["localStorage", "leave"],
    ],
    ids="-".join,
)
def test_a_layer_that_the_browser_lacks_is_missed_by_nothing_else(
    browser: Browser, server: Server, lacks: list[str]
) -> None:
    context = browser.new_context(base_url=server.url)
    for name in lacks:
        context.add_init_script(LACKS[name])
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    page = context.new_page()
    page.goto(LESSON)
    page.locator("pre").first.scroll_into_view_if_needed()
    page.get_by_role("button", name="Copy to clipboard").first.click()
    expect(page.locator(".md-dialog")).to_contain_text(re.compile("Copied|does not let"))
    answer_first(page)
    page.goto("progress/")
    expect(page.locator(".progress-kept")).to_contain_text("in this browser alone")
    page.keyboard.press("End")
    if "serviceWorker" in lacks or "register" in lacks:
        expect(page.locator("offline-copy")).to_be_hidden()
    assert faults == []
    context.close()


def test_it_can_be_installed(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("take-along/")
    page.locator("main").dispatch_event("focusin")
    page.locator("link[rel=manifest]").wait_for(state="attached")
    chrome = context.new_cdp_session(page)
    manifest = chrome.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith(f"{BASE}manifest.webmanifest")
    errors = chrome.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {
        "in-incognito"
    }  # of a browser without a window: nothing
    # So what browsers ask of it is looked at here too: https://web.dev/articles/install-criteria
    stated = json.loads(manifest["data"])
    assert stated["short_name"] and stated["display"] in ("standalone", "minimal-ui")
    folder = manifest["url"].rpartition("/")[0] + "/"
    assert page.request.get(urljoin(folder, stated["start_url"])).ok
    for icon in stated["icons"]:
        answer = page.request.get(urljoin(folder, icon["src"]))
        assert answer.ok and answer.headers["content-type"] == icon["type"]
    sizes = {icon["sizes"] for icon in stated["icons"]}
    assert "any" in sizes or {"192x192", "512x512"} <= sizes
