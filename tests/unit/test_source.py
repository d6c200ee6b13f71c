"""YAML with lines: every slip an author can make is told with file, line and mend."""

from typing import Literal

import pytest

from course.authoring.problem import Problem
from course.authoring.source import parse
from course.authoring.strict import Id, Strict, Text, Whole


class Leaf(Strict):
    id: Id
    text: Text
    size: Whole = 0
    kind: Literal["a", "b"] = "a"


class Tree(Strict):
    leaves: tuple[Leaf, ...]
    named: dict[Id, Leaf] | None = None


def problems(text: str) -> list[str]:
    found: list[Problem] = []
    source = parse(text, "data/tree.yml", found)
    if source:
        assert source.parse(Tree, found) is None
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "leaves:\n\t- id: a\n",
            "data/tree.yml:2: a tab in the indentation. YAML indents with spaces: use two.",
        ),
        (
            "leaves:\n  - id: a\n    text: more: less\n",
            "data/tree.yml:3: not readable as YAML (mapping values are not allowed here). "
            "A text that holds ': ' stands in quotes.",
        ),
        (
            "leaves:\n  - id: a\n    text: x\n    id: b\n",
            "data/tree.yml:4: 'id' stands twice (first on line 2). Keep one of the two.",
        ),
        ("leaves:\n  - id: a\n", "data/tree.yml:2: 'text' is missing. Add 'text:' here."),
        (
            "leaves:\n  - id: a\n    txt: x\n    text: x\n",
            "data/tree.yml:3: unknown key 'txt'. Did you mean 'text'?",
        ),
        (
            "leaves:\n  - id: A b\n    text: x\n",
            "data/tree.yml:2: 'A b' is not a good id. Use lower-case letters, digits and single hyphens.",
        ),
        (
            "leaves:\n  - id: a\n    text: 1\n",
            "data/tree.yml:3: 'text' must be text, not 1. Put it in quotes, else YAML makes no text of it: '1'.",
        ),
        (
            "leaves:\n  - &a {id: a, text: x}\n  - *a\n",
            "data/tree.yml:2: '&' gives the value a name, and is no text. Write the value out, and put a text that begins so in quotes.",
        ),
        (
            "leaves:\n  - id: a\n    text: *b\n",
            "data/tree.yml:3: not readable as YAML (found undefined alias 'b'). A text that begins with '*' stands in quotes.",
        ),
        (
            "leaves:\n  - id: a\n    text: @b\n",
            "data/tree.yml:3: not readable as YAML (while scanning for the next token found character '@' that cannot start any token). "
            "A text that begins with a sign such as ` @ % & * ! stands in quotes.",
        ),
        (
            "leaves: []\n---\nleaves: []\n",
            "data/tree.yml:2: '---' begins a second document in the file. Remove the line.",
        ),
        (
            "leaves:\n  - id: a\n    text: !x y\n",
            "data/tree.yml:3: '!' names a type (!!python, !env), and is no text. Write the value out, and put a text that begins so in quotes.",
        ),
        (
            "leaves:\n  - id: a\n    text: x\n    <<: {size: 1}\n",
            "data/tree.yml:4: '<<' merges what another place has. Write the value out, and put a text that begins so in quotes.",
        ),
        (
            "leaves:\n  - id: a\n    text: 2026-02-30\n",
            "data/tree.yml:3: there is no day 2026-02-30. Write year, month and day: 2026-11-23.",
        ),
        (
            "leaves:\n  - id: a\n    text: ' '\n",
            "data/tree.yml:3: an empty text. Write it, or leave the key out.",
        ),
        (
            "leaves:\n  - id: a\n    text: x\n    size: big\n",
            "data/tree.yml:4: 'size' must be a whole number, not 'big'. Write a whole number.",
        ),
        (
            "leaves:\n  - id: a\n    text: x\n    kind: c\n",
            "data/tree.yml:4: 'kind' must be 'a' or 'b', not 'c'. Write one of them.",
        ),
        (
            "leaves:\n  - {id: a, text: x, size: 1,234}\n",
            "data/tree.yml:2: a comma ends the number 1. Write 1234.",
        ),
        (
            "leaves:\n  - {id: a, text: x, size: 12,5}\n",
            "data/tree.yml:2: a comma ends the number 12. Write 12.5.",
        ),
        ("leaves: x\n", "data/tree.yml:1: 'leaves' must be a list, not 'x'. Write a list."),
        (
            "leaves:\n  - x\n",
            "data/tree.yml:2: item 1 of 'leaves' must be 'key: value' lines, not 'x'. Write 'key: value' lines.",
        ),
        (
            "leaves: []\nnamed:\n  one:\n    id: a\n    text: x\n    tekst: y\n",
            "data/tree.yml:6: unknown key 'tekst'. Did you mean 'text'?",
        ),
        (
            "- x\n",
            "data/tree.yml:1: the file must be 'key: value' lines, not ['x']. Write 'key: value' lines.",
        ),
        ("", "data/tree.yml:1: the file must be 'key: value' lines, not nothing. Write 'key: value' lines."),
        (
            'leaves: "x\n',
            "data/tree.yml:1: not readable as YAML (while scanning a quoted scalar found unexpected end of stream). "
            "Check quotes, brackets and indentation here and on the line before.",
        ),
        (
            "leaves: \x00\n",
            "data/tree.yml:1: a character that text files do not hold (U+0000). Remove it.",
        ),
    ],
)
def test_a_slip_is_told_with_its_line_and_mend(text: str, told: str) -> None:
    assert problems(text) == [told]


def test_all_slips_of_a_file_are_told_in_one_run() -> None:
    text = "leaves:\n  - id: A\n    text: x\n  - id: b\n  - text: x\n    id: c\n    sise: 1\n"
    assert [line.split(": ")[0] for line in problems(text)] == [
        "data/tree.yml:2",
        "data/tree.yml:4",
        "data/tree.yml:7",
    ]
