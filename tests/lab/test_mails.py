"""The mails that ways are measured on, how sure a score on them is, and what the record counts."""

import json
from collections import Counter
from pathlib import Path

import mails
import numpy as np
import pytest
from mails import ASKED, GOLD, GROUPS, REASONS, TRAINING, VALIDATION, VALUES, judged, wilson

from course.authoring.recorded import FOLDER
from course.commands.record import project

RECORD = json.loads((Path(__file__).parents[2] / FOLDER / "project.json").read_text("utf-8"))["values"]


def test_each_reason_has_as_many_mails_half_the_gold_ones_are_hard_and_none_is_learnt_from():
    for some in (GOLD, VALIDATION, *TRAINING.values()):
        assert Counter(mail["reason"] for mail in some) == dict.fromkeys(REASONS, len(some) // 4)
    assert {group: sum(map(within, ASKED)) for group, within in GROUPS.items()} == {
        "all": 100,
        "plain": 50,
        "hard": 50,
        "first_24": 24,
        "validation": 24,
    }
    assert len({mail["mail"] for mail in mails.ALL}) == len({mail["id"] for mail in mails.ALL}) == 220
    assert len(GOLD) + len(VALIDATION) + len(TRAINING[96]) == 220


def test_each_mail_has_all_labels_and_a_gold_mail_has_them_twice():
    for mail in mails.ALL:
        for who in ("", "second_") if mail in GOLD else ("",):
            assert all(mail[who + field] in values for field, values in VALUES.items()), mail["id"]
            number = mail[f"{who}order"]
            assert number == "" or (len(number) == 4 and number.isdigit()), mail["id"]


@pytest.mark.parametrize(
    ("right", "count", "interval"),
    [(45, 50, [0.786, 0.957]), (6, 24, [0.12, 0.449]), (24, 24, [0.862, 1.0])],
)
def test_an_interval_is_that_of_wilson(right, count, interval):
    """The first is worked out by hand: 0.8715 ± 0.0851."""
    assert wilson(right, count) == interval


def test_answers_are_counted_by_group_and_those_to_gold_mails_alone_too():
    ok = [mail["set"] == "gold" for mail in ASKED]
    assert judged(ok)["first_24"] == {"right": 24, "of": 24, "interval": [0.862, 1.0]}
    assert [judged(ok)[group]["right"] for group in ("all", "plain", "hard", "validation")] == [24, 24, 0, 0]
    assert list(judged(ok[: len(GOLD)])) == ["all", "plain", "hard", "first_24"]


def test_agreement_is_counted_beyond_chance():
    """By hand: seen 3 of 4; by chance 2/4 x 1/4 + 2/4 x 3/4 = 1/2."""
    assert project.kappa(["a", "a", "b", "b"], ["a", "b", "b", "b"]) == 0.5
    assert project.kappa(["a", "b"], ["a", "b"]) == 1


@pytest.mark.parametrize(
    ("only", "p"), [((12, 2), 0.013), ((3, 8), 0.23), ((6, 0), 0.031), ((5, 0), 0.062), ((0, 0), 1)]
)
def test_an_uneven_count_of_pairs_is_weighed_by_the_sign_test(only, p):
    assert project.by_chance(*only) == p


def test_an_order_number_by_the_rule_is_four_digits_in_a_row_or_nothing():
    assert project.order({"mail": "Order 4711: you sent size 42, I asked for 44."}) == "4711"
    assert project.order({"mail": "Do you also ship to Norway? My postcode is 12345."}) == ""


def test_the_recorded_pairs_are_those_of_the_recorded_errors():
    """No weights are asked: a label, a way or a pair that was changed by itself is found."""
    ways = {name: [mail["id"] not in RECORD[name]["errors"] for mail in ASKED] for name in project.MAIN}
    assert {name: judged(ok) for name, ok in ways.items()} == {
        name: {group: RECORD[name][group] for group in GROUPS} for name in ways
    }
    assert RECORD["pairs"] == project.pairs(ways)


def test_the_model_says_of_a_few_mails_what_is_recorded(smol, monkeypatch):
    """The whole of it takes minutes: every ninth mail, by a prompt and from the model's own rows.

    The rows are those after one block, so the blocks that follow it are left out.
    """
    few = ASKED[::9]

    def said(way):
        return [RECORD[way]["errors"].get(mail["id"], mail["reason"]) for mail in few]

    prompt = RECORD["examples_8"]["prompt"]
    monkeypatch.setattr(smol.model, "prompts", [smol.encode(prompt.replace("{}", it["mail"])) for it in few])
    assert mails.by_prompt(smol.model, prompt, few)["said"] == said("examples_8")
    block, learn = RECORD["rows_24"]["block"], TRAINING[24]
    monkeypatch.setattr(smol.model, "watch", smol.model.watch)  # to be put back
    monkeypatch.setattr(smol.model, "layers", block)
    train, asked = (np.array([mails.rows(smol.model, it)[block] for it in some]) for some in (learn, few))
    learnt = mails.Regression(train, [mail["reason"] for mail in learn], REASONS)
    assert mails.chosen(learnt(asked), REASONS)["said"] == said("rows_24")
