"""Every link inside the built site leads somewhere, to its heading too; and the check sees what is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BASE

LYCHEE = Path(sys.executable).with_name("lychee")
LESSON = "foundations/picking-a-base-model/index.html"


def broken(site: Path, tmp_path: Path) -> list[str]:
    """What lychee finds broken among the links that stay in the site, as ``site`` is served under BASE."""
    root = tmp_path / "served"
    served = root / BASE.strip("/")
    if not served.exists():
        shutil.copytree(site, served)
    # The missing page is served at any depth: its links are from the origin's root, like the canonical ones.
    pages = [str(page) for page in served.rglob("*.html")]
    result = subprocess.run(
        [
            LYCHEE,
            *("--offline", "--include-fragments", "--no-progress", "--quiet"),
            *("--index-files", "index.html", "--root-dir", root, *pages),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode in (0, 2), result.stderr
    return [line for line in result.stdout.splitlines() if line.startswith("[ERROR]")]


def test_no_link_is_broken(site: Path, tmp_path: Path) -> None:
    assert broken(site, tmp_path) == []


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        ('<a href="../no-such-lesson/">x</a>', "no-such-lesson"),
        ('<a href="#no-such-heading">x</a>', "#no-such-heading"),
        ('<a href="../../glossary/#no-such-term">x</a>', "#no-such-term"),
        ('<img src="../../img/no-such-drawing.png" alt="x"/>', "no-such-drawing.png"),
    ],
)
def test_a_planted_break_is_found(site: Path, tmp_path: Path, planted: str, named: str) -> None:
    shutil.copytree(site, tmp_path / "served" / BASE.strip("/"))
    page = tmp_path / "served" / BASE.strip("/") / LESSON
    page.write_text(
        page.read_text(encoding="utf-8").replace("</article>", f"{planted}</article>", 1), encoding="utf-8"
    )
    found = broken(site, tmp_path)
    assert len(found) == 1 and named in found[0], found
