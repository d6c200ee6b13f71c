"""The built pages are valid HTML, by the Nu checker. It needs Java, and the jar that `make lint` gets by npm."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

JAR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# A run of seconds does not repay the second compiler, nor a collector in threads; the first compiler's frames are larger
QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
needs_vnu = pytest.mark.skipif(
    not (shutil.which("java") and JAR.exists()), reason="vnu: skipped, Java or npm is not installed"
)


def errors(*folders: Path) -> list[str]:
    result = subprocess.run(
        ["java", *QUICK, "-jar", JAR, "--errors-only", "--skip-non-html", *folders],
        capture_output=True,
        text=True,
        timeout=300,
    )
    return result.stderr.splitlines()


@needs_vnu
def test_every_page_is_valid_and_the_checker_sees_an_error(site: Path, tmp_path: Path) -> None:
    """In one run: a second takes Java as long again to start as all pages take it to read."""
    page = '<!doctype html><html lang="en"><title>x</title><input type="radio" autocomplete="off"></html>'
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    *found, planted = sorted(errors(site, tmp_path), key=lambda line: "page.html" in line)
    assert found == []
    assert f"{tmp_path.name}/page.html" in planted
