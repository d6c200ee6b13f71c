"""What luck does to a score, beside two mails that can be counted on fingers."""

import pytest

from course.commands.record.chance import best, right


def test_the_better_of_two_coins_that_are_tossed_for_two_mails():
    assert right(2, 0.5) == [0.25, 0.5, 0.25]
    assert best(2, 0.5, 2) == [1 / 16, 8 / 16, 7 / 16]  # of 16 pairs of tosses, one has no head twice


def test_one_way_alone_is_its_own_best():
    assert best(24, 0.65, 1) == pytest.approx(right(24, 0.65))
