"""What the flows of browser/test_engines.py say to a browser: a few words, for Playwright and WebDriver alike."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from playwright.sync_api import Browser, Page
from webdriver import Firefox, WebDriverError, WebKit, until

PATIENCE = 20  # seconds in which what a flow waits for must come
WIDE, NARROW = (1280, 900), (600, 900)  # pixels: with the course's pages at the side, and with a drawer
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's name for a reference to one
KEYS = {"Enter": "\ue007", "Escape": "\ue00c"}
# A reader scrolls to what they press, WebKitWebDriver does not
FIND = """const [css, text, reach] = arguments;
    return new Promise((found) => (function look() {
        const shown = (it) => it.checkVisibility() && it.textContent.includes(text);
        const element = [...document.querySelectorAll(css)].find(shown);
        if (reach) element?.scrollIntoView({ block: "center" });
        element ? found(element) : setTimeout(look, 20);
    })());"""


class Tab(Protocol):
    """A tab of a browser. An element is the first visible one that ``css`` selects and that holds ``text``."""

    def open(self, url: str) -> None: ...
    def reload(self) -> None: ...
    def back(self) -> None: ...
    def resize(self, size: tuple[int, int]) -> None: ...
    def see(self, css: str, text: str = "") -> str:
        """Waits for the element; its text."""
        ...

    def scroll_to(self, css: str) -> None: ...
    def click(self, css: str, text: str = "") -> None: ...
    def type(self, css: str, words: str) -> None: ...
    def press(self, css: str, key: str) -> None: ...
    def choose_file(self, css: str, file: Path) -> None: ...
    def download(self, css: str) -> Any:
        """Presses the button; the JSON that came as a file."""
        ...

    def js(self, expression: str) -> Any:
        """Its value, or its promise's."""
        ...


class PlaywrightTab:
    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE * 1000)

    def open(self, url: str) -> None:
        self.page.goto(url)

    def reload(self) -> None:
        self.page.reload()

    def back(self) -> None:
        self.page.go_back()

    def resize(self, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})

    def see(self, css: str, text: str = "") -> str:
        element = self.page.locator(css).filter(has_text=text, visible=True).first
        element.wait_for()
        return element.text_content() or ""

    def scroll_to(self, css: str) -> None:
        self.page.locator(css).first.scroll_into_view_if_needed()

    def click(self, css: str, text: str = "") -> None:
        self.page.locator(css).filter(has_text=text, visible=True).first.click()

    def type(self, css: str, words: str) -> None:
        self.page.locator(css).first.press_sequentially(words)

    def press(self, css: str, key: str) -> None:
        self.page.locator(css).first.press(key)

    def choose_file(self, css: str, file: Path) -> None:
        self.page.locator(css).set_input_files(file)

    def download(self, css: str) -> Any:
        with self.page.expect_download() as download:
            self.click(css)
        return json.loads(download.value.path().read_text(encoding="utf-8"))

    def js(self, expression: str) -> Any:
        return self.page.evaluate(expression)


class WebDriverTab:
    def __init__(self, browser: Firefox | WebKit, handle: str, downloads: Path) -> None:
        self.browser = browser
        self.handle = handle
        self.downloads = downloads

    def _send(self, command: str, **parameters: Any) -> Any:
        self.browser.send("WebDriver:SwitchToWindow", handle=self.handle)
        return self.browser.send(f"WebDriver:{command}", **parameters)

    def _on(self, css: str, text: str, act: Callable[[dict[str, str]], Any], reach: bool = True) -> Any:
        """Does it to the element, again if that fails: the page may change or go meanwhile."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return act(self._send("ExecuteScript", script=FIND, args=[css, text, reach]))
            except WebDriverError as fault:
                if time.monotonic() > end:
                    where = self.js("location.href")
                    raise AssertionError(f"{css} with {text!r} on {where}: {fault}") from fault

    def open(self, url: str) -> None:
        self._send("Navigate", url=url)

    def reload(self) -> None:
        """As a reader does: WebDriver's own forgets how far the page was scrolled and what was ticked."""
        self.js("void (document.documentElement.id = 'left', location.reload())")
        self.see("html:not(#left)")

    def back(self) -> None:
        self._send("Back")

    def resize(self, size: tuple[int, int]) -> None:
        self._send("SetWindowRect", x=0, y=0, width=size[0], height=size[1])

    def see(self, css: str, text: str = "") -> Any:
        words = "return arguments[0].textContent"
        return self._on(
            css, text, lambda it: self._send("ExecuteScript", script=words, args=[it]), reach=False
        )

    def scroll_to(self, css: str) -> None:
        self._on(css, "", lambda _: None)

    def click(self, css: str, text: str = "") -> None:
        self._on(css, text, lambda it: self._send("ElementClick", id=it[ELEMENT]))

    def type(self, css: str, words: str) -> None:
        self._on(css, "", lambda it: self._send("ElementSendKeys", id=it[ELEMENT], text=words))

    def press(self, css: str, key: str) -> None:
        self.type(css, KEYS[key])

    def choose_file(self, css: str, file: Path) -> None:
        self.type(css, str(file))

    def download(self, css: str) -> Any:
        self.click(css)
        file = until(lambda: next((it for it in self.downloads.glob("*.json") if it.stat().st_size), None))
        text = file.read_text(encoding="utf-8")
        file.unlink()
        return json.loads(text)

    def js(self, expression: str) -> Any:
        return self._send("ExecuteScript", script=f"return {expression}", args=[])


class Engine(Protocol):
    told: str  # its version, and who drives it

    def reader(self) -> Any:
        """A context manager: opens tabs of one reader."""
        ...

    def close(self) -> None: ...


class PlaywrightEngine:
    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.told = f"{browser.version}, driven by Playwright"
        self.close = browser.close

    @contextmanager
    def reader(self) -> Iterator[Callable[[], Tab]]:
        context = self.browser.new_context()
        yield lambda: PlaywrightTab(context.new_page())
        context.close()


class WebDriverEngine:
    """Its two windows serve all readers: each flow is an origin of its own."""

    def __init__(self, browser: Firefox | WebKit, downloads: Path) -> None:
        self.browser = browser
        self.told = f"{browser.version}, the system's, driven by {browser.driver}"
        self.close = browser.close
        handles = [
            browser.send("WebDriver:GetWindowHandle"),
            browser.send("WebDriver:NewWindow", type="window")["handle"],
        ]
        browser.send("WebDriver:SetTimeouts", script=PATIENCE * 1000)
        self.tabs = [WebDriverTab(browser, handle, downloads) for handle in handles]

    @contextmanager
    def reader(self) -> Iterator[Callable[[], Tab]]:
        tabs = iter(self.tabs)
        yield lambda: next(tabs)
