"""The custom elements of docs/js: what each says of itself at the head of its module.

``// @sheet css/quiz.css``: the style sheet that its pages need beyond those of every page.
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
    """``module`` is a path below docs/js, ``sheet`` one below docs."""

    name: str
    module: str
    sheet: str | None
    late: bool


def elements(scripts: Path) -> tuple[Element, ...]:
    """Every element that a module in ``scripts`` defines, by name."""
    found = []
    for file in scripts.rglob("*.js"):
        code = file.read_text(encoding="utf-8")
        sheet, late, module = _SHEET.search(code), _LATE.search(code), file.relative_to(scripts).as_posix()
        found += [
            Element(name, module, sheet[1] if sheet else None, bool(late)) for name in _DEFINED.findall(code)
        ]
    return tuple(sorted(found, key=lambda element: element.name))


def imported(scripts: Path, module: str) -> list[str]:
    """The modules that ``module`` imports before it runs, and theirs: a page asks for all of them at once."""
    return list(dict.fromkeys(_imported(scripts, module)))


def _imported(scripts: Path, module: str) -> Iterator[str]:
    for path in _IMPORT.findall((scripts / module).read_text(encoding="utf-8")):
        needed = normpath(join(dirname(module), path))
        yield needed
        yield from _imported(scripts, needed)
