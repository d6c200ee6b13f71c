"""Find or install the browsers for the tests; write Chromium's path to the file named as the argument.

Playwright's own come first. Where their download fails, the system's packages serve (Debian: chromium-headless-shell,
firefox-esr, webkit2gtk-driver). Only Chromium must be there: browser/test_engines.py says which other did not run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# By engine: the system's programs, the best first, each with Debian's packages that bring it. Chromium without a window
# of its own takes a quarter of the time for a new page
SYSTEM: dict[str, dict[str, tuple[str, ...]]] = {
    "chromium": {
        "chromium-headless-shell": ("chromium-headless-shell",),
        "chromium": ("chromium",),
        "chromium-browser": (),
        "google-chrome": (),
    },
    "firefox": {"firefox": (), "firefox-esr": ("firefox-esr",)},
    "webkit": {"WebKitWebDriver": ("webkit2gtk-driver", "xvfb")},
}
AS_ROOT = [] if getattr(os, "geteuid", lambda: 1)() == 0 else ["sudo", "-n"]


def playwright_browser(engine: str) -> str | None:
    with sync_playwright() as playwright:
        path = getattr(playwright, engine).executable_path
    if not Path(path).exists():
        run = [sys.executable, "-m", "playwright"]
        subprocess.run([*run, "install", engine], capture_output=True, timeout=600)
        if Path(path).exists() and shutil.which("apt-get"):
            subprocess.run([*AS_ROOT, *run, "install-deps", engine], capture_output=True)
    return path if Path(path).exists() else None


def system_browser(engine: str) -> str | None:
    return next((path for name in SYSTEM[engine] if (path := shutil.which(name))), None)


def install_system_browser(engine: str) -> None:
    """The best that the system has or brings."""
    for name, packages in SYSTEM[engine].items():
        if packages and not shutil.which(name) and shutil.which("apt-get"):
            subprocess.run([*AS_ROOT, "apt-get", "update", "-qq"])
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            subprocess.run([*AS_ROOT, *command, *packages])
        if shutil.which(name):
            return


def find(engine: str) -> str | None:
    path = None if os.environ.get("SYSTEM_BROWSER") else playwright_browser(engine)
    if not path:
        install_system_browser(engine)
        path = system_browser(engine)
    print(f"{engine} for the tests: {path or 'none'}")
    return path


def main() -> None:
    path, *_ = [find(engine) for engine in SYSTEM]
    if not path:
        sys.exit(
            "No browser for the tests: install Chromium (Debian, Ubuntu: apt install chromium) and try again"
        )
    Path(sys.argv[1]).write_text(path, encoding="utf-8")


if __name__ == "__main__":
    main()
