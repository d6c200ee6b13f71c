"""What a build knows from the Hub: answers of today, and recorded ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from .answer import HubAnswer

Origin = Literal["live", "recorded", "hand-checked"]


@dataclass(frozen=True)
class Answers:
    """What the Hub says: today, when it was last recorded, and which models it says are not there."""

    live: Mapping[str, HubAnswer]
    recorded: Mapping[str, HubAnswer]
    absent: Mapping[str, Literal["missing", "disabled"]]

    def of(self, id: str) -> list[tuple[Origin, HubAnswer]]:
        both: list[tuple[Origin, HubAnswer | None]] = [
            ("live", self.live.get(id)),
            ("recorded", self.recorded.get(id)),
        ]
        return [(origin, answer) for origin, answer in both if answer]


NO_ANSWERS = Answers({}, {}, {})
