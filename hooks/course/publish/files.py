"""The files of a built site. Its pages are held in memory from the first step to the last."""

import re
from pathlib import Path

Pages = dict[Path, str]  # the text of every HTML file
CHARSET = re.compile(r"<meta charset=[^>]*>")  # what comes first in a page's head comes after it


def pages(site: Path) -> Pages:
    return {page: read(page) for page in sorted(site.rglob("*.html"))}


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
