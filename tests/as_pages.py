"""Answers as GitHub Pages does: below the project's name, gzipped, kept for ten minutes, 404.html for the rest."""

import gzip
import http.server
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

BASE = "/small-first/"
ZIPPED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".webmanifest", ".txt", ".md")
packed = cache(gzip.compress)  # a sheet is asked for again and again


class PagesServer(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone away is no news."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class AsPages(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    cache_control = "max-age=600"

    def do_GET(self) -> None:
        asked = self.path.partition("?")[0]
        folder = Path(self.directory)
        path = folder / unquote(asked).removeprefix(BASE) if asked.startswith(BASE) else folder / "404.html"
        if path.is_dir() and not asked.endswith("/"):
            return self._answer(301, b"", Location=f"{asked}/")
        file = path / "index.html" if path.is_dir() else path
        found = file.is_file() and asked.startswith(BASE)
        file = file if found else folder / "404.html"
        zipped = file.suffix in ZIPPED and "gzip" in (self.headers.get("Accept-Encoding") or "")
        content = file.read_bytes() if file.is_file() else b""
        content = packed(content, 9) if zipped else content
        self.sent(asked.removeprefix(BASE), len(content))
        kind = {"Content-Type": self.guess_type(file), "Cache-Control": self.cache_control}
        self._answer(
            200 if found else 404, content, **kind, **({"Content-Encoding": "gzip"} if zipped else {})
        )

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def sent(self, name: str, size: int) -> None:
        """For who counts: ``name`` below the site's root, ``size`` in bytes as sent."""

    def log_message(self, *_: object) -> None:
        pass
