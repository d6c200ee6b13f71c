"""What a browser fetches, told by a server that answers as GitHub Pages does: gzipped, for ten minutes."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from sites import BASE

ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".txt", ".md")


@dataclass
class Wire:
    """Requests since the last ``clear``: path and bytes of the body as sent."""

    url: str
    page: list[tuple[str, int]] = field(default_factory=list)
    offline: list[tuple[str, int]] = field(default_factory=list)  # of the service worker, after the page

    def clear(self) -> None:
        self.page.clear()
        self.offline.clear()


@cache
def body(path: Path) -> tuple[bytes, bool]:
    if path.suffix in ZIPPED:
        return gzip.compress(path.read_bytes(), 9), True
    return path.read_bytes(), False


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, wire: Wire, **options: Any) -> None:
        self.wire = wire
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        asked = self.path.split("?")[0].removeprefix(BASE)
        path = Path(self.directory) / asked
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file()
        content, zipped = body(path if found else Path(self.directory) / "404.html")
        by_worker = "service-worker.js" in (self.headers.get("Referer") or "") or asked == "service-worker.js"
        (self.wire.offline if by_worker else self.wire.page).append((asked, len(content)))
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", self.guess_type(path if found else "404.html"))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[Wire]:
    wire = Wire("")
    httpd = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, directory=str(folder), wire=wire)
    )
    wire.url = f"http://127.0.0.1:{httpd.server_port}{BASE}"
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield wire
    httpd.shutdown()
    httpd.server_close()
