"""The featured models: what the file must hold, and which origin wins."""

from pathlib import Path
from typing import Any

import pytest
from model_course import LARGE, LAST_WEEK, ROOT, SMALL, answer, merged, one, read

from course.authoring.problem import Problem
from course.authoring.provenance import Fact
from course.hub.context_length import ContextLength
from course.models import licenses, merge
from course.models.handmade import load_models


def test_the_real_file_is_sound() -> None:
    problems: list[Problem] = []
    handmade = load_models(ROOT, problems)
    assert [str(problem) for problem in problems] == []
    assert handmade and 28 <= len(handmade.featured) <= 34
    assert all(source.url.startswith("https://") for source in handmade.sources.values())


def test_keys_are_names_without_owner() -> None:
    handmade = load_models(ROOT, [])
    assert handmade
    keys = {model.id: model.key for model in handmade.models}
    assert keys["Qwen/Qwen3-0.6B"] == "qwen3_0_6b"
    assert keys["mistralai/Mistral-7B-Instruct-v0.3"] == "mistral_7b_instruct_v0_3"


def test_the_hub_is_asked_about_models_their_bases_and_known_ancestors(tmp_path: Path) -> None:
    handmade, _ = read(tmp_path)
    assert handmade and handmade.known == (SMALL, LARGE, "maker/Small-Base")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "license: {value: apache-2.0, source: card}",
            "license: {value: apache-2.0}",
            "data/models.yml:9: 'license' has a value and no source. "
            "Add 'source: KEY', or write 'value: null'.",
        ),
        (
            "gated: {value: false, source: card}",
            "gated: {value: false, source: crad}",
            "data/models.yml:10: there is no source 'crad'. Did you mean 'card'?",
        ),
        ("    checked: 2026-11-23\n", "", "data/models.yml:3: 'checked' is missing. Add 'checked:' here."),
        (
            "source: terms}",
            "source: card}",
            "data/models.yml:75: no fact names the source 'terms'. Remove it, or name it where it belongs.",
        ),
        (
            "full_layers: 10,",
            "full_layers: 9,",
            "data/models.yml:14: the cache counts 9 layers, the dimensions 10. Count each layer once.",
        ),
        (
            "tokenizer: {value: small, entries: 32000",
            "tokenizer: {value: smal, entries: 32000",
            "data/models.yml:19: there is no tokenizer 'smal'. Did you mean 'small'?",
        ),
        (
            "id: maker/Large_2b",
            "id: other/small-0.1b",
            "data/models.yml:27: other/small-0.1b and maker/Small-0.1B both have the key 'small_0_1b'. "
            "Feature one of the two.",
        ),
        (
            "id: maker/Large_2b",
            "id: Large 2b",
            "data/models.yml:27: 'Large 2b' is not a model's name on the Hub. Write OWNER/NAME.",
        ),
        (
            "url: https://example.org/card",
            "url: javascript:alert(1)",
            "data/models.yml:73: 'javascript:alert(1)' is not a web address. Begin it with https://.",
        ),
        (
            "    downloads: {value: 1000",
            "    quantized: {repo: maker/Small-GGUF, bytes: {Q4_K_M: 60}, source: card}\n    downloads: {value: 1000",
            "data/models.yml:23: 60 bytes are 0.0 bits for each of 100,000,000 parameters. "
            "Look up the file's size in bytes: Q4_K_M is near 4 bits.",
        ),
        (
            "    downloads: {value: 1000",
            "    quantized: {repo: maker/Small-GGUF, bytes: {q4: 60000000}, source: card}\n    downloads: {value: 1000",
            "data/models.yml:23: 'q4' is no quantization of llama.cpp's. Write it as file names do, such as Q4_K_M.",
        ),
        (
            "    downloads: {value: 1000",
            "    thinking: {value: on, source: card}\n    downloads: {value: 1000",
            "data/models.yml:23: 'value' must be 'none', 'default', 'request' or 'either', not on. "
            "Write one of them.",
        ),
        (
            "    downloads: {value: 1000",
            '    run: {ollama: "small; rm -r", source: card}\n    downloads: {value: 1000',
            "data/models.yml:23: 'small; rm -r' is no name in Ollama's library. "
            "Write it as 'ollama run' takes it: NAME:TAG.",
        ),
        (
            "    downloads: {value: 1000",
            "    featured: false\n    in_lessons: true\n    downloads: {value: 1000",
            "data/models.yml:24: a model that is not featured is no row of the lessons' tables. "
            "Remove 'in_lessons', or 'featured: false'.",
        ),
    ],
)
def test_each_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    _, problems = read(tmp_path, old, new)
    assert problems == [expected]


