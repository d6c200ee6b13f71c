"""A text file as somebody's editor saved it."""

import re
from pathlib import Path

from .problem import Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    """The text of ``path``, called ``file``, its lines ended alike; None where nothing can be read.

    What no text file should hold is told, and the rest read on: one wrong byte hides no other mistake.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(file, 1, "the file is not there", "Restore it from git, or write it"))
    except IsADirectoryError:
        problems.append(Problem(file, 1, "this is a folder", "Move it away: a file is read here"))
    except OSError as error:
        what = f"the file cannot be read ({(error.strerror or str(error)).lower()})"
        problems.append(Problem(file, 1, what, "Let its owner read it, as with chmod u+r"))
    else:
        text = re.sub("\r\n?", "\n", _decoded(content, file, problems))
        if control := _CONTROL.search(text):
            line = text[: control.start()].count("\n") + 1
            what = f"a character that text files do not hold (U+{ord(control[0]):04X})"
            problems.append(
                Problem(file, line, what, "Remove it, or save the file as UTF-8 if there are many")
            )
        return _CONTROL.sub("", text)
    return None


def _decoded(content: bytes, file: str, problems: list[Problem]) -> str:
    if content.startswith(_UTF_16) or content.count(0) > len(content) / 4:
        problems.append(Problem(file, 1, "the file is saved as UTF-16", "Save it as UTF-8"))
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n?|\n", content[: error.start])) + 1
        what = f"a byte that is not UTF-8 (0x{content[error.start]:02X})"
        problems.append(Problem(file, line, what, "Save the file as UTF-8"))
        return content.decode("utf-8-sig", errors="replace")
