"""Find or install a Chromium for the browser tests; write its path to the file named as the argument.

Playwright's own comes first. Where its download fails, the system's packages serve (Debian: chromium).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

SYSTEM = ("chromium", "chromium-browser", "google-chrome")


def playwright_browser() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    if not Path(path).exists():
        install = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(install, capture_output=True, timeout=600)
    return path if Path(path).exists() else None


def system_browser() -> str | None:
    return next((path for name in SYSTEM if (path := shutil.which(name))), None)


def install_system_browser() -> None:
    if not shutil.which("apt-get"):
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    subprocess.run([*as_root, "apt-get", "update", "-qq"])
    subprocess.run([*as_root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])


def main() -> None:
    path = system_browser() if os.environ.get("SYSTEM_BROWSER") else playwright_browser()
    if not path:
        path = system_browser()
    if not path:
        install_system_browser()
        path = system_browser()
    if not path:
        sys.exit(
            "No browser for the tests: install Chromium (Debian, Ubuntu: apt install chromium) and try again"
        )
    print(f"Browser for the tests: {path}")
    Path(sys.argv[1]).write_text(path, encoding="utf-8")


if __name__ == "__main__":
    main()
