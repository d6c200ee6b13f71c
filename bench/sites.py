"""The sites that bench/site.py compares: this course, and plain Material from the same Markdown."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = "/small-first/"
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
MEASURED = """
import resource, sys, time
begun = time.perf_counter()
from mkdocs.__main__ import cli
cli(["build", "--clean", *sys.argv[1:]], standalone_mode=False)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "HUB": "off", "SITE_URL": f"https://example.org{BASE}"}


def course(root: Path, lessons: int = 0) -> Path:
    """A copy of the project, with copies of a lesson and its quiz up to ``lessons`` where that is given."""
    for part in ("hooks", "overrides", "data", "docs"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if lessons:
        config = re.sub(r"^nav:\n(?:  .*\n)+", "", config, flags=re.MULTILINE)  # all pages, by themselves
        there = sum("\nlesson:" in page.read_text(encoding="utf-8") for page in root.glob("docs/*/*.md"))
        for number in range(lessons - there):
            _copy_lesson(root, number)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


def _copy_lesson(root: Path, number: int) -> None:
    name = MODEL.split("/")[1]
    copy = f"copy-{number}"
    text = (root / f"docs/{MODEL}.md").read_text(encoding="utf-8")
    text = re.sub(r"^::: key-terms .*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^::: question (\S+)", rf"::: question \1-{copy}", text, flags=re.MULTILINE)
    text = re.sub(r"^lesson: .*$", f'lesson: "1.{number}"', text, flags=re.MULTILINE).replace(name, copy)
    (root / f"docs/foundations/{copy}.md").write_text(text, encoding="utf-8")
    quiz = (root / f"data/quizzes/{name}.yml").read_text(encoding="utf-8").replace(name, copy)
    quiz = re.sub(r"^  - id: (\S+)", rf"  - id: \1-{copy}", quiz, flags=re.MULTILINE)
    (root / f"data/quizzes/{copy}.yml").write_text(quiz, encoding="utf-8")


def plain(root: Path, ours: Path) -> Path:
    """Plain Material from the Markdown of ``ours``: of a lesson, what it publishes, with its tables."""
    (root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    shutil.copytree(ours / "docs", root / "docs", ignore=shutil.ignore_patterns("css", "js", "fonts", "*.js"))
    for expanded in (ours / "site").rglob("index.html.md"):
        source = expanded.parent.relative_to(ours / "site").as_posix()
        (root / f"docs/{source}.md").write_text(expanded.read_text(encoding="utf-8"), encoding="utf-8")
    for page in (root / "docs").rglob("*.md"):  # templates of ours
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"^template: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    return root


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
