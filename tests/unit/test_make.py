"""`make`: what is typed is passed on as it is, .venv is looked at each time, and the lock files' options are kept."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from mkdocs.config import load_config

ROOT = Path(__file__).parent.parent.parent
PYTHON = '#!/bin/sh\n[ "$1" = -c ] || printf "<%s>" "$@" >> ran\n'


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """A project whose .venv has a Python that writes down what it is asked to run."""
    for name in ("Makefile", "requirements.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "pyvenv.cfg").touch()
    write_python(tmp_path / ".venv" / "bin" / "python", PYTHON)
    (tmp_path / ".venv" / "site-ready").touch()
    return tmp_path


def write_python(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def make(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", *words], cwd=root, env=env, capture_output=True, text=True)


def ran(root: Path) -> str:
    path = root / "ran"
    return path.read_text(encoding="utf-8") if path.exists() else ""


AWKWARD = ["My Lesson", "a;touch x", "$(touch x)", "$(shell touch x)", "`touch x`", "it's", 'a"b', "a\nb", "$$a", "-h", "ü", "#"]  # fmt: skip


@pytest.mark.parametrize("name", AWKWARD)
def test_a_lessons_name_is_passed_on_as_it_was_typed(made: Path, name: str) -> None:
    make(made, "lesson", f"NAME={name}")
    assert ran(made) == f"<-m><course.commands.scaffold><{name}>"
    assert not (made / "x").exists()


@pytest.mark.parametrize("port", ["8000;touch x", "$(shell touch x)", "80 00"])
def test_so_is_a_port(made: Path, port: str) -> None:
    make(made, "serve", f"PORT={port}")
    assert ran(made).startswith(f"<-m><course.commands.port><{port}>")
    assert not (made / "x").exists()


@pytest.mark.parametrize("python", ["/no/such/python", "x;touch x", "$(shell touch x)", "a b"])
def test_a_python_that_is_none_is_told_in_a_line(made: Path, python: str) -> None:
    (made / ".venv" / "bin" / "python").unlink()
    said = make(made, "schema", f"PYTHON={python}")
    assert said.stdout == "Small First needs Python 3.11 or newer: set PYTHON=/path/to/python3.11\n"
    assert not (made / "x").exists()


def gone(bin: Path) -> None:
    (bin / "python").unlink()
    (bin / "python").symlink_to("/no/such/python")


def failing(bin: Path) -> None:
    write_python(bin / "python", "#!/bin/sh\nexit 1\n")


def package_deleted(bin: Path) -> None:
    (bin.parent / "site-ready").write_text(".venv/lib/python3.11/site-packages/mkdocs/__main__.py\n")


@pytest.mark.parametrize("damage", [gone, failing, package_deleted])
def test_a_damaged_venv_is_made_again(made: Path, damage: object) -> None:
    damage(made / ".venv" / "bin")  # type: ignore[operator]
    write_python(made / "python", '#!/bin/sh\n[ "$1" = -c ] || echo "asked: $*"\n')
    said = make(made, "schema", f"PYTHON={made / 'python'}")
    assert said.stdout.splitlines()[:2] == [
        "Setting up .venv again: something is missing in it",
        "asked: -m venv --clear .venv",
    ]


def test_a_venv_that_leads_nowhere_is_made_anew(made: Path) -> None:
    (made / ".venv").rename(made / "away")
    (made / ".venv").symlink_to(made / "nowhere")
    write_python(made / "python", '#!/bin/sh\n[ "$1" = -c ] || echo "asked: $*"\n')
    said = make(made, "schema", f"PYTHON={made / 'python'}")
    assert said.stdout.splitlines()[:2] == ["Setting up .venv (once)", "asked: -m venv --clear .venv"]


def test_a_file_in_its_place_is_not_deleted(made: Path) -> None:
    (made / ".venv").rename(made / "away")
    (made / ".venv").write_text("mine")
    assert make(made, "schema").stdout == "'.venv' is no folder: move it away, and run make again\n"
    assert (made / ".venv").read_text() == "mine"


def test_a_whole_venv_is_left_alone(made: Path) -> None:
    assert make(made, "schema").stdout == ""
    assert ran(made) == "<-m><course.commands.schema>"


def test_compiled_modules_are_kept_where_a_container_says_otherwise(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    says = '#!/bin/sh\n[ "$1" = -c ] || printf "<%s>" "$PYTHONDONTWRITEBYTECODE" >> ran\n'
    write_python(made / ".venv" / "bin" / "python", says)
    make(made, "schema")
    assert ran(made) == "<>"


def test_compiled_modules_beside_a_lesson_s_scripts_are_not_published() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), hooks=[], plugins=[])
    assert config.exclude_docs and config.exclude_docs.match_file("lab/__pycache__/smol.cpython-311.pyc")
    assert not config.exclude_docs.match_file("lab/smol.py")


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_a_lock_file_says_how_it_is_compiled(name: str) -> None:
    """Dependabot reads its options out of the header, and would drop the lines for other systems without them."""
    header = (ROOT / f"{name}.txt").read_text(encoding="utf-8").splitlines()[1]
    options = re.findall(r"--[a-z-]+(?: [\d.]+)?", header)
    assert options == ["--universal", "--python-version 3.11", "--generate-hashes"]
    makefile = re.sub(r"\\\n\s*", "", (ROOT / "Makefile").read_text(encoding="utf-8"))
    assert f"{' '.join(options)} $$name.in -o $$name.txt" in makefile
    assert "package-ecosystem: uv\n" in (ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8")
