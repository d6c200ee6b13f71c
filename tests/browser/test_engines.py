"""What matters most to readers, in the engines beside Chromium, in which all other tests run and hold the same:
Playwright's own browsers where there are any, else the system's.

Every flow has a server of its own, so an origin and a storage that nobody has used. Browsers are not told to be
offline: the server is stopped. No flow may be refused anything by the policy: the server sends the page's own along
with it, so that the browser reports from the first byte on.
"""

import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import BASE, ENGINES, Handler, Server
from install_browser import system_browser
from playwright.sync_api import Browser, Error, Playwright
from refusing_worker import CALLS, REFUSE, with_refusing_worker
from site_pages import MODELS
from tabs import NARROW, WIDE, Engine, PlaywrightEngine, Tab, WebDriverEngine
from webdriver import Firefox, WebKit, until

LESSON = "foundations/base-and-instruct-models/"  # the lightest one: what is looked at is on every other too
TITLE = "Base and instruct models"
ONE, NUMBER = "[data-question=base-prompt]", "fieldset[data-kind=number]"
DRIVERS: dict[str, type[Firefox | WebKit]] = {"firefox": Firefox, "webkit": WebKit}


def start(name: str, playwright: Playwright, folder: Path) -> Engine:
    """The browser of that name. A LookupError says why there is none."""
    own = getattr(playwright, name)
    why = "not installed"
    if Path(own.executable_path).exists():
        try:
            return PlaywrightEngine(own.launch())
        except Error as fault:
            why = fault.message.splitlines()[0]
    path = system_browser(name)
    if not path:
        raise LookupError(f"Playwright's own: {why}; the system's: not installed")
    downloads = folder / "downloads"
    downloads.mkdir()
    return WebDriverEngine(DRIVERS[name](path, folder, downloads), downloads)


@pytest.fixture(scope="module", params=DRIVERS)
def engine(
    request: pytest.FixtureRequest,
    browser: Browser,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Engine]:
    name = request.param
    told = request.config.stash[ENGINES]
    told.append(f"chromium {browser.version}, driven by Playwright")
    try:
        engine = start(name, playwright, tmp_path_factory.mktemp(name))
    except LookupError as fault:
        told.append(f"{name} did not run. {fault}")
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} did not run. {fault}")
    told.append(f"{name} {engine.told}")
    yield engine
    engine.close()


class Site(Server):
    """The site on a port of its own; ``refused`` is what browsers reported that its policy refused them."""

    def __init__(self, folder: Path) -> None:
        page = (folder / "index.html").read_text(encoding="utf-8")
        (policy,) = re.findall('Content-Security-Policy" content="([^"]*)"', page)
        refused: list[str] = []

        class Listening(Handler):
            def end_headers(self) -> None:
                if self.path.endswith("/"):
                    self.send_header("Content-Security-Policy", f"{policy}; report-uri {BASE}refused")
                super().end_headers()

            def do_POST(self) -> None:
                refused.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(204)
                self.end_headers()

        super().__init__(folder, Listening)
        self.refused = refused

    def listened(self, tab: Tab) -> None:
        """Asserts that nothing was refused but what is planted here, last."""
        tab.js("document.body.append(Object.assign(new Image(), { src: 'https://example.org/planted' }))")
        until(lambda: any("planted" in report for report in self.refused))
        assert [report for report in self.refused if "planted" not in report] == []


@pytest.fixture
def site(published: Path) -> Iterator[Site]:
    site = Site(published)
    yield site
    site.close()


@pytest.fixture
def tabs(engine: Engine) -> Iterator[Callable[[], Tab]]:
    with engine.reader() as tabs:
        yield tabs


@pytest.fixture
def refusing(published: Path, tmp_path: Path) -> Iterator[Site]:
    """The site with a worker whose caches refuse what a page tells it."""
    site = Site(with_refusing_worker(published, tmp_path / "site"))
    yield site
    site.close()


@pytest.fixture
def tab(tabs: Callable[[], Tab], site: Site) -> Iterator[Tab]:
    tab = tabs()
    tab.resize(WIDE)
    yield tab
    site.listened(tab)


def heading(tab: Tab, words: str) -> None:
    tab.see("main h1", words)


def answer(tab: Tab) -> None:
    tab.scroll_to(ONE)
    tab.see(f"{ONE} button", "Check answer")
    tab.click(f"{ONE} label", "List three vegetables")
    tab.click(f"{ONE} button", "Check answer")
    tab.see(f"{ONE} [role=status]", "Correct")


def test_an_answer_is_checked_followed_kept_taken_along_and_asked_again(
    tabs: Callable[[], Tab], tab: Tab, site: Site, tmp_path: Path
) -> None:
    tab.open(site.url + LESSON)
    tab.scroll_to(ONE)
    tab.see(f"{ONE} button", "Check answer")
    other = tabs()
    other.open(site.url + LESSON)
    answer(other)
    other.see(f"{ONE} .reason", "Right")
    other.type(f"{NUMBER} input", "1")
    other.press(f"{NUMBER} input", "Enter")
    other.see(f"{NUMBER} [role=status]", "Not quite")
    other.click(f"{NUMBER} button", "Try again")
    assert other.js(f"document.activeElement.matches('{NUMBER} input')")

    tab.see(f"{ONE} [role=status]", "Correct")
    tab.reload()
    tab.scroll_to(ONE)
    tab.see(f"{ONE} [role=status]", "Correct")

    tab.open(site.url + "progress/")
    tab.see(".total-answered", "2 of")
    tab.click(".progress-all .reset")
    tab.see(".total-answered", "0 of")
    tab.click(".progress-all .undo")
    tab.see(".total-answered", "2 of")

    saved = tab.download("button.download")
    assert "base-prompt" in [it["question"] for it in saved["attempts"]]
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(saved), encoding="utf-8")
    tab.js("localStorage.clear()")
    tab.reload()
    tab.see(".total-answered", "0 of")
    assert tab.js("[...document.querySelectorAll('.answered')].every((it) => it.textContent.startsWith('0'))")
    tab.choose_file("answers-transfer input", file)
    tab.see(".transfer-status", "2 were new and have been added")
    tab.see(".total-answered", "2 of")

    tab.js(
        "Object.entries(localStorage).filter(([key]) => key.includes(':attempt:base-prompt:'))"
        ".forEach(([key, text]) => localStorage.setItem(key, text.replace(/20\\d\\d/, '2020')))"
    )
    tab.open(site.url + "review/")
    tab.see(".review-count", "Question 1 of 1")
    answer(tab)
    tab.click(".review-next", "Finish")
    tab.see(".review-status", "Done for today. 1 of 1 answered: 1 right.")


