"""The reader's own prompts: read in every form, measured, counted in tokens, and not kept."""

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from held_back import held_back
from playwright.sync_api import Locator, Page, expect


@pytest.fixture
def inputs(picker: Page) -> Page:
    picker.locator("summary", has_text="Your inputs").click()
    return picker


Call = Callable[..., Any]


@pytest.fixture
def call(modules: Page) -> Call:
    """A function that reads or measures prompts, by its name, called with values; bytes are a list of numbers."""
    script = """async ([name, values]) => {
      const all = { ...(await import('/small-first/js/picker/pick-inputs.js')), ...(await import('/small-first/js/picker/pick-prompts.js')) };
      return all[name](...(name === "decode" ? [new Uint8Array(values).buffer] : values));
    }"""
    return lambda name, *values: modules.evaluate(script, [name, values])


def percentile(values: list[int], percent: int) -> int:
    """Nearest rank, written down once more."""
    return sorted(values)[max(0, math.ceil(percent / 100 * len(values)) - 1)]


def row(page: Page, name: str) -> Locator:
    """A family's line in the table of tokens."""
    return page.locator(".pick-tokens").get_by_role("row", name=re.compile(name))


KNOWN = "no text in a field that is known"
LONG = "x" * 3000


@pytest.mark.parametrize(
    ("text", "name", "lengths", "unread"),
    [
        ("one\n\n  three \r\nfive5\n", "", [3, 5, 5], {}),
        ("one\rthree", "a.txt", [3, 5], {}),
        ("", "", [], {}),
        ("null\n[1]\n{", "", [4, 3, 1], {}),
        ("[INST] hi\nhello", "", [9, 5], {}),
        ("{name}, hi\nhello", "", [10, 5], {}),
        ('{"text": "<script>alert(1)</script>"}', "", [25], {}),
        ('{"text": "abc"}\n{"prompt": "de"}\n\n{"other": 1}\nno json\n', "", [3, 2], {4: KNOWN, 5: "no JSON"}),
        ('{"text": null}\n{"text": 5}\nnull', "", [], {1: KNOWN, 2: KNOWN, 3: KNOWN}),
        # fields: the first that is not empty, with those that belong to it
        (json.dumps({"instruction": LONG, "input": ""}), "a.jsonl", [3000], {}),
        (json.dumps({"input": " ", "instruction": "abc", "output": "no"}), "a.jsonl", [3], {}),
        (json.dumps({"instruction": "abc", "input": "de"}), "a.jsonl", [6], {}),
        (json.dumps({"text": "", "Prompt": "abc"}), "a.jsonl", [3], {}),
        (json.dumps({"system": "ab", "prompt": "c"}), "a.jsonl", [4], {}),
        (json.dumps({"question": "ab", "context": "c"}), "a.jsonl", [4], {}),
        (json.dumps({"text": ["words", "or", "prompts"]}) + "\n{}", "a.jsonl", [], {1: KNOWN, 2: KNOWN}),
        (json.dumps("a string") + "\n5", "a.jsonl", [8], {2: KNOWN}),
        # chats
        (json.dumps({"messages": [{"content": "ab"}, {"content": "c"}]}), "", [4], {}),
        (json.dumps({"messages": [{"role": "user", "content": [{"text": LONG}, {"type": "image"}]}]}), "", [3000], {}),
        (json.dumps({"conversations": [{"from": "human", "value": "ab"}, {"from": "gpt", "value": "c"}]}), "", [4], {}),
        (json.dumps({"contents": [{"role": "user", "parts": [{"text": "ab"}, {"text": "c"}]}]}), "", [3], {}),
        (json.dumps({"body": {"messages": [{"role": "user", "content": "abc"}]}}), "a.jsonl", [3], {}),
        (json.dumps([{"role": "user", "content": "abc"}]) + "\n[]", "a.jsonl", [3], {2: KNOWN}),
        # JSON
        ('[\n {"text": "abc"},\n {"foo": 1},\n {"text": "de"}\n]', "a.json", [3, 2], {3: KNOWN}),
        ('[{"text": "ab]c,{"}, "de"]', "a.json", [6, 2], {}),
        ('[\n {"text": "abc"},\n {"text": oops},\n {"text": "de"', "a.json", [3], {3: "no JSON", 4: "no JSON"}),
        ('{"data": [\n{"text": "abc"},\n{"x": 1}]}', "a.json", [3], {3: KNOWN}),
        ('{"text": ["abc", "de"], "id": [1, 2]}', "a.json", [3, 2], {}),
        ('{"text": "abc"}', "a.json", [3], {}),
        ('{"text": "abc"}\n{"text": "de"}', "a.json", [3, 2], {}),
        # tables
        ('id,prompt\n1,"a, ""b""\nc"\n2,de\n3,x,y\n', "a.csv", [8, 2], {5: "3 cells where the first line has 2"}),
        ("\ufeffid;Prompt\r\n1;abc\r\n2;d, e\r\n", "a.csv", [3, 4], {}),
        ("sep=;\nid;prompt\n1;abc\n2", "a.csv", [3], {4: "1 cells where the first line has 2"}),
        ("prompt\tid\na,b\t1\n\t2", "a.tsv", [3], {3: KNOWN}),
        ("instruction,input\nab,c\nd,", "a.csv", [4, 1], {}),
        ('id,prompt\n1,ab\n2,"c\n3,de', "a.csv", [2], {3: "a quote is opened and never closed, and nothing after it was read"}),
        ('id,prompt\n1,"ab" c\n', "a.csv", [], {2: "text stands after a closing quote"}),
        ("id,complaint\n1,ab\n2,c", "a.csv", [], {2: KNOWN, 3: KNOWN}),
        ("prompt,id\nab,1", "", [2], {}),
    ],
)  # fmt: skip
def test_prompts_are_read_by_record(
    call: Call, text: str, name: str, lengths: list[int], unread: dict[int, str]
) -> None:
    read = call("readText", text, name)
    assert [len(prompt) for prompt in read["prompts"]] == lengths
    assert {it["line"]: it["why"] for it in read["unread"]} == unread


