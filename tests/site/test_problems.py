"""An author's slip, built strictly: the build fails and says file, line, what and mend. No traceback."""

import re

import pytest
from conftest import Project

LESSON = "docs/foundations/picking-a-base-model/index.md"
INSTRUCT = "docs/foundations/base-and-instruct-models/index.md"


def problems(output: str) -> list[str]:
    return [line.removeprefix("WARNING -  ") for line in output.splitlines() if line.startswith("WARNING")]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (LESSON, "::: models license", "::: model license", r"unknown directive 'model'\. Did you mean 'models'\?"),
        (LESSON, "::: models license", "::: models licence", r"there is no models 'licence'\. Did you mean 'license'\?"),
        (LESSON, "::: figure ladder", "::: figure lader", r"there is no figure 'lader'\. Did you mean 'ladder'\?"),
        (LESSON, "level: beginner", "level: easy", r"'level' must be 'beginner', .* not 'easy'\."),
        (LESSON, "track: foundations", "track: foundation", r"there is no track 'foundation'\. Did you mean 'foundations'\?"),
        (LESSON, "outcome:", "outcom:", r"unknown key 'outcom'\. Did you mean 'outcome'\?"),
        ("data/glossary.yml", "    definition:", "    defintion:", r"unknown key 'defintion'\. Did you mean 'definition'\?"),
        ("data/glossary.yml", "    lesson: picking-a-base-model", "    lesson: picking", r"there is no lesson 'picking'\."),
        ("data/tracks.yml", "      - number: ", "\t      - number: ", r"a tab in the indentation\. YAML indents with spaces: use two\."),
        ("data/models.yml", "    family: ", "    famly: ", r"unknown key 'famly'\. Did you mean 'family'\?"),
        ("data/licenses.yml", "group: permissive", "group: permisive", r"'group' must be .* not 'permisive'\."),
        (INSTRUCT, "---\ntitle:", "title:", r"the front matter stands without its '---'\."),  # it has a 'template:'
    ],
)  # fmt: skip
def test_a_slip_is_told_with_file_line_and_mend(
    project: Project, file: str, old: str, new: str, told: str
) -> None:
    project.edit(file, old, new)
    line = (project.root / file).read_text(encoding="utf-8").split(new)[0].count("\n") + 1
    result = project.build()
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    assert any(
        re.match(rf"{re.escape(file)}:{line}: {told}", problem) for problem in problems(result.stdout)
    ), result.stdout


def test_all_slips_are_told_in_one_run(project: Project) -> None:
    project.edit(LESSON, "::: figure ladder", "::: figur ladder")
    project.edit("data/glossary.yml", "    definition:", "    defintion:")
    project.edit("data/tracks.yml", "summary:", "sumary:")
    output = project.build().stdout
    for file in (LESSON, "data/glossary.yml", "data/tracks.yml"):
        assert any(problem.startswith(f"{file}:") for problem in problems(output)), output


def test_a_broken_link_fails_the_build(project: Project) -> None:
    with (project.root / LESSON).open("a", encoding="utf-8") as lesson:
        lesson.write("\n[gone](gone.md) and [nowhere](../glossary.md#nowhere)\n")
    output = project.build().stdout
    assert "gone.md" in output and "#nowhere" in output
