"""The reader's own prompts: read in every form, measured, counted in tokens, and not kept."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def inputs(page: Page) -> Page:
    page.goto("pick/")
    page.locator("summary", has_text="Your inputs").click()
    return page


Call = Callable[..., Any]


@pytest.fixture
def call(page: Page, scripts: str) -> Call:
    """A function of pick-inputs.js by its name, called with values."""
    page.goto(f"{scripts}picker/pick-inputs.js")
    script = "async ([name, values]) => (await import('./pick-inputs.js'))[name](...values)"
    return lambda name, *values: page.evaluate(script, [name, values])


def percentile(values: list[int], percent: int) -> int:
    """Nearest rank, written down once more."""
    return sorted(values)[max(0, math.ceil(percent / 100 * len(values)) - 1)]


@pytest.mark.parametrize(
    ("texts", "whole", "characters", "unread"),
    [
        (["one\n\n  three \r\nfive5\n"], False, [3, 5, 5], []),
        (['{"text": "abc"}\n{"prompt": "de"}\n\n{"other": 1}\nno json\n'], False, [2, 3], [4, 5]),
        (['{"messages": [{"content": "ab"}, {"content": "c"}]}'], False, [4], []),
        (["a b\nc d\n", "e"], True, [1, 8], []),
        (["a\nbb", "ccc"], False, [1, 2, 3], []),
        (["", "  \n"], False, [], []),
        (['{"text": "<script>alert(1)</script>"}'], False, [25], []),
        (["null\n[1]\n{"], False, [1, 3, 4], []),
        (['{"text": null}\n{"text": 5}\nnull'], False, [], [1, 2, 3]),
    ],
)
def test_prompts_are_read(
    call: Call, texts: list[str], whole: bool, characters: list[int], unread: list[int]
) -> None:
    read = call("readPrompts", texts, whole)
    if whole:
        assert read["characters"] == sorted(len(text.strip()) for text in texts)
    else:
        assert (read["characters"], read["unread"]) == (characters, unread)


def test_characters_are_code_points_and_bytes_are_utf8(call: Call) -> None:
    prompts = ["naïve", "日本語", "👩‍🚀 ok", "plain"]
    read = call("readPrompts", ["\n".join(prompts)])
    assert read["characters"] == sorted(len(text) for text in prompts)
    assert read["bytes"] == sorted(len(text.encode()) for text in prompts)


@pytest.mark.parametrize("count", [1, 2, 19, 20, 21, 100, 333])
def test_percentiles_and_shares(call: Call, count: int) -> None:
    values = sorted((i * i * 7919) % 997 + 1 for i in range(count))
    expected = {"p50": percentile(values, 50), "p95": percentile(values, 95), "max": max(values)}
    assert call("percentiles", values) == expected
    for limit in (0, values[0], expected["p50"], expected["p95"], max(values)):
        share = sum(value > limit for value in values) / count
        assert call("above", values, limit) == pytest.approx(share)


@pytest.mark.parametrize(
    "values", [[1], [5, 5, 5], [1, 11, 12], [3, 40, 99, 100], [7, 123456], [0, 119, 120]]
)
def test_a_histogram_counts_everything_once(call: Call, values: list[int]) -> None:
    drawn = call("histogram", values)
    width, counts = drawn["width"], drawn["counts"]
    assert sum(counts) == len(values) and len(counts) <= 12
    assert re.fullmatch("[125]0*", str(width))
    for i, count in enumerate(counts):
        assert count == sum(i * width <= value < (i + 1) * width for value in values)


def test_pasted_prompts_set_the_lengths_and_are_drawn(inputs: Page) -> None:
    prompts = ["x" * (n * 10) for n in range(1, 101)]
    inputs.get_by_label("Paste prompts").fill("\n".join(prompts))
    expect(inputs.locator(".pick-read")).to_have_text("Prompts measured: 100.")
    for label, value in (("Median", "500"), ("95th percentile", "950"), ("Longest", "1000")):
        expect(inputs.get_by_label(label, exact=True)).to_have_value(value)
    caption = inputs.locator(".pick-histogram figcaption")
    expect(caption).to_contain_text("95 in 100 at most 950 characters (the line)")
    bars = inputs.locator(".pick-histogram path").first.get_attribute("d") or ""
    assert bars.count("M") >= 10
    qwen = inputs.get_by_role("row", name=re.compile("^Qwen 2"))
    expect(qwen.get_by_role("cell")).to_have_text(["112", "213", "224"])
    others = inputs.get_by_role("row", name=re.compile("no figure: the range"))
    expect(others.get_by_role("cell").nth(1)).to_have_text("208 to 246")
    expect(inputs.locator(".pick-bytes")).to_contain_text("950 bytes in UTF-8")


def test_a_file_is_read_and_what_is_no_prompt_is_named(inputs: Page, tmp_path: Path) -> None:
    file = tmp_path / "prompts.jsonl"
    file.write_text(
        "\n".join([json.dumps({"text": "abcd"}), "oops", json.dumps({"text": "ef"})]), encoding="utf-8"
    )
    inputs.locator("#pick-files").set_input_files(file)
    expect(inputs.locator(".pick-read")).to_have_text("Prompts measured: 2. No text found in line 2.")
    expect(inputs).to_have_url(re.compile("#v1&p50=2&p95=4&max=4&bytes=4$"))


def test_a_ratio_of_ones_own_counts_for_every_family(inputs: Page) -> None:
    inputs.get_by_label("95th percentile", exact=True).fill("1000")
    inputs.get_by_label("Characters per token, if you have measured").fill("2")
    expect(inputs.locator(".pick-tokens tbody tr:visible")).to_have_count(1)
    expect(inputs.locator(".pick-tokens tbody tr:visible td").nth(1)).to_have_text("500")


def test_japanese_figures_can_be_taken(inputs: Page) -> None:
    inputs.get_by_label("95th percentile", exact=True).fill("1000")
    inputs.get_by_label("If not, take figures published for").select_option(label="Japanese")
    phi = inputs.get_by_role("row", name=re.compile("^Phi-3 0.884 characters per token, published"))
    expect(phi.get_by_role("cell").nth(1)).to_have_text("1,132")


def test_lengths_in_tokens_are_taken_as_they_are(inputs: Page) -> None:
    inputs.get_by_role("radio", name="In tokens").check()
    inputs.get_by_label("95th percentile", exact=True).fill("9000")
    out = (
        inputs.get_by_role("region", name="Excluded, and why")
        .get_by_role("listitem")
        .filter(has_text="SmolLM2-135M")
    )
    expect(out.first).to_contain_text("9,000 tokens; its window has 8,192 tokens")


def test_a_window_that_cuts_inputs_off_says_how_many(inputs: Page) -> None:
    inputs.get_by_label("Paste prompts").fill("\n".join(["x" * 400] * 98 + ["x" * 60_000] * 2))
    inputs.get_by_label("How long is the longest answer?").fill("100")
    out = inputs.get_by_role("region", name="The smallest that meets everything")
    expect(out).to_contain_text("cuts off 2 % of your inputs")


def test_what_fits_in_bytes_fits_whatever_the_estimate(inputs: Page) -> None:
    inputs.get_by_label("Paste prompts").fill("x" * 8000)
    inputs.get_by_label("Characters per token, if you have measured").fill("0.5")
    best = inputs.get_by_role("region", name="The smallest that meets everything")
    expect(best).to_contain_text("SmolLM2-135M-Instruct")
    expect(best).to_contain_text("8,000 tokens")
    expect(best).not_to_contain_text("cuts off")


def test_typing_a_length_lets_go_of_the_prompts(inputs: Page) -> None:
    inputs.get_by_label("Paste prompts").fill("abc\ndef")
    expect(inputs.locator(".pick-histogram")).to_be_visible()
    inputs.get_by_label("95th percentile", exact=True).fill("4")
    expect(inputs.locator(".pick-histogram")).to_be_hidden()
    expect(inputs.locator(".pick-read")).to_have_text("")
