"""The files of a built site, by kind."""

from pathlib import Path


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
