"""The same course is the same site: readers' copies are only replaced by what has changed."""

import re
from pathlib import Path

OFFLINE = re.compile(rb'<meta name="(offline|assets)"[^>]*>|<offline-copy .*?</offline-copy>', re.DOTALL)


def contents(site: Path) -> dict[str, bytes]:
    """Without what one of the two builds has for reading offline. A gzip file holds the time at which it was written."""
    return {
        file.relative_to(site).as_posix(): OFFLINE.sub(b"", file.read_bytes())
        for file in site.rglob("*")
        if file.is_file() and file.suffix != ".gz"
    }


def test_two_builds_are_the_same_byte_for_byte(published: Path, site: Path) -> None:
    before, after = contents(published), contents(site)
    assert before.keys() == after.keys()
    assert [name for name, text in before.items() if after[name] != text] == ["service-worker.js"]
