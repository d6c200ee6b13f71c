"""Each of an author's mistakes is told once, where it stands: no traceback, nothing silent, no word of a library's.

A tenth of them, always the same; `PYTHONPATH=tests python -m mistakes` makes them all, in seven minutes.
"""

from collections import Counter

import pytest

from mistakes import EVERY
from mistakes.trial import Mistake, Trial

SOME = sorted(EVERY[::10], key=lambda it: it.file)
BUILDS = max(Counter(it.file for it in SOME).values())


def test_the_course_itself_has_no_mistake(trial: Trial) -> None:
    told = trial.after(lambda root: None)
    assert told.messages == [] and told.traceback == ""


def test_there_are_many_and_each_is_another() -> None:
    names = [str(mistake) for mistake in EVERY]
    assert len(names) >= 330
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("mistakes", [SOME[n::BUILDS] for n in range(BUILDS)], ids=lambda some: str(some[0]))
def test_a_mistake_is_told_where_it_stands(trial: Trial, mistakes: list[Mistake]) -> None:
    """Those of a build are made in different files. Where one keeps another from being told, each is made by itself."""
    every = trial(*mistakes)
    for mistake, told in zip(mistakes, every, strict=True):
        if told.verdict(mistake) not in ("right", "harmless") and len(every) > 1:
            (told,) = trial(mistake)
        assert told.verdict(mistake) in ("right", "harmless"), (
            f"{mistake}\n{told.place}\n{told.messages}\n{told.traceback}"
        )
