"""The files of a built site. Its pages are read and written one by one: all of them fill the memory."""

import re
from collections.abc import Callable
from pathlib import Path

CHARSET = re.compile(r"<meta charset=[^>]*>")  # what comes first in a page's head comes after it


class Built:
    """``folder`` is what MkDocs wrote. What several steps do to each page is done in one go, by ``write``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._edits: list[Callable[[str], str]] = []

    def edit(self, edit: Callable[[str], str]) -> None:
        """Of each page's text, after the edits before it."""
        self._edits.append(edit)

    def write(self) -> None:
        """Nothing where nothing is to be done: for a step that reads finished pages."""
        edits, self._edits = self._edits, []
        for page in self.pages() if edits else ():
            text = read(page)
            for edit in edits:
                text = edit(text)
            write(page, text)

    def pages(self) -> list[Path]:
        return sorted(self.folder.rglob("*.html"))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
