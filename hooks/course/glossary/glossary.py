"""The key terms: data/glossary.yml, the glossary page, and where a term is mentioned in a lesson."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from ..authoring.jinja import render
from ..authoring.problem import Problem, nearest
from ..authoring.report_link import Reporter
from ..authoring.source import read
from ..authoring.strict import Id, Strict, Text
from ..lessons.lessons import Lesson

Mark = Literal["license", "tokenizer", "instruct", "context", "size", "community"]


class Term(Strict):
    """``aliases`` are further spellings (plurals) that a lesson may use; ``lesson`` introduces the term."""

    id: Id
    term: Text
    definition: Text
    aliases: tuple[Text, ...] = ()
    lesson: Id
    related: tuple[Id, ...] = ()
    mark: Mark | None = None


class Glossary(Strict):
    """data/glossary.yml"""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Terms:
    """All terms, A to Z, and the pattern that finds their mentions."""

    by_id: Mapping[str, Term]

    @cached_property
    def by_spelling(self) -> dict[str, Term]:
        return {
            spelling.lower(): term for term in self.by_id.values() for spelling in (term.term, *term.aliases)
        }

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """For text in lower case: a pattern that ignores case takes three times as long."""
        longest_first = sorted(self.by_spelling, key=lambda spelling: (-len(spelling), spelling))
        words = "|".join(re.escape(spelling).replace(r"\ ", r"\s+") for spelling in longest_first)
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") if words else None

    def named(self, mention: str) -> Term:
        return self.by_spelling[" ".join(mention.lower().split())]


def load(root: Path, slugs: Collection[str], problems: list[Problem]) -> Terms:
    """Read data/glossary.yml; ``slugs`` are the lessons that a term may name, written or coming."""
    source = read(root / "data" / "glossary.yml", root, problems)
    glossary = source.parse(Glossary, problems) if source else None
    if not source or not glossary:
        return Terms({})
    ids = {term.id for term in glossary.terms}
    spelled: dict[str, str] = {}
    seen: set[str] = set()
    for index, term in enumerate(glossary.terms):
        if term.id in seen:
            problems.append(
                source.problem(("terms", index, "id"), f"the id '{term.id}' is taken", "Choose another")
            )
        seen.add(term.id)
        if term.lesson not in slugs:
            mend = nearest(term.lesson, slugs)
            problems.append(
                source.problem(("terms", index, "lesson"), f"there is no lesson '{term.lesson}'", mend)
            )
        for other, name in enumerate(term.related):
            if name not in ids:
                path = ("terms", index, "related", other)
                problems.append(source.problem(path, f"there is no term '{name}'", nearest(name, ids)))
        for spelling in {term.term.lower(), *(alias.lower() for alias in term.aliases)}:
            if spelling in spelled:
                what = f"'{spelling}' is also a spelling of '{spelled[spelling]}'"
                problems.append(source.problem(("terms", index), what, "Keep it in one of the two"))
            spelled[spelling] = term.id
    return Terms({term.id: term for term in sorted(glossary.terms, key=lambda term: term.term.lower())})


def render_glossary(
    terms: Terms, lessons: Mapping[str, Lesson], titles: Mapping[str, str], report: Reporter
) -> str:
    """Every term, A to Z. ``titles`` names the lessons that are not written yet."""
    letters: dict[str, list[Term]] = {}
    for term in terms.by_id.values():
        letters.setdefault(term.term[0].upper(), []).append(term)
    return render(
        "glossary.html", letters=letters, terms=terms.by_id, lessons=lessons, titles=titles, report_url=report
    )


def render_key_terms(terms: Terms, slug: str) -> str:
    """The terms that the lesson ``slug`` introduces, with their definitions."""
    return render("key-terms.html", terms=[term for term in terms.by_id.values() if term.lesson == slug])
