"""One page for many tests: a context and a page of its own cost each test a third of a second of the processor's."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

LASTING = ("add_init_script", "clock", "close", "context", "expose_binding", "expose_function", "on", "once")
MEDIA = ("media", "color_scheme", "reduced_motion", "forced_colors", "contrast")


def _refused(name: str) -> Any:
    def refuse(_: Page) -> None:
        raise TypeError(
            f"The page is kept for the next test, which `page.{name}` would reach. Ask for `context` too, and it is"
            " a page of the test's own, in that context."
        )

    return property(refuse)


def _origin(url: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(url))


KeptPage = type("KeptPage", (Page,), {name: _refused(name) for name in LASTING})


def another_tab(page: Page, address: str) -> Page:
    """Beside the page, of the same reader; it is closed with the test."""
    with page.expect_popup() as popup:
        page.evaluate("address => void open(address)", address)
    return popup.value


class Kept:
    """Lends its page to one test after another. The browser's cache stays, all else is put back."""

    def __init__(self, new_context: Callable[[], BrowserContext]) -> None:
        self._new_context = new_context
        self._context: BrowserContext | None = None

    def lend(self) -> Page:
        if self._context is None:
            self._context = self._new_context()
            self._page = self._context.new_page()
            self._chrome = self._context.new_cdp_session(self._page)
            self._size = self._page.viewport_size
            self._origins: set[str] = set()
            self._page.on("framenavigated", lambda frame: self._origins.add(_origin(frame.url)))
            self._page.__class__ = KeptPage
        return self._page

    def take_back(self) -> None:
        try:
            self._put_back()
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """The next test gets another: this page hangs, or nobody knows in which state it is."""
        if self._context:
            self._context.close()
            self._context = None

    def _leave(self) -> None:
        self._page.goto("about:blank")

    def _put_back(self) -> None:
        assert self._context
        page = self._page
        for other in self._context.pages:
            if other is not page:
                self._origins.add(_origin(other.url))
                other.close()
        self._leave()  # before its storage is cleared: a page may write while it is left
        page.mouse.move(0, 0)  # a link under it is fetched ahead in the next test, and is waited for
        page.unroute_all()
        page.evaluate("window.name = ''")
        page.emulate_media(**dict.fromkeys(MEDIA, "null"))  # type: ignore[arg-type]
        if self._size and page.viewport_size != self._size:
            page.set_viewport_size(self._size)
        self._chrome.send("Page.resetNavigationHistory")
        for origin in self._origins:
            self._chrome.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._origins.clear()
