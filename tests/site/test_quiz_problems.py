"""A quiz file full of mistakes, built strictly: all told in one run, each with its line and its mend."""

import re

import pytest
from conftest import Project

from course.commands.scaffold import lay_down

QUIZ = "docs/foundations/trial/quiz.yml"
PAGE = "docs/foundations/trial/index.md"

# Each mistake stands on the line whose problem follows it as a comment; ^ is the line of the comment.
BROKEN = """\
lesson: trial
retired: [was-here]
allow: {same-place: It was so once}
questions:
  - id: Good_Grief #! 'Good_Grief' is not a good id. Use lower-case letters, digits and single hyphens.
    kind: one
    tests: first
    ask: Is this well-formed?
    options:
      - {id: a, text: Maybe, because: No.}
      - {id: b, text: Hardly, correct: true, because: Yes.}
  - id: unknown-keys
    kind: one
    tests: first
    aks: Is it? #! unknown key 'aks'. Did you mean 'ask'?
    ask: Is it?
    options:
      - {id: a, text: 12, because: No.} #! 'text' must be text, not 12. Put it in quotes, else YAML makes no text of it: '12'.
      - {id: b, text: It is, correct: maybe, because: Yes.} #! 'correct' must be true or false, not 'maybe'. Write true or false.
  - id: was-here #! the question id 'was-here' is retired (docs/foundations/trial/quiz.yml). Choose another: old answers would come back with it.
    kind: one
    tests: second #! the lesson has no outcome 'second'. Known: first, third.
    ask: Which is NOT so? #! a negated question ('Which is NOT'). Ask for what is so, or say in the question why it is right: 'allow: {negated: WHY}'.
    options: #! 2 right options in a question of kind 'one'. Keep one, or make it 'kind: several'.
      - {id: a, text: This, correct: true, because: Yes.}
      - {id: a, text: That, correct: true, because: Yes.} #! two options have the id 'a'. Choose another.
      - {id: c, text: None of the above, because: No.} #! the option says 'None of the above'. Make it 'kind: several', or name what is meant, or say in the question why it is right: 'allow: {all-or-none: WHY}'.
  - id: none-right
    kind: one
    tests: first
    ask: Which one?
    options: #! no right options in a question of kind 'one'. Mark the right one 'correct: true'.
      - {id: a, text: This, because: No.}
      - {id: b, text: This, because: No.} #! two options have the text 'This'. Options must differ: change one.
  - id: all-right
    kind: several
    tests: first
    ask: " " #! an empty text. Write it, or leave the key out.
    options:
      - {id: a, text: This, correct: true, because: Yes.}
      - {id: b, text: That, correct: true} #! 'because' is missing. Add 'because:' here.
  - id: really-all-right
    kind: several
    tests: first
    ask: Which ones?
    options: #! all options are right. Add a wrong one that a thinking learner would choose.
      - {id: a, text: This, correct: true, because: Yes.}
      - {id: b, text: That, correct: true, because: Yes.}
  - id: one-option
    kind: several
    tests: first
    ask: Which one?
    options: #! one option. A choice takes two at least.
      - {id: a, text: This, correct: true, because: Yes.}
  - id: one-option #! the question id 'one-option' is taken (docs/foundations/trial/quiz.yml:49). Choose another: saved answers are kept under it.
    kind: number
    tests: first
    ask: How many bytes has <b>SmolLM2</b>? #! HTML in the text ('<b>'). Write Markdown, and put code in backticks.
    answer: {value: smollm2_135m_instruct.parameters times 2, unit: B, within: 5%} #! 'smollm2_135m_instruct.parameters times 2' is not arithmetic. Use numbers, + - * / **, parentheses, ln(2), MB and the like, MODEL.NUMBER and recorded.FILE.NUMBER.
    because: Two each.
    see: "#frist" #! 'see' leads to no heading '#frist' in docs/foundations/trial/index.md. Did you mean 'first'?
  - id: no-unit
    kind: number
    tests: first
    ask: How many bytes?
    answer: {value: 7, within: 5%} #! 'unit' is missing. Add 'unit:' here.
    because: Two each.
  - id: typed
    kind: number
    tests: first
    ask: How many bytes?
    answer: {value: 7, unit: B, within: 5%} #! the number 7 is typed in. Compute it from a model's numbers, or say in the question why it is right: 'allow: {typed-number: WHY}'.
    because: Two each.
    allow: {negated: It was} #! 'negated' is allowed but does not occur. Remove the line.
  - kind: two #! unknown kind 'two'. Write one, several or number.
"""


