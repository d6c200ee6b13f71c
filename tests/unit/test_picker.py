"""models.json says what the course knows, per unit where the picker multiplies; the examples' answers follow from it."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pick_oracle
import pytest
from model_course import answer

from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.course import Course, load
from course.hub import changes
from course.models import memory
from course.models.featured import Featured, Models
from course.picker import choices, devices, scenarios
from course.picker.render import render_picker

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def course() -> Course:
    return load(ROOT)


@pytest.fixture(scope="module")
def models(course: Course) -> Models:
    assert course.models
    return course.models


@pytest.fixture(scope="module")
def file(models: Models) -> dict[str, Any]:
    return choices.content(models, {})


@pytest.fixture(scope="module")
def counts(course: Course) -> Any:
    return course.recorded["languages"]


def test_every_featured_model_is_there_smallest_first(file: dict[str, Any], models: Models) -> None:
    assert [row["id"] for row in file["models"]] == [model.by_hand.id for model in models.all]
    sizes = [row["parameters"] for row in file["models"]]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("tokens", [1, 511, 512, 513, 32_768])
def test_the_units_give_the_cache_of_every_model(file: dict[str, Any], models: Models, tokens: int) -> None:
    for row, model in zip(file["models"], models.all, strict=True):
        each, windowed, window = row["cache"]
        assert each * tokens + windowed * min(tokens, window) == model.by_hand.kept.bytes_at(tokens), row[
            "id"
        ]
        assert (each + windowed) * tokens == model.by_hand.kept.bytes_at_most(tokens), row["id"]


def test_the_units_give_weights_and_training_of_every_model(file: dict[str, Any], models: Models) -> None:
    precision, training = file["units"]["precision"], file["units"]["training"]
    for row in file["models"]:
        count, adapter = row["parameters"], row["adapter"]
        assert int(count * precision["int4"]) == memory.weights_bytes(count, memory.INT4_BITS)
        assert count * precision["bf16"] == memory.weights_bytes(count, memory.BF16_BITS)

        def least(method: str, count: int = count, adapter: int = adapter) -> float:
            return count * training[method]["weights"][0] + adapter * training[method]["adapter"]

        assert least("full") == memory.training_full_min_bytes(count)
        assert count * training["full"]["weights"][1] == memory.training_full_max_bytes(count)
        assert least("lora") == memory.training_lora_min_bytes(count, adapter)
        assert int(least("qlora")) == memory.training_qlora_min_bytes(count, adapter)


def test_a_token_reads_one_row_of_an_embedding_that_is_not_tied(file: dict[str, Any]) -> None:
    rows = {row["id"]: row for row in file["models"]}
    assert rows["Qwen/Qwen2.5-7B-Instruct"]["read"] == 7_615_616_512 - 152_064 * 3_584
    assert rows["google/gemma-4-E2B-it"]["read"] == 2_300_000_000
    assert "read" not in rows["Qwen/Qwen2.5-0.5B-Instruct"]


@pytest.mark.parametrize(
    ("id", "window", "extended"),
    [
        ("HuggingFaceTB/SmolLM2-135M-Instruct", 8_192, None),
        ("HuggingFaceTB/SmolLM3-3B", 65_536, 131_072),
        ("Qwen/Qwen2.5-7B-Instruct", 32_768, 131_072),  # what the maker documents needs YaRN
        ("Qwen/Qwen3-0.6B", 32_768, None),  # the report, not the file's 40,960
        ("LiquidAI/LFM2-1.2B", 32_768, None),  # the card, not the file's bound of 128,000
        ("CohereLabs/tiny-aya-global", 8_192, None),  # the maker, not the file's 500,000
        ("openbmb/MiniCPM5-1B", 131_072, None),  # the card; the file was not read
    ],
)
def test_the_window_is_what_the_maker_stands_for(
    file: dict[str, Any], id: str, window: int, extended: int | None
) -> None:
    [row] = [row for row in file["models"] if row["id"] == id]
    assert (row["window"], row["extended"]) == (window, extended)


def _native(model: Featured, tokens: int | None) -> Featured:
    return replace(model, context=replace(model.context, value=tokens))


def test_a_file_that_has_changed_since_outweighs_what_was_documented(models: Models) -> None:
    smollm2 = models.all[0]
    assert choices.windows(_native(smollm2, 2_048)) == (2_048, None)
    assert choices.windows(_native(smollm2, 65_536)) == (8_192, None), (
        "nobody has read that the maker stands for it"
    )
    assert choices.windows(_native(smollm2, None)) == (8_192, None)


def test_the_terms_of_an_ancestor_govern(models: Models) -> None:
    strict = next(model for model in models.all if model.governing.group.id == "non-commercial")
    heir = replace(models.all[0], inherited=("maker/ancestor", strict.governing))
    [row] = choices.content(replace(models, all=(heir,)), {})["models"]
    assert (row["group"], row["from"]) == ("non-commercial", "maker/ancestor")


def test_what_the_hub_withholds_is_marked(models: Models) -> None:
    gone = replace(models.all[0], state="missing")
    [row] = choices.content(replace(models, all=(gone,)), {})["models"]
    assert row["state"] == "missing"


def test_the_file_has_a_list_for_each_field(course: Course, file: dict[str, Any]) -> None:
    columns = json.loads(choices.models_json(course.models, {}, ())).pop("models")
    for place, row in enumerate(file["models"]):
        assert {name: values[place] for name, values in columns.items() if values[place] is not None} == {
            name: value for name, value in row.items() if value is not None
        }


def test_the_file_is_small_and_the_same_every_time(course: Course, counts: Any) -> None:
    text = choices.models_json(course.models, counts, course.devices)
    assert text == choices.models_json(load(ROOT).models, counts, course.devices)
    assert len(gzip.compress(text.encode(), 9)) <= 3 * 1024


def test_without_models_there_is_nothing_to_decide_by(course: Course) -> None:
    assert choices.models_json(None, {}, ()) == "null\n"


# --- the worked examples, and the devices they name ---


def test_the_answer_of_every_worked_example_is_the_smallest_match(
    course: Course, models: Models, counts: Any
) -> None:
    used = {model.by_hand.tokenizer.value for model in models.all}
    tokenizers = {id: tokenizer for id, tokenizer in models.tokenizers.items() if id in used}
    answers = {}
    for scenario in course.scenarios:
        asked = pick_oracle.constraints(scenario.asked.given, tokenizers, counts, course.devices)
        decision = pick_oracle.decide(models, asked)
        answers[scenario.id] = decision["matches"][0] if decision["matches"] else None
    assert answers == {scenario.id: scenario.answer for scenario in course.scenarios}
    assert len(set(answers.values())) == len(answers) == 6, "each example teaches something else"


def test_the_mail_tool_of_the_lesson_keeps_the_models_that_the_rules_keep(
    course: Course, models: Models, counts: Any
) -> None:
    mails = {"p50": 240, "p95": 900, "max": 2600, "ratio": 1, "out": 60}  # tokens
    given = {"use": "commercial", "terms": "permissive", "langs": ["en"], **mails, "mem": 1}
    left = pick_oracle.decide(models, pick_oracle.constraints(given, models.tokenizers, counts))["matches"]
    figure = course.figures["narrowing"].as_markdown()
    assert f"Fits into 1 GiB: {len(left)} left." in figure
    assert f"{left[0].split('/')[1]}, is marked" in figure


def test_an_example_that_names_a_device_has_its_bandwidth(course: Course) -> None:
    bandwidths = {device.id: device.bandwidth for device in course.devices}
    for scenario in course.scenarios:
        if scenario.asked.device:
            assert scenario.asked.bw == bandwidths[scenario.asked.device], scenario.id


def test_devices_stand_slowest_first_each_with_its_source(course: Course) -> None:
    assert [device.bandwidth for device in course.devices] == sorted(it.bandwidth for it in course.devices)
    assert all(device.url.startswith("https://") and device.source for device in course.devices)


def test_an_example_is_a_link_into_the_picker(course: Course) -> None:
    [distil] = [scenario for scenario in course.scenarios if scenario.id == "distil-from-qwen"]
    script = (ROOT / "docs/js/picker/pick-state.js").read_text(encoding="utf-8")
    assert f"const VERSION = {scenarios.LINK[1:]};" in script
    assert distil.link.startswith("v2&use=commercial&terms=permissive&langs=en,zh&p50=900&")


def test_an_answer_that_is_not_featured_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    text = "scenarios:\n  - id: one\n    title: One\n    text: It.\n    asked: {use: research}\n    answer: a/smol\n    because: So.\n"
    (tmp_path / scenarios.FILE).write_text(text)
    problems: list[Problem] = []
    handmade = SimpleNamespace(featured=[SimpleNamespace(id="a/small")], tokenizers={})
    scenarios.load(tmp_path, handmade, [], problems, [])  # type: ignore[arg-type]
    assert [str(problem) for problem in problems] == [
        "data/scenarios.yml:6: the answer 'a/smol' is no featured model. Did you mean 'a/small'?"
    ]


def test_a_device_without_a_source_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / devices.FILE).write_text(
        "devices:\n  - {id: a, name: A, bandwidth: 1, url: 'ftp://a', source: x}\n"
    )
    problems: list[Problem] = []
    assert devices.load(tmp_path, problems) == ()
    assert [str(problem) for problem in problems] == [
        "data/devices.yml:2: 'ftp://a' is not a web address. Begin it with https://."
    ]


def test_each_change_that_a_refresh_logs_is_told_on_the_page(models: Models, tmp_path: Path) -> None:
    id = models.all[0].by_hand.id
    before = answer(id)
    after = replace(before, licenses=("mit", "apache-2.0"), license_name="own", gated="auto", context=None)
    logged = changes.entries({id: before}, {id: after})
    assert {entry["field"] for entry in logged} == changes.LOGGED.keys()
    path = tmp_path / "hub-log.json"
    path.write_text(json.dumps([*logged, {"id": "somebody/else"}]), encoding="utf-8")
    html = render_picker(models, (), (), {}, path, "pick.md", Reporter())
    for told in (
        f"licence of {id}: apache-2.0 → mit and apache-2.0 (own)",
        f"gate of {id}: open → on request",
        f"context of {id}: 8,192 tokens → not stated",
    ):
        assert told in html