def choose(tab: Tab, css: str, place: int, value: str) -> None:
    """In the list of that place among those that ``css`` selects."""
    change = "new Event('change', { bubbles: true })"
    tab.js(
        f"(([it]) => (it.value = '{value}', it.dispatchEvent({change})))([document.querySelectorAll('{css}')[{place}]])"
    )


def test_steps_are_put_into_order_and_items_assigned(tab: Tab, site: Site) -> None:
    order, match = "[data-question=row-through-block]", "[data-question=failure-to-lever]"
    tab.open(f"{site.url}foundations/inside-a-transformer/")
    tab.scroll_to(order)
    tab.see(f"{order} button", "Check answer")
    choose(tab, f"{order} select", 3, "1")
    tab.see(f"{order} [role=status]", "is now at place 1 of 5")
    tab.click(f"{order} button", "Check answer")
    tab.see(f"{order} [role=status]", "were in their place")
    tab.open(f"{site.url}foundations/the-four-levers/")
    tab.scroll_to(match)
    tab.see(f"{match} button", "Check answer")
    for place in range(4):
        choose(tab, f"{match} select", place, "tuning")
    tab.click(f"{match} button", "Check answer")
    tab.see(f"{match} [role=status]", "2 of the 4 are right")
    tab.reload()
    tab.scroll_to(match)
    tab.see(f"{match} [role=status]", "2 of the 4 are right")


def test_colours_stay_search_leads_on_a_term_is_defined_and_the_drawer_closes(tab: Tab, site: Site) -> None:
    tab.open(site.url)
    tab.see("colour-choice:defined")
    dark = "getComputedStyle(document.body).backgroundColor === 'rgb(20, 23, 28)'"
    tab.click("colour-choice label")
    tab.click("colour-choice label")
    assert tab.js(dark)
    tab.reload()
    tab.see("colour-choice label[title='Dark colours']")
    assert tab.js(dark)

    tab.type("site-search input", "instruct models")
    tab.click("site-search ol a", TITLE)
    heading(tab, TITLE)

    tab.see("term-tips:defined ~ .term-tip, body:has(term-tips:defined)")
    tab.js("document.querySelector('a.term').focus()")
    tab.see(".term-tip:popover-open")
    tab.press("a.term", "Escape")
    tab.see("body:not(:has(.term-tip:popover-open))")

    tab.resize(NARROW)
    tab.click("menu-button button")
    tab.see("menu-button [aria-expanded=true]")
    tab.see("#course-nav a", TITLE)
    tab.reload()
    tab.see("menu-button [aria-expanded=false]")
    assert not tab.js("document.getElementById('__drawer').checked")


def test_the_picker_answers_and_keeps_its_link(tab: Tab, site: Site) -> None:
    tab.open(site.url + "pick/")
    tab.see(".pick-verdict", f"{MODELS} of {MODELS} models meet everything")
    tab.click("model-picker label", "Permissive alone")
    tab.see(
        "body:has(.pick-verdict):not(:has(.pick-verdict:empty)) .pick-verdict", f"of {MODELS} models meet"
    )
    verdict = tab.see(".pick-verdict")
    assert f"{MODELS} of {MODELS}" not in verdict
    link = tab.js("location.href")
    assert "#v2" in link
    tab.open("about:blank")
    tab.open(link)
    tab.see(".pick-verdict", verdict)


KEPT = """document.querySelector("offline-copy").scrollIntoView(),
    navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ?? new Promise((resolve) =>
    navigator.serviceWorker.addEventListener('controllerchange', resolve))).then(() => true)"""


def test_caches_that_refuse_leave_the_network_and_without_one_the_course_is_there(
    tabs: Callable[[], Tab], refusing: Site
) -> None:
    tab = tabs()
    tab.resize(WIDE)
    tab.open(refusing.url)
    tab.js(KEPT)
    for calls in ["open"], CALLS:  # each call alone: test_offline.py
        tab.js(f"({REFUSE})({json.dumps(calls)})")
        tab.open(refusing.url + LESSON)
        heading(tab, TITLE)
        tab.scroll_to(ONE)
        tab.see(f"{ONE} button", "Check answer")

    tab.js(f"({REFUSE})([])")
    refusing.listened(tab)
    refusing.close()
    for address, words in (("", "fit"), ("glossary/", "Glossary"), (LESSON, TITLE)):
        tab.open(refusing.url + address)
        heading(tab, words)
    answer(tab)
    tab.type("site-search input", "tokenizer")
    tab.see("site-search ol a")
    tab.open(refusing.url + "pick/")
    tab.see(".pick-verdict", f"{MODELS} of {MODELS} models meet everything")
