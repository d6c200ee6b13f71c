"""The pure parts, run in the browser: reading stored texts, grading, review intervals."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page

GOOD = {
    "v": 1,
    "at": "2026-11-23T09:00:00.000Z",
    "kind": "one",
    "choice": ["a"],
    "sure": True,
    "fingerprint": "f",
}
BROKEN = {
    "nothing": "",
    "a word": "correct",
    "HTML": "<img src=x onerror=alert(1)>",
    "a truncated write": json.dumps(GOOD)[:40],
    "null": "null",
    "true": "true",
    "a number": "7",
    "a text": '"parent"',
    "an array": "[1, 2]",
    "an empty object": "{}",
    "no version": json.dumps({**GOOD, "v": None}),
    "version 0, never written": json.dumps({**GOOD, "v": 0}),
    "a version in words": json.dumps({**GOOD, "v": "1"}),
    "half a version": json.dumps({**GOOD, "v": 1.5}),
    "a version beyond counting": '{"v": 1e999}',
    "no time": json.dumps({**GOOD, "at": None}),
    "a time in words": json.dumps({**GOOD, "at": "yesterday"}),
    "an impossible date": json.dumps({**GOOD, "at": "2026-13-45T99:00:00Z"}),
    "a time as a number": json.dumps({**GOOD, "at": 1795424400000}),
    "an unknown kind": json.dumps({**GOOD, "kind": "essay"}),
    "a kind from a prototype": json.dumps({**GOOD, "kind": "constructor"}),
    "a choice as text": json.dumps({**GOOD, "choice": "a"}),
    "no choice": json.dumps({**GOOD, "choice": []}),
    "two choices of one": json.dumps({**GOOD, "choice": ["a", "b"]}),
    "a choice of objects": json.dumps({**GOOD, "choice": [{}]}),
    "a choice of null": json.dumps({**GOOD, "choice": [None]}),
    "a number without unit": json.dumps({**GOOD, "kind": "number", "choice": "1"}),
    "a number's choice as a list": json.dumps({**GOOD, "kind": "number", "choice": ["1"], "unit": "MB"}),
    "sureness in words": json.dumps({**GOOD, "sure": "yes"}),
    "no fingerprint": json.dumps({k: v for k, v in GOOD.items() if k != "fingerprint"}),
    "a fingerprint as a list": json.dumps({**GOOD, "fingerprint": ["f"]}),
}


def call(page: Page, module: str, expression: str, argument: Any = None) -> Any:
    return page.evaluate(
        f"async (x) => {{ const m = await import('/small-first/js/{module}.js'); return {expression}; }}",
        argument,
    )


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
def test_a_value_that_is_not_an_attempt_is_not_read(modules: Page, raw: str) -> None:
    assert call(modules, "store/store", "m.read('attempt', x)", raw) is None


def test_an_attempt_is_read_whatever_else_it_holds(modules: Page) -> None:
    value = {**GOOD, "later": {"field": 1}}
    assert call(modules, "store/store", "m.read('attempt', x)", json.dumps(value)) == value


def test_a_newer_format_is_left_as_it_is(modules: Page) -> None:
    value = {"v": 2, "answer": {"of": "tomorrow"}}
    assert call(modules, "store/store", "m.read('attempt', x)", json.dumps(value)) == value


def test_an_older_format_is_brought_up_step_by_step(modules: Page) -> None:
    steps = "{'-1': old => ({...old, v: 0, choice: [old.picked]}), 0: old => ({...old, v: 1, sure: true})}"
    old = {**GOOD, "v": -1, "picked": "a", "choice": None, "sure": None}
    read = call(modules, "store/store", f"m.read('attempt', x, {steps})", json.dumps(old))
    assert read == {**old, "v": 1, "choice": ["a"], "sure": True}


def test_a_migration_that_fails_loses_nothing_else(modules: Page) -> None:
    raw = json.dumps({**GOOD, "v": 0})
    assert call(modules, "store/store", "m.read('attempt', x, {0: old => old.missing.field})", raw) is None


KEY = "{id: 'q', kind: x.kind ?? 'several', fingerprint: 'f', unit: 'MB', value: 100, within: 5, options: new Map([['a', true], ['b', true], ['c', false]])}"


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        ({"choice": ["a", "b"]}, {"graded": True, "right": True, "found": 2, "of": 2, "taken": 0}),
        ({"choice": ["b", "a", "a"]}, {"graded": True, "right": True, "found": 2, "of": 2, "taken": 0}),
        ({"choice": ["a", "c"]}, {"graded": True, "right": False, "found": 1, "of": 2, "taken": 1}),
        ({"choice": ["a", "b", "c"]}, {"graded": True, "right": False, "found": 2, "of": 2, "taken": 1}),
        ({"choice": ["a", "gone"]}, {"graded": False, "right": False}),
        ({"kind": "one", "choice": ["a"]}, {"graded": False, "right": False}),
        ({"choice": ["a", "b"], "fingerprint": "old"}, {"graded": True, "right": True, "changed": True}),
    ],
)
def test_todays_key_judges(modules: Page, attempt: dict[str, Any], expected: dict[str, Any]) -> None:
    full = {"kind": "several", "fingerprint": "f", **attempt}
    grade = call(modules, "quiz/kinds/answer-key", f"m.grade({KEY.replace('x.kind ?? ', '')}, x)", full)
    assert {name: grade[name] for name in expected} == expected


ORDER = {"kind": "order", "places": ["1", "2", "3"], "placed": [["a", "1"], ["b", "2"], ["c", "3"]]}
MATCH = {"kind": "match", "places": ["g", "h", "i"], "placed": [["a", "g"], ["b", "g"], ["c", "h"]]}


@pytest.mark.parametrize(
    ("key", "choice", "found"),
    [
        (ORDER, ["a", "b", "c"], 3),
        (ORDER, ["a", "c", "b"], 1),
        (ORDER, ["b", "c", "a"], 0),
        (ORDER, ["a", "b"], None),  # a step was added since
        (ORDER, ["a", "b", "gone"], None),
        (ORDER, ["a", "b", "c", "gone"], None),
        (ORDER, ["a", "a", "b", "c"], None),
        (MATCH, ["a=g", "b=g", "c=h"], 3),
        (MATCH, ["c=h", "a=g", "b=i"], 2),
        (MATCH, ["a=g", "b=g"], None),  # an item was added since
        (MATCH, ["a=g", "b=g", "gone=h"], None),
        (MATCH, ["a=g", "b=g", "c=gone"], None),
        (MATCH, ["a", "b", "c"], None),
    ],
)
def test_what_is_put_somewhere_is_judged_piece_by_piece(
    modules: Page, key: dict[str, Any], choice: list[str], found: int | None
) -> None:
    attempt = {"kind": key["kind"], "choice": choice, "fingerprint": "f"}
    code = (
        "m.grade({...x.key, fingerprint: 'f', options: new Map(), placed: new Map(x.key.placed)}, x.attempt)"
    )
    grade = call(modules, "quiz/kinds/answer-key", code, {"key": key, "attempt": attempt})
    assert grade["graded"] == (found is not None)
    if found is not None:
        assert (grade["right"], grade["found"], grade["of"]) == (found == 3, found, 3)


LATER = {**GOOD, "v": 2, "kind": "order", "choice": ["a", "b"]}


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (LATER, True),
        ({**LATER, "kind": "tomorrow"}, True),  # shown where its question is, and judged where that is known
        ({**LATER, "kind": "one"}, False),  # what version 1 had, in another form: left as it is
        ({**LATER, "choice": []}, False),
        ({**LATER, "kind": None}, False),
        ({**LATER, "at": "later"}, False),
        ({**LATER, "v": 3}, False),
    ],
)
def test_an_attempt_of_a_later_kind_is_read_and_what_is_not_understood_is_left(
    modules: Page, value: dict[str, Any], known: bool
) -> None:
    code = """(() => {
      const raw = JSON.stringify(x), area = Object.create({ getItem(key) { return this[key]; } });
      area['small-first:v1:/x/:attempt:q:id'] = raw;
      const store = m.openStore('/x/', () => area);
      return [store.all('attempt').length, store.all('attempt', true).length, Object.values(area)[0] === raw];
    })()"""
    assert call(modules, "store/store", code, value) == [int(known), int(not known), True]


@pytest.mark.parametrize(
    ("choice", "unit", "graded", "right"),
    [
        ("95", "MB", True, True),
        ("105", "MB", True, True),
        ("105.1", "MB", True, False),
        ("100", "GB", False, False),
        ("?", "MB", False, False),
    ],
)
def test_a_number_counts_to_the_edge_of_its_tolerance(
    modules: Page, choice: str, unit: str, graded: bool, right: bool
) -> None:
    attempt = {"kind": "number", "choice": choice, "unit": unit, "fingerprint": "f"}
    grade = call(modules, "quiz/kinds/answer-key", f"m.grade({KEY}, x)", attempt)
    assert (grade["graded"], grade["right"]) == (graded, right)


HOUR, DAY = 3_600_000, 86_400_000
NOON = 1_795_435_200_000  # 23 November 2026, 12:00 UTC; the tests' browser is in UTC


def standing(
    page: Page, *attempts: tuple[float, str, bool] | tuple[float, str, bool, bool]
) -> tuple[int, int]:
    """Days from the first attempt to when the question is due, and the step. Attempts: day, option, sure, retry."""
    made = [
        {
            "time": NOON + day * DAY,
            "value": {
                "kind": "one",
                "choice": [option],
                "sure": sure,
                "fingerprint": "f",
                "retry": bool(retry),
            },
        }
        for day, option, sure, *retry in attempts
    ]
    key = "{kind: 'one', fingerprint: 'f', options: new Map([['a', true], ['b', false]])}"
    first = call(page, "quiz/schedule", "m.localDay(x)", made[0]["time"])
    found = call(page, "quiz/schedule", f"m.standing({key}, x)", made)
    return found["due"] - first, found["step"]


@pytest.mark.parametrize(
    ("attempts", "due", "step"),
    [
        ([(0, "a", True)], 1, 1),
        ([(0, "b", True)], 1, 0),
        ([(0, "a", False)], 1, 0),
        ([(0, "a", True), (1, "a", True)], 4, 2),
        ([(0, "a", True), (1, "a", True), (4, "a", True)], 11, 3),
        ([(0, "a", True), (1, "a", True), (4, "a", True), (11, "a", True)], 32, 4),
        ([(0, "a", True), (1, "a", True), (4, "a", True), (11, "a", True), (32, "a", True)], 92, 5),
        (
            [
                (0, "a", True),
                (1, "a", True),
                (4, "a", True),
                (11, "a", True),
                (32, "a", True),
                (92, "a", True),
            ],
            152,
            5,
        ),
        ([(0, "a", True), (1, "a", True), (4, "b", True)], 5, 0),
        ([(0, "a", True), (1, "a", True), (4, "b", True), (5, "a", True)], 6, 1),
        ([(0, "a", True), (1, "a", True), (4, "a", False)], 7, 2),
        ([(0, "b", True), (0.1, "a", True)], 1, 0),
        ([(0, "a", True), (0.1, "b", True)], 1, 1),
        ([(0, "a", True), (1, "a", True, True)], 1, 1),
        ([(0, "b", True), (0.01, "a", True, True), (1, "a", True)], 2, 1),
        ([(0, "a", True), (3, "gone", True)], 3, 1),
        ([(0, "gone", True), (0.1, "a", True)], 1, 1),
    ],
)
def test_intervals_grow_with_success_and_start_again_after_a_miss(
    modules: Page, attempts: list[Any], due: int, step: int
) -> None:
    assert standing(modules, *attempts) == (due, step)


def test_an_answer_with_the_hint_is_due_as_a_guess_is(modules: Page) -> None:
    made = [{"time": NOON + day * DAY, "value": {**GOOD, "hint": True, "choice": ["a"]}} for day in range(3)]
    key = "{kind: 'one', fingerprint: 'f', options: new Map([['a', true], ['b', false]])}"
    assert call(modules, "quiz/schedule", f"m.standing({key}, x).step", made) == 0


def test_a_retry_just_after_midnight_does_not_count(modules: Page) -> None:
    assert standing(modules, (0.49, "b", True), (0.51, "a", True, True)) == (1, 0)


def test_a_question_that_was_never_answered_is_not_due(modules: Page) -> None:
    assert call(modules, "quiz/schedule", "m.standing({}, [])") == {"due": None, "step": 0, "missed": False}


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC"])
def test_days_are_local_days_also_when_clocks_change(browser: Browser, scripts: str, zone: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(scripts.replace("js/", "schema/answers.json"))
    # every hour of a year: the day number goes up by one at local midnight, and at no other time
    wrong = call(
        page,
        "quiz/schedule",
        """(() => {
          const bad = [];
          for (let t = x, last = m.localDay(x - 36e5); t < x + 8760 * 36e5; t += 36e5) {
            const day = m.localDay(t), midnight = new Date(t).getHours() === 0 && new Date(t - 36e5).getHours() !== 0;
            if (day - last !== (midnight ? 1 : 0)) bad.push(new Date(t).toString());
            last = day;
          }
          return bad;
        })()""",
        NOON,
    )
    context.close()
    assert wrong == []


def test_the_published_schema_describes_what_is_written(modules: Page) -> None:
    schema = json.loads((Path(ROOT) / "docs/schema/answers.json").read_text(encoding="utf-8"))
    required = schema["$defs"]["attempt"]["required"]
    assert set(required) == set(GOOD)
    for missing in required:
        raw = json.dumps({k: v for k, v in GOOD.items() if k != missing})
        assert call(modules, "store/store", "m.read('attempt', x)", raw) is None, missing


def test_how_questions_stand_is_told_in_words_by_the_latest_answers(modules: Page) -> None:
    answers = [
        [],
        [["c"], ["a", "b"]],
        [["a", "b"], ["c"]],
        [["a", "b"], ["gone"]],  # an option that the question has no more
    ]
    made = [[{"value": {**GOOD, "kind": "several", "choice": it}} for it in each] for each in answers]
    made += [[{"value": {**GOOD, "kind": "several", "choice": ["a", "b"], "sure": False}}]]
    states = call(
        modules, "quiz/tally", f"x.map((it) => m.stateOf({KEY.replace('x.kind ?? ', '')}, it))", made
    )
    assert states == ["", "right", "missed", "changed", "guessed"]
    assert call(modules, "quiz/tally", "m.inWords(x)", states) == (
        "4 of 5 answered: 1 right, 1 right but unsure, 1 missed, 1 to be answered again"
    )
    assert call(modules, "quiz/tally", "m.inWords(x)", ["", ""]) == "None of 2 answered"
