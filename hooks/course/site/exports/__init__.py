"""The course's questions and terms in forms that other programs read. Each is made with every build."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ...course import Course
from ..json_ld import Site
from . import anki, as_json, qti
from .texts import Texts

FOLDER = "exports/"
MADE: Mapping[str, Callable[[Texts, Site], str | bytes]] = {
    "questions.json": as_json.questions,
    "glossary.json": as_json.glossary,
    "questions-anki.txt": anki.questions,
    "glossary-anki.txt": anki.glossary,
    "questions-qti.zip": qti.package,
}
# Beside those, publish/whole_course.py makes one of the finished pages
NAMES = [FOLDER + name for name in (*MADE, "whole-course.html")]
LATER = (
    "This file is there after `make build`.\n"  # an author who waits for a page to reload needs none of them
)


def write(course: Course, site: Site, urls: Mapping[str, str], folder: Path) -> None:
    """Into the folder of the finished site, in which each stands as ``LATER``."""
    texts = Texts(course, lambda path: site.address(urls.get(path, path)))
    for name, make in MADE.items():
        made = make(texts, site)
        (folder / FOLDER / name).write_bytes(made if isinstance(made, bytes) else made.encode())
