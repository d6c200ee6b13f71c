"""What a browser fetches, counted by a server that answers as GitHub Pages does."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from as_pages import BASE, AsPages, PagesServer

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Wire:
    """Requests since the last ``clear``: path and bytes of the body as sent. ``wait`` is for a slow line."""

    url: str
    page: list[tuple[str, int]] = field(default_factory=list)
    offline: list[tuple[str, int]] = field(default_factory=list)  # of the service worker, after the page
    wait: Callable[[int], None] = lambda size: None

    def clear(self) -> None:
        self.page.clear()
        self.offline.clear()


class Counting(AsPages):
    def __init__(self, *args: Any, wire: Wire, **options: Any) -> None:
        self.wire = wire
        super().__init__(*args, **options)

    def sent(self, name: str, size: int) -> None:
        by_worker = "service-worker.js" in (self.headers.get("Referer") or "") or name == "service-worker.js"
        (self.wire.offline if by_worker else self.wire.page).append((name, size))
        self.wire.wait(size)


@contextmanager
def serving(folder: Path) -> Iterator[Wire]:
    wire = Wire("")
    handler = partial(Counting, directory=str(folder), wire=wire)
    httpd = PagesServer(("127.0.0.1", 0), handler)
    wire.url = f"http://127.0.0.1:{httpd.server_port}{BASE}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield wire
    httpd.shutdown()
    httpd.server_close()


def chromium() -> str | None:
    named = ROOT / ".venv" / "browser"
    return os.environ.get("CHROME_PATH") or (
        named.read_text() if named.exists() else shutil.which("chromium")
    )
