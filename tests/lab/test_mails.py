"""The mails that ways are measured on, and how sure a score on them is."""

from collections import Counter

import pytest

from course.commands.record.interval import wilson
from course.commands.record.mails import GOLD, REASONS, TRAINING, order, scored


def test_each_reason_has_as_many_mails_and_no_gold_mail_is_learnt_from():
    for count, mails in {24: GOLD, **TRAINING}.items():
        assert Counter(mail["reason"] for mail in mails) == dict.fromkeys(REASONS, count // 4)
    assert not {mail["mail"] for mail in GOLD} & {mail["mail"] for mail in TRAINING[72]}


@pytest.mark.parametrize(
    ("right", "count", "interval"),
    [(45, 50, [0.786, 0.957]), (6, 24, [0.12, 0.449]), (24, 24, [0.862, 1.0])],
)
def test_an_interval_is_that_of_wilson(right, count, interval):
    """The first is worked out by hand: 0.8715 ± 0.0851."""
    assert wilson(right, count) == interval


def test_answers_are_counted_and_kept():
    said = [mail["reason"] for mail in GOLD[:20]] + ["none"] * 4
    assert scored(said) == {"right": 20, "of": 24, "interval": [0.641, 0.933], "said": said}


def test_an_order_number_is_four_digits_in_a_row_or_nothing():
    assert order({"mail": "Order 4711: you sent size 42, I asked for 44."}) == "4711"
    assert order({"mail": "Do you also ship to Norway? My postcode is 12345."}) == ""
