"""A fact that somebody checked by hand, and where it was read."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from .problem import Wrong
from .strict import Day, Flag, Prose, Strict
from .validation import Key


def _web(value: str) -> str:
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    except ValueError:
        whole = False
    if not whole:
        raise Wrong(
            f"'{value}' is not a web address",
            "Write no space in it" if " " in value else "Begin it with https://",
        )
    return value


Web = Annotated[str, AfterValidator(_web)]


class Fact(Strict):
    """What was checked: where it was read, when (else its model's date), and what to know about it."""

    source: str | tuple[str, ...] = ()
    checked: Day | None = None
    note: Prose | None = None
    inferred: Flag = Field(default=False, description="Read on a sibling, or concluded from silence")

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source,) if isinstance(self.source, str) else self.source

    @property
    def stated(self) -> bool:
        return getattr(self, "value", True) is not None


class Reference(Strict):
    """Where something was read. ``note`` says how, where it was not read at ``url`` itself."""

    url: Web
    what: Prose
    note: Prose | None = None


def walk(record: object, path: tuple[Key, ...] = ()) -> Iterator[tuple[tuple[Key, ...], Fact]]:
    """Every fact at or below ``record``, with its path in the file."""
    if isinstance(record, Fact):
        yield path, record
    if isinstance(record, Strict):
        for name in record.model_fields_set:
            yield from walk(getattr(record, name), (*path, name))
    elif isinstance(record, tuple):
        for index, item in enumerate(record):
            yield from walk(item, (*path, index))
    elif isinstance(record, Mapping):
        for name, item in record.items():
            yield from walk(item, (*path, name))
