"""Where things stand in a chart."""

import pytest

from course.figures.chart import Label, LogScale, Scale, apart, bar, labels, line, ticks


def test_a_scale_leads_from_values_to_places_upwards_too() -> None:
    up = Scale(0, 4, 264, 36)
    assert [up(0), up(1), up(4)] == [264, 207, 36]
    assert Scale(10, 20, 0, 3)(11) == 0.3


def test_on_a_log_scale_ten_times_as_much_is_always_as_far_away() -> None:
    down = LogScale(1, 10000, 20, 220)
    assert [down(1), down(10), down(1000), down(10000)] == [20, 70, 170, 220]


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [
        (0, 4, 5, [0, 1, 2, 3, 4]),
        (0, 1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (3, 47, 5, [10, 20, 30, 40]),
        (-1, 1, 3, [-1, 0, 1]),
        (0, 32768, 4, [0, 10000, 20000, 30000]),
        (0.0011, 0.0039, 4, [0.002, 0.003]),
    ],
)
def test_ticks_are_round_and_within(low: float, high: float, most: int, expected: list[float]) -> None:
    assert ticks(low, high, most) == expected


@pytest.mark.parametrize(("low", "high", "most"), [(1, 1, 5), (2, 1, 5), (0, 1, 1)])
def test_ticks_of_nothing_are_refused(low: float, high: float, most: int) -> None:
    with pytest.raises(ValueError, match="between two values"):
        ticks(low, high, most)


def test_lines_and_bars_are_paths() -> None:
    x, y = Scale(0, 10, 40, 140), Scale(0, 1, 100, 0)
    assert line([(0, 0), (5, 0.25), (10, 1)], x, y) == "M40 100L90 75L140 0"
    assert bar(40, 20, 50.04, 8) == "M40 20h50v8h-50z"
    assert bar(40, 20, 0, 8) == "M40 20h1v8h-1z"


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([10, 60, 100], [10, 60, 100]),
        ([50, 52, 40], [60, 80, 40]),
        ([100, 99, 98], [100, 80, 60]),
        ([150], [100]),
        ([], []),
    ],
)
def test_labels_keep_clear_of_each_other_and_within(places: list[float], expected: list[float]) -> None:
    assert apart(places, 20, 100) == expected


def test_a_points_label_is_beside_it_and_clear_of_other_labels_and_points() -> None:
    points = [(50.0, 50.0), (60.0, 52.0), (300.0, 50.0), (52.0, 48.0), (395.0, 90.0)]
    found = labels(points, ["first", "second", "third", "nowhere to go", "edge"], (0, 0, 400, 100), 14)
    assert found[0] == Label(41.0, 54.7, "end")  # another point is on its right
    assert found[2] == Label(309.0, 54.7, "")
    assert found[3] is None
    assert found[4] == Label(386.0, 94.7, "end")
