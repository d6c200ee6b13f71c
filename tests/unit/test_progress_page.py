"""The progress page's HTML: every question with its key, and nothing that breaks on a broken one."""

import json
import re
from pathlib import Path

from quiz_course import course, render

from course.quiz.keys import keys_json
from course.quiz.progress import outline

GOLDEN = Path(__file__).parent / "golden"
ONE = (GOLDEN / "one.yml").read_text()
NUMBER = re.sub(r"\A.*?questions:\n", "", (GOLDEN / "number.yml").read_text(), flags=re.DOTALL)


def test_the_keys_are_those_of_the_questions_themselves(tmp_path: Path) -> None:
    made = course(tmp_path, "::: quiz lesson", ONE + NUMBER)
    lesson, page = render(made), render(made, "progress.md", "::: progress")

    def key(html: str, id: str) -> list[tuple[str, str]]:
        part = html[html.index(f'data-question="{id}"') :]
        part = part[: part.index("</fieldset>" if "</fieldset>" in part else "</li>")]
        names = "kind|lesson|fingerprint|value|within|unit|correct"
        return sorted(set(re.findall(rf'data-({names})="([^"]*)"', part)))

    for id in ("travels", "size"):
        assert key(page, id) == key(lesson, id)
    hidden = re.escape('class="progress-lesson" data-search-exclude')  # asks and keys are not for the search
    assert len(re.findall(hidden, page)) == 1


def test_the_keys_are_there_for_pages_that_have_not_the_questions(tmp_path: Path) -> None:
    made = course(tmp_path, "", ONE + NUMBER)
    keys = json.loads(keys_json(render(made, "progress.md", "::: progress")))["lesson"]
    assert [*keys] == ["travels", "size"]
    assert keys["travels"]["options"][0] == {"option": "parent-terms", "correct": "true"}
    assert (keys["size"]["kind"], keys["size"]["unit"]) == ("number", "MB")


def test_a_number_that_cannot_be_computed_is_left_out_and_the_rest_stands(tmp_path: Path) -> None:
    made = course(tmp_path, "", ONE + NUMBER.replace("{value: tiny.", "{value: huge."))
    page = render(made, "progress.md", "::: progress")
    assert re.findall(r'data-question="([^"]+)"', page) == ["travels"]


def test_every_page_knows_each_written_lesson_and_its_questions(tmp_path: Path) -> None:
    made = course(tmp_path, "", ONE + NUMBER)
    assert outline(
        made.quizzes, made.lessons, made.titles, {"foundations/lesson.md": "foundations/lesson/"}
    ) == [
        {
            "slug": "lesson",
            "path": "foundations/lesson/",
            "title": "0.1 Licences",
            "track": "foundations",
            "questions": 2,
        }
    ]
