"""The author's preview: every question in every state, with what is wrong with it."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

from quiz_course import course, render
from test_quiz_pages import GOLDEN, QUIZ

from course.quiz.kinds.question import fingerprint

STATES = [
    "Not answered",
    "Right",
    "Answered before the question was changed",
    "Answered before it became another question",
]


def preview(made: SimpleNamespace) -> ElementTree.Element:
    return ElementTree.fromstring(render(made, "preview.md", "::: preview"))


def test_every_question_stands_in_every_state_and_no_id_twice(tmp_path: Path) -> None:
    tree = preview(course(tmp_path, "", QUIZ))
    labels = [label.text for label in tree.findall(".//*[@class='preview-label']")]
    assert labels == [
        *[*STATES[:2], "Wrong: own-terms", *STATES[2:]],
        *[*STATES[:2], "Wrong", *STATES[2:]],
    ]
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) > 0


def test_an_attempt_is_what_a_reader_of_today_would_have_saved(tmp_path: Path) -> None:
    made = course(tmp_path, "", QUIZ)
    tree = preview(made)
    attempts = [json.loads(state.get("data-attempt", "")) for state in tree.findall(".//*[@data-attempt]")]
    travels, size = made.quizzes["lesson"].questions.values()
    print_of_copy = fingerprint(travels)
    assert attempts[0] == {
        "v": 1,
        "kind": "one",
        "sure": True,
        "fingerprint": print_of_copy,
        "choice": ["parent-terms"],
    }
    right = next(it for it in attempts if it["kind"] == "number")
    assert (
        right["choice"] == "269.030016"
        and right["unit"] == "MB"
        and right["fingerprint"] == fingerprint(size)
    )


def test_a_copy_never_bears_the_id_that_answers_are_saved_under(tmp_path: Path) -> None:
    html = render(course(tmp_path, "", QUIZ), "preview.md", "::: preview")
    ids = re.findall(r'data-question="([^"]+)"', html)
    assert len(ids) == len(set(ids)) and not {"travels", "size"} & set(ids)


def test_problems_stand_beside_their_question(tmp_path: Path) -> None:
    broken = QUIZ.replace("ask: How large", "aks: How large").replace(
        "lesson: lesson", "lesson: lesson\nretird: []"
    )
    tree = preview(course(tmp_path, "", broken))
    (top,) = tree.findall("section/ul/li")
    assert "unknown key 'retird'" in "".join(top.itertext())
    notes = ["".join(note.itertext()) for note in tree.findall(".//*[@class='preview-notes']")]
    assert "No problems." in notes[0]
    assert "unknown key 'aks'" in notes[1] and "retird" not in notes[1]


def test_a_file_that_is_no_yaml_shows_its_problem(tmp_path: Path) -> None:
    tree = preview(course(tmp_path, "", "lesson: lesson\n\tquestions: []\n"))
    (top,) = tree.findall("section/ul/li")
    assert "a tab in the indentation" in "".join(top.itertext())


def test_items_are_shown_with_one_in_a_wrong_group_and_with_all_in_one(tmp_path: Path) -> None:
    tree = preview(course(tmp_path, "", (GOLDEN / "match.yml").read_text()))
    attempts = [json.loads(state.get("data-attempt", "")) for state in tree.findall(".//*[@data-attempt]")]
    assert [attempt["choice"] for attempt in attempts[:3]] == [
        ["prices=book", "wrong-json=tune", "stock=book"],
        ["prices=prompt", "wrong-json=tune", "stock=book"],
        ["prices=prompt", "wrong-json=prompt", "stock=prompt"],
    ]
