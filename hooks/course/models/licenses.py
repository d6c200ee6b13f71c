"""What a model's licence asks of somebody who ships a fine-tune; the model's ancestors included."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote, urlsplit

from pydantic import Field

from ..authoring import source
from ..authoring.problem import Problem
from ..authoring.provenance import Fact, Web
from ..authoring.strict import Day, Flag, Prose, Strict, Text, repeated

FILE = "data/licenses.yml"

GroupId = Literal["permissive", "copyleft", "conditions", "non-commercial", "no-derivatives", "unknown"]
Region = Literal["eu", "uk", "kr"]  # those that some licence excludes: the picker asks for them
HUB = "https://huggingface.co"
MARKDOWN = re.compile(r"\[[^\]]*\]\(([^\s()]*)[^()]*\)|<([^<>]*)>")
HOST = re.compile(r"([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?", re.IGNORECASE)
FILE_NAME = re.compile(r"^[A-Z]|\.(md|txt|rst|pdf|html?|docx?|rtf)$")  # of a licence, in the repository
LONGEST = 120  # characters of a stranger's text that are shown


class Group(Strict):
    id: GroupId
    name: Text
    asks: Prose


class Entry(Strict):
    """What is known of one of the Hub's licence ids."""

    group: GroupId
    name: Text
    osi: Flag | None = Field(description="Approved by the Open Source Initiative, where known")
    spdx: str | None = None
    text: Web | None = None
    travels: Prose | None = None
    territory: Prose | None = Field(default=None, description="Where it applies, in the text's own terms")
    excludes: tuple[Region, ...] = Field(default=(), description="Where the text says that it does not apply")

    @property
    def address(self) -> str | None:
        return self.text or (f"https://spdx.org/licenses/{self.spdx}.html" if self.spdx else None)


class Reading(Fact):
    """What somebody found on reading a licence whose id says nothing."""

    group: GroupId
    name: Text
    says: Prose
    travels: Prose
    territory: Prose | None = None
    excludes: tuple[Region, ...] = ()
    link: str


class LicenseFile(Strict):
    """data/licenses.yml. ``groups`` stand in the order of strictness."""

    checked: Day
    groups: tuple[Group, ...]
    licenses: dict[str, Entry]


@dataclass(frozen=True)
class Claim:
    """What a card says of its licence: its ``license``, ``license_name`` and ``license_link``."""

    ids: tuple[str, ...]
    name: str | None = None
    link: str | None = None

    @classmethod
    def of(
        cls, license: str | Iterable[str] | None, name: str | None = None, link: str | None = None
    ) -> "Claim":
        """A claim from what a card holds: one id, several or none, in any case; blank is none."""
        given = [license] if isinstance(license, str) else license or ()
        ids = tuple(dict.fromkeys(id.strip().lower() for id in given if id.strip()))
        return cls(ids, (name or "").strip() or None, (link or "").strip() or None)


@dataclass(frozen=True)
class Licence:
    """A claim made out. ``link`` is http or https, or None; ``osi`` is None where nobody has said."""

    claim: Claim
    group: Group
    name: str
    link: str | None
    osi: bool | None = None
    travels: str | None = None
    reading: Reading | None = None
    territory: str | None = None
    excludes: tuple[Region, ...] = ()

    @property
    def stated(self) -> str:
        """The claim as the repository has it: ``other / qwen-research``."""
        words = [*self.claim.ids, *([self.claim.name] if self.claim.name else [])]
        return _clip(" / ".join(words)) if words else "nothing"


