"""The files of a built site. Steps read and write its pages one by one: all of them fill the memory."""

import re
from collections.abc import Iterator
from pathlib import Path

CHARSET = re.compile(r"<meta charset=[^>]*>")  # what comes first in a page's head comes after it


def pages(site: Path) -> Iterator[tuple[Path, str]]:
    """Every HTML file with its text."""
    return ((page, read(page)) for page in sorted(site.rglob("*.html")))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
