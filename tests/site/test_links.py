"""Every link inside the built site leads somewhere, to its heading too; and the check sees what is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

from conftest import BASE

LYCHEE = Path(sys.executable).with_name("lychee")
LESSON = "foundations/picking-a-base-model/index.html"


def broken(site: Path) -> list[str]:
    """What lychee finds broken among the links that stay in the site, as ``site`` is served under BASE."""
    # The missing page is served at any depth: its links are from the origin's root, like the canonical ones.
    result = subprocess.run(
        [
            LYCHEE,
            *("--offline", "--include-fragments", "--no-progress", "--quiet"),
            *("--index-files", "index.html", "--root-dir", site.parents[len(Path(BASE).parts) - 2]),
            *site.rglob("*.html"),
        ],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode in (0, 2), result.stderr
    return [line for line in result.stdout.splitlines() if line.startswith("[ERROR]")]


PLANTED = {
    "no-such-lesson": '<a href="../no-such-lesson/">x</a>',
    "#no-such-heading": '<a href="#no-such-heading">x</a>',
    "#no-such-term": '<a href="../../glossary/#no-such-term">x</a>',
    "no-such-drawing.png": '<img src="../../img/no-such-drawing.png" alt="x"/>',
}


def test_no_link_is_broken_but_those_that_are_planted(site: Path, tmp_path: Path) -> None:
    served = tmp_path / BASE.strip("/")
    shutil.copytree(site, served)
    lesson = served / LESSON
    page = lesson.read_text(encoding="utf-8")
    lesson.write_text(
        page.replace("</article>", f"{''.join(PLANTED.values())}</article>", 1), encoding="utf-8"
    )
    found = broken(served)
    assert len(found) == len(PLANTED), "\n".join(found)
    for name in PLANTED:
        assert [line for line in found if name in line], f"{name} is not among {found}"
