"""What makes a question guessable or muddled, and the lines that allow it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.authoring.problem import Problem
from course.quiz import quiz, smells

Tell = Callable[..., list[str]]


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """The smells of a quiz file with these questions, as an author sees them."""

    def tell(*questions: str, top: str = "") -> list[str]:
        folder = tmp_path / "docs" / "t" / "l"
        folder.mkdir(parents=True)
        (folder / "quiz.yml").write_text(
            "lesson: l\n" + top + "questions:\n" + "".join(questions), encoding="utf-8"
        )
        problems: list[Problem] = []
        quizzes = quiz.load(tmp_path, problems)
        assert problems == []
        return [str(problem).removeprefix("docs/t/l/quiz.yml:") for problem in smells.check(quizzes["l"])]

    return tell


def one(*texts: str, right: int = 0, ask: str = "What is it?", allow: str = "") -> str:
    """A question on lines 1 to 5 + one a text: id, kind, tests, ask, options, and allow where given."""
    options = "".join(
        f'      - {{id: o{i}, text: "{text}", because: B{", correct: true" if i == right else ""}}}\n'
        for i, text in enumerate(texts)
    )
    allowed = f"    allow: {{{allow}}}\n" if allow else ""
    return f'  - id: q\n    kind: one\n    tests: x\n    ask: "{ask}"\n    options:\n{options}{allowed}'


def number(value: str) -> str:
    answer = f"    answer: {{value: {value}, unit: MB, within: 5%}}\n"
    return f"  - id: n\n    kind: number\n    tests: x\n    ask: How large?\n{answer}    because: B\n"


GOOD = ("short", "a longer one")


@pytest.mark.parametrize(
    "ask",
    [
        "Which of these is NOT a licence?",
        "Which is *not* a licence?",
        "Which of the following isn't a licence?",
        "Which licences do not let you sell?",
        "All hold, except which one?",
        "Which statement is false?",
        "Which model cannot run here?",
    ],
)
def test_a_negated_question_smells(tell: Tell, ask: str) -> None:
    (told,) = tell(one(*GOOD, ask=ask))
    assert told.startswith("6: a negated question ('")
    mend = "Ask for what is so, or say in the question why it is right: 'allow: {negated: WHY}'."
    assert told.endswith(mend)


@pytest.mark.parametrize(
    "ask",
    [
        "What happens when a licence does not let you sell?",
        "Which model suits a team that cannot send data away?",
        "Which one, if the terms do not travel?",
        "A note says this. Which model fits?",
        "Why is it not enough to read the card?",
    ],
)
def test_a_negation_in_the_set_up_does_not_smell(tell: Tell, ask: str) -> None:
    assert tell(one(*GOOD, ask=ask)) == []


@pytest.mark.parametrize(
    "text",
    ["All of the above", "none of the above.", "All of these", "Both answers", "None of the other options"],
)
def test_an_option_about_the_other_options_smells(tell: Tell, text: str) -> None:
    (told,) = tell(one("short", text))
    assert told.startswith("9: the option says '")
    assert told.endswith("say in the question why it is right: 'allow: {all-or-none: WHY}'.")


@pytest.mark.parametrize("text", ["All of these models share it", "None at all", "Both, once quantised"])
def test_all_and_none_of_something_else_do_not_smell(tell: Tell, text: str) -> None:
    assert tell(one("short", text)) == []


def test_options_that_differ_in_case_or_punctuation_alone_smell(tell: Tell) -> None:
    (told,) = tell(one("GiB", "a longer one", "`gib`"))
    assert told.startswith("10: '`gib`' differs from another option in case or punctuation alone.")


def test_options_of_signs_alone_do_not_smell(tell: Tell) -> None:
    assert tell(one("`<`", "`>`")) == []


@pytest.mark.parametrize("value", ["269", "1e6", '"-0.5"'])
def test_a_typed_number_smells(tell: Tell, value: str) -> None:
    (told,) = tell(number(value))
    assert told.startswith(
        f"7: the number {value.strip(chr(34))} is typed in. Compute it from a model's numbers"
    )


def test_a_computed_number_does_not_smell(tell: Tell) -> None:
    assert tell(number("tiny.parameters * 2")) == []


def test_the_longest_option_right_in_more_than_half_smells(tell: Tell) -> None:
    longest = one("short", "the longest", right=1)
    (told,) = tell(one("the longest", "short"), one("short", "longer"), longest)
    assert told.startswith("3: the right option is the longest in 2 of 3 single-answer questions. Shorten it")
    assert told.endswith("say in the file why it is right: 'allow: {longest-right: WHY}'.")


def test_the_longest_option_right_in_half_does_not_smell(tell: Tell) -> None:
    assert tell(one("the longest", "short"), one("short", "longer")) == []


def test_length_is_what_a_reader_sees(tell: Tell) -> None:
    assert tell(one("[short](foundations/a-very-long-address.md)", "**a longer one**")) == []


def test_equally_long_options_do_not_smell(tell: Tell) -> None:
    assert tell(one("right", "wrong")) == []


@pytest.mark.parametrize(
    "questions",
    [
        [one("a", "b", "c"), one("d", "e", "f"), one("g", "h")],
        [one("a", "b", "c", right=2), one("d", "e", right=1), one("g", "h", "i", "j", right=3)],
    ],
)
def test_right_options_always_in_one_place_smell(tell: Tell, questions: list[str]) -> None:
    (told,) = tell(*questions)
    assert told.startswith(
        "3: the right option is in the same place in all 3 single-answer questions. Move some"
    )


def test_right_options_in_one_place_of_two_questions_do_not_smell(tell: Tell) -> None:
    assert tell(one("a", "b", "c"), one("d", "e", "f")) == []


ORDER = """  - id: o
    kind: order
    tests: x
    ask: In which order?
    steps:
      - {id: a, text: "First, read", because: B}
      - {id: b, text: Then write, because: B}
      - {id: c, text: Print, because: B}
