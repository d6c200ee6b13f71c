"""The link that holds the picker's state: short, readable, walked by back and forward, forgiving, and never outdated."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

# Links as they were given out. Each has to keep its meaning: add lines, change none.
GIVEN_OUT = {
    "v1&use=commercial&terms=permissive&gate=open&langs=en,ja&tok=qwen": "Use: Ship or sell it; Terms: Permissive alone; Gate: No gate",
    "v1&use=internal&terms=copyleft": "Use: Use it inside my organisation; Terms: Share-alike too",
    "v1&use=research&terms=conditions": "Use: Study it; Terms: The maker’s conditions too",
    "v1&kind=instruct": "Flavour: Instruct",
    "v1&kind=base": "Flavour: Base",
    "v1&langs=en,ja&tok=qwen": "Languages: English, Japanese; Tokenizer: Qwen 2, 2.5 and 3",
    "v1&p50=240&p95=900&max=2600&bytes=910&out=200&ratio=4.4&prose=ja": (
        "Median input: 240 characters; 95th percentile: 900 characters; Longest input: 2600 characters; "
        "Longest answer: 200 tokens; Characters per token: 4.4 for every family; Figures for: Japanese"
    ),
    "v1&unit=tokens&p95=900": "95th percentile: 900 tokens",
    "v1&mem=8&bits=int8&batch=4&device=apple-m2&bw=100&tps=20&train=qlora&tmem=16&params=3000": (
        "Memory: 8 GiB; Precision: 8 bits; At a time: 4 requests; Device: Laptop with Apple M2; Bandwidth: 100 GB/s; "
        "Speed: 20 tokens/s; Training: QLoRA; Training memory: 16 GiB; Parameters: 3000 million"
    ),
    "v1&adapters=10": "Adapters: 10 adapters",
    "v1&month=1000&price=2.5": "Requests a month: 1000 requests; GPU hour: 2.5 in your currency",
}
FIELDS = "{use: v => ['ship'].includes(v), langs: v => /^[a-z]{2}$/.test(v), mem: v => +v >= 0, bar: v => /^.{1,98}$/.test(v)}"


Codec = Callable[[str], Any]


@pytest.fixture
def codec(modules: Page) -> Codec:
    """An expression with the link's `read` and `write`, evaluated."""
    module = "await import('/small-first/js/picker/pick-state.js')"
    return lambda expression: modules.evaluate(
        f"async () => {{ const {{read, write}} = {module}; return {expression} }}"
    )


def test_a_link_once_given_out_keeps_its_meaning(picker: Page) -> None:
    for link, asked in GIVEN_OUT.items():
        picker.goto(f"pick/#{link}")
        expect.soft(picker.locator(".pick-asked").get_by_text(asked, exact=True), link).to_have_count(1)
        expect.soft(picker.locator(".pick-link"), link).to_have_text("")


CHANGED = "An earlier version of this page wrote the link"


def test_a_former_link_says_what_counts_otherwise_since(picker: Page) -> None:
    """The mail tool's, as an example of the first version gave it, with a decision kept in it."""
    picker.goto(
        "pick/#v1&use=commercial&terms=permissive&gate=open&langs=en&p50=1000&p95=4000&max=11600&out=20&mem=1"
        "&device=apple-m2&bw=100&tps=100&chosen=smollm2-135m-instruct&on=2026-11-20"
    )
    changed = picker.get_by_role("region", name=CHANGED)
    lines = changed.get_by_role("listitem").filter(visible=True)
    expect(lines).to_have_count(5)
    expect(lines.first).to_have_text(
        "Memory goes by your longest input, since one that does not fit fails. The 95th percentile decided before."
    )
    since = picker.get_by_role("region", name="Since you decided")
    expect(since).to_contain_text("It still is the smallest that meets everything.")
    picker.goto("pick/#v1&use=commercial")
    expect(lines).to_have_text(["The models are those of today: some are new, and some have gone."])
    picker.get_by_role("radio", name="Study it").check()
    expect(changed).to_be_hidden()
    expect(picker).to_have_url(re.compile("#v2&use=research$"))
    picker.reload()
    expect(picker.locator(".pick-verdict")).to_contain_text("meet everything")
    expect(changed).to_be_hidden()


