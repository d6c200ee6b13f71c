"""A quiz file full of mistakes: all told in one run, each with its line and its mend."""

import re
from pathlib import Path

import pytest
from mistakes.trial import Trial

from course.commands.scaffold import LESSON, lay_down
from course.commands.scaffold import QUIZ as LAID_DOWN

QUIZ = "docs/foundations/trial/quiz.yml"
PAGE = "docs/foundations/trial/index.md"
AS_LAID_DOWN = LAID_DOWN.substitute(slug="trial")

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
  - kind: two #! unknown kind 'two'. Write one, several, number, order or match.
"""


def told(trial: Trial, *edits: tuple[str, str, str]) -> list[str]:
    """What a build says of one more lesson, as `make lesson` lays it down but for the ``edits``: file, old, new."""

    def edit(root: Path) -> None:
        lay_down(root, "trial")
        for file, old, new in edits:
            text = (root / file).read_text(encoding="utf-8")
            assert old in text, f"{file} does not hold {old!r}"
            (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    said = trial.after(edit)
    assert said.traceback == ""
    return [it for it in said.messages if it.startswith((QUIZ, PAGE))]


def line(text: str, after: tuple[str, str] = ("", "")) -> int:
    """The line of the page as laid down on which ``text`` stands, once ``after`` became the other."""
    return LESSON.template.replace("$slug", "trial").replace(*after, 1).splitlines().index(text) + 1


def expected(text: str) -> list[str]:
    lines = (line.partition(" #! ") for line in text.splitlines())
    return [f"{QUIZ}:{number}: {what}" for number, (_, _, what) in enumerate(lines, 1) if what]


def test_every_mistake_is_told_in_one_run(trial: Trial) -> None:
    placed = ("::: quiz trial", "::: question typed\n\n::: question typed\n\n::: quiz trial")
    untested = ("  first: ", "  third: Stay untested\n  first: ")
    first = line("::: question typed", placed) + 1  # with the outcome's line above it
    broken = re.sub(" #! .*", "", BROKEN)
    said = told(trial, (PAGE, *untested), (PAGE, *placed), (QUIZ, AS_LAID_DOWN, broken))
    twice = f"{PAGE}:{first + 2}: the question 'typed' is also placed at {PAGE}:{first}. Keep one of the two."
    assert sorted(said) == sorted([*expected(BROKEN), twice])


def test_a_question_that_is_not_there(trial: Trial) -> None:
    """Where ids are good: of others it is told that they are not."""
    edit = ("::: quiz trial", "::: question trial-frist\n\n::: quiz trial")
    where = f"{PAGE}:{line('::: question trial-frist', edit)}"
    assert told(trial, (PAGE, *edit)) == [
        f"{where}: there is no question 'trial-frist'. Did you mean 'trial-first'?"
    ]


def test_an_outcome_that_no_question_tests(trial: Trial) -> None:
    edit = ("  first: ", "  second: Stay untested\n  first: ")
    where = f"{PAGE}:{line('  second: Stay untested', edit)}"
    what = f"no question tests the outcome 'second'. Write one in {QUIZ}, or remove the outcome."
    assert told(trial, (PAGE, *edit)) == [f"{where}: {what}"]


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
    trial: Trial, old: str, new: str, line: int, problem: str
) -> None:
    assert told(trial, (QUIZ, old, new)) == [f"{QUIZ}:{line}: {problem}"]
