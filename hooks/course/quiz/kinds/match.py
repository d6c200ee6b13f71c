"""Items to assign to groups. A group may have many items, or none."""

import re
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from ...authoring.problem import nearest
from ...authoring.quotes import printed
from ...authoring.strict import Id, Plain, Strict
from .asked import Asked, Entry, Fault, Numbers, plain, shuffled, twice


class Group(Strict):
    id: Annotated[Id, Field(description="Unique in the question, never renamed: saved answers hold it")]
    text: Annotated[
        Plain, AfterValidator(printed), Field(description="A few plain words: they stand in a list")
    ]


class Item(Entry):
    group: Annotated[Id, Field(description="The id of the group that it belongs to")]


class Match(Asked):
    HOLDS: ClassVar[str] = "items"
    TEMPLATE: ClassVar[str] = "match.html"
    SMELLS: ClassVar[tuple[str, ...]] = ("told-group",)

    kind: Literal["match"]
    groups: Annotated[tuple[Group, ...], Field(json_schema_extra={"minItems": 2})]
    items: Annotated[tuple[Item, ...], Field(json_schema_extra={"minItems": 2})]

    @property
    def mixed(self) -> Sequence[Entry]:
        """As readers get them: those of a group need not stand together."""
        return shuffled(self.id, self.items)

    @property
    def names(self) -> dict[str, str]:
        """The groups' texts by their ids."""
        return {group.id: group.text for group in self.groups}

    @property
    def places(self) -> list[str]:
        """Where an item may be put, as answers have it."""
        return list(self.names)

    def asked(self) -> list[Any]:
        """The order of groups and items counts for nothing."""
        items = [[plain(item.text), plain(self.names.get(item.group, ""))] for item in self.items]
        return [sorted(plain(group.text) for group in self.groups), sorted(items)]

    def faults(self, numbers: Numbers | None) -> Iterator[Fault]:
        yield from super().faults(numbers)
        yield from twice("groups", self.groups)
        for name, entries in (("groups", self.groups), ("items", self.items)):
            if len(entries) < 2:
                yield (name,), f"{'one' if entries else 'no'} {name[:-1]}", f"Write two {name} at least"
        for index, item in enumerate(self.items):
            if item.group not in self.names:
                what = f"there is no group '{item.group}'"
                yield ("items", index, "group"), what, nearest(item.group, self.names)
        if len(self.items) > 1 and len({item.group for item in self.items}) == 1:
            yield ("items",), "all items belong to one group", "Add one that belongs to another"

    def smells(self) -> Iterator[tuple[str, Fault]]:
        for index, item in enumerate(self.items):
            name = self.names.get(item.group, "")
            if name and re.search(rf"\b{re.escape(name)}\b", item.text, re.IGNORECASE):
                what = f"the item says '{name}', the name of its group"
                yield "told-group", (("items", index, "text"), what, "Say it in other words")

    @property
    def instruction(self) -> str:
        return f"Choose for each: {'; '.join(self.names.values())}."

    def solution(self, numbers: Numbers) -> Iterator[tuple[str, str, str]]:
        for item in self.items:
            yield self.names[item.group], item.text, item.because

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        right = [f"{item.id}={item.group}" for item in self.items]
        yield "Right", right
        other = next((id for id in self.names if id != self.items[0].group), self.items[0].group)
        yield "One wrong", [f"{self.items[0].id}={other}", *right[1:]]
        yield f"All: {self.names[other]}", [f"{item.id}={other}" for item in self.items]
