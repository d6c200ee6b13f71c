"""The system's Firefox and WebKitGTK, driven by the W3C's WebDriver commands with nothing to install beside them.

Firefox takes the commands as they are on its Marionette socket (geckodriver, which no package of Debian or PyPI
brings, only translates), WebKitGTK through the WebKitWebDriver of Debian's webkit2gtk-driver.
https://www.w3.org/TR/webdriver2/ · https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

START = 60  # seconds for a browser to start, to end, or to write a file
COMMANDS = {
    "WebDriver:Navigate": "url",
    "WebDriver:Back": "back",
    "WebDriver:SetTimeouts": "timeouts",
    "WebDriver:ExecuteScript": "execute/sync",
    "WebDriver:ElementClick": "element/{id}/click",
    "WebDriver:ElementSendKeys": "element/{id}/value",
    "WebDriver:NewWindow": "window/new",
    "WebDriver:GetWindowHandle": "window",
    "WebDriver:SwitchToWindow": "window",
    "WebDriver:SetWindowRect": "window/rect",
}
# As a browser that nobody used before would be, but with downloads in a known folder, no errand and no page of its own
PREFERENCES = {
    "marionette.port": 0,
    "browser.download.folderList": 2,
    "browser.download.useDownloadDir": True,
    "browser.download.always_ask_before_handling_new_types": False,
    "network.connectivity-service.enabled": False,
    "browser.startup.page": 0,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "browser.newtab.preload": False,
}


class WebDriverError(Exception):
    """A command was refused: the error's name and message."""


def until(answer: Any) -> Any:
    """What ``answer()`` gives once it gives something: for what a browser tells nobody."""
    end = time.monotonic() + START
    while not (found := answer()):
        if time.monotonic() > end:
            raise TimeoutError(f"nothing came within {START} s")
        time.sleep(0.05)
    return found


def connect(port: int) -> socket.socket | None:
    try:
        return socket.create_connection(("127.0.0.1", port))
    except ConnectionRefusedError:
        return None


class Firefox:
    driver = "Marionette"

    def __init__(self, path: str, folder: Path, downloads: Path) -> None:
        profile = folder / "profile"
        profile.mkdir()
        preferences = {**PREFERENCES, "browser.download.dir": str(downloads)}
        lines = (
            f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()
        )
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        self.process = subprocess.Popen(
            [path, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        port = profile / "MarionetteActivePort"
        self.socket = until(lambda: port.exists() and connect(int(port.read_text() or 0)))
        self.stream = self.socket.makefile("rb")
        self._receive()  # who it is
        self.count = 0
        session = self.send("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.version: str = session["capabilities"]["browserVersion"]

    def send(self, command: str, **parameters: Any) -> Any:
        self.count += 1
        message = json.dumps([0, self.count, command, parameters])
        self.socket.sendall(f"{len(message)}:{message}".encode())
        _, _, error, result = self._receive()
        if error:
            raise WebDriverError(f"{error['error']}: {error['message']}")
        return result.get("value", result) if result else None

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.stream.read(1)
        return json.loads(self.stream.read(int(length[:-1])))

    def close(self) -> None:
        self.send("Marionette:Quit", flags=["eForceQuit"])
        self.process.wait(START)


class WebKit:
    driver = "WebKitWebDriver"

    def __init__(self, path: str, folder: Path, downloads: Path) -> None:
        browser = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.screen.stdout
        config = folder / "config"
        config.mkdir()
        (config / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{downloads}"\n', encoding="utf-8")
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [path, f"--port={port}"],
            env={
                **os.environ,
                "DISPLAY": f":{self.screen.stdout.readline().strip()}",
                "GDK_BACKEND": "x11",
                "XDG_CONFIG_HOME": str(config),
                **({"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"} if os.geteuid() == 0 else {}),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.url = f"http://127.0.0.1:{port}/session"
        until(lambda: connect(port)).close()
        options = {"binary": str(browser), "args": ["--automation"]}
        capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        session = self._request("POST", self.url, {"capabilities": capabilities})
        self.url += f"/{session['sessionId']}"
        self.version: str = session["capabilities"]["browserVersion"]

    def send(self, command: str, **parameters: Any) -> Any:
        url = f"{self.url}/{COMMANDS[command].format(**parameters)}"
        asks = command.startswith("WebDriver:Get")
        return self._request("GET", url) if asks else self._request("POST", url, parameters)

    def _request(self, method: str, url: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as fault:
            error = json.load(fault)["value"]
            raise WebDriverError(f"{error['error']}: {error['message']}") from None

    def close(self) -> None:
        self._request("DELETE", self.url)
        for process in (self.process, self.screen):
            process.terminate()
            process.wait(START)
