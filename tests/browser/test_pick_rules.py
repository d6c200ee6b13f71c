"""The picker's rules in the browser, case by case; and against the plain second writing of them, at random."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pick_oracle
import pytest
from conftest import ROOT
from playwright.sync_api import Page

from course.course import Course, load
from course.models import columns, licenses
from course.models.featured import Featured, Models
from course.models.words import computed
from course.picker import choices

GIB = 2**30
Decide = Callable[..., dict[str, Any]]

RUN = """async (given) => {
  const [data, cases] = JSON.parse(given);
  const { decide } = await import("/small-first/js/picker/pick.js");
  const { nearest, strictest } = await import("/small-first/js/picker/pick-near.js");
  const short = (verdicts) => verdicts.map(({ model }) => model.id);
  const told = (asked) => {
    const result = decide(data, asked);
    const all = [...result.matches, ...result.excluded, ...result.unknown];
    return {
      findings: Object.fromEntries(all.map(({ model, findings }) => [model.id, findings])),
      matches: short(result.matches), excluded: short(result.excluded), unknown: short(result.unknown),
      nearMisses: short(result.nearMisses),
      ...(!result.matches.length && { changes: short(nearest(result.excluded)), strictest: strictest(result.excluded) }), ladder: result.ladder.map(({ model, ...step }) => ({ id: model.id, ...step })),
    };
  };
  return JSON.stringify(cases.map(told));
}"""
WORDS = """async ([data, asked, id, rule]) => {
  const { decide } = await import("/small-first/js/picker/pick.js");
  const { say, mend, check, caution } = await import("/small-first/js/picker/pick-reasons.js");
  const { matches, excluded, unknown } = decide(data, asked);
  const { findings } = [...matches, ...excluded, ...unknown].find(({ model }) => model.id === id);
  const finding = findings.find((finding) => finding.rule === rule);
  return { say: say(finding, data), mend: mend(finding, data), check: check(finding, data), caution: caution(finding) };
}"""


@pytest.fixture(scope="module")
def course() -> Course:
    return load(ROOT)


@pytest.fixture(scope="module")
def models(course: Course) -> Models:
    assert course.models
    return course.models


def run(page: Page, data: dict[str, Any], *cases: dict[str, Any]) -> list[dict[str, Any]]:
    return json.loads(page.evaluate(RUN, json.dumps([data, cases])))  # Playwright takes long for a list


def model(id: str = "maker/tiny", **facts: Any) -> dict[str, Any]:
    """A model without any fault: 100 million parameters, 1,000 bytes of cache a token, a window of 4,096."""
    return {
        "id": id, "parameters": 100_000_000, "group": "permissive", "license": "MIT License", "gated": False,
        "excludes": [], "languages": ["en"], "base": "maker/tiny-base", "tokenizer": "plain", "window": 4096, "extended": None,
        "cache": [1000, 0, 0], "adapter": 1_000_000, "adapters": 3,
    } | facts  # fmt: skip


def file(models: Models, *rows: dict[str, Any]) -> dict[str, Any]:
    """models.json with other models in it."""
    plain = {"plain": {"name": "Plain", "figures": [[4.0]], "bytes": True}}
    names = {"pl": "Polish"}
    facts = choices.content(models, {}) | {
        "models": list(rows),
        "tokenizers": plain,
        "measured": ["en"],
        "languages": names,
    }
    return json.loads(json.dumps(facts))


@pytest.fixture
def one(modules: Page, models: Models) -> Decide:
    """Decide on one model: its finding for the one constraint asked, and the list that it lands on."""

    def decide(asked: dict[str, Any], **facts: Any) -> dict[str, Any]:
        [result] = run(modules, file(models, model(**facts)), asked)
        [findings] = result["findings"].values()
        [where] = [name for name in ("matches", "excluded", "unknown") if result[name]]
        return (findings[0] if findings else {}) | {"where": where}

    return decide


def tokens(low: int, high: int | None = None) -> dict[str, Any]:
    """Inputs of which all are as long: between two estimates."""
    span = [low, high or low]
    return {"plain": {"p50": span, "p95": span, "max": span}}


def test_asked_for_nothing_every_model_fits_smallest_first(modules: Page, models: Models) -> None:
    [result] = run(modules, choices.content(models, {}), {})
    assert result["matches"] == [it.by_hand.id for it in models.all]
    assert set(map(str, result["findings"].values())) == {"[]"}


@pytest.mark.parametrize(
    ("group", "asked", "where"),
    [
        ("permissive", {"use": "commercial", "terms": []}, "matches"),
        ("conditions", {"use": "commercial"}, "matches"),
        ("conditions", {"use": "commercial", "terms": []}, "excluded"),
        ("conditions", {"terms": ["copyleft"]}, "excluded"),
        ("copyleft", {"terms": ["copyleft"]}, "matches"),
        ("non-commercial", {"use": "commercial", "terms": ["non-commercial"]}, "excluded"),
        ("non-commercial", {"use": "internal"}, "excluded"),
        ("non-commercial", {"use": "research"}, "matches"),
        ("no-derivatives", {"use": "commercial"}, "excluded"),
        ("no-derivatives", {"use": "internal"}, "unknown"),
        ("no-derivatives", {"use": "internal", "terms": []}, "excluded"),
        ("unknown", {"use": "research"}, "unknown"),
        ("unknown", {"terms": []}, "unknown"),
        ("unknown", {}, "matches"),
    ],
)
def test_license_by_use_and_terms(one: Decide, group: str, asked: dict[str, Any], where: str) -> None:
    assert one(asked, group=group)["where"] == where


@pytest.mark.parametrize(
    ("gated", "where"), [(False, "matches"), (True, "excluded"), ("auto", "excluded"), (None, "unknown")]
)
def test_a_gate(one: Decide, gated: Any, where: str) -> None:
    assert one({"gated": False}, gated=gated)["where"] == where
    assert one({"gated": True}, gated=gated)["where"] == "matches"


def test_languages_not_named_exclude_unless_the_card_means_more(one: Decide) -> None:
    asked = {"languages": ["en", "pl"]}
    assert one(asked, languages=["en", "pl", "de"])["where"] == "matches"
    found = one(asked)
    assert (found["where"], found["missing"]) == ("excluded", ["pl"])
    assert one(asked, more="more than 29 languages")["where"] == "unknown"
    assert one(asked, languages=None)["where"] == "unknown"


def test_who_wants_a_base_model_is_told_its_name(modules: Page, models: Models) -> None:
    [result] = run(modules, file(models, model()), {"kind": "base"})
    assert result["nearMisses"] == ["maker/tiny"]
    assert result["findings"]["maker/tiny"][0]["base"] == "maker/tiny-base"


def test_context_counts_the_answer_and_fails_only_at_the_best_estimate(one: Decide) -> None:
    fits = one({"inputs": tokens(3896), "output": 200})
    assert (fits["state"], fits["need"], fits.get("tight")) == ("meets", [4096, 4096], None)
    fails = one({"inputs": tokens(3897, 5000), "output": 200})
    assert (fails["state"], fails["over"]) == ("fails", 1)
    tight = one({"inputs": tokens(3000, 5000), "output": 200})
    assert (tight["state"], tight["tight"]) == ("meets", True)


def test_context_is_unknown_without_window_or_estimate(one: Decide) -> None:
    assert one({"inputs": tokens(10)}, window=None)["where"] == "unknown"
    assert one({"inputs": {}, "output": 10})["where"] == "unknown"
    assert one({"inputs": {}, "output": 5000})["where"] == "excluded", "the answer alone is too long"


def test_the_share_cut_off_is_bounded_by_the_percentiles(modules: Page, models: Models) -> None:
    estimate = {"p50": [1000, 1500], "p95": [3000, 4500], "max": [8000, 12000]}
    shares = {}
    for window in (900, 1000, 1500, 3000, 4500, 8000, 12000):
        data = file(models, model(window=window))
        [result] = run(modules, data, {"inputs": {"plain": estimate}})
        shares[window] = result["findings"]["maker/tiny"][0]["share"]
    assert shares == {
        900: [0.5, 1],
        1000: [0.05, 1],
        1500: [0.05, 0.5],
        3000: [0, 0.5],
        4500: [0, 0.05],
        8000: [0, 0.05],
        12000: [0, 0],
    }


def test_the_share_comes_from_the_inputs_themselves_where_they_are_there(
    modules: Page, models: Models
) -> None:
    data = file(models, model())
    share = modules.evaluate(
        """async ([data, asked]) => {
          const { decide } = await import("/small-first/js/picker/pick.js");
          return decide(data, asked, (family, room) => (family === "plain" ? [room / 10000, 0.5] : null)).matches[0].findings[0].share;
        }""",
        [data, {"inputs": tokens(3000), "output": 96}],
    )
    assert share == [0.4, 0.5]


def test_memory_is_weights_and_the_cache_of_all_requests(one: Decide) -> None:
    asked = {"inputs": tokens(900), "output": 100, "requests": 4, "memory": 1, "precision": "int8"}
    found = [one(asked | {"memory": memory})["where"] for memory in (104e6 / GIB, 103.9e6 / GIB)]
    assert found == ["matches", "excluded"]


@pytest.mark.parametrize(
    ("facts", "tokens"),
    [
        ({}, 2660),
        ({"window": 2000}, 2000),
        ({"window": 2000, "extended": 2400}, 2400),
        ({"window": None}, 2660),
        ({"window": 500}, 960),  # where even the usual request is too long, it is told of that one
    ],
)
def test_memory_holds_the_longest_input_and_speed_goes_by_the_95th_percentile(
    modules: Page, models: Models, facts: dict[str, Any], tokens: int
) -> None:
    """The mail tool's rule, in the lesson too. What its window cannot take, a model is not sent."""
    inputs = {"plain": {"p50": [240, 240], "p95": [900, 900], "max": [2600, 2600]}}
    asked = {"inputs": inputs, "output": 60, "memory": 1, "speed": 1, "bandwidth": 20}
    [result] = run(modules, file(models, model(**facts)), asked)
    found = {finding["rule"]: finding for finding in result["findings"]["maker/tiny"]}
    assert found["context"]["need"] == [960, 960]
    assert found["memory"]["tokens"] == [tokens] * 2
    assert found["memory"]["cache"] == [tokens * 1000] * 2
    assert found["speed"]["reach"] == [20e9 / (200_000_000 + 960_000)] * 2


