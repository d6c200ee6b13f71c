"""A copy of the project in a folder of its own, to be broken and built."""

import re
import shutil
from pathlib import Path

from course.quiz import kinds

ROOT = Path(__file__).parents[1]
PARTS = ("mkdocs.yml", "hooks", "overrides", "data", "docs")


def copy_project(root: Path, *left_out: str) -> None:
    """Without the files of the names ``left_out``; with what is compiled, which holds for a copy of the same time."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns(*left_out))
        else:
            shutil.copy(ROOT / part, root)


def copy_as_written(folder: Path, *parts: str) -> None:
    """Parts of docs/, and what the browser is given from beside its Python: nothing of it is shortened."""
    for part in parts:
        shutil.copytree(ROOT / "docs" / part, folder / part, dirs_exist_ok=True)
    for path, text in kinds.published().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def shorten_course(root: Path, *kept: str) -> None:
    """Take all lessons but ``kept`` out of a copy, and the links to them: a longer course takes no longer to build."""
    gone = [it for it in (root / "docs/foundations").glob("*/") if it.name not in kept]
    for lesson in gone:
        shutil.rmtree(lesson)
    link = re.compile(rf"\[([^]]+)\]\([^()]*\b({'|'.join(it.name for it in gone)})/index\.md[^()]*\)")
    for kind in ("docs/**/*.md", "docs/**/*.yml", "data/*.yml"):
        for file in root.glob(kind):
            file.write_text(link.sub(r"\1", file.read_text(encoding="utf-8")), encoding="utf-8")
