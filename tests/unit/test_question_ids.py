"""No question's id is lost: readers' answers are saved under it."""

import os
from pathlib import Path

from course.authoring.problem import Problem
from course.quiz import checks, quiz

ROOT = Path(__file__).parents[2]


def test_every_question_is_noted_as_published() -> None:
    """``UPDATE_GOLDEN=1 .venv/bin/pytest tests/unit/test_question_ids.py`` notes new ones."""
    quizzes = quiz.load(ROOT, [])
    noted = quiz.published(ROOT, [])
    new = [f"{lesson}/{id}" for lesson, it in quizzes.items() for id in it.ids.values()]
    if os.environ.get("UPDATE_GOLDEN"):
        noted = sorted({*noted, *new})
        (ROOT / quiz.PUBLISHED).write_text("".join(f"{it}\n" for it in noted), encoding="utf-8")
    assert sorted({*new} - {*noted}) == [], "note them: see this test's docstring"
    assert list(checks.lost(quizzes, noted)) == []


def test_a_question_that_is_renamed_or_removed_is_told_where_it_stood() -> None:
    problems: list[Problem] = []
    quizzes = quiz.load(ROOT, problems)
    lesson, one = next(iter(quizzes.items()))
    line = one.source.line("questions", 0, "id")
    renamed = [f"{lesson}/{id}" for id in list(one.ids.values())[1:]] + [f"{lesson}/old-name"]
    (told,) = checks.lost({lesson: one}, renamed)
    assert str(told).startswith(f"{one.source.file}:{line}: the question id 'old-name' is gone")
    (told,) = checks.lost({lesson: one}, [f"{lesson}/{id}" for id in one.ids.values()] + [f"{lesson}/gone"])
    assert told.line == one.source.line("retired")


def test_a_line_that_is_no_id_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / quiz.PUBLISHED).write_text("lesson/one\n<<<<<<< HEAD\nlesson/two\n", encoding="utf-8")
    problems: list[Problem] = []
    assert quiz.published(tmp_path, problems) == ["lesson/one", "lesson/two"]
    (told,) = problems
    assert (told.file, told.line) == (quiz.PUBLISHED, 2) and "no LESSON/ID" in str(told)