@pytest.fixture
def trial(project: Project) -> Project:
    """The project with one more lesson, as `make lesson` lays it down."""
    lay_down(project.root, "trial")
    return project


def told(project: Project) -> list[str]:
    """The problems of the trial lesson in a strict build, which must fail without a traceback."""
    result = project.build()
    assert result.returncode != 0
    assert "Traceback" not in result.stdout
    lines = [line.removeprefix("WARNING -  ") for line in result.stdout.splitlines()]
    return [line for line in lines if line.startswith((QUIZ, PAGE))]


def expected(text: str) -> list[str]:
    lines = (line.partition(" #! ") for line in text.splitlines())
    return [f"{QUIZ}:{number}: {what}" for number, (_, _, what) in enumerate(lines, 1) if what]


def test_a_lesson_builds_as_it_is_laid_down(trial: Project) -> None:
    result = trial.build()
    assert result.returncode == 0, result.stdout
    page = trial.page("foundations/trial/")
    assert 'data-question="trial-first"' in page
    assert 'href="#first">Where this is explained' in page


def test_every_mistake_is_told_in_one_run(trial: Project) -> None:
    trial.write(QUIZ, re.sub(" #! .*", "", BROKEN))
    trial.edit(PAGE, "  first: ", "  third: Stay untested\n  first: ")
    trial.edit(
        PAGE,
        "::: quiz trial",
        "::: question typed\n\n::: question typed\n\n::: quiz trial",
    )
    lines = (trial.root / PAGE).read_text().splitlines()
    first = lines.index("::: question typed") + 1
    second = first + 2
    assert sorted(told(trial)) == sorted(
        [
            *expected(BROKEN),
            f"{PAGE}:{second}: the question 'typed' is also placed at {PAGE}:{first}. Keep one of the two.",
        ]
    )


def test_a_question_that_is_not_there(trial: Project) -> None:
    """Where ids are good: of others it is told that they are not."""
    trial.edit(PAGE, "::: quiz trial", "::: question trial-frist\n\n::: quiz trial")
    line = (trial.root / PAGE).read_text().splitlines().index("::: question trial-frist") + 1
    assert told(trial) == [f"{PAGE}:{line}: there is no question 'trial-frist'. Did you mean 'trial-first'?"]


def test_an_outcome_that_no_question_tests(trial: Project) -> None:
    trial.edit(PAGE, "  first: ", "  second: Stay untested\n  first: ")
    line = (trial.root / PAGE).read_text().splitlines().index("  second: Stay untested") + 1
    what = f"no question tests the outcome 'second'. Write one in {QUIZ}, or remove the outcome."
    assert told(trial) == [f"{PAGE}:{line}: {what}"]


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        (
            "    kind: one",
            "\tkind: one",
            5,
            "a tab in the indentation. YAML indents with spaces: use two.",
        ),
        (
            "ask: Write here",
            "ask: Write: here",
            7,
            "not readable as YAML (mapping values are not allowed here). "
            "A text that holds ': ' stands in quotes.",
        ),
        (
            "lesson: trial",
            "lesson: trial\nlesson: trial",
            3,
            "'lesson' stands twice (first on line 2). Keep one of the two.",
        ),
        (
            "lesson: trial",
            "lesson: trail",
            2,
            "the lesson is 'trail' but its folder is called 'trial'. Give both the lesson's slug.",
        ),
    ],
)
def test_a_slip_of_yaml_is_the_only_problem(
    trial: Project, old: str, new: str, line: int, problem: str
) -> None:
    trial.edit(QUIZ, old, new)
    assert told(trial) == [f"{QUIZ}:{line}: {problem}"]