def test_memory_of_the_known_case(modules: Page, models: Models, course: Course) -> None:
    """Qwen3-0.6B at 32,768 tokens: 3.50 GiB of cache beside 1.11 GiB of weights."""
    data = choices.content(models, {})
    inputs = {id: {"p95": [32_000, 32_000]} for id in data["tokenizers"]}
    [result] = run(modules, data, {"inputs": inputs, "output": 768, "memory": 2})
    found = result["findings"]["Qwen/Qwen3-0.6B"][1]
    assert found["cache"][0] / GIB == 3.5
    assert round(found["weights"] / GIB, 2) == 1.11
    assert round(found["more"] / GIB, 2) == 2.61
    assert found["precision"] is None


def test_a_window_stops_the_cache_and_a_lower_precision_that_would_do_is_named(
    modules: Page, models: Models
) -> None:
    [result] = run(modules, file(models, model(cache=[100, 900, 512])), {"memory": 0.1, "output": 2000})
    [_, found] = result["findings"]["maker/tiny"]
    assert found["cache"] == [100 * 2000 + 900 * 512] * 2
    assert found["plain"] == 1000 * 2000
    assert (found["state"], found["precision"]) == ("fails", "int8")
    assert found["more"] == 200_000_000 + 660_800 - 0.1 * GIB