def test_a_whole_text_is_one_prompt(call: Call) -> None:
    read = call("readPrompts", [{"text": "a b\nc d\n"}, {"text": "e"}], True)
    assert (read["characters"], read["told"]) == ([1, 7], [])


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_in_its_coding(call: Call, coding: str) -> None:
    text = "prompt\nHello, world\n日本語 too"
    assert call("decode", *text.encode(coding)) == text


@pytest.mark.parametrize(
    "data", ["Grüße".encode("latin-1"), b"PK\x03\x04\0\0\0\x08", b"\x89PNG\r\n\x1a\n"], ids=["latin", "zip", "png"]
)  # fmt: skip
def test_what_is_no_text_is_not_read(call: Call, data: bytes) -> None:
    assert call("decode", *data) is None


def test_how_prompts_were_read_is_told(call: Call) -> None:
    files = [
        {"name": "a.csv", "text": "id,complaint\n1,ab\n2,c\n3,d"},
        {"name": "b.bin"},
        {"text": '{"messages": [{"content": [{"type": "image"}, {"text": "abc"}]}]}\n{\n{\n{"text": "d"}\n{'},
    ]
    assert call("readPrompts", files)["told"] == [
        "Records that could not be read: 6.",
        "a.csv: lines 2 to 4: no text in a field that is known.",
        "a.csv: read as a table.",
        "a.csv: none of its columns (id, complaint) is called messages, conversations, conversation, contents, text,"
        " prompt, instruction, input, question, content, query: rename the one that holds the prompts.",
        "b.bin: not read, since it is no text in UTF-8 or UTF-16.",
        "Lines 2 to 3, 5: no JSON.",
        "Read as JSON lines, the text from “messages”, “text”.",
        "Parts that are no text are not counted, in line 1.",
    ]


