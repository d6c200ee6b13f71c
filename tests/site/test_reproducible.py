"""The same course is the same site: readers' copies are only replaced by what has changed."""

from pathlib import Path

from conftest import ADDRESS, Project


def contents(site: Path) -> dict[str, bytes]:
    # a gzip file holds the time at which it was written
    return {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file() and file.suffix != ".gz"
    }


def test_two_builds_are_the_same_byte_for_byte(published: Path, project: Project) -> None:
    # the order of Python's sets, which was another one
    result = project.build(SITE_URL=ADDRESS, PYTHONHASHSEED="1")
    assert result.returncode == 0, result.stdout
    before, after = contents(published), contents(project.root / "site")
    assert before.keys() == after.keys()
    assert [name for name, text in before.items() if after[name] != text] == []