"""
MATCH = """  - id: m
    kind: match
    tests: x
    ask: Which is which?
    groups: [{id: a, text: prompt}, {id: b, text: answer}]
    items:
      - {id: c, text: The prompt of the shop, group: a, because: B}
      - {id: d, text: What the model wrote, group: b, because: B}
"""


@pytest.mark.parametrize(
    ("question", "smell"),
    [
        (one(*GOOD, ask="Which is not a licence?"), "negated"),
        (one("GiB", "gib"), "same-text"),
        (one("short", "All of these"), "all-or-none"),
        (number("269"), "typed-number"),
        (ORDER, "told-order"),
        (MATCH, "told-group"),
    ],
)
def test_every_smell_of_a_question_can_be_allowed(tell: Tell, question: str, smell: str) -> None:
    assert tell(question + f"    allow: {{{smell}: It was}}\n") == []


def test_a_smell_of_the_whole_lesson_is_allowed_at_the_top(tell: Tell) -> None:
    assert tell(one("the longest", "b"), top="allow: {longest-right: There is only this one}\n") == []


def test_an_allowance_that_is_not_needed_is_told(tell: Tell) -> None:
    told = tell(one(*GOOD, allow="negated: It was once"), top="allow: {same-place: It was once}\n")
    assert told == [
        "11: 'negated' is allowed but does not occur. Remove the line.",
        "2: 'same-place' is allowed but does not occur. Remove the line.",
    ]


def test_an_allowance_in_the_wrong_place_or_of_nothing_is_told(tell: Tell) -> None:
    told = tell(one(*GOOD, allow="longest-right: x"), top="allow: {negated: x, same-plaice: y}\n")
    assert told == [
        "11: 'longest-right' is allowed in the wrong place. Write it at the top of the file.",
        "2: 'negated' is allowed in the wrong place. Write it in the question.",
        "2: there is no smell 'same-plaice'. Did you mean 'same-place'?",
    ]
