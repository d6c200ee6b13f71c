"""Ways to make a mistake."""

import re
from collections.abc import Callable
from pathlib import Path

from copied import ROOT

from mistakes.trial import Mistake

LESSON = "docs/foundations/base-and-instruct-models/index.md"
LATER = "docs/foundations/picking-a-base-model/index.md"
QUIZ = "docs/foundations/base-and-instruct-models/quiz.yml"
LATER_QUIZ = "docs/foundations/picking-a-base-model/quiz.yml"
GLOSSARY, TRACKS, MODELS = "data/glossary.yml", "data/tracks.yml", "data/models.yml"
LICENCES, SCENARIOS, DEVICES = "data/licenses.yml", "data/scenarios.yml", "data/devices.yml"


def swap(
    file: str,
    old: str,
    new: str,
    says: str = "",
    *,
    on: str | int | None = None,
    at: str = "",
    harmless: str = "",
) -> Mistake:
    """``old``, where it stands first in ``file``, becomes ``new``.

    It is told at the first line that differs, or ``on`` a line: its number, or a text that stands on it (in ``at``, if
    that is another file).
    """

    def edit(root: Path) -> None:
        text = (root / file).read_bytes().decode()
        assert old in text, f"{file} does not hold {old!r}"
        (root / file).write_bytes(text.replace(old, new, 1).encode())
        assert (root / file).read_bytes().decode() != text

    def place(root: Path) -> str:
        if on is None:
            same = _same(old, new)
            return f"{file}:{(_before(file, old) + new[:same]).count(chr(10)) + 1}"
        return f"{at or file}:{on if isinstance(on, int) else line(root, at or file, on)}"

    return Mistake(f"{file}: {old[:40]!r} becomes {new[:60]!r}", file, edit, place, says, harmless)


def _before(file: str, old: str) -> str:
    return _text(ROOT, file).split(old)[0]


def _same(old: str, new: str) -> int:
    """How many characters both have in common, from the start."""
    return next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )


def _text(root: Path, file: str) -> str:
    return (root / file).read_bytes().decode(errors="replace")


def line(root: Path, file: str, text: str) -> int:
    """The line on which ``text`` stands first."""
    found = re.search(re.escape(text), _text(root, file))
    assert found, f"{file} does not hold {text!r}"
    return _text(root, file)[: found.start()].count("\n") + 1


def bytes_of(
    file: str, change: Callable[[bytes], bytes], on: int, says: str = "", *, what: str, harmless: str = ""
) -> Mistake:
    """The file's bytes, changed; told ``on`` that line, -1 being the last."""

    def edit(root: Path) -> None:
        path = root / file
        path.write_bytes(change(path.read_bytes() if path.exists() else b""))

    def place(root: Path) -> str:
        return f"{file}:{on if on > 0 else (root / file).read_bytes().count(10)}"

    return Mistake(f"{file}: {what}", file, edit, place, says, harmless)


def doing(
    what: str, edit: Callable[[Path], object], place: str, says: str = "", *, harmless: str = ""
) -> Mistake:
    return Mistake(
        what, place.split(":")[0], lambda root: edit(root) and None, lambda root: place, says, harmless
    )


def added(
    file: str, text: str, says: str = "", *, on: str | int | None = None, at: str = "", harmless: str = ""
) -> Mistake:
    """``text`` at the end of ``file``; told at the first line of it that has something, or ``on`` a text's line."""

    def edit(root: Path) -> None:
        (root / file).write_text(_text(root, file) + text, encoding="utf-8")

    def place(root: Path) -> str:
        if isinstance(on, int):
            return f"{at or file}:{on}"
        if at or on:
            return f"{at or file}:{line(root, at or file, on or text.strip().splitlines()[0])}"
        before = _text(root, file).rpartition(text.lstrip("\n"))[0]
        return f"{file}:{before.count(chr(10)) + 1}"

    return Mistake(f"{file}: at the end {text.strip()[:70]!r}", file, edit, place, says, harmless)
