"""`make serve` renders again what an edit changes, and no less: the site is that of a server just started."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from conftest import Project
from copied import shorten_course
from test_reproducible import contents

LESSON, OTHER = "base-and-instruct-models", "picking-a-base-model"
PAGE, OTHERS = (f"docs/foundations/{name}/index.md" for name in (LESSON, OTHER))
# A build for each line read, a folder's name: in "again" as a rebuild of the server, in "anew" as its first.
AS_SERVE = """
import json, logging, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.config_options import Hooks
from course.site.build import Build

told, rendered, opened = [], [], Build.open
class Heard(logging.Handler):
    def emit(self, record):
        told.append(record.getMessage())
def open(self, src, markdown):
    text = opened(self, src, markdown)
    rendered.extend([src] if text else [])
    return text
Build.open = open
logging.getLogger("mkdocs").addHandler(Heard(logging.WARNING))
server = Hooks._load_hook
for line in sys.stdin:
    folder = line.strip()
    if folder == "anew":
        Hooks._load_hook = lambda hooks, name, path: server.__wrapped__(hooks, name, path)
    else:
        Hooks._load_hook = server
    told.clear(), rendered.clear()
    config = load_config("mkdocs.yml", site_dir=folder)
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    print(json.dumps([told, rendered]), flush=True)
"""


class Serving:
    def __init__(self, project: Project) -> None:
        self.project = project
        self.builder = subprocess.Popen(
            [sys.executable, "-c", AS_SERVE],
            cwd=project.root,
            env={**os.environ, "HUB": "off", "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": "hooks"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def build(self, folder: str = "again") -> tuple[list[str], list[str]]:
        """What was told, and the pages that were rendered."""
        assert self.builder.stdin and self.builder.stdout
        print(folder, file=self.builder.stdin, flush=True)
        told, rendered = json.loads(self.builder.stdout.readline())
        return told, rendered

    def is_as_new(self) -> None:
        """A rebuild tells and writes what a first build does."""
        told, _ = self.build()
        assert told == self.build("anew")[0]
        again, anew = (contents(self.project.root / folder) for folder in ("again", "anew"))
        assert [name for name in {**again, **anew} if again.get(name) != anew.get(name)] == []


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    project = Project(tmp_path_factory.mktemp("served"))
    shorten_course(project.root, LESSON, OTHER)
    serving = Serving(project)
    serving.build()
    yield serving
    serving.builder.communicate()


def test_after_an_edit_of_a_text_the_site_is_that_of_a_server_just_started(serving: Serving) -> None:
    """A heading, a link from another page that leads to it, and both undone."""
    before = {file: (serving.project.root / file).read_bytes() for file in (PAGE, OTHERS)}
    for file, old, new in (
        (OTHERS, "## Key terms {#key-terms}", "## All its terms"),
        (PAGE, f"../{OTHER}/index.md", f"../{OTHER}/index.md#all-its-terms"),
    ):
        serving.project.edit(file, old, new)
        serving.is_as_new()
    for file, text in before.items():
        (serving.project.root / file).write_bytes(text)
    serving.is_as_new()


def test_only_the_page_that_was_edited_is_rendered(serving: Serving) -> None:
    serving.build()
    serving.project.edit(OTHERS, "So ", "And so ")
    told, rendered = serving.build()
    assert told == []
    assert {f"docs/{src}" for src in rendered} == {PAGE, OTHERS}  # the first sets a file in
    serving.project.edit(OTHERS, "And so ", "So ")


def test_a_mistake_is_told_until_it_is_mended(serving: Serving) -> None:
    slips = {
        "docs/index.md": "This is **not closed.\n\n",
        "docs/lab/index.md": "[One](nowhere.md) and [another](#nothing).\n\n",
    }
    for file, slip in slips.items():
        serving.project.edit(file, "\n\n", f"\n\n{slip}")
    mistakes, _ = serving.build()
    assert len(mistakes) == 3
    serving.project.edit(OTHERS, "So ", "And so ")
    assert serving.build()[0] == mistakes
    for file, slip in slips.items():
        serving.project.edit(file, slip, "")
    assert serving.build()[0] == []
    serving.project.edit(OTHERS, "And so ", "So ")
