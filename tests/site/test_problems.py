"""An author's slip: the strict build fails and says file, line, what and mend. No traceback."""

import re

import pytest
from conftest import Project
from copied import shorten_course
from mistakes.making import line, swap
from mistakes.trial import Trial

LESSON = "docs/foundations/picking-a-base-model/index.md"
INSTRUCT = "docs/foundations/base-and-instruct-models/index.md"
TOLD_TOGETHER = [
    (LESSON, "::: figure ladder", "::: figure lader", r"there is no figure 'lader'\. Did you mean 'ladder'\?"),
    ("data/glossary.yml", "    definition:", "    defintion:", r"unknown key 'defintion'\. Did you mean 'definition'\?"),
    ("data/tracks.yml", "summary:", "sumary:", r"unknown key 'sumary'\. Did you mean 'summary'\?"),
    ("data/models.yml", "    family: ", "    famly: ", r"unknown key 'famly'\. Did you mean 'family'\?"),
    ("data/licenses.yml", "group: permissive", "group: permisive", r"'group' must be .* not 'permisive'\."),
    (LESSON, "::: models license", "::: model license", r"unknown directive 'model'\. Did you mean 'models'\?"),
    (LESSON, "::: models size", "::: models sise", r"there is no models 'sise'\. Did you mean 'size'\?"),
    (LESSON, "level: beginner", "level: easy", "'level' must be 'beginner'"),
    (LESSON, "outcome:", "outcom:", r"unknown key 'outcom'\. Did you mean 'outcome'\?"),
    (INSTRUCT, "---\ntitle:", "title:", r"the front matter stands without its '---'\."),  # it has a 'template:'
]  # fmt: skip


def test_all_slips_are_told_in_one_run_with_file_line_and_mend(project: Project) -> None:
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    for file, old, new, _ in TOLD_TOGETHER:
        project.edit(file, old, new)
    with (project.root / LESSON).open("a", encoding="utf-8") as lesson:
        lesson.write("\n[gone](gone.md) and [nowhere](../../glossary.md#nowhere)\n")
    result = project.build()
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    for file, _, new, told in TOLD_TOGETHER:
        where = f"{re.escape(file)}:{line(project.root, file, new)}"
        assert re.search(rf"^WARNING -  {where}: {told}", result.stdout, re.MULTILINE), result.stdout
    assert "gone.md" in result.stdout and "#nowhere" in result.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (LESSON, "track: foundations", "track: foundation", r"there is no track 'foundation'. Did you mean 'foundations'?"),
        ("data/glossary.yml", "    lesson: picking-a-base-model", "    lesson: picking", r"there is no lesson 'picking'."),
        ("data/tracks.yml", "      - number: ", "\t      - number: ", "a tab in the indentation. YAML indents with spaces: use two."),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_file_line_and_mend(
    trial: Trial, file: str, old: str, new: str, told: str
) -> None:
    mistake = swap(file, old, new, told)
    (said,) = trial(mistake)
    assert any(it.startswith(f"{said.place}: ") and told in it for it in said.messages), said
    assert said.traceback == ""
