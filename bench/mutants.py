"""How many slips of one token do the tests notice? `python bench/mutants.py [PATH…]`, with --help for more.

Of all tokens below each path (hooks/course and docs/js) a seeded sample is changed, one at a time, in a
copy of the project: a comparison, an operator, a number, and/or, not, a string, what is returned. For Python
unit tests run alone, for a script those about its room, and stop at the first that fails. What survives unit
tests is tried on the site and on authors' mistakes. What fails or takes over ten minutes is killed; what
survives is printed as a diff. Each line says how many of how many were killed so far, with Wilson's interval
of 95 %. A run that was cut short goes on with --first.
"""

import argparse
import ast
import io
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path

import huggingface_hub  # noqa: F401  these take seconds, once instead of for each slip
import markdown  # noqa: F401
import mkdocs.config  # noqa: F401
import playwright.sync_api  # noqa: F401
import pydantic  # noqa: F401
import pytest

ROOT = Path(__file__).parent.parent
LEFT_OUT = "hooks/course/commands/record/"  # what the real model says is compared in tests/lab
ABOUT = {  # which tests are about a room of docs/js, the likeliest first
    "figures": ["browser/test_live_figures.py"],
    "lib": [f"browser/test_{it}.py" for it in ("number_entry", "picker_inputs", "review", "picker_record")],
    "main.js": [f"browser/test_{it}.py" for it in ("theme", "terms", "picker_place")],
    "models": ["browser/test_models_tables.py"],
    "picker": [f"browser/test_pick{it}.py" for it in ("_rules", "er_link", "er_page", "er_inputs")],
    "quiz": ["browser/test_quiz.py", "browser/test_kinds.py", "browser/test_storage_forms.py"],
    "review": ["browser/test_review.py", "browser/test_progress.py", "browser/test_where.py"],
    "shell": [
        *(f"browser/test_{it}.py" for it in ("shortcuts", "terms", "theme", "where")),
        "site/test_finding.py",
    ],
    "store": [f"browser/test_{it}.py" for it in ("storage_forms", "storage_faults", "progress")],
}
SLOW = {"test_hub", "test_quiz_checks", "test_refresh"}  # most of the time: only for what they name
THEN = [
    "mistakes/test_mistakes.py",
    "site/test_finding.py",
]  # for Python that survives unit tests: one build
LEFT = {".git", ".venv", ".cache", "node_modules", "site"}  # not copied
PATIENCE = 600  # seconds
SWAPS = {
    **{"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "===": "!==", "!==": "==="},
    **{"+": "-", "-": "+", "*": "/", "/": "*", "//": "*", "%": "*", "|": "&", "&": "|"},
    **{"and": "or", "or": "and", "&&": "||", "||": "&&", "??": "&&", "not": "", "!": "", "in": "not in"},
    **{"True": "False", "False": "True", "true": "false", "false": "true", "is": "is not"},
    **{"break": "continue", "continue": "break", "+=": "-=", "-=": "+="},
}
SCRIPT = re.compile(
    r"""(?P<skip>//[^\n]*|/\*.*?\*/|`(?:\\.|[^`\\])*`
    |(?<=[=(,:?&|!]\ )/(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\n\\])+/)
    |(?P<string>"(?:\\.|[^"\n\\])*"|'(?:\\.|[^'\n\\])*')|(?P<number>(?<![\w.#])\d+(?:\.\d+)?\b)
    |(?P<word>\b(?:return(?=\ [^;])|true|false|break|continue)\b)
    |(?P<operator>===|!==|=>|<=|>=|&&|\|\||\?\?|\+\+|--|\+=|-=|!|(?<=\s)[-+*/%<>](?=\s))""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Mutant:
    file: str
    start: int
    end: int
    new: str

    def made(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]


def changed(token: str) -> str | None:
    """What stands in a token's place; None where nothing does."""
    if token == "return":
        return None
    if token.replace(".", "", 1).isdigit():
        return f"{token}1" if "." in token else str(int(token) + 1)
    if token[-1] in "\"'" and len(token.strip("rbf\"'")) > 0:
        quote = token.index(token[-1])
        opening = 3 if token[quote : quote + 3] == token[-1] * 3 else 1
        return token[: quote + opening] + "x" + token[quote + opening :]
    return SWAPS.get(token)


def python(file: str, text: str) -> Iterator[Mutant]:
    """Docstrings and annotations are no code: nothing of them is changed."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    silent = list(_silent(ast.parse(text)))
    for token, after in pairwise(tokenize.generate_tokens(io.StringIO(text).readline)):
        if any(first <= token.start < last for first, last in silent):
            continue
        start, end = (starts[row - 1] + column for row, column in (token.start, token.end))
        new = changed(token.string) if token.string.strip() else None
        if token.string == "return" and after.type != tokenize.NEWLINE:
            new = "return None and"
        if token.string == "not" and text[:start].endswith("is "):  # "is not" has its own
            continue
        if new is not None:
            yield Mutant(file, start, end, new)


def _silent(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    for node in ast.walk(tree):
        parts = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Import | ast.ImportFrom):
            parts.append(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.append(node.value)
        for part in parts:
            if isinstance(part, ast.stmt | ast.expr):
                yield (
                    (part.lineno, part.col_offset),
                    (part.end_lineno or part.lineno, part.end_col_offset or 0),
                )


def script(file: str, text: str) -> Iterator[Mutant]:
    for found in SCRIPT.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if found["skip"] or re.match(r"\s*(?:import|export \*|\} from)\b", line):
            continue
        new = "return void" if found[0] == "return" else changed(found[0])
        if new is not None:
            yield Mutant(file, *found.span(), new)


def mutants(path: str) -> list[Mutant]:
    found: list[Mutant] = []
    for it in sorted((ROOT / path).rglob("*")) if (ROOT / path).is_dir() else [ROOT / path]:
        file = it.relative_to(ROOT).as_posix()
        if it.suffix in (".py", ".js") and not file.startswith(LEFT_OUT):
            found += (python if it.suffix == ".py" else script)(file, _text(file))
    return found


def relevant(file: str) -> list[list[str]]:
    """Tests about a script's room; else unit tests, then others: those that name it first, slow ones last."""
    path = Path(file)
    if path.suffix == ".js":
        script = "/".join(path.parts[-2:])
        return [sorted(ABOUT[path.parts[2]], key=lambda it: script not in _text(f"tests/{it}"))]
    package = path.parts[2].removesuffix(".py")
    named = re.compile(rf"course\.{package}\b|from course import .*\b{package}\b")
    unit = [f"unit/{it.name}" for it in (ROOT / "tests/unit").glob("test_*.py")]
    names = {it for it in unit if named.search(_text(f"tests/{it}"))}
    unit = [it for it in unit if it in names or Path(it).stem not in SLOW]
    late = {it for it in unit if Path(it).stem in SLOW}
    return [sorted(unit, key=lambda it: (it in late, it not in names, len(_text(f"tests/{it}")))), THEN]


def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def readable(mutant: Mutant) -> bool:
    """A slip that no Python reads is noticed without tests."""
    if mutant.file.endswith(".js"):
        return True
    try:
        ast.parse(mutant.made(_text(mutant.file)))
    except SyntaxError:
        return False
    return True


def killer(mutant: Mutant, copy: Path) -> int | None:
    """Which of the relevant groups of tests notices, by its place; None where all let it through."""
    path = copy / mutant.file
    before = path.read_text(encoding="utf-8")
    path.write_text(mutant.made(before), encoding="utf-8")
    groups = enumerate(relevant(mutant.file))
    found = next((place for place, tests in groups if not _pass(copy, tests)), None)
    path.write_text(before, encoding="utf-8")
    return found


def _pass(copy: Path, tests: list[str], patience: int = PATIENCE) -> bool:
    """In a process of its own, in which the libraries are imported already; the code is read anew."""
    if child := os.fork():
        passed = os.waitpid(child, 0)[1] == 0
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)  # a browser outlives what ran out of patience
        return passed
    os.setpgrp()
    signal.alarm(patience)  # 0 is none
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.chdir(copy)
    os._exit(pytest.main(["-qx", "-pno:xdist", "-pno:cacheprovider", *(f"tests/{it}" for it in tests)]))


def told(mutant: Mutant) -> str:
    text = _text(mutant.file)
    row = text.count("\n", 0, mutant.start)
    before, after = (it.splitlines()[row].strip() for it in (text, mutant.made(text)))
    return f"{mutant.file}:{row + 1}\n  - {before}\n  + {after}"


def interval(killed: int, number: int, z: float = 1.96) -> tuple[float, float]:
    share, square = killed / number, z * z / number
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / number + square / 4 / number) / (1 + square)
    return middle - half, middle + half


