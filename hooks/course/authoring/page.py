"""The prose as files: where the body starts, which directives stand on which line."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from .line_marks import MARK
from .problem import Problem
from .source import Source, parse
from .text import read_text

_SAID = r"(?P<id>[\w.-]+)(?P<names>(?: +[\w.-]+)*)"
DIRECTIVE = re.compile(
    rf"^ *::: +(?P<kind>[\w-]+)(?: +(?P<said>{_SAID}))? *(?P<mark>{MARK.pattern})? *$", re.MULTILINE
)
FENCE = re.compile(r"^ *(?P<mark>`{3,}|~{3,})\s*(?P<rest>.*?)\s*$")
_FRONT_MATTER = re.compile(
    r"\A---[ \t]*\n(?P<yaml>.*?^)(---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE
)  # as MkDocs


@dataclass(frozen=True)
class Directive:
    kind: str
    id: str
    line: int


@dataclass(frozen=True)
class Page:
    """A Markdown file under docs/. ``src`` is its path there, ``first_line`` the line its body starts on.

    ``meta`` is its front matter, None where that could not be read. ``repaired`` is the whole text where
    the file itself has what MkDocs cannot read.
    """

    src: str
    body: str
    first_line: int
    meta: Source | None
    repaired: str | None = field(default=None, repr=False)

    @property
    def file(self) -> str:
        return f"docs/{self.src}"

    @property
    def last_line(self) -> int:
        return self.first_line + self.body.count("\n")

    def problem(self, line: int, what: str, mend: str) -> Problem:
        return Problem(self.file, line, what, mend)

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The body's lines with their numbers, but for code in fences. An unclosed fence is text."""
        outside: list[tuple[int, str]] = []
        inside: list[tuple[int, str]] = []
        fence = ""
        for numbered in enumerate(self.body.split("\n"), self.first_line):
            match = FENCE.match(numbered[1])
            if not fence:
                fence = match["mark"] if match else ""
            elif match and match["mark"].startswith(fence) and not match["rest"]:
                fence, inside = "", []
                continue
            (inside if fence else outside).append(numbered)
        return outside + inside

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
    src, wrong = path.relative_to(root / "docs").as_posix(), len(problems)
    file = f"docs/{src}"
    text = read_text(path, file, problems) or ""
    repaired = text if len(problems) > wrong else None
    match = _FRONT_MATTER.match(text)
    if not match:
        if repaired is None:
            problems.append(Problem(file, *_front_matter_slip(text)))
        return Page(src, text, 1, None, repaired)
    meta = parse(match["yaml"], file, problems, first_line=2)
    first_line = text[: match.end()].count("\n") + 1
    return Page(src, text[match.end() :], first_line, meta, repaired)


def _front_matter_slip(text: str) -> tuple[int, str, str]:
    """Why no front matter was found: the line, what is wrong, how to mend it."""
    lines = text.split("\n")
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].strip()
    mend = "Begin the file with '---', 'title: …' and, after the last key, '---' again"
    if first == "---" and (start or lines[0] != first):
        return 1, "the front matter does not begin on the first line", "Remove what stands before its '---'"
    if re.match(r"[-+=]{2,}|`{3}|~{3}", first) and first != "---":
        return start + 1, f"the front matter begins with '{first}'", "Write '---' there, three hyphens alone"
    if first == "---":
        ends = (number for number, line in enumerate(lines[1:], 2) if re.fullmatch(r"\s*[-+=_.]{2,}.*", line))
        what, end = "the front matter does not end", next(ends, 0)
        if end and not re.search(r"^#", "\n".join(lines[1:end]), re.MULTILINE):
            return end, what, "Write '---' on this line, three hyphens alone"
        return 1, what, "Write '---' on a line of its own after its last key"
    if re.match(r"\w+:", first):
        return 1, "the front matter stands without its '---'", mend
    return 1, "the page has no front matter", mend


def read_all(root: Path, problems: list[Problem]) -> dict[str, Page]:
    """Every page under docs/ by its path there. A name that begins with ``_`` or ``.`` is not published."""
    paths = [
        path
        for path in sorted((root / "docs").rglob("*.md"))
        if path.name[0] not in "_." and not path.is_dir()
    ]
    for path in [path for path in paths if path.name == "README.md"]:
        paths.remove(path)
        file = path.relative_to(root).as_posix()
        problems.append(
            Problem(file, 1, "README.md is not published", "Rename it to _README.md, or put it outside docs/")
        )
    pages = (read(path, root, problems) for path in paths)
    return {page.src: page for page in pages}
