"""A lesson's questions: data/quizzes/LESSON.yml, read and checked. One file a lesson."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from .problems import Problem
from .question import KINDS, Allowances, Question
from .records import Id, Strict
from .source import Source, read


class QuizFile(Strict):
    """data/quizzes/LESSON.yml"""

    lesson: Annotated[Id, Field(description="The lesson's slug, as in this file's name")]
    retired: Annotated[tuple[Id, ...], Field(description="Ids that may never come back")] = ()
    allow: Allowances
    questions: tuple[Annotated[Question, Field(discriminator="kind")], ...]


@dataclass(frozen=True)
class Quiz:
    """One lesson's questions as far as they are well-formed; ``whole`` when all of them are.

    ``questions`` are by their place in the file, so that ``source`` tells their lines.
    """

    lesson: str
    source: Source = field(repr=False)
    questions: Mapping[int, Question]
    allow: Mapping[str, str]
    retired: tuple[str, ...]
    whole: bool

    def ids(self) -> dict[int, str]:
        """The ids in the file by place, those of ill-formed questions too."""
        ids = ((index, raw.get("id")) for index, raw in enumerate(_raw_questions(self.source)))
        return {index: id for index, id in ids if isinstance(id, str)}

    def problem(self, index: int, path: tuple[str | int, ...], what: str, mend: str) -> Problem:
        """A problem in the question at ``index``."""
        return self.source.problem(("questions", index, *path), what, mend)


def load(root: Path, problems: list[Problem]) -> dict[str, Quiz]:
    """Every quiz by its file's name, a lesson's slug. What does not fit the shape goes to ``problems``."""
    quizzes: dict[str, Quiz] = {}
    for path in sorted((root / "data" / "quizzes").glob("*.yml")):
        source = read(path, root, problems)
        if source:
            quizzes[path.stem] = _quiz(source, path.stem, problems)
    return quizzes


def _quiz(source: Source, name: str, problems: list[Problem]) -> Quiz:
    parsed = source.parse(QuizFile, problems)
    if parsed:
        if parsed.lesson != name:
            what = f"the lesson is '{parsed.lesson}' but the file is called '{name}.yml'"
            problems.append(source.problem(("lesson",), what, "Give both the lesson's slug"))
        return Quiz(name, source, dict(enumerate(parsed.questions)), parsed.allow, parsed.retired, True)
    questions: dict[int, Question] = {}
    for index, raw in enumerate(_raw_questions(source)):
        kind = KINDS.get(str(raw.get("kind")))
        question = source.parse(kind, [], at=("questions", index)) if kind else None
        if question:
            questions[index] = question
    retired = source.data.get("retired") if isinstance(source.data, dict) else None
    ids = tuple(id for id in retired if isinstance(id, str)) if isinstance(retired, list) else ()
    return Quiz(name, source, questions, {}, ids, False)


def _raw_questions(source: Source) -> list[dict[str, Any]]:
    questions = source.data.get("questions") if isinstance(source.data, dict) else None
    return [raw if isinstance(raw, dict) else {} for raw in questions] if isinstance(questions, list) else []
