"""Projects worked out by hand, with a pocket calculator and the models page, and then by the picker: equal, or one is wrong.

The sums stand as they were made: parameters, bytes a token and windows from the models page, characters per token from
data/recorded/languages.json, paces from data/devices.yml. None of the course's code takes part in them.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from conftest import ROOT
from playwright.sync_api import Page

from course.course import load
from course.picker import choices

GIB, MIB = 2**30, 2**20
Pick = Callable[[str], dict[str, Any]]

PICK = """async ([data, link]) => {
  const { constraints, read } = await import("/small-first/js/picker/pick-state.js");
  const { decide } = await import("/small-first/js/picker/pick.js");
  const { nearest, strictest } = await import("/small-first/js/picker/pick-near.js");
  const any = new Proxy({}, { getOwnPropertyDescriptor: () => ({ configurable: true, value: 1 }), get: () => (value) => true });
  const { matches, unknown, excluded } = decide(data, constraints(read(link, any).state, data));
  const all = [...matches, ...unknown, ...excluded];
  const name = ({ model }) => model.id.split("/")[1];
  const found = ({ findings }) => Object.fromEntries(findings.map((finding) => [finding.rule, finding]));
  return {
    matches: matches.map(name), unknown: unknown.map(name), nearest: nearest(excluded).map(name),
    strictest: strictest(excluded), of: Object.fromEntries(all.map((verdict) => [name(verdict), found(verdict)])),
  };
}"""


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    course = load(ROOT)
    assert course.models
    content = choices.content(course.models, course.recorded["languages"], course.devices)
    return json.loads(json.dumps(content))


@pytest.fixture
def pick(modules: Page, facts: dict[str, Any]) -> Pick:
    return lambda link: modules.evaluate(PICK, [facts, link])


def near(*values: float) -> Any:
    return pytest.approx(list(values), rel=1e-9)


FARMERS = "v2&use=commercial&langs=pt&unit=tokens&p95=400&out=150&mem=1&bits=int4&wait=2"


def test_notes_in_portuguese_on_a_phone_that_nobody_has_measured(pick: Pick) -> None:
    """An offline app, sold: notes of 400 tokens, answers of 150, in 4 bits on a phone with 4 GB, of which 1 is left.

    The smallest that names Portuguese is LFM2.5-230M: 230 million half bytes, and 550 tokens of 12,288 bytes. How the
    phone reads is not known. So nothing is known to meet everything, and that one may.
    """
    answer = pick(FARMERS)
    assert answer["matches"] == []
    assert answer["unknown"][0] == "LFM2.5-230M"
    found = answer["of"]["LFM2.5-230M"]
    assert {rule: it["state"] for rule, it in found.items()} == {
        "license": "meets", "languages": "meets", "context": "meets", "memory": "meets", "wait": "unknown"
    }  # fmt: skip
    assert found["memory"]["need"] == near(*[230_000_000 / 2 + 550 * 12_288] * 2)
    assert found["wait"]["needs"] == pytest.approx(400 * 0.230 / 2)  # 46 tokens a second at 1,000 million
    assert (found["license"]["group"], answer["of"]["granite-4.0-350m"]["license"]["group"]) == (
        "conditions",
        "permissive",
    )


def test_the_same_on_a_phone_that_somebody_measured(pick: Pick) -> None:
    """The Galaxy A05s reads 12.1 to 15.2 tokens a second at 1,000 million parameters: 400 tokens in two seconds are
    200 a second, so at most 15.2 / 200 = 76 million parameters. No model here is as small. LFM2.5-230M takes 6.1 seconds."""
    answer = pick(f"{FARMERS}&device=galaxy-a05s")
    assert answer["matches"] == answer["unknown"] == []
    assert answer["strictest"] == {"rule": "wait", "count": len(answer["of"])}
    assert answer["nearest"][0] == "LFM2.5-230M"
    assert answer["of"]["LFM2.5-230M"]["wait"]["seconds"] == near(400 * 0.230 / 15.2, 400 * 0.230 / 12.1)
    assert answer["of"]["SmolLM2-135M-Instruct"]["wait"]["seconds"][0] > 3.5

    better = pick(f"{FARMERS}&device=phone-oneplus-12")  # 285 to 322
    assert better["matches"][:2] == ["LFM2.5-230M", "granite-4.0-350m"]
    assert better["of"]["LFM2.5-230M"]["wait"]["seconds"] == near(400 * 0.230 / 322, 400 * 0.230 / 285)
    assert pick(f"{FARMERS}&read=46")["matches"] == ["LFM2.5-230M"]  # who has measured


def test_letters_in_korean_on_a_plain_laptop(pick: Pick) -> None:
    """Sold, permissive, in 4 bits; 1,200 characters at most times in 95, answers of 30 tokens, ten seconds, 20 a second.

    Of those that name Korean the smallest permissive one is granite-4.0-350m. Its tokenizer was not counted; those that were
    take from 1.72 to 0.49 characters of Korean into a token: 698 to 2,449 tokens. Reading is in time at the better end only.
    """
    answer = pick(
        "v2&use=commercial&terms=permissive&langs=ko&p95=1200&out=30&mem=5.1&bits=int4&device=framework-12&bw=22.3&tps=20&wait=10"
    )
    assert answer["matches"][0] == "granite-4.0-350m"
    assert answer["of"]["LFM2.5-230M"]["license"]["state"] == "fails"
    found = answer["of"]["granite-4.0-350m"]
    few, many = 1200 / 1.72, 1200 / 0.49
    assert found["context"]["need"] == near(few + 30, many + 30)
    assert found["wait"]["seconds"] == near(few * 0.352379904 / 92.1, many * 0.352379904 / 76.8)  # 2.7, 11.2
    assert found["wait"]["tight"]
    half = 352_379_904 / 2
    assert found["speed"]["reach"] == near(
        22.3e9 / (half + (many + 30) * 28_672), 22.3e9 / (half + (few + 30) * 28_672)
    )  # 90, 113


def test_a_study_of_japanese_with_one_gib(pick: Pick) -> None:
    """Nothing is sold. Inputs of 6,000 tokens, the longest 30,000, answers of 500; QLoRA in a quarter of a GiB.

    LFM2.5-230M: 460 MB of weights and 30,500 tokens of 12,288 bytes are 835 MB of 1,074. On paper: a program took 827 to
    838 MiB on top of a model of that class, and then nothing is left. The next, granite, wants 1,579 MB.
    """
    answer = pick(
        "v2&use=research&langs=ja&unit=tokens&p95=6000&max=30000&out=500&mem=1&train=qlora&tmem=0.25"
    )
    assert answer["matches"][0] == "LFM2.5-230M"
    found = answer["of"]["LFM2.5-230M"]
    assert found["memory"]["need"] == near(*[460_000_000 + 30_500 * 12_288] * 2)
    assert found["memory"]["runtime"] == [(3_185 - 2_358) * MIB, (1_921 - 1_083) * MIB]
    assert found["memory"]["holds"] == [
        0,
        32_768,
    ]  # (2**30 - 460,000,000) / 12,288 is 49,946: more than its window
    assert found["training"]["need"] == near(*[230_000_000 / 2 + 16 * 1_605_632] * 2)
    assert answer["of"]["granite-4.0-350m"]["memory"]["more"] == pytest.approx(
        2 * 352_379_904 + 30_500 * 28_672 - GIB
    )


def test_contracts_in_the_union_two_at_a_time(pick: Pick) -> None:
    """Sold in the European Union, permissive, English; inputs of 60,000 tokens, the longest 100,000, answers of 2,000; 8 GiB.

    MiniCPM5-1B: 2,161,265,664 bytes of weights and twice 102,000 tokens of 24,576 bytes are 6.68 GiB, with 0.82 for the
    program 7.50. Turned round: half of what is left by the weights, divided by 24,576.
    """
    answer = pick(
        "v2&use=commercial&terms=permissive&where=eu&langs=en&unit=tokens&p95=60000&max=100000&out=2000&mem=8&batch=2"
    )
    assert answer["matches"][0] == "MiniCPM5-1B"
    found = answer["of"]["MiniCPM5-1B"]
    assert found["territory"]["state"] == "meets" and found["territory"]["excludes"] == []
    assert found["memory"]["need"] == near(*[2 * 1_080_632_832 + 2 * 102_000 * 24_576] * 2)
    left = 8 * GIB - 2 * 1_080_632_832
    assert found["memory"]["holds"] == [
        (left - 838 * MIB) / 2 // 24_576,
        left / 2 // 24_576,
    ]  # 112,914 and 130,791
    assert answer["of"]["Qwen3.5-0.8B"]["languages"]["state"] == "unknown"  # smaller, and names no language


def test_no_answer_for_swahili_within_a_second_on_a_small_board(pick: Pick) -> None:
    """Sold; 600 characters, in 8 bits on a Raspberry Pi 5, which reads 38.5 to 49.5 at 1,000 million parameters.

    Qwen3-0.6B names Swahili and takes (600 / 2.54) * 0.596 / 49.5 = 2.8 seconds. SmolLM2-135M would be in time, 0.71,
    and does not name it. Gemma 3 270M would, 0.93 at best, and names no language at all: it may.
    """
    answer = pick("v2&use=commercial&langs=sw&p95=600&out=40&bits=int8&device=raspberry-pi-5&wait=1")
    assert (answer["matches"], answer["unknown"]) == ([], ["gemma-3-270m-it"])
    assert answer["of"]["Qwen3-0.6B"]["wait"]["seconds"][0] == pytest.approx(600 / 2.54 * 0.59604992 / 49.5)
    assert answer["of"]["gemma-3-270m-it"]["wait"]["seconds"][0] == pytest.approx(
        600 / 3.48 * 0.268098176 / 49.5
    )
    assert answer["nearest"][:3] == ["SmolLM2-135M-Instruct", "LFM2.5-230M", "Qwen3-0.6B"]
    assert answer["strictest"] == {"rule": "wait", "count": len(answer["of"]) - 3}  # those three are in time


def test_no_answer_for_a_tenth_of_a_gib(pick: Pick) -> None:
    """English, permissive, 4 bits, 2,000 tokens with the answer, on something worn. The smallest of all needs
    67,257,504 + 46,080,000 bytes, and 0.1 GiB are 107,374,182: six million bytes are missing, 0.01 GiB."""
    answer = pick("v2&terms=permissive&langs=en&unit=tokens&p95=1900&out=100&mem=0.1&bits=int4")
    assert answer["matches"] == answer["unknown"] == []
    assert answer["strictest"] == {"rule": "memory", "count": len(answer["of"])}
    assert answer["nearest"][0] == "SmolLM2-135M-Instruct"
    missing = answer["of"]["SmolLM2-135M-Instruct"]["memory"]["more"]
    assert missing == pytest.approx(134_515_008 / 2 + 2_000 * 23_040 - 0.1 * GIB)
    assert 5.9e6 < missing < 6.0e6
