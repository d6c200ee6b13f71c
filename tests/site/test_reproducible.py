"""The same course is the same site: readers' copies are only replaced by what has changed."""

from pathlib import Path

from conftest import Project


def contents(site: Path) -> dict[str, bytes]:
    # a gzip file holds the time at which it was written
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and file.suffix != ".gz"
    }


def test_two_builds_are_the_same_byte_for_byte(project: Project) -> None:
    built = []
    for seed in ("1", "2"):  # the order of Python's sets
        assert project.build(PYTHONHASHSEED=seed).returncode == 0
        built.append(contents(project.root / "site"))
    assert built[0].keys() == built[1].keys()
    assert [name for name, text in built[0].items() if built[1][name] != text] == []