@dataclass(frozen=True)
class Licences:
    """The table of ids, and the order of strictness."""

    groups: Mapping[str, Group]
    entries: Mapping[str, Entry]

    def strictness(self, licence: Licence) -> int:
        return list(self.groups).index(licence.group.id)

    def resolve(
        self, claim: Claim, repository: str, readings: Collection[tuple[Claim, Reading]] = ()
    ) -> Licence:
        """What ``claim`` of the Hub's ``repository`` means. Of several licences the strictest counts.

        An id that nobody knows, ``other`` and nothing are unknown, unless one of ``readings`` is of exactly
        this claim.
        """
        known = [self.entries[id] for id in claim.ids if id in self.entries]
        strictest = max(known, key=lambda entry: list(self.groups).index(entry.group), default=None)
        if strictest is None or strictest.group == "unknown" or len(known) < len(claim.ids):
            return self._unknown(claim, repository, readings)
        names = " and ".join(entry.name for entry in known)
        link = strictest.address or address(claim.link, repository)
        group, where = self.groups[strictest.group], [entry.territory for entry in known if entry.territory]
        return Licence(
            claim,
            group,
            names,
            link,
            strictest.osi,
            strictest.travels,
            territory=" ".join(dict.fromkeys(where)) or None,
            excludes=tuple(region for entry in known for region in entry.excludes),
        )

    def _unknown(self, claim: Claim, repository: str, readings: Collection[tuple[Claim, Reading]]) -> Licence:
        link = address(claim.link, repository)
        for read, reading in readings:
            if read == claim:
                group = self.groups[reading.group]
                where = link or address(reading.link, repository)
                return Licence(
                    claim,
                    group,
                    reading.name,
                    where,
                    False,
                    reading.travels,
                    reading,
                    reading.territory,
                    reading.excludes,
                )
        name = claim.name or " and ".join(claim.ids) or "Not stated"
        return Licence(claim, self.groups["unknown"], _clip(name), link)

    def inherited(
        self, model: str, bases: Mapping[str, Collection[str]], licences: Mapping[str, Licence]
    ) -> tuple[str, Licence] | None:
        """The ancestor of ``model`` with the strictest terms, where they are stricter than its own.

        ``bases`` names the parents of each model, ``licences`` the terms of each that was read; others are
        passed over.
        """
        worst, seen, waiting = None, {model}, list(bases.get(model, ()))
        strictest = self.strictness(licences[model])
        while waiting:
            ancestor = waiting.pop(0)
            if ancestor in seen:
                continue
            seen.add(ancestor)
            waiting += bases.get(ancestor, ())
            terms = licences.get(ancestor)
            if terms and self.strictness(terms) > strictest:
                worst, strictest = (ancestor, terms), self.strictness(terms)
        return worst


def address(link: str | None, repository: str) -> str | None:
    """``link`` of a stranger's card as an address to put on a page, or None.

    A path is one inside the Hub's ``repository``; what begins with a host, as ai.google.dev/gemma does, gets
    https. Only http and https pass; no credentials, no way out of the repository.
    """
    link = _bare(link or "")
    if not link or len(link) > 500 or any(c.isspace() or ord(c) < 32 or c in '\\<>[]"' for c in link):
        return None
    try:
        parts = urlsplit(link)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return link if host and not parts.username and not parts.password else None
    if parts.scheme or parts.netloc or link.startswith("/") or ".." in parts.path.split("/"):
        return None
    path = parts.path.removeprefix("./")
    return f"{HUB}/{repository}/blob/main/{quote(path)}" if path else None


def _bare(link: str) -> str:
    """``link`` out of Markdown's brackets, and with https where it begins with a host."""
    link = link.strip()
    if written := MARKDOWN.fullmatch(link):
        link = (written[1] or written[2]).strip()
    host, slash, _ = link.partition("/")
    named = HOST.fullmatch(host) and (slash or not FILE_NAME.search(host))
    return f"https://{link}" if named else link


def load(root: Path, problems: list[Problem]) -> Licences | None:
    """data/licenses.yml; what is wrong with it is added to ``problems``."""
    path = root / FILE
    read = source.read(path, root, problems)
    file = read.parse(LicenseFile, problems) if read else None
    if not read or not file:
        return None
    groups: dict[str, Group] = {group.id: group for group in file.groups}
    missing = set(GroupId.__args__) - set(groups)  # type: ignore[attr-defined]
    for index, id in repeated(group.id for group in file.groups):
        mend = (
            f"Keep one of the two; {' and '.join(sorted(missing))} is missing"
            if missing
            else "Keep one of the two"
        )
        problems.append(read.problem(("groups", index, "id"), f"the group '{id}' stands twice", mend))
    if missing and len(groups) == len(file.groups):
        what = f"the group '{sorted(missing)[0]}' is missing"
        problems.append(read.problem(("groups",), what, "Write it in its place, by strictness"))
    for id in file.licenses:
        if id != id.lower():
            what = f"'{id}' is no licence id of the Hub's"
            problems.append(read.problem(("licenses", id), what, f"Write it in lower case: {id.lower()}"))
    return None if missing else Licences(groups, file.licenses)


def _clip(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
