"""The author's preview is there while serving, and nowhere in the published site."""

import os
import subprocess
import sys
from pathlib import Path

from conftest import Project
from copied import shorten_course

AS_SERVE = """
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""


def test_make_serve_has_the_preview(project: Project) -> None:
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    result = subprocess.run(
        [sys.executable, "-c", AS_SERVE],
        cwd=project.root,
        env={**os.environ, "HUB": "off"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    page = project.page("preview/")
    assert 'data-question="license-travels-copy-0"' in page
    assert "css/preview.css" in page
    assert "license-travels" not in (project.root / "site" / "search" / "search_index.json").read_text()


def test_the_published_site_has_no_preview(site: Path) -> None:
    assert not (site / "preview").exists()
    assert "preview.css" not in (site / "index.html").read_text()