def test_memory_fails_only_at_the_best_estimate(modules: Page, models: Models) -> None:
    asked = {"inputs": tokens(1000, 4000), "memory": 202e6 / GIB}
    [result] = run(modules, file(models, model()), asked)
    [_, found] = result["findings"]["maker/tiny"]
    assert (found["state"], found["tight"], found["need"]) == ("meets", True, [201_000_000, 204_000_000])


def test_without_an_estimate_memory_fails_by_weights_alone_or_is_unknown(
    modules: Page, models: Models
) -> None:
    small, large = run(modules, file(models, model()), *({"inputs": {}, "memory": gib} for gib in (0.1, 1)))
    assert small["findings"]["maker/tiny"][1]["state"] == "fails"
    assert large["findings"]["maker/tiny"][1]["state"] == "unknown"


@pytest.mark.parametrize(
    ("method", "bytes", "state", "tight", "instead"),
    [
        ("full", 1.6e9, "meets", True, None),
        ("full", 1.8e9, "meets", None, None),
        ("full", 1.59e9, "fails", None, "lora"),
        ("full", 0.1e9, "fails", None, "qlora"),
        ("lora", 0.216e9, "meets", None, None),
        ("lora", 0.215e9, "fails", None, "qlora"),
        ("qlora", 0.066e9, "meets", None, None),
        ("qlora", 0.065e9, "fails", None, None),
    ],
)
def test_training(
    one: Decide, method: str, bytes: float, state: str, tight: bool | None, instead: Any
) -> None:
    """100 million parameters: 16 to 18 bytes each; 2 or a half, and 16 for each of a million in the adapter."""
    found = one({"method": method, "trainMemory": bytes / GIB})
    assert (found["state"], found.get("tight"), found["instead"]) == (state, tight, instead)


