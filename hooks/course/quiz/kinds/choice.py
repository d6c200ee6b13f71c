"""Options to choose from: one of them is right, or several are."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool

from .asked import Asked, Entry, Fault, Numbers, plain

_ALL_OR_NONE = re.compile(
    r"\b(all|none|both|neither) (of )?(the )?(above|below|others?|(other )?(options|answers))\b"
    r"|^(all|none|both|neither)( of (these|them|those))?\W*$",
    re.IGNORECASE,
)


class Option(Entry):
    correct: StrictBool = False


class Choice(Asked):
    HOLDS: ClassVar[str] = "options"
    TEMPLATE: ClassVar[str] = "choice.html"
    SMELLS: ClassVar[tuple[str, ...]] = ("all-or-none",)

    options: Annotated[tuple[Option, ...], Field(json_schema_extra={"minItems": 2})]

    @property
    def right(self) -> list[Option]:
        return [option for option in self.options if option.correct]

    @property
    def wrong(self) -> list[Option]:
        return [option for option in self.options if not option.correct]

    def asked(self) -> list[Any]:
        """The order of the options counts for nothing."""
        return [sorted([plain(option.text), option.correct] for option in self.options)]

    def faults(self, numbers: Numbers | None) -> Iterator[Fault]:
        yield from super().faults(numbers)
        if len(self.options) < 2:
            what = "one option" if self.options else "no options"
            yield ("options",), what, "A choice takes two at least"
        else:
            yield from self._faults_of_right()

    def _faults_of_right(self) -> Iterator[Fault]:
        raise NotImplementedError

    def smells(self) -> Iterator[tuple[str, Fault]]:
        for index, option in enumerate(self.options):
            if match := _ALL_OR_NONE.search(option.text):
                mend = "Make it 'kind: several', or name what is meant"
                yield "all-or-none", (("options", index, "text"), f"the option says '{match[0]}'", mend)

    def solution(self, numbers: Numbers) -> Iterator[tuple[str, str, str]]:
        for option in self.options:
            yield "Right" if option.correct else "Wrong", option.text, option.because

    def saved(self) -> dict[str, Any]:
        return {"v": 1}


class One(Choice):
    kind: Literal["one"]

    def _faults_of_right(self) -> Iterator[Fault]:
        if (right := len(self.right)) != 1:
            mend = "Keep one, or make it 'kind: several'" if right else "Mark the right one 'correct: true'"
            yield ("options",), f"{right or 'no'} right options in a question of kind 'one'", mend

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        yield "Right", [option.id for option in self.right]
        yield from ((f"Wrong: {option.id}", [option.id]) for option in self.wrong)


class Several(Choice):
    kind: Literal["several"]

    @property
    def instruction(self) -> str:
        return "Choose every one that is right."

    def _faults_of_right(self) -> Iterator[Fault]:
        if not self.right:
            yield ("options",), "no right option", "Mark the right ones 'correct: true'"
        if not self.wrong:
            mend = "Add a wrong one that a thinking learner would choose"
            yield ("options",), "all options are right", mend

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        right, wrong = ([option.id for option in options] for options in (self.right, self.wrong))
        yield "Right", right
        yield "All but one of the right ones", right[1:] or wrong[:1]
        yield "All", right + wrong