def sampled(path: str, seed: int) -> list[Mutant]:
    found = mutants(path)
    random.Random(seed).shuffle(found)
    return [*filter(readable, found)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--number", type=int, default=100, help="of each path")
    parser.add_argument("--first", type=int, default=0, help="how many of the sample were tried before")
    parser.add_argument("paths", nargs="*", default=["hooks/course", "docs/js"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=lambda place, names: {*names} & LEFT if place == str(ROOT) else ())
        (copy / ".venv").symlink_to(ROOT / ".venv")
        for path in asked.paths:
            tried(path, sampled(path, asked.seed)[asked.first : asked.number], copy)


def tried(path: str, sample: list[Mutant], copy: Path) -> None:
    tests = sorted({it for mutant in sample for group in relevant(mutant.file) for it in group})
    if not _pass(copy, tests, patience=0):  # most of the suite: it may take long, and nothing hangs
        sys.exit(f"tests of {path} fail before anything is changed")
    killed: list[int] = []
    for done, mutant in enumerate(sample, 1):
        found = killer(mutant, copy)
        if found is None:
            print(f"survives: {told(mutant)}")
        else:
            killed.append(found)
        low, high = interval(len(killed), done)
        by = f"{killed.count(0)} by the first tests"
        print(f"{path}: {len(killed)} of {done} killed, {by} ({low:.0%} to {high:.0%})", flush=True)


if __name__ == "__main__":
    main()
