"""Numbers that the real model gave: named in expressions as a model's are, and told where they cannot be used."""

import json
from pathlib import Path

import pytest
from conftest import ROOT

from course.authoring.arithmetic import Unreadable, evaluate
from course.authoring.problem import Problem
from course.authoring.recorded import FOLDER, WEIGHTS, load

VALUES = {
    "france": {"top": [{"token": " Paris", "p": 0.7725}, {"token": " the", "p": 0.06}]},
    "near seven": 0.5,
}


def recorded(root: Path, **head: object) -> Path:
    file = root / FOLDER / "next-token.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"shows": "", "sha256": WEIGHTS, **head, "values": VALUES}, indent=1), "utf-8")
    return file


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("recorded.next_token.france.top[0].p * 100", 77.25),
        ("recorded.next_token['near seven']", 0.5),
        ('recorded.next_token["france"].top[1].p', 0.06),
    ],
)
def test_a_recorded_number_is_named_by_file_and_place(tmp_path: Path, expression: str, value: float) -> None:
    recorded(tmp_path)
    assert evaluate(expression, {"recorded": load(tmp_path, [])}) == pytest.approx(value)


@pytest.mark.parametrize(
    ("expression", "why", "mend"),
    [
        ("recorded.next_tokn.france", "'recorded' has no 'next_tokn'", "Did you mean 'next_token'?"),
        ("recorded.next_token.frnce", "'recorded.next_token' has no 'frnce'", "Did you mean 'france'?"),
        (
            "recorded.next_token.france.top[2].p",
            "'recorded.next_token.france.top' has no '2'",
            "Known: 0, 1.",
        ),
        (
            "recorded.next_token.france.top[0].token",
            "'recorded.next_token.france.top[0].token' is no number",
            "",
        ),
        ("recorded.next_token.france.top[-1].p", "is not MODEL.NUMBER", ""),
    ],
)
def test_a_name_that_is_not_recorded_is_told(tmp_path: Path, expression: str, why: str, mend: str) -> None:
    recorded(tmp_path)
    with pytest.raises(Unreadable) as told:
        evaluate(expression, {"recorded": load(tmp_path, [])})
    assert why in told.value.what
    assert mend in told.value.mend


def test_a_record_of_other_weights_is_told_at_its_line_and_left_out(tmp_path: Path) -> None:
    recorded(tmp_path, sha256="0" * 64)
    problems: list = []
    assert load(tmp_path, problems) == {}
    assert [str(problem) for problem in problems] == [
        "data/recorded/next-token.json:3: the record was made from other weights than the course's. "
        "Write it again: make record ONLY=next-token."
    ]


def test_a_network_that_was_trained_here_names_no_weights(tmp_path: Path) -> None:
    file, problems = recorded(tmp_path), list[Problem]()
    file.write_text(json.dumps({"shows": "A network.", "values": VALUES}), "utf-8")
    assert load(tmp_path, problems) == {"next_token": VALUES}
    assert problems == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"values": {}}', "\ufeff{}"])
def test_a_file_that_is_no_record_is_told(tmp_path: Path, text: str) -> None:
    recorded(tmp_path).write_text(text, "utf-8")
    problems: list = []
    assert load(tmp_path, problems) == {}
    assert [str(problem) for problem in problems] == [
        "data/recorded/next-token.json:1: the record cannot be read. Write it again: make record ONLY=next-token."
    ]


def test_what_the_page_of_the_open_book_quotes_is_what_the_model_wrote() -> None:
    """A cell that ends in … is a beginning."""
    text = (ROOT / "docs/foundations/the-four-levers/index.md").read_text("utf-8")
    said = json.loads((ROOT / FOLDER / "knowledge.json").read_text("utf-8"))["values"]
    wrote = {
        name: {it["question"]: it for it in said[name]["answers"]} for name in ("closed_book", "open_book")
    }
    page = text.split("| Question | Book closed | Book open |\n| --- | --- | --- |\n")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in page.split("\n")]
    for question, *cells in rows:
        for name, cell in zip(wrote, cells, strict=True):
            answer = wrote[name][question]["answer"]
            assert answer.startswith(cell.removesuffix("…").strip()) if cell.endswith("…") else answer == cell
    assert [wrote["open_book"][question]["right"] for question, *_ in rows] == [True, True, False, False]
    assert f'says: "{wrote["open_book"][rows[3][0]]["passage"]}"' in " ".join(text.split())


def test_what_lesson_0_9_says_in_words_of_the_project_is_what_was_recorded() -> None:
    page = (ROOT / "docs/foundations/an-slm-project/index.md").read_text(encoding="utf-8")
    project = load(ROOT, [])["project"]
    assert project["task_lora_96"]["errors"]["g081"] in page
    for mail, number in (("g017", "2026"), ("g070", "3307")):
        assert f'"order": "{number}"' in project["task_rows"]["errors"][mail] and number in page
    examples = project["task_examples_8"]
    assert len(examples["orders_made_up"]) > 0.9 * examples["mails_without_order"], "nearly every mail"
    lowest = min(project["lora_24"]["validation_loss"])
    assert f"epoch {project['lora_24']['validation_loss'].index(lowest) + 1} " in page
    blocks = project["rows_96"]["blocks"]
    assert min(blocks, key=lambda block: blocks[block]["validation"]) == "30"
    assert max(blocks, key=lambda block: blocks[block]["all"]) == "30" and "block 30" in page


def test_outputs_that_a_question_quotes_are_those_that_were_recorded() -> None:
    said = load(ROOT, [])["answers"]["fruits"]
    quiz = (ROOT / "docs/foundations/base-and-instruct-models/quiz.yml").read_text(encoding="utf-8")
    for way in ("chat", "raw"):
        assert said[way]["ended"]
        assert f"`{said[way]['text'].replace(chr(10), '⏎')}<|im_end|>`" in quiz
