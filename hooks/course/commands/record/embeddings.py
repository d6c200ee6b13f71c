"""The table of embeddings (0.1, 0.4): its rows, which are near, and what nearness does not prove."""

from functools import cached_property, partial
from typing import Any

import numpy as np

from .lab import Array, Lab, Parts, rounded

SHOWS = "Rows of the embedding table: their neighbours by cosine, chance, analogies, groups in a plane."

NEAR = [
    " Monday",
    " seven",
    "7",
    " London",
    " late",
    " hot",
    " good",
    " cat",
    " king",
    " refund",
    " parcel",
    " red",
]
PAIRS = [
    (" cat", " dog"),
    (" cat", " car"),
    (" Monday", " Tuesday"),
    (" Monday", " banana"),
    (" hot", " cold"),
    (" good", " bad"),
    (" late", " early"),
    (" refund", " payment"),
    (" refund", " banana"),
]
ANALOGIES = [
    (" king", " man", " woman"),
    (" Paris", " France", " Germany"),
    (" London", " England", " France"),
    (" bigger", " big", " small"),
]
GROUPS = {
    "countries": "France Germany Italy Spain Japan China India Brazil Canada Mexico Egypt Russia",
    "animals": "dog cat horse cow pig sheep lion tiger bird fish rabbit mouse",
    "numbers": "one two three four five six seven eight nine ten twenty hundred",
    "colours": "red blue green yellow black white brown orange purple pink",
    "months": "January February March April June July August September October November December",
    "verbs": "run walk eat drink sleep write read speak think buy",
    "code": "def return import class while print lambda elif yield assert",
    "family": "mother father brother sister uncle aunt daughter son wife husband",
}
THREE = ("countries", "animals", "numbers")


class Space:
    """The directions of all rows, as they are and with their mean taken away."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    @cached_property
    def plain(self) -> Array:
        return self.lab.directions

    @cached_property
    def centred(self) -> Array:
        table = self.lab.model.w["token_embd"].astype(float)
        rows = table - table.mean(0)
        directions: Array = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return directions

    def nearest(self, directions: Array, target: Array, count: int, leave: tuple[int, ...] = ()) -> list[Any]:
        cosines = directions @ target / np.linalg.norm(target)
        best = [i for i in cosines.argsort()[::-1][: count + len(leave)] if i not in leave][:count]
        return [{"token": self.lab.piece(i), "cosine": round(float(cosines[i]), 3)} for i in best]


def parts(lab: Lab) -> Parts:
    space = Space(lab)
    return {
        "row": partial(_row, lab),
        **{f"near {word}": partial(_near, lab, space, word) for word in NEAR},
        "pairs": partial(_pairs, lab, space),
        "chance": partial(_chance, lab, space),
        "analogies": partial(_analogies, lab, space),
        "plane_of_three": partial(_plane, lab, THREE),
        "plane_of_eight": partial(_plane, lab, tuple(GROUPS)),
    }


def _row(lab: Lab) -> dict[str, Any]:
    row = lab.model.w["token_embd"][lab.one(" refund")]
    return {"token": " refund", "id": lab.one(" refund"), "first": rounded(row[:8], 3), "numbers": len(row)}


def _near(lab: Lab, space: Space, word: str) -> dict[str, Any]:
    number = lab.one(word)
    nearest = partial(space.nearest, count=6, leave=(number,))
    return {
        "nearest": nearest(space.plain, space.plain[number]),
        "mean_taken_away": nearest(space.centred, space.centred[number]),
    }


def _pairs(lab: Lab, space: Space) -> list[Any]:
    def cosine(directions: Array, pair: tuple[str, str]) -> float:
        one, other = (directions[lab.one(word)] for word in pair)
        return round(float(one @ other), 3)

    return [
        {"pair": pair, "cosine": cosine(space.plain, pair), "mean_taken_away": cosine(space.centred, pair)}
        for pair in PAIRS
    ]


def _chance(lab: Lab, space: Space) -> dict[str, Any]:
    """How near two rows are that have nothing to do with each other: the rarer, the nearer."""
    draw = np.random.default_rng(0)

    def drawn(directions: Array, first: int, last: int) -> Array:
        one, other = draw.integers(first, last, (2, 4000))
        cosines: Array = (directions[one] * directions[other]).sum(1)
        return cosines

    plain = {
        "any_two": drawn(space.plain, 17, 49152),
        "two_of_the_first_10000": drawn(space.plain, 17, 10000),
        "two_of_the_last_5000": drawn(space.plain, 44152, 49152),
    }
    away = drawn(space.centred, 17, 49152)
    return {name: round(float(cosines.mean()), 3) for name, cosines in plain.items()} | {
        "any_two_mean_taken_away": round(float(away.mean()), 3),
        "spread_mean_taken_away": round(float(away.std()), 3),
        "numbers": {word: lab.one(f" {word}") for word in ("refund", "banana", "payment")},
    }


def _analogies(lab: Lab, space: Space) -> list[Any]:
    """a - b + c, with nothing left out, and with the three words left out as programs usually do."""
    rows = []
    for words in ANALOGIES:
        a, b, c = numbers = tuple(lab.one(word) for word in words)
        target = space.centred[a] - space.centred[b] + space.centred[c]
        nearest = partial(space.nearest, space.centred, target, 3)
        rows.append({"words": words, "nearest": nearest(), "without_the_words": nearest(leave=numbers)})
    return rows


def _plane(lab: Lab, groups: tuple[str, ...]) -> dict[str, Any]:
    """The two directions in which words differ most, and how often the nearest is of the same group."""
    words = [
        (group, word)
        for group in groups
        for word in GROUPS[group].split()
        if len(lab.encode(" " + word)) == 1
    ]
    rows = lab.directions[[lab.one(" " + word) for _, word in words]]
    rows = rows - rows.mean(0)
    left, spread, _ = np.linalg.svd(rows, full_matrices=False)
    places = left[:, :2] * spread[:2]
    places *= np.sign(places[np.abs(places).argmax(0), [0, 1]])  # a direction has no side of its own
    apart = ((places[:, None] - places) ** 2).sum(-1) + np.diag(np.full(len(words), np.inf))
    same = [words[n][0] == words[nearest][0] for n, nearest in enumerate(apart.argmin(1))]
    return {
        "points": [
            [group, word, *rounded(place, 3)] for (group, word), place in zip(words, places, strict=True)
        ],
        "nearest_of_same_group": rounded(np.mean(same)),
        "spread_shown": rounded((spread[:2] ** 2).sum() / (spread**2).sum()),
    }