@pytest.mark.parametrize(
    "state",
    [
        {"use": "ship"},
        {"langs": "en,ja", "mem": "0.5"},
        {"bar": "45 of 50, [a] = b & c + d # é 👍 %"},
    ],
)
def test_what_is_written_is_read_again(codec: Codec, state: dict[str, str]) -> None:
    read = codec(f"read(write({state!r}), {FIELDS})")
    assert read == {"state": state, "ignored": [], "newer": False, "older": False}


def test_a_link_is_readable(codec: Codec) -> None:
    written = codec("write({use: 'ship', langs: 'en,ja', bar: 'at least 45'})")
    assert written == "v2&use=ship&langs=en,ja&bar=at+least+45"
    assert codec("write({})") == ""


@pytest.mark.parametrize(
    ("fragment", "state", "ignored"),
    [
        ("v1&use=steal&mem=2", {"mem": "2"}, ["use=steal"]),
        ("v1&langs=en,xyz,ja", {"langs": "en,ja"}, ["langs=en,xyz,ja"]),
        ("v1&use=ship&use=ship", {"use": "ship"}, ["use=ship"]),
        ("v1&bar=%E0%A4%A&mem=1", {"mem": "1"}, ["bar=%E0%A4%A"]),
        ("v1&mem=-1&mem", {}, ["mem=-1", "mem"]),
        ("v1&__proto__=1&constructor=2&toString=3", {}, ["__proto__=1", "constructor=2", "toString=3"]),
        ("#v1", {}, []),
        ("v1&", {}, []),
        ("v1&use=", {}, ["use="]),
    ],
)
def test_what_is_damaged_is_named_and_the_rest_is_taken(
    codec: Codec, fragment: str, state: dict[str, str], ignored: list[str]
) -> None:
    assert codec(f"read({fragment!r}, {FIELDS})") == {
        "state": state,
        "ignored": ignored,
        "newer": False,
        "older": True,
    }


def test_a_newer_link_is_read_as_far_as_it_is_known(picker: Page, codec: Codec) -> None:
    read = codec(f"read('v9&use=ship&colour=red', {FIELDS})")
    assert read == {"state": {"use": "ship"}, "ignored": ["colour=red"], "newer": True, "older": False}
    picker.goto("pick/#v9&use=commercial&colour=red")
    expect(picker.get_by_text("A later version of this page wrote the link.")).to_be_visible()
    expect(picker.locator(".pick-link")).to_have_text("Ignored in the link: colour=red.")
    expect(picker.get_by_role("radio", name="Ship or sell it")).to_be_checked()


@pytest.mark.parametrize("fragment", ["license", "v", "vx&use=ship", "use=ship", ""])
def test_other_fragments_are_no_state(codec: Codec, fragment: str) -> None:
    assert codec(f"read({fragment!r}, {FIELDS}) === undefined")


def test_back_and_forward_walk_through_the_choices(picker: Page) -> None:
    sell, study = (picker.get_by_role("radio", name=name) for name in ("Ship or sell it", "Study it"))
    sell.check()
    study.check()
    picker.go_back()
    expect(sell).to_be_checked()
    picker.go_back()
    expect(picker.get_by_role("radio", name="Not decided")).to_be_checked()
    picker.go_forward()
    picker.go_forward()
    expect(study).to_be_checked()
    expect(picker).to_have_url(re.compile("#v2&use=research$"))


def test_a_heading_can_be_visited_without_losing_the_choices(page: Page) -> None:
    page.goto("foundations/picking-a-base-model/#v1&use=commercial")
    page.locator("model-picker").get_by_role("link", name="Why this rules models out").first.click()
    expect(page).to_have_url(re.compile("#license$"))
    expect(page.get_by_role("radio", name="Ship or sell it")).to_be_checked()
    page.go_back()
    expect(page).to_have_url(re.compile("#v1&use=commercial$"))
    expect(page.get_by_role("radio", name="Ship or sell it")).to_be_checked()


def test_a_link_holds_lengths_and_no_prompt(picker: Page) -> None:
    picker.locator("summary", has_text="Your inputs").click()
    picker.get_by_label("Paste prompts").fill("private words\nmore of them")
    expect(picker).to_have_url(re.compile("#v2&p50=12&p95=13&max=13&bytes=13$"))
    picker.reload()
    expect(picker.get_by_label("95th percentile", exact=True)).to_have_value("13")
    expect(picker.get_by_label("Paste prompts")).to_have_value("")
