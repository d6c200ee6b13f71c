"""The rules of the house: which package may import which, and how many rooms stand side by side."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

HOOKS = ROOT / "hooks"
# From the top floor down: a package imports from those below it. Features do not know each other; what several need,
# lessons and models, is below them.
FLOORS = (
    ("build",),
    ("commands",),
    ("site", "publish"),
    ("markdown",),
    ("course",),
    ("glossary", "quiz", "picker", "figures"),
    ("lessons", "models"),
    ("hub",),
    ("authoring",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room(module: str) -> str:
    """``course.hub.pull`` is in the room "hub"; ``course.course`` and ``build`` are rooms themselves."""
    return module.removeprefix("course.").split(".")[0]


def imports(file: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Line and module of each import of ours in ``file``."""
    package = list(file.relative_to(root).with_suffix("").parts[:-1])
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            if module.split(".")[0] == "course":
                names = [alias.name for alias in node.names] if module == "course" else [""]
                yield from ((node.lineno, f"{module}.{name}".rstrip(".")) for name in names)


def broken(root: Path) -> list[str]:
    """Each import against the rules, and the rule."""
    found = []
    for file in sorted(root.rglob("*.py")):
        here = room(".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
        for line, module in imports(file, root):
            there = room(module)
            if there in FLOOR and here in FLOOR and here != there:
                at = f"{file.relative_to(root)}:{line}: {here} imports {module}"
                if FLOOR[there] < FLOOR[here]:
                    found.append(f"{at}: a step back up")
                elif FLOOR[there] == FLOOR[here]:
                    found.append(f"{at}: what two need belongs below them")
    return found


def files_imported(root: Path) -> dict[str, set[str]]:
    """The modules of ours that each module imports while it is loaded."""
    names = {
        ".".join(f.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): f
        for f in root.rglob("*.py")
    }
    graph: dict[str, set[str]] = {}
    for name, file in names.items():
        found = set()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                package = name.split(".") if file.name == "__init__.py" else name.split(".")[:-1]
                base = package[: len(package) - node.level + 1] if node.level else []
                module = ".".join([*base, *([node.module] if node.module else [])])
                found.update(
                    {f"{module}.{alias.name}" for alias in node.names} & names.keys()
                    or {module} & names.keys()
                )
        graph[name] = found - {name}
    return graph


def circle(graph: dict[str, set[str]]) -> list[str]:
    """One circle of imports, or nothing."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph[name]):
            if found := walk(other, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def test_imports_go_one_way() -> None:
    assert broken(HOOKS) == []


def test_no_circle_of_files() -> None:
    assert circle(files_imported(HOOKS)) == []


def test_no_more_rooms_than_a_newcomer_can_keep_in_mind() -> None:
    rooms = [
        it for folder in (HOOKS, HOOKS / "course") for it in folder.iterdir() if not it.name.startswith("__")
    ]
    assert len(rooms) <= 20, sorted(it.name for it in rooms)
    assert {room(it.stem) for it in (HOOKS / "course").iterdir() if it.name != "__pycache__"} <= {
        *FLOOR,
        "__init__",
    }


def test_what_knows_mkdocs_is_one_short_file() -> None:
    assert len((HOOKS / "build.py").read_text(encoding="utf-8").splitlines()) < 120


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        ("course/hub/x.py", "from ..quiz.quiz import Quiz", "a step back up"),
        ("course/quiz/x.py", "from ..course import Course", "a step back up"),
        ("course/quiz/x.py", "from ..glossary.glossary import Term", "what two need"),
        ("course/publish/x.py", "from ..site import files", "what two need"),
        ("course/picker/x.py", "from ..models import memory", ""),
        ("build.py", "from course import publish", ""),
    ],
)
def test_an_import_against_the_rules_is_told(tmp_path: Path, file: str, line: str, told: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(f"{line}\n")
    found = broken(tmp_path)
    assert [told in it for it in found] == ([True] if told else []), found


def test_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "course").mkdir()
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"course/{name}.py").write_text(f"from .{other} import x\n")
    assert circle(files_imported(tmp_path)) == ["course.a", "course.b", "course.a"]
