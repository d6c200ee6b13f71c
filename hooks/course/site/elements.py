"""The custom elements of docs/js and of the figures: what each says of itself at the head of its module.

``// @sheet css/picker.css``: the style sheet that its pages need beyond those of every page.
``// @late``: it stands in the text, and its module is fetched when it comes near.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath

_DEFINED = re.compile(r'^customElements\.define\("([a-z]+-[a-z-]+)"', re.MULTILINE)
_SHEET = re.compile(r"^// @sheet (\S+)$", re.MULTILINE)
_LATE = re.compile(r"^// @late$", re.MULTILINE)
_IMPORT = re.compile(r"""^import (?:[^"';]* from )?["'](\.[^"']*)["']""", re.MULTILINE)


@dataclass(frozen=True)
class Element:
    """``module`` and ``sheet`` are paths below docs."""

    name: str
    module: str
    sheet: str | None
    late: bool


def elements(docs: Path) -> tuple[Element, ...]:
    """Every element that a module defines, by name."""
    found = []
    for file in (*docs.glob("js/**/*.js"), *docs.glob("**/figures/*/*.js")):
        code = file.read_text(encoding="utf-8")
        sheet, late, module = _SHEET.search(code), _LATE.search(code), file.relative_to(docs).as_posix()
        found += [
            Element(name, module, sheet[1] if sheet else None, bool(late)) for name in _DEFINED.findall(code)
        ]
    return tuple(sorted(found, key=lambda element: element.name))


def imported(docs: Path, module: str) -> list[str]:
    """The modules that ``module`` imports before it runs, and theirs: a page asks for all of them at once."""
    return list(dict.fromkeys(_imported(docs, module)))


def _imported(docs: Path, module: str) -> Iterator[str]:
    for path in _IMPORT.findall((docs / module).read_text(encoding="utf-8")):
        needed = normpath(join(dirname(module), path))
        yield needed
        yield from _imported(docs, needed)
