"""What every kind of question has, and what the rest of the course asks of a kind."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from ...authoring.problem import Wrong
from ...authoring.strict import SLUG, Id, Strict, Text

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]  # where in the question, what is wrong, and how to mend it
Numbers = Mapping[str, Mapping[str, Any]]  # for arithmetic: of each model, its numbers


def _passage(see: str) -> str:
    if not re.match(r"#|[\w/.-]+\.md(#|$)", see):
        mend = f"Write '#{see}'" if re.fullmatch(SLUG, see) else "A link elsewhere goes to 'explain'"
        raise Wrong(f"'see' names a heading (#name) or a page (page.md#name), not '{see}'", mend)
    return see


Allowances = Annotated[
    dict[str, Text], Field(default_factory=dict, description="A smell's id: why it is right")
]


class Entry(Strict):
    """What a question lists: an option, a step, an item."""

    id: Annotated[Id, Field(description="Unique in the question, never renamed: saved answers hold it")]
    text: Annotated[Text, Field(description="Inline Markdown")]
    because: Annotated[Text, Field(description="Markdown: why it is right or wrong, or belongs there")]


class Asked(Strict):
    """What every kind of question has. ``HOLDS`` is the key that tells the kind in a file.

    ``TEMPLATE`` has the macros that ../templates/question.html names; ``SMELLS`` are the ids of smells that
    this kind alone has.
    """

    HOLDS: ClassVar[str]
    TEMPLATE: ClassVar[str]
    SMELLS: ClassVar[tuple[str, ...]] = ()

    id: Annotated[Id, Field(description="Unique in the course, never renamed: saved answers hold it")]
    kind: str
    tests: Annotated[Id, Field(description="Which of the lesson's outcomes (front matter) this tests")]
    context: Annotated[Text | None, Field(description="Block Markdown before the question")] = None
    ask: Annotated[Text, Field(description="Inline Markdown")]
    hint: Annotated[
        Text | None, Field(description="Markdown, shown on demand; review takes such an answer as not sure")
    ] = None
    explain: Annotated[Text | None, Field(description="Markdown, shown after the reasons")] = None
    see: Annotated[
        Annotated[Text, AfterValidator(_passage)] | None,
        Field(description="'#heading' in the lesson, or a page relative to docs/"),
    ] = None
    allow: Allowances

    @property
    def entries(self) -> Sequence[Entry]:
        """What it lists under ``HOLDS``."""
        entries: Sequence[Entry] = getattr(self, self.HOLDS)
        return entries

    def asked(self) -> list[Any]:
        """What is asked and what is right beyond ``context`` and ``ask``, for the fingerprint."""
        raise NotImplementedError

    def key(self, numbers: Numbers) -> Any:
        """What has to be worked out to judge it. Raises ``Unreadable``."""
        return None

    def texts(self) -> Iterator[tuple[Path, str, bool]]:
        """Every Markdown text: its path, itself, and whether it must be inline."""
        for name in ("context", "ask", "hint", "explain", "because"):
            if text := getattr(self, name, None):
                yield (name,), text, name == "ask"
        for index, entry in enumerate(self.entries):
            yield (self.HOLDS, index, "text"), entry.text, True
            yield (self.HOLDS, index, "because"), entry.because, False

    def faults(self, numbers: Numbers | None) -> Iterator[Fault]:
        """What is wrong beyond the shape; ``numbers`` None where no models could be read."""
        yield from twice(self.HOLDS, self.entries)

    def smells(self) -> Iterator[tuple[str, Fault]]:
        """What gives the answer away, by the smell's id."""
        yield from ()

    @property
    def instruction(self) -> str:
        """What to do with ``entries``, where it is not plain to see; plain text."""
        return ""

    @property
    def mixed(self) -> Sequence[Entry]:
        """The entries as readers get them."""
        return self.entries

    def to_choose(self) -> str:
        """As plain Markdown, what a reader chooses from."""
        listed = "\n".join(f"- [ ] {entry.text}" for entry in self.mixed)
        return "\n\n".join(it for it in (self.instruction, listed) if it)

    def solution(self, numbers: Numbers) -> Iterator[tuple[str, str, str]]:
        """A word for each entry (right, a place, a group, the number), its Markdown and the reason's."""
        raise NotImplementedError

    def saved(self) -> dict[str, Any]:
        """What an attempt at it holds beside what every attempt does: see docs/js/store."""
        return {"v": 2}

    def choices(self, numbers: Numbers) -> Iterator[tuple[str, Any]]:
        """Answers worth seeing in the preview, as they are saved, a right one first."""
        raise NotImplementedError


def shuffled(id: str, entries: Sequence[Entry]) -> list[Entry]:
    """In an order that says nothing, is the same in every build, and is not the one given."""
    mixed = sorted(entries, key=lambda entry: hashlib.sha256(f"{id}/{entry.id}".encode()).digest())
    return mixed if mixed != list(entries) else mixed[1:] + mixed[:1]


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def twice(name: str, entries: Sequence[Any]) -> Iterator[Fault]:
    """Ids and texts that stand twice among the entries of a list."""
    seen: dict[str, set[str]] = {"id": set(), "text": set()}
    for index, entry in enumerate(entries):
        for key, value in (("id", entry.id), ("text", " ".join(entry.text.split()))):
            if value in seen[key]:
                mend = "Choose another" if key == "id" else f"{name.capitalize()} must differ: change one"
                yield (name, index, key), f"two {name} have the {key} '{value}'", mend
            seen[key].add(value)