def test_a_method_without_memory_rules_nothing_out(one: Decide) -> None:
    assert one({"method": "full"})["where"] == "matches"


def test_speed_is_bandwidth_by_weights_and_all_caches(modules: Page, models: Models) -> None:
    data = file(models, model())
    asked = {"output": 1000, "requests": 5, "bandwidth": 20.5, "speed": 100}
    meets, fails = run(modules, data, asked, asked | {"speed": 101})
    found = meets["findings"]["maker/tiny"][1]
    assert (found["state"], found["reach"]) == ("meets", [100, 100])
    found = fails["findings"]["maker/tiny"][1]
    assert (found["state"], found["needs"], found["precision"]) == ("fails", 20.705, "int8")


def test_only_what_a_token_reads_counts_for_speed(one: Decide) -> None:
    asked = {"speed": 100, "bandwidth": 10}
    assert one(asked)["where"] == "excluded"
    assert one(asked, read=50_000_000)["where"] == "matches"


def test_tokens_a_second_are_those_of_the_models_page(modules: Page, models: Models) -> None:
    asked = {"speed": 1, "bandwidth": 100}
    data = choices.content(models, {})
    [result] = run(modules, data, asked)
    for it in models.all:
        [found] = result["findings"][it.by_hand.id]
        assert found["reach"] == pytest.approx([it.tokens_per_second(100e9)] * 2, rel=1e-12)
        said = modules.evaluate(WORDS, [data, asked, it.by_hand.id, "speed"])["say"].split(" in 16 bits")[0]
        assert f"{said} where memory moves 100 GB" in computed(it)


def test_tokenizer_adapters_and_parameters(one: Decide) -> None:
    assert one({"tokenizer": "plain"})["where"] == "matches"
    assert one({"tokenizer": "other"})["where"] == "excluded"
    assert [one({"adapters": least})["where"] for least in (3, 4)] == ["matches", "excluded"]
    assert one({"adapters": 1}, adapters=None)["where"] == "unknown"
    most = [one({"parameters": most})["where"] for most in (100_000_000, 99_999_999)]
    assert most == ["matches", "excluded"]


def test_what_the_hub_withholds_is_out_whatever_was_asked(one: Decide) -> None:
    assert one({}, state="missing") == {
        "rule": "hub",
        "state": "fails",
        "hub": "missing",
        "where": "excluded",
    }