def test_characters_are_code_points_and_bytes_are_utf8(call: Call) -> None:
    prompts = ["naïve", "日本語", "👩‍🚀 ok", "plain"]
    read = call("readPrompts", [{"text": "\n".join(prompts)}])
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


def paste(page: Page, text: str) -> None:
    """In one go, as a browser does it: `fill` types line by line, and all of them are measured again at each."""
    page.get_by_label("Paste prompts").evaluate(
        "(it, text) => { it.value = text; it.dispatchEvent(new Event('input', { bubbles: true })); }", text
    )


def test_pasted_prompts_set_the_lengths_and_are_drawn(inputs: Page) -> None:
    paste(inputs, "\n".join("x" * (n * 10) for n in range(1, 101)))
    expect(inputs.locator(".pick-read")).to_have_text("Prompts measured: 100.")
    for label, value in (("Median", "500"), ("95th percentile", "950"), ("Longest", "1000")):
        expect(inputs.get_by_label(label, exact=True)).to_have_value(value)
    caption = inputs.locator(".pick-histogram figcaption")
    expect(caption).to_contain_text("The 95th percentile is 950 characters (the line)")
    bars = inputs.locator(".pick-histogram path").first.get_attribute("d") or ""
    assert bars.count("M") >= 10
    expect(row(inputs, "^Qwen 2").get_by_role("cell")).to_have_text(["96 to 112", "182 to 213", "192 to 224"])
    expect(row(inputs, "no figure: the range").get_by_role("cell").nth(1)).to_have_text("180 to 246")
    expect(inputs.locator(".pick-bytes")).to_contain_text("950 bytes in UTF-8")


def test_a_file_is_read_and_what_is_no_prompt_is_named(inputs: Page, tmp_path: Path) -> None:
    file = tmp_path / "prompts.jsonl"
    file.write_text(
        "\n".join([json.dumps({"text": "abcd"}), "oops", json.dumps({"text": "ef"})]), encoding="utf-8"
    )
    inputs.locator("#pick-files").set_input_files(file)
    expect(inputs.locator(".pick-read")).to_have_text(
        "Prompts measured: 2. Records that could not be read: 1. prompts.jsonl: line 2: no JSON."
        " prompts.jsonl: read as JSON lines, the text from “text”."
    )
    expect(inputs).to_have_url(re.compile("#v2&p50=2&p95=4&max=4&bytes=4$"))


def test_a_ratio_of_ones_own_counts_for_every_family(inputs: Page) -> None:
    inputs.get_by_label("95th percentile", exact=True).fill("1000")
    inputs.get_by_label("Characters per token, if you have measured").fill("2")
    expect(inputs.locator(".pick-tokens tbody tr:visible td").nth(1)).to_have_text("500")
    expect(inputs.locator(".pick-tokens tbody tr:visible")).to_have_count(1)


def notes(page: Page) -> Locator:
    return page.locator(".pick-notes")


def qwen(page: Page) -> Locator:
    return row(page, "^Qwen 2").get_by_role("cell").nth(1)


def ask(page: Page, *languages: str) -> None:
    page.locator("summary", has_text="Languages and tokenizer").click()
    page.locator("summary", has_text="more, which few cards list").click()
    for language in languages:
        page.get_by_role("checkbox", name=language, exact=True).check()


def record(page: Page) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Markdown").click()
    return download.value.path().read_text(encoding="utf-8")


def test_japanese_figures_can_be_taken(inputs: Page) -> None:
    inputs.get_by_label("95th percentile", exact=True).fill("1000")
    inputs.get_by_label("If not, take figures known for").select_option(label="Japanese")
    expect(row(inputs, "^Phi-3 0.884 characters per token").get_by_role("cell").nth(1)).to_have_text("1,132")
    expect(notes(inputs)).to_have_text("Tokens are counted with the characters per token known for Japanese.")


COUNTED = "Tokens are counted with the characters per token known for {}."
NO_FIGURE = (
    "No figure for {} is known: tokens are counted with the range of characters per token over the 20 languages"
    " that have one. Measure your own text to narrow it."
)