def test_without_the_hub_all_is_as_checked_by_hand(tmp_path: Path) -> None:
    model = one(merged(tmp_path))
    assert (model.context.value, model.context.origin, model.context.date) == (
        8_192,
        "hand-checked",
        "2026-11-23",
    )
    assert (model.downloads.value, model.downloads.date) == (1_000, "2026-05-17")
    assert (model.likes.value, model.likes.date) == (None, "")


def test_the_live_answer_comes_before_the_record_and_the_record_before_the_hand(tmp_path: Path) -> None:
    record = answer(likes=29, at=LAST_WEEK)
    live = one(merged(tmp_path, [answer()], [record]))
    assert (live.likes.value, live.likes.origin, live.likes.date) == (30, "live", "2026-12-01")
    recorded = one(merged(tmp_path, [], [record]))
    assert (recorded.likes.value, recorded.likes.origin, recorded.likes.date) == (
        29,
        "recorded",
        "2026-11-24",
    )


def test_each_field_falls_back_for_itself(tmp_path: Path) -> None:
    gated = answer(LARGE, context=None, config_status="gated", likes=None, gated=None)
    model = one(merged(tmp_path, [gated]), LARGE)
    assert (model.context.value, model.context.origin) == (32_768, "hand-checked")
    assert (model.gated.value, model.gated.origin) == (True, "hand-checked")
    assert model.downloads.origin == "live"


def test_a_config_that_states_no_length_is_an_answer_and_prose_keeps_its_number(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [answer(context=ContextLength(None, "nothing found", True, None))]))
    assert (model.context.value, model.context.origin, model.context.was) == (None, "live", 8_192)
    assert model.numbers["context"] == 8_192
    assert (model.vocab_size.value, model.vocab_size.origin) == (32_000, "hand-checked")


def test_a_count_that_the_hub_is_known_to_double_is_not_taken(tmp_path: Path) -> None:
    doubled = one(merged(tmp_path, [answer(parameters=150_000_000)]))
    assert (doubled.parameters.value, doubled.parameters.origin) == (100_000_000, "hand-checked")
    other = one(merged(tmp_path, [answer(parameters=150_000_001)]))
    assert (other.parameters.value, other.parameters.origin) == (150_000_001, "live")
    assert one(merged(tmp_path, [answer(parameters=0)])).parameters.value == 100_000_000


@pytest.mark.parametrize(
    ("live", "record", "changed"),
    [
        ({}, {}, []),
        ({"license": "mit"}, {}, ["license"]),
        ({"license": "mit"}, {"license": "mit"}, []),
        ({"license_link": "https://a.example/"}, {}, []),
        ({"gated": "auto"}, {}, ["gated"]),
        ({"gated": "auto"}, {"gated": "manual"}, []),
        ({"context": ContextLength(4_096, "x", True, 32_000)}, {}, ["context"]),
        ({"likes": 31, "downloads": 1}, {}, []),
    ],
)
def test_licence_gate_and_context_are_compared_with_the_record(
    tmp_path: Path, live: dict[str, Any], record: dict[str, Any], changed: list[str]
) -> None:
    model = one(merged(tmp_path, [answer(**live)], [answer(at=LAST_WEEK, **record)]))
    fields = ("license", "gated", "context", "likes", "downloads", "parameters")
    assert [field for field in fields if getattr(model, field).changed] == changed


def test_without_a_record_they_are_compared_with_what_was_checked(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [answer(license="gpl-3.0")]))
    assert model.license.value.group.id == "copyleft"
    assert model.license.was.name == "Apache License 2.0"