def test_a_near_miss_fails_once_and_is_sure_of_the_rest(modules: Page, models: Models) -> None:
    data = file(
        models,
        model("a/once", gated=True),
        model("a/twice", gated=True, window=10),
        model("a/unsure", gated=True, languages=None),
        model("a/unsettled", languages=None),
    )
    asked = {"gated": False, "languages": ["en"], "inputs": tokens(100)}
    [result] = run(modules, data, asked)
    assert result["nearMisses"] == ["a/once"]
    assert result["excluded"] == ["a/once", "a/twice", "a/unsure"]
    assert result["unknown"] == ["a/unsettled"]


def test_the_ladder_steps_by_half_as_much_again_and_tells_its_costs(modules: Page, models: Models) -> None:
    sizes = (100, 140, 150, 200, 225, 400)
    data = file(models, *(model(f"a/m{size}", parameters=size * 10**6) for size in sizes))
    asked = {"output": 1000, "bandwidth": 20.1, "monthly": 360_000, "price": 1.5, "method": "lora"}
    [result] = run(modules, data, asked)
    assert [step["id"] for step in result["ladder"]] == ["a/m100", "a/m150", "a/m225", "a/m400"]
    first = result["ladder"][0]
    assert first["memory"] == [201_000_000] * 2
    assert first["training"] == [216_000_000] * 2
    assert first["perSecond"] == 100
    assert (first["hours"], first["cost"]) == (1000, 1500)


@pytest.mark.parametrize(
    ("asked", "rule", "facts", "which", "words"),
    [
        ({"memory": 0.1, "output": 1000}, "memory", {}, "say", "needs 0.19 GiB, 0.19 GiB for weights in 16 bits and 0.01 GiB for cache at 1,000 tokens; you have 0.1 GiB"),
        ({"memory": 0.1}, "memory", {}, "mend", "with 0.09 GiB more, or in 8 bits"),
        ({"memory": 0.001, "precision": "int4"}, "memory", {}, "mend", "with 0.05 GiB more"),
        ({"memory": 0.2, "output": 20000}, "memory", {"cache": [10, 990, 100], "window": 32768}, "caution", "or 0.21 GiB in a runtime without its windows"),
        ({"terms": []}, "license", {"group": "conditions"}, "mend", "if you accepted its terms: conditions on use"),
        ({"use": "commercial"}, "license", {"group": "conditions"}, "caution", "as far as its terms go"),
        ({"use": "commercial"}, "license", {"group": "unknown", "license": "other"}, "check", "if its licence (other) allows it: read its text"),
        ({"languages": ["pl"]}, "languages", {}, "say", "it does not name Polish"),
        ({"inputs": {"plain": {"p50": [2000, 3000], "p95": [5000, 6000]}}, "output": 96}, "context", {}, "say", "your 95th percentile and its answer take 5,096 to 6,096 tokens; its window has 4,096 tokens and cuts off 5 to 50 % of your inputs"),
        ({"inputs": tokens(5000), "output": 1}, "context", {"extended": 8192}, "mend", "with scaling switched on: 8,192 tokens"),
        ({"inputs": tokens(5000), "output": 1}, "context", {}, "mend", "with 905 tokens less in each request"),
        ({"inputs": {"other": {"p50": [10, 10], "p95": [20, 20]}}, "output": 1}, "context", {}, "check", "if your inputs are short enough in its tokens: count some"),
        ({"inputs": tokens(1000), "wait": 5}, "wait", {}, "check", "if it reads 1,000 tokens in 5 seconds: time one input on the machine"),
        ({"speed": 101, "bandwidth": 20}, "speed", {}, "say", "at most 100 tokens a second in 16 bits at 20 GB a second; you want 101 tokens a second"),
        ({"parameters": 99_000_000}, "parameters", {}, "mend", "if you allowed 100 million parameters"),
        ({"kind": "base"}, "kind", {}, "mend", "as maker/tiny-base, the base model that it was made from"),
    ],
)  # fmt: skip
def test_findings_read_as_sentences_with_units(
    modules: Page, models: Models, asked: Any, rule: str, facts: Any, which: str, words: str
) -> None:
    found = modules.evaluate(WORDS, [file(models, model(**facts)), asked, "maker/tiny", rule])
    assert found[which] == words


