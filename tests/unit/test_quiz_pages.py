"""Questions as HTML in a page: golden pairs, and what holds for a lesson's quiz and for review."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from quiz_course import course, render

GOLDEN = Path(__file__).parent / "golden"
QUIZ = (GOLDEN / "one.yml").read_text() + re.sub(
    r"\A.*?questions:\n", "", (GOLDEN / "number.yml").read_text(), flags=re.DOTALL
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("one", "travels"),
        ("several", "follows"),
        ("number", "size"),
        ("order", "round"),
        ("match", "levers"),
    ],
)
def test_a_question_becomes_exactly_this(tmp_path: Path, name: str, id: str) -> None:
    made = course(
        tmp_path, f"::: question {id}", (GOLDEN / f"{name}.yml").read_text(), "https://github.com/o/r"
    )
    assert made.problems == []
    assert render(made) + "\n" == (GOLDEN / f"{name}.html").read_text()


def test_without_a_repository_there_is_no_report_link(tmp_path: Path) -> None:
    html = render(course(tmp_path, "::: question travels", QUIZ))
    assert "Report a mistake" not in html


def test_a_quiz_holds_the_questions_that_are_not_placed_elsewhere(tmp_path: Path) -> None:
    html = render(course(tmp_path, "::: question size\n\n::: quiz lesson\n", QUIZ))
    inside = html[html.index('data-quiz="lesson"') :]
    assert re.findall(r'data-question="([^"]+)"', html) == ["size", "travels"]
    assert re.findall(r'data-question="([^"]+)"', inside) == ["travels"]


def test_review_holds_every_question_once_and_links_as_seen_from_its_page(tmp_path: Path) -> None:
    made = course(tmp_path, "", QUIZ)
    html = render(made, "review.md", "::: review")
    assert re.findall(r'data-question="([^"]+)"', html) == ["travels", "size"]
    tree = ElementTree.fromstring(html)
    hidden = tree.find("div[@class='review-questions']")
    assert hidden is not None and hidden.get("hidden") == "hidden"
    assert len(hidden.findall(".//fieldset")) == 2
    hrefs = {a.get("href") for a in tree.iter("a")}
    assert hrefs == {"foundations/lesson.md", "foundations/lesson.md#license", "models.md"}
    assert tree.get("data-search-exclude") is not None


def test_an_ill_formed_question_leaves_a_word_in_its_place_and_the_others_whole(tmp_path: Path) -> None:
    broken = QUIZ.replace("kind: one", "kind: one\n    bogus: 1")
    made = course(tmp_path, "::: question travels\n\n::: question size\n", broken)
    html = render(made)
    assert "The question “travels” cannot be shown" in html
    assert re.findall(r'data-question="([^"]+)"', html) == ["size"]
    assert [p.what for p in made.problems] == ["unknown key 'bogus'"]


def test_an_answer_that_cannot_be_computed_leaves_a_word_in_its_place(tmp_path: Path) -> None:
    html = render(course(tmp_path, "::: question size", QUIZ.replace("{value: tiny.", "{value: huge.")))
    assert "The question “size” cannot be shown" in html


def test_in_a_course_with_an_unreadable_file_no_question_is_called_unknown(tmp_path: Path) -> None:
    made = course(tmp_path, "::: question travels\n\n::: quiz lesson\n", "lesson: lesson\n\tquestions: []\n")
    assert "The question “travels” cannot be shown" in render(made)
