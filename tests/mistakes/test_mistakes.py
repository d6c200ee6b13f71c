"""Each of an author's mistakes is told once, where it stands: no traceback, nothing silent, no word of a library's.

A tenth of them, always the same; `PYTHONPATH=tests python -m mistakes` makes them all, in seven minutes.
"""

import pytest

from mistakes import EVERY
from mistakes.trial import Mistake, Trial


def test_the_course_itself_has_no_mistake(trial: Trial) -> None:
    told = trial(Mistake("nothing", lambda root: None, lambda root: ""))
    assert told.messages == [] and told.traceback == ""


def test_there_are_many_and_each_is_another() -> None:
    names = [str(mistake) for mistake in EVERY]
    assert len(names) >= 330
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("mistake", EVERY[::10], ids=str)
def test_a_mistake_is_told_where_it_stands(trial: Trial, mistake: Mistake) -> None:
    told = trial(mistake)
    assert told.verdict(mistake) in ("right", "harmless"), f"{told.place}\n{told.messages}\n{told.traceback}"
