"""What identifies a question, and how a number's answer is worked out and said."""

from typing import Any

import pytest

from course.authoring.arithmetic import Unreadable
from course.quiz.kinds.choice import One, Several
from course.quiz.kinds.match import Match
from course.quiz.kinds.number import Answer, Number, key
from course.quiz.kinds.order import Order
from course.quiz.kinds.question import Question, fingerprint


def choice(kind: type[One] | type[Several] = One, **changes: Any) -> Question:
    options = [
        {"id": "a", "text": "The *first*", "correct": True, "because": "It is."},
        {"id": "b", "text": "The second", "because": "It is not."},
    ]
    name = "one" if kind is One else "several"
    given = {"id": "q", "kind": name, "tests": "x", "ask": "Which is it?", "options": options}
    return kind.model_validate(given | changes)


def number(**changes: Any) -> Number:
    answer = {"value": "2 * MB / 3", "unit": "bytes", "within": "5%"}
    given = {"id": "q", "kind": "number", "tests": "x", "ask": "How many?", "because": "So."}
    return Number.model_validate(given | {"answer": answer | changes})


def order(*texts: str) -> Order:
    steps = [{"id": f"s{i}", "text": text, "because": "So."} for i, text in enumerate(texts)]
    given = {"id": "q", "kind": "order", "tests": "x", "ask": "Which comes when?", "steps": steps}
    return Order.model_validate(given)


def match(items: dict[str, str], groups: tuple[str, ...] = ("A", "B")) -> Match:
    given = {"id": "q", "kind": "match", "tests": "x", "ask": "Which is where?"}
    return Match.model_validate(
        given
        | {
            "groups": [{"id": it.lower(), "text": it} for it in groups],
            "items": [
                {"id": f"i{i}", "text": text, "group": group, "because": "So."}
                for i, (text, group) in enumerate(items.items())
            ],
        }
    )


def options(**second: Any) -> list[dict[str, Any]]:
    first = {"id": "a", "text": "The *first*", "correct": True, "because": "It is."}
    return [first, {"id": "b", "text": "The second", "because": "It is not."} | second]


@pytest.mark.parametrize(
    "same",
    [
        choice(options=options()[::-1]),
        choice(ask="Which  is\n it? "),
        choice(options=options(id="renamed", because="Another reason.")),
        choice(id="other", tests="y", explain="More.", see="#there", allow={"negated": "because"}),
    ],
)
def test_a_fingerprint_stays_when_only_order_space_ids_or_reasons_change(same: Question) -> None:
    assert fingerprint(same) == fingerprint(choice())


@pytest.mark.parametrize(
    "other",
    [
        choice(ask="Which is it not?"),
        choice(context="Think of this."),
        choice(options=options(text="The third")),
        choice(options=options(correct=True)),
        choice(Several),
    ],
)
def test_a_fingerprint_changes_with_what_is_asked_or_right(other: Question) -> None:
    assert fingerprint(other) != fingerprint(choice())


def test_a_numbers_fingerprint_changes_with_unit_and_value_and_not_with_the_tolerance() -> None:
    assert fingerprint(number(unit="MB")) != fingerprint(number())
    assert fingerprint(number(value="3 * MB")) != fingerprint(number())
    assert fingerprint(number(within="1%")) == fingerprint(number())


def test_the_fingerprint_of_an_order_changes_with_the_order_of_its_steps() -> None:
    assert fingerprint(order("x", "y", "z")) != fingerprint(order("x", "z", "y"))
    assert fingerprint(order("x", "y", "z")) == fingerprint(order(" x", "y ", "z"))


def test_the_fingerprint_of_a_match_changes_with_what_belongs_where_alone() -> None:
    asked = fingerprint(match({"x": "a", "y": "b"}))
    assert fingerprint(match({"y": "b", "x": "a"}, ("B", "A"))) == asked
    assert fingerprint(match({"x": "b", "y": "a"})) != asked
    assert fingerprint(match({"x": "a", "y": "b"}, ("A", "B", "C"))) != asked


def test_a_hint_is_no_part_of_what_is_asked() -> None:
    assert fingerprint(choice(hint="Look twice.")) == fingerprint(choice())


@pytest.mark.parametrize("count", range(3, 9))
def test_steps_are_never_shown_in_the_right_order_and_always_in_the_same(count: int) -> None:
    for name in "abcdefgh":
        asked = order(*"stuvwxyz"[:count]).model_copy(update={"id": name})
        shown = [step.id for step in asked.mixed]
        assert shown != [step.id for step in asked.steps]
        assert shown == [step.id for step in asked.mixed] and len({*shown}) == count


def test_a_fingerprint_is_the_same_in_every_version_of_the_site() -> None:
    assert fingerprint(choice()) == "a706b579e4241cb4"
    assert fingerprint(number()) == "c0f71e7885ce6d52"
    assert fingerprint(order("x", "y", "z")) == "faad9348c0fe2f5e"
    assert fingerprint(match({"x": "a", "y": "b"})) == "74f1453ac4f7f302"


@pytest.mark.parametrize(
    ("value", "within", "shown", "span", "absolute"),
    [
        ("134515008 * 2 / MB", "5%", "269 MB", "5% either way counts", 13.4515008),
        ("134515008 * 2 / MB", 0.01, "269.03 MB", "0.01 MB either way counts", 0.01),
        (28672, 0, "28,672 MB", "", 0),
        ("1000000 / 7", "1000", "142,900 MB", "1,000 MB either way counts", 1000),
        ("-1/3", "10%", "-0.3333 MB", "10% either way counts", 1 / 30),
        ("1/3/1000", "0.00001", "0.0003333 MB", "0.00001 MB either way counts", 0.00001),
        (0, "0.5", "0 MB", "0.5 MB either way counts", 0.5),
    ],
)
def test_an_answer_in_words(value: Any, within: Any, shown: str, span: str, absolute: float) -> None:
    made = key(number(value=value, within=within, unit="MB").answer, {})
    assert (made.shown, made.span) == (shown, span)
    assert float(made.within) == pytest.approx(absolute)


def test_an_answer_keeps_every_digit_for_the_browser() -> None:
    assert key(Answer(value="2 / 3", unit="x", within="1%"), {}).value == repr(2 / 3)


@pytest.mark.parametrize("within", ["-1%", "5% or so", "five"])
def test_an_unreadable_tolerance_is_refused(within: str) -> None:
    with pytest.raises(Unreadable):
        key(Answer(value="1", unit="x", within=within), {})
