"""What the Hub says and cannot be so: it is told, and never makes a number up or terms milder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from model_course import SMALL, answer, merged, one

from course.hub.answer import HubAnswer, from_info
from course.hub.context_length import context_length
from course.models.licenses import address

AT = "2026-11-26T00:00:00Z"


def read(**sent: Any) -> HubAnswer:
    card = sent.pop("card", {})
    names = "sha tags gated disabled private safetensors downloads likes children_model_count last_modified base_models"
    info = SimpleNamespace(
        **dict.fromkeys(names.split()), **{"id": "a/b", "card_data": SimpleNamespace(**card)}
    )
    vars(info).update(sent)
    return from_info("a/b", info, AT)


def weights(total: Any, **parts: Any) -> HubAnswer:
    return read(safetensors=SimpleNamespace(parameters=parts, total=total))


@pytest.mark.parametrize(
    ("total", "parts", "parameters"),
    [
        (134515008, {"BF16": 134515008}, 134515008),
        (134515520, {"BF16": 134515008, "I64": 512}, 134515008),  # positions
        (134515008, {"BF16": 134515008, "I64": 512}, 134515008),
        (30, {"F32": 10, "BF16": 20}, 30),
        (333312, {"BF16": 134515008}, None),
        (134515008, {"BF16": 333312}, None),
        (134515008, {}, None),
        (50, {"I32": 40, "F16": 10}, None),  # packed: eight weights in each of the 40
        (100, {"U8": 60, "BF16": 40}, None),
        (100, {"I64": 100}, None),
        (100, {"BF16": "100"}, None),
        (100, {"BF16": True}, None),
        ("100", {"BF16": 100}, None),
        (100.0, {"BF16": 100}, None),
        (float("nan"), {"BF16": 100}, None),
        (-5, {"BF16": -5}, None),
    ],
)
def test_a_total_that_contradicts_its_parts_is_not_believed(
    total: Any, parts: Any, parameters: int | None
) -> None:
    said = weights(total, **parts)
    assert said.parameters == parameters
    assert ("parameters" in said.unread) == (parameters is None)


@pytest.mark.parametrize(
    "stated",
    [
        "o/base",
        " o/base ",
        "o/base@main",
        "o/base/",
        "https://huggingface.co/o/base",
        "http://hf.co/o/base/tree/main",
        "https://huggingface.co/o/base/blob/main/README.md?x=1#y",
        "huggingface.co/o/base@v1",
        ["https://www.huggingface.co/o/base", "o/base"],
    ],
)
def test_a_base_model_is_read_as_people_write_it(stated: Any) -> None:
    said = read(card={"base_model": stated})
    assert (said.base_models, said.unread) == (("o/base",), ())


@pytest.mark.parametrize("stated", [None, [], "", {"name": "x"}, ["o/base", {"a": 1}], 7, "two words", "https://example.org/o/b"])  # fmt: skip
def test_else_the_hubs_own_list_speaks(stated: Any) -> None:
    said = read(card={"base_model": stated}, base_models={"models": [{"id": "o/root"}]})
    assert (said.base_models, said.unread) == (("o/root",), ())


@pytest.mark.parametrize("stated", [{"name": "x"}, ["o/base", {"a": 1}], 7, "two words", [f"o/m{n}" for n in range(9)]])  # fmt: skip
def test_else_it_is_unread(stated: Any) -> None:
    assert "base_models" in read(card={"base_model": stated}).unread


@pytest.mark.parametrize("stated", [None, [], ""])
def test_nothing_stated_is_nothing_unread(stated: Any) -> None:
    assert read(card={"base_model": stated}).unread == ()


def test_a_parent_that_cannot_be_read_makes_terms_unknown(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [answer(unread=("base_models",))]))
    assert model.governing.group.id == "unknown"


def test_so_does_a_parent_of_whom_nothing_is_known(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [answer(base_models=("nobody/Heard-Of",))]))
    assert model.governing.group.id == "unknown"


@pytest.mark.parametrize(
    "stated", [[f"mit-{n}" for n in range(8)] + ["cc-by-nc-4.0"], ["apache-2.0", {"x": 1}]]
)
def test_a_list_of_licences_that_was_cut_or_not_read_is_unknown(tmp_path: Path, stated: Any) -> None:
    said = read(card={"license": stated})
    model = one(merged(tmp_path, [answer(license=None, licenses=said.licenses)]))
    assert model.governing.group.id == "unknown"


def test_nine_known_licences_are_not_the_first_eight(tmp_path: Path) -> None:
    known = [
        "apache-2.0",
        "mit",
        "bsd",
        "bsd-2-clause",
        "bsd-3-clause",
        "isc",
        "zlib",
        "unlicense",
        "cc-by-nc-4.0",
    ]
    said = read(card={"license": known})
    assert said.licenses[-1] == "and 1 more"
    model = one(merged(tmp_path, [answer(license=None, licenses=said.licenses)]))
    assert model.governing.group.id == "unknown"


@pytest.mark.parametrize("parameters", [333_312, 134_000_000, 80_000_000])
def test_a_count_far_from_the_one_checked_by_hand_is_not_believed_and_told(
    tmp_path: Path, parameters: int
) -> None:
    models = merged(tmp_path, [answer(parameters=parameters)])
    assert one(models).parameters.value == 100_000_000
    assert one(models).parameters.origin == "hand-checked"
    assert [
        doubt for doubt in models.doubts if f"{SMALL}: {parameters:,} parameters is not believed" in doubt
    ]


def test_a_date_to_come_is_not_believed() -> None:
    asked = datetime.fromisoformat(AT).astimezone(UTC)
    assert "last_modified" in read(last_modified=asked + timedelta(days=400)).unread
    assert read(last_modified=asked).last_modified == AT


@pytest.mark.parametrize(
    ("config", "native"),
    [
        ({"model_type": "longformer", "max_position_embeddings": 4098, "pad_token_id": 1}, 4096),
        ({"model_type": "mpnet", "max_position_embeddings": 514, "pad_token_id": 3}, 512),
        ({"model_type": "roberta", "max_position_embeddings": 514, "pad_token_id": 3}, 510),
        ({"model_type": "roberta", "max_position_embeddings": 514, "pad_token_id": True}, 512),
        ({"max_position_embeddings": 16384, "rope_scaling": {"type": "linear", "factor": 4}}, 16384),
        ({"max_position_embeddings": 4096, "rope_scaling": {"type": "linear", "factor": 4}}, 16384),
        ({"max_context_length": 8192}, 8192),
        ({"thinker_config": {"text_config": {"max_position_embeddings": 32768}}}, 32768),
        (
            {"llm_config": {"text_config": {"max_position_embeddings": 4096}}, "max_position_embeddings": 7},
            4096,
        ),
    ],
)
def test_a_context_length_is_read_where_it_stands(config: dict[str, Any], native: int) -> None:
    assert context_length(config).native == native


@pytest.mark.parametrize("kind", ["mamba", "mamba2", "rwkv7", "falcon_mamba", "recurrent_gemma", "xlstm"])
def test_a_recurrent_model_has_no_fixed_limit(kind: str) -> None:
    found = context_length({"model_type": kind, "context_length": 4096})
    assert not found.hard and "no fixed limit" in found.decided_by


@pytest.mark.parametrize(
    ("link", "read"),
    [
        ("ai.google.dev/gemma/terms", "https://ai.google.dev/gemma/terms"),
        ("www.llama.com/license", "https://www.llama.com/license"),
        ("[LICENSE](LICENSE)", "https://huggingface.co/o/m/blob/main/LICENSE"),
        ("[terms](https://example.org/t)", "https://example.org/t"),
        ("[terms](ai.google.dev/gemma/terms 'Terms')", "https://ai.google.dev/gemma/terms"),
        ("<https://example.org/t>", "https://example.org/t"),
        ("LICENSE.txt", "https://huggingface.co/o/m/blob/main/LICENSE.txt"),
        ("license.md", "https://huggingface.co/o/m/blob/main/license.md"),
        ("docs/LICENSE", "https://huggingface.co/o/m/blob/main/docs/LICENSE"),
        ("javascript:alert(1)", None),
        ("[x](javascript:alert(1))", None),
        ("data:text/html,x", None),
        ("[LICENSE]", None),
        ("see the card", None),
    ],
)
def test_a_licences_link_is_an_address_or_none(link: str, read: str | None) -> None:
    assert address(link, "o/m") == read
