"""Two requests a model: what the Hub knows of it, and its config.json at that commit.

The client of huggingface_hub asks, through one HTTP client of ours that bounds time, size and redirects.
"""

import json
import logging
import os
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Literal
from urllib.parse import quote

# Both are read when the client is imported: an empty endpoint breaks it, telemetry asks beside our requests.
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
if not os.environ.get("HF_ENDPOINT", "x").strip():
    del os.environ["HF_ENDPOINT"]

import httpx2
from huggingface_hub import HfApi, set_client_factory

from .answer import HubAnswer, from_info, now
from .cache import Config

logging.getLogger("huggingface_hub").setLevel(logging.CRITICAL)  # it would log texts of strangers

Absence = Literal["missing", "disabled"]

LARGEST_BODY = 2_000_000  # bytes, after decompression; a model's config has a few thousand
REDIRECTS = 5
EXPAND: list[Any] = [
    "baseModels",
    "cardData",
    "childrenModelCount",
    "disabled",
    "downloads",
    "gated",
    "lastModified",
    "likes",
    "private",
    "safetensors",
    "sha",
    "tags",
]
# What the client takes apart, and breaks on in forms that do occur: leave out nothing, then one, then both.
# Name in the question: attribute of the answer.
LEFT_OUT: list[dict[str, str]] = [
    {},
    {"safetensors": "safetensors"},
    {"safetensors": "safetensors", "lastModified": "last_modified"},
]
UNREADABLE: Any = object()


class Failure(Exception):
    """Why a model, or its config, has no answer: one plain line. Holds no text from the Hub and no token."""

    def __init__(self, line: str, absence: Absence | None = None) -> None:
        super().__init__(line)
        self.absence = absence


class TooLarge(Exception):
    """A body beyond ``LARGEST_BODY``."""


# The first that is among an error's causes tells what happened.
BROKEN: list[tuple[type[BaseException], str]] = [
    (TooLarge, f"the Hub's answer is larger than {LARGEST_BODY // 10**6} MB"),
    (httpx2.TimeoutException, "the Hub did not answer in time"),
    (socket.gaierror, "the Hub's name is not known to the network"),
    (ssl.SSLError, "the connection to the Hub is not trusted"),
    (ConnectionRefusedError, "the connection to the Hub was refused"),
    (httpx2.ConnectError, "there is no connection to the Hub"),
    (httpx2.TooManyRedirects, "the Hub redirects in circles"),
    (httpx2.UnsupportedProtocol, "the Hub redirects to where nothing can be asked"),
    (httpx2.TransportError, "the connection to the Hub broke off"),
    (httpx2.DecodingError, "the Hub's answer is packed in a way that cannot be unpacked"),
    (json.JSONDecodeError, "the Hub's answer is not JSON"),
    (UnicodeDecodeError, "the Hub's answer is not JSON"),
]


@dataclass
class Wire:
    """A connection to the Hub at ``endpoint`` that ends at ``end`` on the monotonic clock."""

    endpoint: str
    token: str | None
    end: float
    requests: int = 0  # redirects counted
    lock: Lock = field(default_factory=Lock)
    client: httpx2.Client = field(init=False)
    api: HfApi = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx2.Client(
            follow_redirects=True,
            max_redirects=REDIRECTS,
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=None),
            event_hooks={"request": [self._count], "response": [self._bound]},
        )
        set_client_factory(lambda: self.client)
        self.api = HfApi(endpoint=self.endpoint, token=self.token or False)

    def left(self) -> float:
        """Seconds; a little more than nothing at the end, so that it stays a valid timeout."""
        return max(self.end - time.monotonic(), 0.001)

    def close(self) -> None:
        """Close every connection: what is still being read, however slowly, breaks off."""
        self.client.close()

    def info(self, asked: str) -> HubAnswer:
        """What the Hub knows of the model ``asked``, its config aside. Raises ``Failure``."""
        try:
            return from_info(asked, self._info(asked), now())
        except Exception as error:
            raise _failure(error) from None

    def config(self, name: str, sha: str, gated: bool) -> Config:
        """The config.json of model ``name`` at commit ``sha``. Raises ``Failure``."""
        url = f"{self.endpoint}/{quote(name)}/resolve/{sha}/config.json"
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        try:
            answer = self.client.get(url, headers=headers, timeout=self.left())
            code = answer.headers.get("X-Error-Code")
            if answer.status_code in (401, 403) and (gated or code == "GatedRepo"):
                return Config("gated", {})
            if answer.status_code == 404 and code == "EntryNotFound":
                return Config("missing", {})
            answer.raise_for_status()
            content = json.loads(answer.content)
            if not isinstance(content, dict):
                raise TypeError
            return Config("live", content)
        except Exception as error:
            raise _failure(error) from None

    def _info(self, asked: str) -> Any:
        """The client's answer, without the parts that the client cannot take in the form they have."""
        broken: Exception | None = None
        for left_out in LEFT_OUT:
            try:
                expand = [name for name in EXPAND if name not in left_out]
                info = self.api.model_info(asked, expand=expand, timeout=self.left())
            except json.JSONDecodeError:
                raise
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                broken = error
            else:
                for attribute in left_out.values():
                    setattr(info, attribute, UNREADABLE)
                return info
        assert broken
        raise broken

    def _count(self, request: httpx2.Request) -> None:
        with self.lock:
            self.requests += 1

    def _bound(self, response: httpx2.Response) -> None:
        """Every way to read this body goes through ``iter_bytes``: it is given up when it grows too large."""
        whole = response.iter_bytes

        def bounded(chunk_size: int | None = None) -> Iterator[bytes]:
            size = 0
            for chunk in whole(chunk_size):
                size += len(chunk)
                if size > LARGEST_BODY:
                    raise TooLarge
                yield chunk

        response.iter_bytes = bounded  # type: ignore[method-assign]


def _failure(error: Exception) -> Failure:
    response = getattr(error, "response", None)
    if isinstance(response, httpx2.Response):
        return _refusal(response)
    return Failure(_broken(error))


def _refusal(response: httpx2.Response) -> Failure:
    """What a status means here. A missing model and a private one look the same from outside."""
    status, headers = response.status_code, response.headers
    message = headers.get("X-Error-Message", "")
    if message == "Access to this resource is disabled.":
        return Failure("the Hub has disabled this model", "disabled")
    if status == 401 and message == "Invalid credentials in Authorization header":
        return Failure("the Hub does not accept the token in HF_TOKEN (401)")
    if status == 401 or (status == 404 and headers.get("X-Error-Code") in (None, "RepoNotFound")):
        return Failure(f"the Hub shows no such model: deleted, renamed or private ({status})", "missing")
    if status == 429:
        wait = headers.get("Retry-After", "")
        later = f", and may be asked again in {wait} s" if wait.isdecimal() and len(wait) < 7 else ""
        return Failure(f"the Hub was asked too often (429){later}")
    reason = {403: "forbids it", 404: "has no such file"}.get(
        status, "has a fault" if status >= 500 else "declines"
    )
    return Failure(f"the Hub {reason} ({status})")


def _broken(error: Exception) -> str:
    """Why there was no whole answer. Of the error only its kind is told: its text may quote anything."""
    causes = list(_causes(error))
    for kind, line in BROKEN:
        if any(isinstance(cause, kind) for cause in causes):
            return line
    return f"the Hub's answer cannot be read ({type(error).__name__})"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