LANGUAGES = [
    ("ja", "2,029 to 2,084", COUNTED.format("Japanese")),
    ("en", "575 to 672", COUNTED.format("English")),
    ("en,ja", "575 to 2,084", COUNTED.format("English and Japanese")),
    ("", "575 to 672", COUNTED.format("English, since no language is asked for")),
    ("pt", "834", COUNTED.format("Portuguese")),
    ("cs", "575 to 3,371", NO_FIGURE.format("Czech")),
    ("ja,cs,da", "575 to 3,371", NO_FIGURE.format("Czech and Danish")),
]


def test_the_language_asked_for_decides_whose_figure_counts(inputs: Page) -> None:
    for languages, tokens, told in LANGUAGES:
        inputs.goto(f"pick/#v2&p95=3000&langs={languages}")
        expect.soft(qwen(inputs), languages).to_have_text(tokens)
        expect.soft(notes(inputs), languages).to_have_text(told)
        if languages in ("pt", "cs"):
            assert f"- {told}\n" in record(inputs)


def test_who_has_measured_needs_no_figure(inputs: Page) -> None:
    ask(inputs, "Czech")
    inputs.get_by_label("95th percentile", exact=True).fill("3000")
    ratio = inputs.get_by_label("Characters per token, if you have measured")
    ratio.fill("3")
    expect(notes(inputs)).to_be_hidden()
    ratio.fill("0")
    expect(notes(inputs)).to_contain_text(
        "Characters per token: “0” is not counted: it has to be from 0.1 to 100"
    )
    expect(notes(inputs)).to_contain_text(NO_FIGURE.format("Czech"))


# --- values that cannot be ---


IMPOSSIBLE = [
    ("mem=-3", "mem", "“-3” is not counted: it has to be from 0.001 to 1,000,000 GiB."),
    ("mem=0", "mem", "“0” is not counted"),
    ("mem=1e300", "mem", "“1e300” is not counted"),
    ("mem=NaN", "mem", "“NaN” cannot be read as a number."),
    ("mem=Infinity", "mem", "“Infinity” cannot be read as a number."),
    ("train=lora&tmem=-1", "tmem", "“-1” is not counted"),
    ("tps=10&bw=0", "bw", "“0” is not counted"),
    ("bw=100&tps=-10", "tps", "“-10” is not counted"),
    ("mem=4&batch=2.5", "batch", "“2.5” is not counted: it has to be a whole number."),
    ("params=-100", "params", "“-100” is not counted"),
    ("adapters=-1", "adapters", "“-1” is not counted"),
    ("out=-5", "out", "“-5” is not counted: it has to be from 0 to 1,000,000,000 tokens."),
    ("p95=-5", "p95", "“-5” is not counted: it has to be from 1 to 1,000,000,000 characters."),
    ("unit=tokens&p95=-5", "p95", "1,000,000,000 tokens."),
    ("p95=900&ratio=0", "ratio", "“0” is not counted"),
    ("month=-1", "month", "“-1” is not counted"),
    ("price=-2", "price", "“-2” is not counted"),
    ("p95=300&p50=5000", "p50", "5,000 is not counted: the median cannot be above the 95th percentile, 300."),
    ("max=300&p50=5000", "p50", "5,000 is not counted: the median cannot be above the longest, 300."),
    ("p95=900&max=300", "max", "300 is not counted: the longest cannot be shorter than the 95th percentile, 900."),
]  # fmt: skip