def test_a_reading_stands_beside_the_live_id_and_falls_away_when_the_link_moves(tmp_path: Path) -> None:
    same = one(merged(tmp_path, [answer(LARGE)]), LARGE).license
    assert (same.value.name, same.value.group.id, same.origin) == ("Own Terms", "conditions", "live")
    assert not same.changed
    moved = one(merged(tmp_path, [answer(LARGE, license_link="LICENSE-2")]), LARGE).license
    assert (moved.value.name, moved.value.group.id) == ("own-terms", "unknown")
    assert moved.was.name == "Own Terms"


def test_a_licence_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [answer(license=None, unread=("license",))]))
    assert (model.license.value.group.id, model.license.origin) == ("permissive", "hand-checked")
    silent = one(merged(tmp_path, [answer(license=None)]))
    assert (silent.license.value.group.id, silent.license.value.name) == ("unknown", "Not stated")


def test_a_stricter_base_governs_whether_known_by_hand_or_live(tmp_path: Path) -> None:
    assert one(merged(tmp_path)).inherited is None
    base = answer("maker/Small-Base", license="cc-by-nc-4.0")
    model = one(merged(tmp_path, [answer(), base]))
    assert model.inherited and model.inherited[0] == "maker/Small-Base"
    assert model.governing.group.id == "non-commercial"
    assert model.license.value.group.id == "permissive"
    moved = one(merged(tmp_path, [answer(base_models=("a/b",)), answer("a/b", license=None)]))
    assert moved.governing.group.id == "unknown"


@pytest.mark.parametrize(
    ("changes", "state"), [({}, ""), ({"disabled": True}, "disabled"), ({"private": True}, "private")]
)
def test_what_the_hub_keeps_from_readers_is_shown(
    tmp_path: Path, changes: dict[str, Any], state: str
) -> None:
    assert one(merged(tmp_path, [answer(**changes)])).state == state


def test_a_model_that_went_away_keeps_its_last_facts(tmp_path: Path) -> None:
    model = one(merged(tmp_path, [], [answer(at=LAST_WEEK)], absent={SMALL: "missing"}))
    assert (model.state, model.likes.value, model.likes.origin) == ("missing", 30, "recorded")


def test_a_model_that_is_no_longer_featured_is_neither_compared_nor_asked_for(tmp_path: Path) -> None:
    handmade, problems = read(tmp_path, '    why: "Larger."', '    why: "Larger."\n    featured: false')
    assert handmade and not problems
    assert LARGE not in handmade.known
    known = merge.merge(handmade, licenses.load(ROOT, []) or pytest.fail())
    assert [it.by_hand.id for it in known.all] == [SMALL]
    assert [it.by_hand.id for it in known.former] == [LARGE]
    assert set(known.numbers) == {"small_0_1b"}


def test_a_new_name_is_told_a_new_spelling_is_not(tmp_path: Path) -> None:
    assert one(merged(tmp_path, [answer(name="new-maker/Small")])).renamed
    assert not one(merged(tmp_path, [answer(name="Maker/small-0.1b")])).renamed


def test_the_numbers_that_prose_and_questions_use(tmp_path: Path) -> None:
    numbers = merged(tmp_path).numbers
    assert numbers["small_0_1b"] == {
        "parameters": 100_000_000,
        "context": 8_192,
        "vocab_size": 32_000,
        "layers": 10,
        "kv_heads": 2,
        "head_dim": 64,
        "cache_bytes_per_token": 5_120,
        "cache_fixed_bytes": 0,
        "weights_bf16_bytes": 200_000_000,
        "weights_int8_bytes": 100_000_000,
        "weights_int4_bytes": 50_000_000,
        "training_full_min_bytes": 1_600_000_000,
        "training_full_max_bytes": 1_800_000_000,
        "q4_k_m_bytes": None,
        "embedding_parameters": 16_384_000,
        "downloads": 1_000,
        "likes": None,
    }
    assert numbers["large_2b"]["cache_fixed_bytes"] == 2 * 10 * 8 * 128 * 2 * 512


def test_what_stands_in_data_without_markdown_has_the_quotes_of_print() -> None:
    assert Fact(note="the maker's 'effective' count").note == "the maker’s ‘effective’ count"
