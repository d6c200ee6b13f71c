"""A server that answers as the Hub does, and misbehaves in every way that a test asks for."""

import gzip
import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs, unquote, urlsplit

Fault = Callable[["Handler"], None]

GATED = {"X-Error-Code": "GatedRepo", "X-Error-Message": "Access to model is restricted."}


class FakeHub(ThreadingHTTPServer):
    """``models`` maps an id to what ``/api/models/ID`` says, ``configs`` to its config.json.

    ``faults`` come first. ``log`` is every request's path, in order of arrival. ``latency`` is in seconds.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 256

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.models: dict[str, Any] = {}
        self.configs: dict[str, Any] = {}
        self.faults: dict[tuple[str, str], Fault] = {}
        self.log: list[str] = []
        self.authorizations: set[str | None] = set()
        self.latency = 0.0
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, id: str, config: Any = None, **info: Any) -> None:
        """A model as the Hub would have it; ``info`` replaces parts of it, ``...`` leaves a part out."""
        whole = {
            "id": id,
            "sha": sha1(json.dumps([id, config]).encode()).hexdigest(),
            "private": False,
            "gated": False,
            "disabled": False,
            "downloads": 1000,
            "likes": 10,
            "lastModified": "2026-05-01T12:00:00.000Z",
            "tags": ["license:apache-2.0"],
            "cardData": {"license": "apache-2.0"},
            "childrenModelCount": {"adapter": 7, "finetune": 3, "quantized": 190},
            "safetensors": {"parameters": {"BF16": 134515008}, "total": 134515008},
            **info,
        }
        self.models[id] = {key: value for key, value in whole.items() if value is not ...}
        self.configs[id] = config or {
            "model_type": "llama",
            "architectures": ["LlamaForCausalLM"],
            "max_position_embeddings": 8192,
            "vocab_size": 49152,
        }

    def fault(self, id: str, fault: Fault, on: str = "info") -> None:
        """``fault`` answers for ``id``: the question what the Hub knows ("info"), or its "config"."""
        self.faults[on, id] = fault

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone away is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: FakeHub

    def do_GET(self) -> None:
        hub = self.server
        path = unquote(urlsplit(self.path).path)
        hub.log.append(path)
        hub.authorizations.add(self.headers.get("Authorization"))
        if hub.latency:
            hub.stopping.wait(hub.latency)
        if path.startswith("/api/models/"):
            part, id = "info", path.removeprefix("/api/models/")
        else:
            part, id = "config", path.partition("/resolve/")[0].removeprefix("/")
        if fault := hub.faults.get((part, id)):
            fault(self)
        elif id not in hub.models:
            self.send(401, {"error": "Invalid username or password."})
        else:
            self.send(200, self.expanded(hub.models[id]) if part == "info" else hub.configs[id])

    def expanded(self, info: Any) -> Any:
        """Only what was asked for, as the Hub answers ``?expand=``; all where nothing was."""
        asked = parse_qs(urlsplit(self.path).query).get("expand", info)
        return {key: value for key, value in info.items() if key in ("id", *asked)}

    def send(self, status: int, body: Any = b"", **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.head(
            status, **{"Content-Length": str(len(content)), "Content-Type": "application/json"} | headers
        )
        self.wfile.write(content)

    def head(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        pass


@contextmanager
def serving() -> Iterator[FakeHub]:
    """A Hub that is asked without TLS: no certificates are read, which took longer than to answer."""
    hub = FakeHub()
    threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        with patch.dict(os.environ, SSL_CERT_FILE="", SSL_CERT_DIR=os.devnull):
            yield hub
    finally:
        hub.stopping.set()
        hub.shutdown()
        hub.server_close()


def status(code: int, body: Any = b"", **headers: str) -> Fault:
    return lambda handler: handler.send(
        code, body, **{name.replace("_", "-"): it for name, it in headers.items()}
    )


def redirect(location: str) -> Fault:
    return lambda handler: handler.send(307, Location=location)


def circle(handler: Handler) -> None:
    """Redirects to itself."""
    handler.send(307, Location=handler.path)


def black_hole(handler: Handler) -> None:
    """Accepts, and never answers."""
    handler.server.stopping.wait()


def drip_head(handler: Handler) -> None:
    """A byte now and then, before there is an answer at all: no read ever takes long."""
    _drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 10_000)


def drip_body(handler: Handler) -> None:
    handler.head(200, **{"Content-Type": "application/json", "Content-Length": "10000"})
    _drip(handler, b" " * 10_000)


def _drip(handler: Handler, content: bytes) -> None:
    for byte in content:
        handler.wfile.write(bytes([byte]))
        if handler.server.stopping.wait(0.05):
            return


def reset(handler: Handler) -> None:
    """Breaks the connection in the middle of the body."""
    handler.head(200, **{"Content-Type": "application/json", "Content-Length": "10000"})
    handler.wfile.write(b'{"id": ')
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(handler.connection.detach())


def bomb(handler: Handler) -> None:
    """About 100 KB that unpack to 100 MB."""
    handler.send(200, _packed(), **{"Content-Encoding": "gzip"})


@cache
def _packed() -> bytes:
    return gzip.compress(b"[" + b" " * 100_000_000 + b"]")


def endless(handler: Handler) -> None:
    """A valid JSON object of 50 MB."""
    handler.head(200, **{"Content-Type": "application/json", "Content-Length": str(50_000_002)})
    handler.wfile.write(b"{")
    for _ in range(500):
        handler.wfile.write(b" " * 100_000)
    handler.wfile.write(b"}")


def closed_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