def test_a_value_that_cannot_be_is_told_at_its_field_and_the_rest_goes_on(picker: Page) -> None:
    invalid = picker.locator("model-picker [aria-invalid]")
    verdicts = {}
    for rest in {typed.rpartition("&")[0] for typed, _, _ in IMPOSSIBLE}:
        picker.goto(f"pick/#v1&use=commercial&{rest}")
        expect(invalid, rest).to_have_count(0)
        verdicts[rest] = picker.locator(".pick-verdict").inner_text()
    for typed, name, told in IMPOSSIBLE:
        picker.goto(f"pick/#v1&use=commercial&{typed}")
        expect.soft(invalid, typed).to_have_count(1)
        expect.soft(picker.locator(f"#pick-{name}[aria-invalid=true]"), typed).to_have_attribute(
            "aria-describedby", re.compile(f"^pick-{name}-problem")
        )
        expect.soft(picker.locator(f"#pick-{name}-problem"), typed).to_contain_text(told)
        expect.soft(notes(picker), typed).to_contain_text(told)
        expect.soft(picker.locator(".pick-link"), typed).to_have_text("")
        expect.soft(picker.locator(".pick-verdict"), typed).to_have_text(verdicts[typed.rpartition("&")[0]])


MEMORY_HELP = "What is left of it for weights and cache: a device fills it in, where somebody states it."


def test_what_cannot_be_stays_as_typed_and_is_out_of_answer_and_record(inputs: Page) -> None:
    inputs.locator("summary", has_text="Machine and speed").click()
    memory = inputs.get_by_label("What memory does the machine that serves it have?")
    memory.press_sequentially("-3")
    inputs.keyboard.press("Tab")
    told = "“-3” is not counted: it has to be from 0.001 to 1,000,000 GiB."
    expect(memory).to_have_accessible_description(f"{told} {MEMORY_HELP}")
    expect(inputs.locator(".pick-said")).to_contain_text(told)
    expect(memory).to_have_value("-3")
    assert inputs.locator("model-picker form").evaluate("it => getComputedStyle(it).borderTopWidth") == "0px"
    text = record(inputs)
    assert f"- Memory: {told}" in text and "- Memory: -3" not in text
    memory.fill("3")
    expect(inputs.locator("model-picker [aria-invalid]")).to_have_count(0)
    inputs.keyboard.press("Tab")
    expect(inputs).to_have_url(re.compile("#v2&mem=3$"))


MEMORY = "What memory does the machine that serves it have?"


def test_a_number_of_two_readings_is_asked_about_at_its_field(inputs: Page) -> None:
    inputs.locator("summary", has_text="Machine and speed").click()
    memory = inputs.get_by_label(MEMORY)
    for typed, choice, held in (
        ("3.409", "3409", "3409"),
        ("3.409", "3.4090", "3.409"),
        ("8 Gib", "8 GiB", "8"),
    ):
        memory.fill(typed)
        told = f"“{typed}” can be read in two ways."
        expect(memory).to_have_accessible_description(re.compile(told))
        asked = inputs.get_by_role("group", name=re.compile(f"{told}.* Which do you mean"))
        expect(asked.get_by_role("button")).to_have_count(2)
        expect(notes(inputs)).to_have_text(re.compile(f"^Memory: {told}.* Which do you mean\\?$"))
        inputs.keyboard.press("Tab")
        asked.get_by_role("button", name=choice, exact=True).press("Enter")
        expect(memory).to_be_focused()
        expect(memory).to_have_value(choice)
        expect(asked).to_have_count(0)
        expect(inputs.locator("model-picker [aria-invalid]")).to_have_count(0)
        expect(inputs).to_have_url(re.compile(f"#v2&mem={re.escape(held)}$"))
        inputs.goto("pick/#v2")
        expect(memory).to_have_value("")
        inputs.go_back()
        expect(memory).to_have_value(held)
        expect(inputs.locator("model-picker [aria-invalid]")).to_have_count(0)


def test_a_comma_that_groups_is_not_asked_about(inputs: Page) -> None:
    inputs.locator("summary", has_text="Machine and speed").click()
    inputs.get_by_label(MEMORY).fill("3,409")
    inputs.keyboard.press("Tab")
    expect(inputs).to_have_url(re.compile("#v2&mem=3409$"))
    expect(inputs.locator("model-picker [aria-invalid]")).to_have_count(0)


