"""The prose as files: where the body starts, which directives stand on which line."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .problem import Problem
from .source import Source, parse

DIRECTIVE = re.compile(r"^ *::: +(?P<kind>[\w-]+)(?: +(?P<id>[\w.-]+))? *$", re.MULTILINE)
_FENCE = re.compile(r"^ *(?P<mark>`{3,}|~{3,})")
_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Directive:
    kind: str
    id: str
    line: int


@dataclass(frozen=True)
class Page:
    """A Markdown file under docs/. ``src`` is its path there, ``first_line`` the line its body starts on."""

    src: str
    body: str
    first_line: int
    meta: Source | None
    asked: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def file(self) -> str:
        return f"docs/{self.src}"

    def problem(self, text: str, what: str, mend: str) -> Problem:
        """A problem on the line where ``text`` stands next (each call for the same text goes one on)."""
        return Problem(self.file, self.line_of(text), what, mend)

    def line_of(self, text: str) -> int:
        """The line of the next occurrence of ``text`` outside code fences."""
        lines = [number for number, line in self.lines if text in line]
        self.asked[text] += 1
        return lines[min(self.asked[text], len(lines)) - 1] if lines else self.first_line

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The body's lines with their numbers, without those in code fences."""
        outside: list[tuple[int, str]] = []
        fence = ""
        for number, line in enumerate(self.body.split("\n"), self.first_line):
            match = _FENCE.match(line)
            if fence:
                if match and match["mark"].startswith(fence) and not line.strip().strip(fence[0]):
                    fence = ""
            elif match:
                fence = match["mark"]
            else:
                outside.append((number, line))
        return outside

    @cached_property
    def directives(self) -> list[Directive]:
        found = ((number, DIRECTIVE.match(line)) for number, line in self.lines)
        return [Directive(match["kind"], match["id"] or "", number) for number, match in found if match]

    def words(self) -> int:
        """The words a reader reads: no code, no directives, no markup."""
        prose = "\n".join(line for _, line in self.lines if not DIRECTIVE.match(line))
        prose = re.sub(r"\]\([^)]*\)|\{[^}]*\}|^\[\^.*$|^\|[-:| ]+$", " ", prose, flags=re.MULTILINE)
        return len(re.findall(r"[^\W_][\w'’.,-]*", prose))


def read(path: Path, root: Path, problems: list[Problem]) -> Page:
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    src = path.relative_to(root / "docs").as_posix()
    match = _FRONT_MATTER.match(text)
    if not match:
        return Page(src, text, 1, None)
    meta = parse(match["yaml"], f"docs/{src}", problems, first_line=2)
    return Page(src, text[match.end() :], text[: match.end()].count("\n") + 1, meta)


def read_all(root: Path, problems: list[Problem]) -> dict[str, Page]:
    """Every page under docs/ by its path there. A name that begins with ``_`` is not published."""
    paths = (path for path in sorted((root / "docs").rglob("*.md")) if not path.name.startswith("_"))
    pages = (read(path, root, problems) for path in paths)
    return {page.src: page for page in pages}