def test_the_worked_examples_have_the_answers_that_the_lesson_gives(
    modules: Page, course: Course, models: Models
) -> None:
    data = choices.content(models, {})
    used = {id: tokenizer for id, tokenizer in models.tokenizers.items() if id in data["tokenizers"]}
    counts, machines = course.recorded["languages"], course.devices
    asked = [pick_oracle.constraints(it.asked.given, used, counts, machines) for it in course.scenarios]
    results = run(modules, data, *asked)
    assert [result["matches"][0] for result in results] == [scenario.answer for scenario in course.scenarios]


def test_one_need_is_one_number_in_the_picker_and_on_the_models_page(modules: Page, models: Models) -> None:
    sizes = [it.by_hand.kept.bytes_at(tokens) for it in models.all for tokens in (1_000, 4_096, 32_768)]
    said = modules.evaluate(
        "async (sizes) => { const { gib } = await import('/small-first/js/picker/pick-words.js'); return sizes.map(gib) }",
        sizes,
    )
    assert said == [f"{columns.gib(size):.2f} GiB" for size in sizes]


def test_the_second_writing_agrees_on_the_language_whose_figures_count(
    modules: Page, course: Course, models: Models
) -> None:
    counts = course.recorded["languages"]
    used = {it.by_hand.tokenizer.value for it in models.all}
    tokenizers = {id: tokenizer for id, tokenizer in models.tokenizers.items() if id in used}
    dice = random.Random(14)
    every: list[dict[str, Any]] = [
        {"p95": 3000, "langs": dice.sample(["en", "ja", "de", "pt", "am", "cs"], dice.randrange(3))}
        | dice.choice([{}, {}, {"prose": "ja"}, {"prose": "en"}, {"ratio": 2.5}])
        for _ in range(40)
    ]
    states = [
        {name: ",".join(it) if name == "langs" else str(it) for name, it in one.items() if it}
        for one in every
    ]
    script = """async ([data, states]) => {
      const { constraints } = await import("/small-first/js/picker/pick-state.js");
      return states.map((state) => constraints(state, data).inputs);
    }"""
    counted = modules.evaluate(script, [choices.content(models, counts), states])
    for asked, inputs in zip(every, counted, strict=True):
        expected = pick_oracle.constraints(asked, tokenizers, counts)["inputs"]
        for id, estimate in inputs.items():
            assert estimate["p95"] == pytest.approx(expected[id]["p95"], abs=0.51), (id, asked)


# --- against the second writing of the rules, with everything at random ---


def test_the_second_writing_agrees_on_every_model_and_reason(modules: Page, models: Models) -> None:
    dice = random.Random(2026)
    groups = licenses.load(ROOT, [])
    assert groups
    for _ in range(20):
        some = tuple(_shaken(model, dice, groups) for model in models.all if dice.random() < 0.9)
        varied = replace(models, all=some)
        asked = [_asked(dice, varied) for _ in range(50)]
        results = run(modules, choices.content(varied, {}), *asked)
        for constraints, result in zip(asked, results, strict=True):
            expected = json.loads(json.dumps(pick_oracle.decide(varied, constraints)))
            found, told = result.pop("findings"), expected.pop("findings")
            assert found.keys() == told.keys()
            for id, findings in told.items():
                assert _alike(found[id], findings), (id, constraints)
            assert _alike(result, expected), constraints