def test_a_number_is_kept_in_the_link_as_it_is_read_however_late_that_is(page: Page) -> None:
    page.goto("pick/")
    page.locator("summary", has_text="Machine and speed").click()
    with held_back(page, "**/number-entry.js*"):
        page.get_by_label(MEMORY).fill("3,409")
        page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("#v2&mem=3409$"))


def test_another_unit_among_the_readings_is_told_at_the_field(inputs: Page) -> None:
    inputs.locator("summary", has_text="Machine and speed").click()
    memory = inputs.get_by_label(MEMORY)
    memory.fill("8 Gib")
    inputs.get_by_role("button", name="8 Gibit").click()
    expect(memory).to_have_accessible_description(re.compile("^“Gibit” is not the unit asked for."))
    expect(inputs.get_by_role("button", name="8 Gibit")).to_have_count(0)


def test_what_reads_numbers_is_fetched_again_for_another_entry(page: Page) -> None:
    page.goto("pick/")
    page.locator("summary", has_text="Machine and speed").click()
    memory = page.get_by_label(MEMORY)
    page.route("**/number-entry.js*", lambda route: route.abort())
    memory.fill("3,5")
    expect(memory).to_have_accessible_description(re.compile("^“3,5” cannot be read without the network."))
    page.unroute("**/number-entry.js*")
    memory.fill("4,5")
    page.keyboard.press("Tab")
    expect(page).to_have_url(re.compile("#v2&mem=4.5$"))


def test_a_number_in_a_link_means_what_it_meant(picker: Page) -> None:
    picker.goto("pick/#v1&mem=3.409&p95=1500&bytes=2&on=2026-02-31")
    expect(picker.locator("model-picker [aria-invalid]")).to_have_count(0)
    expect(picker.locator(".pick-asked", has_text="Memory: 3.409 GiB")).to_have_count(1)
    picker.locator("summary", has_text="Your inputs").click()
    expect(qwen(picker)).to_have_text("288 to 336")
    expect(picker.locator(".pick-link")).to_have_text("Ignored in the link: on=2026-02-31.")


def test_languages_stand_by_name_and_those_of_many_cards_in_sight(picker: Page) -> None:
    picker.locator("summary", has_text="Languages and tokenizer").click()
    names = picker.locator("[name=langs] + span")
    seen = names.filter(visible=True).all_inner_texts()
    assert seen == sorted(seen) and {"Chinese", "English", "German", "Japanese", "Polish"} <= set(seen)
    picker.locator("summary", has_text="more, which few cards list").click()
    rest = names.filter(visible=True).all_inner_texts()[len(seen) :]
    assert rest == sorted(rest) and {"Bashkir", "Limburgish", "Sardinian"} <= set(rest)
    assert min(map(len, seen + rest)) > 2
    picker.goto("pick/#v1&langs=ba")
    expect(picker.get_by_role("checkbox", name="Bashkir")).to_be_checked()


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
    paste(inputs, "\n".join(["x" * 400] * 98 + ["x" * 60_000] * 2))
    inputs.get_by_label("How long is the longest answer?").fill("100")
    expect(inputs.locator(".pick-best")).to_contain_text("cuts off 2 % of your inputs")


def test_what_fits_in_bytes_fits_whatever_the_estimate(inputs: Page) -> None:
    inputs.get_by_label("Paste prompts").fill("x" * 8000)
    inputs.get_by_label("Characters per token, if you have measured").fill("0.5")
    best = inputs.locator(".pick-best")
    expect(best).to_contain_text("SmolLM2-135M-Instruct")
    expect(best).to_contain_text("8,000 tokens")
    expect(best).not_to_contain_text("cuts off")


def test_typing_a_length_lets_go_of_the_prompts(inputs: Page) -> None:
    inputs.get_by_label("Paste prompts").fill("abc\ndef")
    expect(inputs.locator(".pick-histogram")).to_be_visible()
    inputs.get_by_label("95th percentile", exact=True).fill("4")
    expect(inputs.locator(".pick-histogram")).to_be_hidden()
    expect(inputs.locator(".pick-read")).to_have_text("")
