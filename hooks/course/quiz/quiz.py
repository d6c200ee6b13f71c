"""A lesson's questions: quiz.yml in its folder, read and checked."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from ..authoring.frozen import Frozen
from ..authoring.page import Page
from ..authoring.problem import Problem
from ..authoring.source import Source, read
from ..authoring.strict import SLUG, Id, Strict, once
from ..authoring.text import read_text
from ..authoring.written import Written
from .kinds.asked import Allowances
from .kinds.choice import One
from .kinds.question import KINDS, Question

PUBLISHED = "data/question-ids.txt"


class Head(Strict):
    """A quiz file, its questions unread."""

    lesson: Annotated[Id, Field(description="The lesson's slug, which is its folder's name")]
    retired: Annotated[
        tuple[Id, ...], AfterValidator(once), Field(description="Ids that may never come back")
    ] = ()
    allow: Allowances
    questions: tuple[Any, ...]


class QuizFile(Head):
    """quiz.yml, for the schema. Questions are read one by one: see ``_question``."""

    questions: tuple[Annotated[Question, Field(discriminator="kind")], ...]


@dataclass(frozen=True)
class Quiz(Frozen):
    """One lesson's questions as far as they are well-formed; ``whole`` when all of them are.

    ``questions`` are by their place in the file, so that ``source`` tells their lines. Of a file that
    is no YAML, the source has no data. ``retired`` is None where the head cannot be read, which is told.
    """

    lesson: str
    source: Source = field(repr=False)
    questions: Mapping[int, Question]
    allow: Mapping[str, str]
    retired: tuple[str, ...] | None
    whole: bool

    @property
    def count(self) -> int:
        """How many questions the file has, ill-formed ones too."""
        return len(_raw_questions(self.source))

    @cached_property
    def ids(self) -> dict[int, str]:
        """The ids in the file by place, those of ill-formed questions too."""
        ids = ((index, raw.get("id")) for index, raw in enumerate(_raw_questions(self.source)))
        return {index: id for index, id in ids if isinstance(id, str)}

    def written(self) -> Iterator[Written]:
        """The Markdown of the questions."""
        for index, question in self.questions.items():
            for path, text, inline in question.texts():
                yield self.source.markdown(("questions", index, *path), "span" if inline else "block", text)

    def problem(self, index: int, path: tuple[str | int, ...], what: str, mend: str) -> Problem:
        """A problem in the question at ``index``."""
        return self.source.problem(("questions", index, *path), what, mend)


def load(root: Path, problems: list[Problem]) -> dict[str, Quiz]:
    """Every quiz by its folder's name, a lesson's slug. What does not fit the shape goes to ``problems``."""
    quizzes: dict[str, Quiz] = {}
    for path in sorted((root / "docs").glob("*/*/quiz.yml")):
        source = read(path, root, problems)
        nothing = Source(path.relative_to(root).as_posix(), None, {})
        slug = path.parent.name
        quizzes[slug] = _quiz(source or nothing, slug, problems if source else [])
    return quizzes


def _quiz(source: Source, name: str, problems: list[Problem]) -> Quiz:
    head = source.parse(Head, problems)
    if head and head.lesson != name:
        what = f"the lesson is '{head.lesson}' but its folder is called '{name}'"
        problems.append(source.problem(("lesson",), what, "Give both the lesson's slug"))
    read_ones = [_question(source, index, problems) for index in range(len(_raw_questions(source)))]
    questions = {index: question for index, question in enumerate(read_ones) if question}
    whole = head is not None and None not in read_ones
    return Quiz(name, source, questions, head.allow if head else {}, head.retired if head else None, whole)


def published(root: Path, problems: list[Problem]) -> list[str]:
    """The questions that there ever were, as LESSON/ID; a test adds to the file, and nothing takes away."""
    ids = []
    for number, line in enumerate((read_text(root / PUBLISHED, PUBLISHED, problems) or "").splitlines(), 1):
        if re.fullmatch(f"{SLUG}/{SLUG}", line.strip()):
            ids.append(line.strip())
        elif line.strip():
            what = f"'{line.strip()}' is no LESSON/ID"
            problems.append(
                Problem(PUBLISHED, number, what, "Remove the line, or take it as it was from git")
            )
    return ids


def _question(source: Source, index: int, problems: list[Problem]) -> Question | None:
    """The question at ``index`` as its kind: its own keys alone are suggested for a wrong one."""
    raw, path = source.data["questions"][index], ("questions", index)
    if isinstance(raw, dict) and str(raw.get("kind")) not in KINDS:
        what = f"unknown kind '{raw['kind']}'" if "kind" in raw else "'kind' is missing"
        *others, last = KINDS
        mend = f"Write {', '.join(others)} or {last}"
        problems.append(source.problem((*path, "kind"), what, mend))
        return None
    if isinstance(raw, dict) and (mistaken := _mistaken(raw)):
        problems.append(source.problem((*path, "kind"), *mistaken))
        return None
    return source.parse(KINDS[raw["kind"]] if isinstance(raw, dict) else One, problems, at=path)


def _mistaken(raw: dict[str, Any]) -> tuple[str, str] | None:
    """Where a question holds what another kind holds: what is wrong, and how to mend it."""
    kind, mine = raw["kind"], KINDS[raw["kind"]].HOLDS
    other = next((it.HOLDS for it in KINDS.values() if it.HOLDS in raw), mine)
    if mine in raw or other == mine:
        return None
    fitting = " or ".join(f"'kind: {name}'" for name, it in KINDS.items() if other == it.HOLDS)
    return f"a question of kind '{kind}' takes no {other}", f"Write {fitting}, or give it '{mine}:'"


def _raw_questions(source: Source) -> list[dict[str, Any]]:
    questions = source.data.get("questions") if isinstance(source.data, dict) else None
    return [raw if isinstance(raw, dict) else {} for raw in questions] if isinstance(questions, list) else []


def question_ids(
    quizzes: Mapping[str, Quiz], lessons: Collection[str], placed: Collection[str]
) -> Collection[str]:
    """Every question, ill-formed ones too: what is told once is not told again where it is placed."""
    ids = [id for quiz in quizzes.values() for id in quiz.ids.values()]
    whole = len({*ids}) == len(ids) and all(re.fullmatch(SLUG, id) for id in ids)
    unread = not set(lessons) <= set(quizzes) or not all(it.count for it in quizzes.values())
    return {*ids, *placed} if unread or not whole else {*ids}


def placed(pages: Mapping[str, Page]) -> set[str]:
    """The ids of questions that stand in a page by themselves."""
    return {it.id for page in pages.values() for it in page.directives if it.kind == "question"}
