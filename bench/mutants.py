"""How many slips of one token do the tests notice? `python bench/mutants.py [--seed N] [--number N] [PATH…]`

Of all tokens in hooks/course and docs/js (or below the paths) a seeded sample is changed, one at a time, in a
copy of the project: a comparison, an operator, a number, and/or, not, a string, what is returned. For Python
unit tests run alone: what survives them, tests/site may notice. For a script those about its room run. What
survives is printed as a diff; what fails or takes over ten minutes is killed. The end says how many of how
many, with Wilson's interval of 95 %.
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
from dataclasses import dataclass
from itertools import islice, pairwise
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
ABOUT = {  # which tests are about a room of docs/js
    "figures": "live_figures",
    "lib": "number_entry",
    "main.js": "[twepk]*",
    "models": "models_tables",
    "picker": "pick*",
    "quiz": "quiz",
    "review": "review",
    "shell": "[twepk]*",
    "store": "storage_f*",
}
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
    |(?P<string>"(?:\\.|[^"\n\\])+"|'(?:\\.|[^'\n\\])+')|(?P<number>(?<![\w.#])\d+(?:\.\d+)?\b)
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


def mutants(paths: list[str]) -> list[Mutant]:
    found: list[Mutant] = []
    for path in paths:
        for it in sorted((ROOT / path).rglob("*")) if (ROOT / path).is_dir() else [ROOT / path]:
            file = it.relative_to(ROOT).as_posix()
            if it.suffix in (".py", ".js") and not file.startswith(LEFT_OUT):
                found += (python if it.suffix == ".py" else script)(file, it.read_text(encoding="utf-8"))
    return found


def relevant(file: str) -> list[Path]:
    """Of a script, the tests about its room; else all unit tests, those that speak of the package first."""
    path = Path(file)
    if path.suffix == ".js":
        return sorted((ROOT / "tests/browser").glob(f"test_{ABOUT[path.parts[2]]}.py"))
    package = path.parts[2].removesuffix(".py")
    named = re.compile(rf"course\.{package}\b|from course import .*\b{package}\b")
    tests = {it: bool(named.search(it.read_text("utf-8"))) for it in (ROOT / "tests/unit").glob("test_*.py")}
    tests = {it: names for it, names in tests.items() if names or it.stem != "test_hub"}  # half of all time
    return sorted(tests, key=lambda it: (not tests[it], it.stat().st_size))


def readable(mutant: Mutant) -> bool:
    """A slip that no Python reads is noticed without tests."""
    if mutant.file.endswith(".js"):
        return True
    try:
        ast.parse(mutant.made((ROOT / mutant.file).read_text(encoding="utf-8")))
    except SyntaxError:
        return False
    return True


def survives(mutant: Mutant, copy: Path) -> bool:
    path = copy / mutant.file
    before = path.read_text(encoding="utf-8")
    path.write_text(mutant.made(before), encoding="utf-8")
    child = os.fork()
    if not child:
        os._exit(_tested(copy, relevant(mutant.file)))
    _, status = os.waitpid(child, 0)
    path.write_text(before, encoding="utf-8")
    return status == 0


def _tested(copy: Path, tests: list[Path]) -> int:
    """In a process of its own, in which the libraries are imported already; the code is read anew."""
    signal.alarm(PATIENCE)
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    os.chdir(copy)
    files = [str(it.relative_to(ROOT)) for it in tests]
    return pytest.main(["-qx", "-pno:xdist", "-pno:cacheprovider", *files])


def told(mutant: Mutant) -> str:
    text = (ROOT / mutant.file).read_text(encoding="utf-8")
    row = text.count("\n", 0, mutant.start)
    before, after = (it.splitlines()[row].strip() for it in (text, mutant.made(text)))
    return f"{mutant.file}:{row + 1}\n  - {before}\n  + {after}"


def interval(killed: int, number: int, z: float = 1.96) -> tuple[float, float]:
    share, square = killed / number, z * z / number
    middle = (share + square / 2) / (1 + square)
    half = z * sqrt(share * (1 - share) / number + square / 4 / number) / (1 + square)
    return middle - half, middle + half


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("paths", nargs="*", default=["hooks/course", "docs/js"])
    asked = parser.parse_args()
    everything = mutants(asked.paths)
    random.Random(asked.seed).shuffle(everything)
    sample = list(islice(filter(readable, everything), asked.number))
    killed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=lambda place, names: {*names} & LEFT if place == str(ROOT) else ())
        (copy / ".venv").symlink_to(ROOT / ".venv")
        for one in {tuple(sorted(relevant(mutant.file))): mutant for mutant in sample}.values():
            if not survives(Mutant(one.file, 0, 0, ""), copy):
                sys.exit(f"tests for {one.file} fail before anything is changed")
        for done, mutant in enumerate(sample, 1):
            if survives(mutant, copy):
                print(f"survives: {told(mutant)}", flush=True)
            else:
                killed += 1
            low, high = interval(killed, done)
            print(f"{killed} of {done} killed, {low:.0%} to {high:.0%}", end="\r", file=sys.stderr)
        low, high = interval(killed, len(sample))
        print(f"{killed} of {len(sample)} killed ({low:.0%} to {high:.0%}), of {len(everything)} possible")


if __name__ == "__main__":
    main()
