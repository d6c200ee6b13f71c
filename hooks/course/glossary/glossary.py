"""The key terms: data/glossary.yml, the glossary page, and where a term is mentioned in a lesson."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from ..authoring.frozen import Frozen
from ..authoring.jinja import render
from ..authoring.number import worked_out
from ..authoring.problem import Problem, nearest
from ..authoring.report_link import Reporter
from ..authoring.source import read
from ..authoring.strict import Id, Plain, Strict, Text, repeated
from ..authoring.validation import Fault
from ..authoring.written import Written
from ..lessons.lessons import Lesson

Mark = Literal["license", "tokenizer", "instruct", "context", "size", "community"]


class Term(Strict):
    """``aliases`` are further spellings (plurals) that a lesson may use, ``search`` what no lesson says and a
    reader may search for; ``lesson`` introduces the term."""

    id: Id
    term: Plain
    definition: Text
    aliases: tuple[Text, ...] = ()
    search: tuple[Text, ...] = ()
    lesson: Id
    related: tuple[Id, ...] = ()
    mark: Mark | None = None

    @property
    def other_names(self) -> str:
        """For the search's index: spellings that do not begin as the term does, as a plural would."""
        names = (*self.aliases, *self.search)
        return ", ".join(name for name in names if not name.lower().startswith(self.term.lower()[:-1]))


class Glossary(Strict):
    """data/glossary.yml"""

    terms: tuple[Term, ...]


# Words that stand in every paragraph
_EVERYWHERE = """
a about above after again all also although always am an and another any are as at away be because been
before being below between both but by can cannot could did do does down each either else even every few
for from had has have he her here him his how however i if in instead into is it its just less let like
many may me might more most much must my neither never no nor not now of off often on once one only or
other our out over own quite rather same she should since so some such than that the their them then there
these they this those though through thus to too two under until up upon us use very was we well were what
when where whether which while who why will with within without would yet you your
"""
EVERYWHERE = frozenset(_EVERYWHERE.split())


@dataclass(frozen=True)
class Terms(Frozen):
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


def load(root: Path, slugs: Collection[str] | None, problems: list[Problem], written: list[Written]) -> Terms:
    """Read data/glossary.yml; ``slugs`` are the lessons that a term may name, None where nobody knows.

    Mistakes go to ``problems``, the definitions to ``written``.
    """
    source = read(root / "data" / "glossary.yml", root, problems)
    glossary = source.parse(Glossary, problems) if source else None
    if not source or not glossary:
        return Terms({})
    terms = glossary.terms
    for index, id in repeated(term.id for term in terms):
        problems.append(source.problem(("terms", index, "id"), f"the id '{id}' is taken", "Choose another"))
    for path, what, mend in [*_references(terms, slugs), *_spellings(terms)]:
        problems.append(source.problem(("terms", *path), what, mend))
    for index, term in enumerate(terms):
        written.append(source.markdown(("terms", index, "definition"), "span", term.definition))
    ids = {term.id for term in terms}
    known = (
        term.model_copy(update={"related": tuple(it for it in term.related if it in ids)}) for term in terms
    )
    return Terms({term.id: term for term in sorted(known, key=lambda term: term.term.lower())})


def _references(terms: Sequence[Term], slugs: Collection[str] | None) -> Iterator[Fault]:
    ids = {term.id for term in terms}
    whole = len(ids) == len(terms)  # else a term has another's id, and cannot be found under its own
    for index, term in enumerate(terms):
        if slugs is not None and term.lesson not in slugs:
            yield (index, "lesson"), f"there is no lesson '{term.lesson}'", nearest(term.lesson, slugs)
        for other, name in enumerate(term.related if whole else ()):
            if name == term.id:
                yield (index, "related", other), "the term names itself", "Take it out"
            elif name not in ids:
                yield (index, "related", other), f"there is no term '{name}'", nearest(name, ids)
        for other, name in repeated(term.related):
            yield (index, "related", other), f"'{name}' stands twice", "Keep one of the two"


def _spellings(terms: Sequence[Term]) -> Iterator[Fault]:
    """Spellings that two terms share, and those that nobody would write for the term."""
    spelled: dict[str, str] = {}
    for index, term in enumerate(terms):
        own: set[str] = set()
        for path, text in [
            ((index, "term"), term.term),
            *(((index, "aliases", n), it) for n, it in enumerate(term.aliases)),
        ]:
            spelling = " ".join(text.lower().split())
            if spelling in own:
                yield path, f"'{text}' stands twice in the term", "Keep it once: capitals make no difference"
            elif spelling in spelled:
                yield (
                    path,
                    f"'{text}' is also a spelling of '{spelled[spelling]}'",
                    "Keep it in one of the two",
                )
            elif not re.search(r"\w", spelling):
                yield path, f"'{text}' has no letter", "Write it as it stands in lessons"
            elif set(spelling.split()) <= EVERYWHERE:
                yield (
                    path,
                    f"'{text}' stands everywhere, and each would become a link",
                    "Write what means the term alone",
                )
            spelled.setdefault(spelling, term.id)
            own.add(spelling)


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


def key_terms_as_markdown(terms: Terms, lesson: str, numbers: Mapping[str, Mapping[str, Any]]) -> str:
    introduced = (term for term in terms.by_id.values() if term.lesson == lesson)
    return "".join(f"- **{term.term}**: {worked_out(term.definition, numbers)}\n" for term in introduced)