def _shaken(model: Featured, dice: random.Random, groups: licenses.Licences) -> Featured:
    """The model with other facts of the kind that the Hub changes; in 4 bits, no half bytes are left over."""
    licence = model.license.value
    if dice.random() < 0.3:
        text = dice.choice([None, "Worldwide", "Not everywhere"])
        licence = replace(licence, territory=text, excludes=("kr", "eu") if text == "Not everywhere" else ())
    if dice.random() < 0.5:
        licence = replace(licence, group=groups.groups[dice.choice(list(groups.groups))])
    window = dice.choice([model.context.value, None, 1024, 131_072])
    hand, context = model.by_hand, model.by_hand.context
    if dice.random() < 0.3:
        nowhere = context.documented.model_copy(update={"value": None})
        hand = hand.model_copy(update={"context": context.model_copy(update={"documented": nowhere})})
    if dice.random() < 0.3:
        thinking = hand.thinking.model_copy(update={"value": dice.choice([None, "none", "default"])})
        hand = hand.model_copy(update={"thinking": thinking})
    return replace(
        model,
        by_hand=hand,
        state=dice.choice(["", "", "", "", "", "missing"]),
        license=replace(model.license, value=licence),
        inherited=("maker/ancestor", licence) if dice.random() < 0.1 else None,
        gated=replace(model.gated, value=dice.choice([False, False, True, "auto", None])),
        context=replace(model.context, value=window),
        parameters=replace(model.parameters, value=model.parameters.value // 8 * 8),
        adapters=replace(model.adapters, value=dice.choice([None, 0, 7, 400])),
    )


def _asked(dice: random.Random, models: Models) -> dict[str, Any]:
    def span(top: float) -> list[int]:
        low = int(2 ** dice.uniform(0, top))
        return [low, int(low * dice.choice([1, 1, 1.4, 3]))]

    def estimate() -> dict[str, list[int]]:
        spans = sorted((span(17) for _ in range(3)), key=lambda it: it[0])
        names = dice.choice([("p95",), ("p50", "p95"), ("p50", "p95", "max")])
        tops = [max(it[1] for it in spans[: index + 1]) for index in range(3)]
        return {name: [spans[i][0], tops[i]] for i, name in enumerate(("p50", "p95", "max")) if name in names}

    every: dict[str, Callable[[], Any]] = {
        "use": lambda: dice.choice(["commercial", "internal", "research"]),
        "terms": lambda: dice.sample(["copyleft", "conditions", "non-commercial"], dice.randrange(3)),
        "where": lambda: dice.choice(["all", "eu", "uk", "kr"]),
        "gated": lambda: dice.random() < 0.3,
        "languages": lambda: dice.sample(["en", "en", "de", "ja", "ko", "pl"], dice.randrange(3)),
        "kind": lambda: dice.choice(["instruct", "instruct", "base"]),
        "inputs": lambda: {id: estimate() for id in models.tokenizers if dice.random() < 0.9},
        "output": lambda: dice.choice([0, 1, 200, 4000]),
        "memory": lambda: round(2 ** dice.uniform(-3, 6), 2),
        "precision": lambda: dice.choice(["bf16", "int8", "int4"]),
        "requests": lambda: dice.choice([1, 2, 32]),
        "wait": lambda: round(2 ** dice.uniform(-3, 6), 2),
        "paces": lambda: {
            name: [30, dice.choice([30, 80, 2000])] for name in ("bf16", "int4") if dice.random() < 0.7
        },
        "peak": lambda: dice.random() < 0.5,
        "method": lambda: dice.choice(["full", "lora", "qlora"]),
        "trainMemory": lambda: round(2 ** dice.uniform(0, 7), 2),
        "speed": lambda: round(2 ** dice.uniform(0, 9), 1),
        "bandwidth": lambda: dice.choice([17, 47, 100, 3350]),
        "tokenizer": lambda: dice.choice(list(models.tokenizers)),
        "adapters": lambda: dice.choice([0, 1, 50]),
        "parameters": lambda: int(10 ** dice.uniform(8, 10)),
        "monthly": lambda: dice.choice([1000, 10**6]),
        "price": lambda: dice.choice([0.5, 2]),
    }
    often = dice.choice([0.15, 0.4, 0.8])
    return {name: make() for name, make in every.items() if dice.random() < often}


def _alike(one: Any, other: Any) -> bool:
    """Equal, or with numbers to ten digits, which take long: the order of a sum does not matter."""
    return one == other or _rounded(one) == _rounded(other)


def _rounded(it: Any) -> Any:
    """Numbers to ten digits, so that the order of a sum does not matter."""

    def ten(digits: str) -> float:
        return float(f"{float(digits):.10g}")

    return json.loads(json.dumps(it), parse_float=ten, parse_int=ten)
