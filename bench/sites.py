"""The sites that bench/site.py compares: this course, and plain Material with the same text."""

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from as_pages import BASE

ROOT = Path(__file__).resolve().parents[1]
LESSON = "foundations/picking-a-base-model/"
MODEL = "foundations/base-and-instruct-models"  # the lesson that is copied to make a course of many
PLAIN = f"""
site_name: Small First
site_url: https://example.org{BASE}
theme:
  name: material
  font: false
  features: [navigation.instant, navigation.indexes, navigation.prune, navigation.footer, toc.follow,
    content.code.copy, search.highlight]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/brightness-7, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/brightness-4, name: Light}}
markdown_extensions: [admonition, attr_list, footnotes, tables, toc, pymdownx.superfences,
  pymdownx.highlight: {{anchor_linenums: false}}]
plugins: [search]
"""
INLINE = {"strong": "**", "em": "*", "code": "`"}
OPEN = {"li": "\n- ", "th": "| ", "td": "| ", "tr": "\n", "table": "\n\n", "pre": "\n\n```\n"}
CLOSE = {"table": "\n\n", "pre": "\n```\n\n"}
BLOCK = {"p", "div", "legend", "label", "summary", "figcaption", "caption", "text", "title", "desc"}
# On Linux getrusage begins with what the process that starts the build has in memory; /proc has its own
MEASURED = """
import pathlib, re, resource, sys, time
begun = time.perf_counter()
from mkdocs.__main__ import cli
cli(["build", "--clean", *sys.argv[1:]], standalone_mode=False)
took, status = time.perf_counter() - begun, pathlib.Path("/proc/self/status")
own = status.exists() and re.search(r"VmHWM:\\s+(\\d+)", status.read_text())
print(took, int(own[1] if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024)
"""
QUIET = {
    "NO_MKDOCS_2_WARNING": "1",
    "HUB": "off",
    "SITE_URL": f"https://example.org{BASE}",
    "PYTHONDONTWRITEBYTECODE": "",  # Python keeps compiled modules, as it does where nobody says otherwise
}


def course(root: Path, lessons: int = 0) -> Path:
    """A copy of the project, with copies of a lesson and its quiz up to ``lessons`` where that is given."""
    for part in ("hooks", "overrides", "data", "docs"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if lessons:
        there = len([*root.glob("docs/*/*/quiz.yml")])
        for number in range(lessons - there):
            _copy_lesson(root, number)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


def _copy_lesson(root: Path, number: int) -> None:
    name = MODEL.split("/")[1]
    copy = f"copy-{number}"
    folder = shutil.copytree(root / "docs" / MODEL, root / "docs/foundations" / copy)
    text = (folder / "index.md").read_text(encoding="utf-8")
    text = re.sub(r"^::: key-terms .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^::: question (\S+)", rf"::: question \1-{copy}", text, flags=re.MULTILINE)
    text = re.sub(r"^lesson: .*$", f'lesson: "1.{number}"', text, flags=re.MULTILINE).replace(name, copy)
    (folder / "index.md").write_text(text, encoding="utf-8")
    quiz = (folder / "quiz.yml").read_text(encoding="utf-8").replace(name, copy)
    (folder / "quiz.yml").write_text(
        re.sub(r"^  - id: (\S+)", rf"  - id: \1-{copy}", quiz, flags=re.MULTILINE), encoding="utf-8"
    )


def plain(root: Path, ours: Path) -> Path:
    """Plain Material of the same text: each page's Markdown is written back from what ``ours`` shows."""
    (root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    shutil.copytree(
        ours / "docs", root / "docs", ignore=shutil.ignore_patterns("css", "js", "fonts", "*.js", "_*.md")
    )
    for page in (root / "docs").rglob("*.md"):
        name = page.relative_to(root / "docs").with_suffix("").as_posix()
        address = "" if name == "index" else f"{name.removesuffix('/index')}/"
        reader = AsMarkdown(f"{QUIET['SITE_URL']}{address}")
        reader.feed(article(ours / "site" / address / "index.html"))
        page.write_text("".join(reader.parts), encoding="utf-8")
    return root


def importing(root: Path, other: Path, ours: Path) -> Path:
    """A copy of ``other`` that imports all that ``ours`` builds with, and does nothing with it."""
    shutil.copytree(other, root, dirs_exist_ok=True)
    shutil.copytree(ours / "hooks", root / "hooks")
    (root / "hooks/imports.py").write_text("import build\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{PLAIN}hooks: [hooks/imports.py]\n", encoding="utf-8")
    return root


def article(page: Path) -> str:
    """The HTML of a built page without what the theme puts around it."""
    html = page.read_text(encoding="utf-8").partition("<article")[2]
    return html.partition(">")[2].partition("</article>")[0]


def words(root: Path) -> int:
    """Words in the articles of the site in ``root``, what a closed <details> holds included."""
    texts = (re.sub(r"<[^>]*>", " ", article(page)) for page in (root / "site").rglob("index.html"))
    return sum(len(text.split()) for text in texts)


class AsMarkdown(HTMLParser):
    """A page's text as headings, paragraphs, lists, tables and code, with its emphasis and links."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.parts: list[str] = []
        self.inside: list[str] = []
        self.links: list[str] = []

    def _is_in(self, *tags: str) -> bool:
        return any(tag in self.inside for tag in tags)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += [] if tag in ("input", "br", "img", "hr") else [tag]
        if tag == "a":
            self.links.append(urljoin(self.address, dict(attrs).get("href") or ""))
            self.parts.append("[")
        elif tag in INLINE and not self._is_in("pre"):
            self.parts.append(INLINE[tag])
        elif tag in OPEN:
            self.parts.append(OPEN[tag])
        elif re.fullmatch("h[1-6]", tag):
            self.parts.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in BLOCK and not self._is_in("li", "td", "th"):
            self.parts.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        while tag in self.inside and self.inside.pop() != tag:
            pass
        if tag == "a" and self.links:
            self.parts.append(f"]({self.links.pop()})")
        elif tag in INLINE and not self._is_in("pre"):
            self.parts.append(INLINE[tag])
        elif tag in CLOSE:
            self.parts.append(CLOSE[tag])
        elif tag == "thead":
            columns = "".join(self.parts).rpartition("\n\n")[2].count("| ")
            self.parts.append(f"\n{'| --- ' * columns}")
        elif re.fullmatch("h[1-6]|ul|ol", tag):
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._is_in("pre"):
            self.parts.append(data)
        elif not self._is_in("script", "style"):
            text = re.sub(r"\s+", " ", data)
            self.parts.append(text if self._is_in("code") else re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text))


def forget(root: Path) -> None:
    """Back to a fresh clone: no compiled templates, no compiled modules of ours, nothing of the Hub."""
    for folder in [root / ".cache", *(root / "hooks").rglob("__pycache__")]:
        shutil.rmtree(folder, ignore_errors=True)


def build(root: Path) -> tuple[float, float]:
    """Seconds, the start of Python left out, and the most memory in MiB."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURED],
        cwd=root,
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"{root} cannot be built: {done.stderr[-1000:]}")
    seconds, memory = done.stdout.split()[-2:]
    return float(seconds), float(memory)
