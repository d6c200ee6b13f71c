"""The schemas that editors complete from are those of the code, and every data file names its own."""

from pathlib import Path

import pytest

from course.commands.schema import FILES, schema

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", FILES)
def test_the_schema_is_current(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == schema(name), "run `make schema`"


@pytest.mark.parametrize("path", sorted((ROOT / "data").rglob("*.yml")), ids=lambda path: path.name)
def test_a_data_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve().exists()
