"""Every mistake that an author can make in a quiz file: its line, what it is, and how to mend it."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from markdown import Markdown
from quiz_course import EXTENSIONS, HEADER, NUMBERS

from course.authoring import links, page
from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.course import Course
from course.glossary.glossary import Terms
from course.lessons.lessons import Lesson
from course.markdown import CourseExtension
from course.models.featured import Models
from course.quiz import checks, quiz
from course.quiz.quiz import Quiz

QUIZ = """\
lesson: lesson
retired: [gone]
questions:
  - id: travels
    kind: one
    tests: license
    ask: What travels?
    options:
      - id: terms
        text: The terms
        correct: true
        because: They do.
      - id: nothing
        text: Nothing at all
        because: Something does.
  - id: follows
    kind: several
    tests: license
    ask: What follows?
    options:
      - {id: cost, text: The cost, correct: true, because: Yes.}
      - {id: name, text: The name, because: No.}
  - id: size
    kind: number
    tests: license
    ask: How large?
    answer: {value: tiny.parameters * 2 / MB, unit: MB, within: 5%}
    because: Two bytes each.
  - id: round
    kind: order
    tests: license
    ask: What happens?
    hint: Scores come before shares.
    steps:
      - {id: read, text: The text is read, because: All else needs it.}
      - {id: score, text: Tokens get scores, because: From the last row.}
      - {id: draw, text: A token is drawn, because: By its share.}
  - id: levers
    kind: match
    tests: license
    ask: What mends what?
    groups: [{id: book, text: An open book}, {id: tune, text: Fine-tuning}]
    items:
      - {id: prices, text: It knows no prices, group: book, because: They change.}
      - {id: form, text: Its JSON breaks, group: tune, because: A form is learnt.}
"""
LESSON = """\
---
title: Licences
outcomes:
  license: Read a licence
---
::: question travels

::: quiz lesson
"""
FILE = "docs/foundations/lesson/quiz.yml"
PAGE = "docs/foundations/lesson/index.md"

Tell = Callable[..., list[str]]


class NumbersCourse(Course):
    numbers = property(lambda self: NUMBERS)  # type: ignore[assignment]


def _told_of_texts(quizzes: dict[str, Quiz]) -> tuple[Problem, ...]:
    """The problems in the questions' Markdown."""
    written = tuple(text for quiz in quizzes.values() for text in quiz.written())
    models = Models((), (), {}, {})
    course = NumbersCourse(Path(), {}, {}, {}, Terms({}), quizzes, models, Reporter(), (), written=written)
    extension = CourseExtension(course, lambda problem: None)
    return extension.read_data(Markdown(extensions=[*EXTENSIONS, extension])).problems


@pytest.fixture
def tell(tmp_path: Path) -> Tell:
    """The problems of a course whose quiz and lesson have ``edits`` (old, new) made in them, as told."""

    def tell(*edits: tuple[str, str], others: dict[str, str] | None = None, without: str = "") -> list[str]:
        files = {FILE: QUIZ, PAGE: LESSON, **(others or {})}
        for old, new in edits:
            assert any(old in text for text in files.values()), old
            files = {file: text.replace(old, new, 1) for file, text in files.items()}
        files.pop(without, None)
        for file, text in files.items():
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / file).write_text(text, encoding="utf-8")
        problems: list[page.Problem] = []
        written = page.read_all(tmp_path, problems)
        outcomes = written["foundations/lesson/index.md"].meta.data["outcomes"]  # type: ignore[union-attr]
        header = HEADER.model_copy(update={"outcomes": outcomes})
        lessons = {"lesson": Lesson("lesson", "foundations/lesson/index.md", header, 1, 10)}
        quizzes = quiz.load(tmp_path, problems)
        problems += checks.check(quizzes, NUMBERS, lessons, written)
        anchors = {"foundations/lesson/index.md": {"license", "size"}, "models.md": {"all"}}
        problems += links.check([*checks.see_links(quizzes, lessons)], set(anchors), anchors)
        return [str(problem) for problem in sorted([*problems, *_told_of_texts(quizzes)])]

    return tell


def test_a_good_quiz_has_no_problems(tell: Tell) -> None:
    assert tell() == []


CASES = {
    "unknown key": (
        ("    kind: one\n", "    kind: one\n    titel: x\n"),
        "6: unknown key 'titel'. Known: allow, ask, context, explain, hint, id, kind, options, see, tests.",
    ),
    "unknown key in an option": (
        ("because: They do.", "becuase: They do."),
        "12: unknown key 'becuase'. Did you mean 'because'?",
    ),
    "unknown kind": (
        ("kind: one", "kind: two"),
        "5: unknown kind 'two'. Write one, several, number, order or match.",
    ),
    "no kind": (("    kind: one\n", ""), "4: 'kind' is missing. Write one, several, number, order or match."),
    "wrong type": (
        ("text: The terms", "text: 12"),
        "10: 'text' must be text, not 12. Put it in quotes, else YAML makes no text of it: '12'.",
    ),
    "wrong type of a flag": (
        ("correct: true\n", 'correct: "true"\n'),
        "11: 'correct' must be true or false, not 'true'. Write true or false.",
    ),
    "options that are no list": (
        (
            "options:\n      - {id: cost, text: The cost, correct: true, because: Yes.}\n"
            "      - {id: name, text: The name, because: No.}\n",
            "options: yes\n",
        ),
        "20: 'options' must be a list, not yes. Write a list.",
    ),
    "bad id": (
        ("id: follows", "id: What_Follows"),
        "16: 'What_Follows' is not a good id. Use lower-case letters, digits and single hyphens.",
    ),
    "bad option id": (
        ("id: cost", "id: a b"),
        "21: 'a b' is not a good id. Use lower-case letters, digits and single hyphens.",
    ),
    "id twice": (
        ("id: follows", "id: size"),
        f"23: the question id 'size' is taken ({FILE}:16). Choose another: saved answers are kept under it.",
    ),
    "retired id": (
        ("id: follows", "id: gone"),
        f"16: the question id 'gone' is retired ({FILE}). "
        "Choose another: old answers would come back with it.",
    ),
    "option id twice": (
        ("id: name", "id: cost"),
        "22: two options have the id 'cost'. Choose another.",
    ),
    "no right option": (
        ("        correct: true\n", ""),
        "8: no right options in a question of kind 'one'. Mark the right one 'correct: true'.",
    ),
    "several right options for one": (
        ("text: Nothing at all", "text: Nothing at all\n        correct: true"),
        "8: 2 right options in a question of kind 'one'. Keep one, or make it 'kind: several'.",
    ),
    "none right for several": (
        ("correct: true, because: Yes.", "because: Yes."),
        "20: no right option. Mark the right ones 'correct: true'.",
    ),
    "all right for several": (
        ("The name, because: No.", "The name, correct: true, because: No."),
        "20: all options are right. Add a wrong one that a thinking learner would choose.",
    ),
    "one option": (
        ("      - {id: name, text: The name, because: No.}\n", ""),
        "20: one option. A choice takes two at least.",
    ),
    "empty text": (
        ("ask: What follows?", 'ask: " "'),
        "19: an empty text. Write it, or leave the key out.",
    ),
    "equal texts": (
        ("text: The name", "text: The  cost"),
        "22: two options have the text 'The cost'. Options must differ: change one.",
    ),
    "no reason": (
        (", because: No.", ""),
        "22: 'because' is missing. Add 'because:' here.",
    ),
    "no reason for a number": (
        ("    because: Two bytes each.\n", ""),
        "23: 'because' is missing. Add 'because:' here.",
    ),
    "unreadable arithmetic": (
        ("tiny.parameters * 2 / MB", '"tiny.parameters x 2"'),
        "27: 'tiny.parameters x 2' is not arithmetic. "
        "Use numbers, + - * / **, parentheses, ln(2), MB and the like, MODEL.NUMBER and recorded.FILE.NUMBER.",
    ),
    "unknown model": (
        ("tiny.parameters * 2", "tinny.parameters * 2"),
        "27: there is no model 'tinny'. Did you mean 'tiny'?",
    ),
    "unreadable tolerance": (
        ("within: 5%", "within: 5 or so"),
        "27: '5 or so' is not a number, + - * / **, a constant or MODEL.NUMBER. "
        "Write a share like 5%, or an amount in the unit.",
    ),
    "a tolerance that nobody can meet": (
        ("within: 5%", "within: 0"),
        "27: only exactly 269.030016 would be right. "
        "Allow some distance. Write a share like 5%, or an amount in the unit.",
    ),
    "no unit": ((" unit: MB,", ""), "27: 'unit' is missing. Add 'unit:' here."),
    "see without such a heading": (
        ("ask: How large?", 'ask: How large?\n    see: "#licence"'),
        "27: 'see' leads to no heading '#licence' in docs/foundations/lesson/index.md. Did you mean 'license'?",
    ),
    "see without such a page": (
        ("ask: How large?", "ask: How large?\n    see: model.md#all"),
        "27: 'see' leads to no page or file. Did you mean 'models.md'?",
    ),
    "unknown outcome": (
        ("tests: license", "tests: licence"),
        "6: the lesson has no outcome 'licence'. Did you mean 'license'?",
    ),
    "two paragraphs in a line": (
        ("ask: What follows?", 'ask: "What follows?\\n\\n- this"'),
        "19: a second paragraph in a text of one paragraph. Lists, code and more text go to 'context', 'because' or the page itself.",
    ),
    "a link that works in the lesson alone": (
        ("because: Two bytes each.", 'because: "Two, [see](#size)."'),
        "28: the link '#size' leads nowhere on other pages that show this text. Write the page too, relative to docs/: "
        "foundations/LESSON/index.md#size.",
    ),
    "HTML": (
        ("because: Two bytes each.", 'because: "`<b>` or </div>"'),
        "28: HTML in the text ('</div>'). Write Markdown, and put code in backticks.",
    ),
    "an unreadable number in a text": (
        ("because: Two bytes each.", 'because: "{= tiny.layer | d =} each."'),
        "28: 'tiny' has no 'layer'. Did you mean 'layers'?",
    ),
    "two steps": (
        ("      - {id: draw, text: A token is drawn, because: By its share.}\n", ""),
        "34: 2 steps. An order takes three at least.",
    ),
    "nine steps": (
        (
            "steps:\n",
            "steps:\n" + "".join(f"      - {{id: x{i}, text: Step {i}, because: So.}}\n" for i in range(6)),
        ),
        "43: 9 steps. Keep 8 at most, or ask for a part of them.",
    ),
    "a step twice": (
        ("text: A token is drawn", "text: Tokens get scores"),
        "37: two steps have the text 'Tokens get scores'. Steps must differ: change one.",
    ),
    "a step that tells its place": (
        ("text: A token is drawn", "text: Finally a token is drawn"),
        "37: the step begins with 'Finally', which tells its place. Say what happens, and not when, "
        "or say in the question why it is right: 'allow: {told-order: WHY}'.",
    ),
    "options for an order": (
        ("    steps:", "    options:"),
        "30: a question of kind 'order' takes no options. "
        "Write 'kind: one' or 'kind: several', or give it 'steps:'.",
    ),
    "no such group": (
        ("group: tune", "group: tunes"),
        "45: there is no group 'tunes'. Did you mean 'tune'?",
    ),
    "one group": (
        (", {id: tune, text: Fine-tuning}]", "]"),
        "42: one group. Write two groups at least.",
        "45: there is no group 'tune'. Known: book.",
    ),
    "all in one group": (
        ("group: tune", "group: book"),
        "43: all items belong to one group. Add one that belongs to another.",
    ),
    "an item that names its group": (
        ("text: Its JSON breaks", "text: Its JSON breaks before fine-tuning"),
        "45: the item says 'Fine-tuning', the name of its group. Say it in other words, "
        "or say in the question why it is right: 'allow: {told-group: WHY}'.",
    ),
    "Markdown in a group": (
        ("text: An open book", 'text: "An `open` book"'),
        "42: '`' in a text that is shown as it is typed. Write plain words: no Markdown, no HTML.",
    ),
    "a hint that cannot be read": (
        ("hint: Scores come", "hint: <b>Scores</b> come"),
        "33: HTML in the text ('<b>'). Write Markdown, and put code in backticks.",
    ),
    "a value that is no text": (
        ("value: tiny.parameters * 2 / MB", "value: true"),
        "27: 'value' must be text, not true. Put it in quotes, else YAML makes no text of it: 'true'.",
    ),
    "an answer that cannot be worked out, where it stands on a line of its own": (
        ("{value: tiny.parameters * 2 / MB, unit: MB,", "{unit: MB,\n      value: tiny.parameters * 2 /,"),
        "28: 'tiny.parameters * 2 /' is not arithmetic. Use numbers, + - * / **, parentheses, ln(2), MB and "
        "the like, MODEL.NUMBER and recorded.FILE.NUMBER.",
    ),
    "file name": (
        ("lesson: lesson", "lesson: lessons"),
        "1: the lesson is 'lessons' but its folder is called 'lesson'. Give both the lesson's slug.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_with_line_and_mend(tell: Tell, case: str) -> None:
    edit, *expected = CASES[case]
    assert tell(edit) == [f"{FILE}:{line}" for line in expected]


def test_an_outcome_that_no_question_tests(tell: Tell) -> None:
    told = tell(("  license: Read a licence\n", "  license: Read a licence\n  size: Work out a size\n"))
    what = f"no question tests the outcome 'size'. Write one in {FILE}, or remove the outcome."
    assert told == [f"{PAGE}:5: {what}"]


def test_a_question_placed_twice(tell: Tell) -> None:
    told = tell(("::: quiz lesson", "::: question travels\n\n::: quiz lesson"))
    assert told == [f"{PAGE}:8: the question 'travels' is also placed at {PAGE}:6. Keep one of the two."]


def test_a_quiz_placed_twice(tell: Tell) -> None:
    told = tell(("::: quiz lesson", "::: quiz lesson\n\n::: quiz lesson"))
    assert told == [f"{PAGE}:10: the quiz 'lesson' is also placed at {PAGE}:8. Keep one of the two."]


def test_a_question_placed_nowhere(tell: Tell) -> None:
    mend = "Put '::: quiz lesson' or '::: question follows' on a line of the lesson."
    assert tell(("::: quiz lesson\n", "")) == [f"{FILE}:16: the question 'follows' is on no page. {mend}"]


def test_a_quiz_with_nothing_left_to_show(tell: Tell) -> None:
    rest = ["follows", "size", "round", "levers"]
    told = tell(("::: quiz lesson", "".join(f"::: question {id}\n\n" for id in rest) + "::: quiz lesson"))
    mend = "Remove this line, or one of the '::: question' lines."
    assert told == [f"{PAGE}:16: every question of 'lesson' is placed elsewhere. {mend}"]


def test_a_directive_in_a_code_fence_places_nothing(tell: Tell) -> None:
    assert tell(("::: quiz lesson", "```\n::: question travels\n```\n\n::: quiz lesson")) == []


def test_a_quiz_without_a_lesson(tell: Tell) -> None:
    told = tell(others={"docs/foundations/lessen/quiz.yml": "lesson: lessen\nquestions: []\n"})
    lost = "there is no lesson 'lessen'. Did you mean 'lesson'?"  # that it is empty is told once it has one
    assert told == [f"docs/foundations/lessen/quiz.yml:1: {lost}"]


def test_a_lesson_without_a_quiz(tell: Tell) -> None:
    told = tell(("::: question travels\n\n::: quiz lesson\n", ""), without=FILE)
    mend = f"Write some in {FILE}."
    assert told == [f"{PAGE}:3: the lesson has no questions. {mend}"]


def test_a_file_that_is_no_yaml_gives_that_one_problem(tell: Tell) -> None:
    told = tell(("    kind: one", "\tkind: one"))
    assert told == [f"{FILE}:5: a tab in the indentation. YAML indents with spaces: use two."]


def test_all_mistakes_are_told_in_one_run(tell: Tell) -> None:
    told = tell(
        ("kind: one", "kind: one\n    titel: x"),
        ("id: name", "id: cost"),
        ("tiny.parameters", "tinny.parameters"),
        ("tests: license\n    ask: How", "tests: licence\n    ask: How"),
        ("title: Licences\n", "title: Licences\n"),
        ("  license: Read", "  extra: Unknown to a quiz that is broken\n  license: Read"),
    )
    assert [line.split(": ")[0] for line in told] == [f"{FILE}:{line}" for line in (6, 23, 26, 28)]


@pytest.mark.parametrize("value", [None, 3, True, "", "x", [], [None], [[1]], {}, {"x": None}, {1: 2}])
def test_no_value_anywhere_is_a_traceback(tmp_path: Path, value: object) -> None:
    """Every value of the file replaced in turn: something is told, on a line of the file."""
    (tmp_path / FILE).parent.mkdir(parents=True)
    whole = yaml.safe_load(QUIZ)
    for question in whole["questions"]:  # one at a time: five are read five times as long
        for place in _places(whole | {"questions": [question]}):
            data = deepcopy(whole | {"questions": [question]})
            _put(data, place, value)
            text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False)
            (tmp_path / FILE).write_text(text, encoding="utf-8")
            problems: list[page.Problem] = []
            problems += checks.check(quiz.load(tmp_path, problems), NUMBERS, {}, {})
            assert all(problem.line > 0 and str(problem) for problem in problems)


def _places(data: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*at, key)
        yield from _places(value, (*at, key))


def _put(data: Any, place: tuple[Any, ...], value: object) -> None:
    for key in place[:-1]:
        data = data[key]
    data[place[-1]] = value


def test_an_ill_formed_question_keeps_its_id_and_its_place(tell: Tell) -> None:
    """One mistake gives one problem: not also "no such question", "on no page" or "outcome not tested"."""
    assert len(tell(("kind: one", "kind: one\n    titel: x"))) == 1
    assert len(tell(("kind: one", "kind: one\n    titel: x"), ("id: follows", "id: travels"))) == 2


@pytest.mark.parametrize("unit", ["10³ tokens", "3 MB", "½ h", "(tokens)", "e3", "x 2", "~MB", "#"])
def test_a_unit_that_no_reader_could_type_after_a_number_is_told(tell: Tell, unit: str) -> None:
    (told,) = tell(("/ MB, unit: MB", f"/ MB, unit: '{unit}'"))
    assert re.search(rf"quiz\.yml:27: nobody can type a number before '{re.escape(unit)}'", told), told
