"""The picker as a reader uses it: questions by name, the answer in words, by keyboard, on a phone, without JavaScript."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from axe import violations
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from site_pages import IN_LESSONS, MODELS, arrive, take_alike_out

PAGES = ["pick/", "foundations/picking-a-base-model/"]
SCENARIOS: list[dict[str, Any]] = yaml.safe_load((ROOT / "data/scenarios.yml").read_text(encoding="utf-8"))[
    "scenarios"
]
ALL = re.compile(rf"^{MODELS} of {MODELS} models meet everything")


def go(page: Page, address: str) -> None:
    """To the picker of a page. It is fetched when it is near."""
    page.goto(address)
    page.locator("model-picker").scroll_into_view_if_needed()


def unfold(page: Page) -> None:
    page.locator("model-picker details:not([open]) > summary").evaluate_all(
        "all => all.forEach(it => it.click())"
    )


def test_an_example_leads_to_the_answer_that_the_lesson_gives(picker: Page) -> None:
    best = picker.get_by_role("region", name="The smallest that meets everything")
    for scenario in SCENARIOS:
        button = picker.get_by_role("button", name=scenario["title"])
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect.soft(best.get_by_role("link").first, scenario["id"]).to_have_text(
            scenario["answer"].split("/")[1]
        )


def test_every_example_stands_in_the_lesson_and_tells_its_answer_when_asked(page: Page) -> None:
    arrive(page, "foundations/picking-a-base-model/")
    for scenario in SCENARIOS:
        told = page.locator(".scenarios li", has_text=scenario["title"])
        answer = told.get_by_role("link", name=scenario["answer"].split("/")[1], exact=True)
        expect(answer).to_be_hidden()
        told.locator("summary").press("Enter")
        expect(answer).to_be_visible()


def test_an_excluded_model_names_all_that_it_fails_with_numbers(picker: Page) -> None:
    unfold(picker)
    picker.get_by_role("radio", name="Permissive alone").check()
    picker.get_by_label("What memory does the machine that serves it have?").fill("1")
    out = (
        picker.get_by_role("region", name="Excluded, and why")
        .get_by_role("listitem")
        .filter(has_text="Llama-3.2-3B-Instruct")
    )
    reasons = out.first.get_by_role("list").get_by_role("listitem")
    expect(reasons).to_have_count(2)
    expect(reasons.first).to_contain_text("Llama 3.2 Community License")
    expect(reasons.last).to_contain_text(re.compile(r"needs 5\.9\d GiB.*you have 1 GiB"))
    near = (
        picker.get_by_role("region", name="Near misses").get_by_role("listitem").filter(has_text="Qwen3-0.6B")
    )
    expect(near).to_contain_text(re.compile(r"would qualify with 0\.\d\d GiB more"))
    picker.get_by_role("radio", name="4 bits").check()
    expect(near).to_have_count(0)


def test_what_is_not_stated_neither_fits_nor_is_out(picker: Page) -> None:
    unfold(picker)
    picker.get_by_role("checkbox", name="Polish").check()
    unknown = (
        picker.get_by_role("region", name="Not known").get_by_role("listitem").filter(has_text="Qwen2.5-0.5B")
    )
    expect(unknown).to_contain_text("would qualify if")
    for region in ("Excluded, and why", "Stepping up"):
        expect(picker.get_by_role("region", name=region).get_by_text("Qwen2.5-0.5B")).to_have_count(0)


def test_every_model_is_told_exactly_once_and_its_name_leads_to_its_sources(picker: Page) -> None:
    picker.get_by_role("button", name=SCENARIOS[1]["title"]).click()
    links = picker.locator(":is(.pick-ladder, .pick-unknown, .pick-out) > :is(ol, ul) a")
    expect(links).to_have_count(MODELS)
    names = links.all_inner_texts()
    assert len(names) == len(set(names)) == MODELS
    leads_nowhere = """async (all) => {
        const models = await (await fetch("../models/")).text();
        const page = new DOMParser().parseFromString(models, "text/html");
        const here = (it) => it.pathname.endsWith("/models/") && page.getElementById(it.hash.slice(1));
        return all.filter((it) => !here(it)).map((it) => it.href);
    }"""
    assert links.evaluate_all(leads_nowhere) == []


def test_a_step_up_is_told_with_its_costs(picker: Page) -> None:
    picker.get_by_role("button", name=SCENARIOS[1]["title"]).click()
    unfold(picker)
    picker.get_by_label("Requests a month").fill("10000")
    picker.get_by_label("Price of a GPU hour").fill("2")
    step = picker.get_by_role("region", name="Stepping up").get_by_role("listitem").first
    for cost in (
        "GiB of weights",
        "GiB of cache",
        "tokens a second",
        "GPU hours a month",
        "at least 23.3 in your currency a month",
    ):
        expect(step).to_contain_text(cost)


def test_what_a_change_leaves_as_it_is_keeps_the_focus(picker: Page) -> None:
    picker.get_by_role("button", name=SCENARIOS[1]["title"]).click()
    out = picker.locator(".pick-out > ul a").last
    unfold(picker)
    out.focus()
    for name, value in (("Requests a month", "10000"), ("Price of a GPU hour", "2")):
        picker.get_by_label(name).evaluate(
            "(it, value) => { it.value = value; it.dispatchEvent(new Event('input', { bubbles: true })); }",
            value,
        )
    expect(picker.locator(".pick-ladder")).to_contain_text("in your currency")
    expect(out).to_be_focused()


def test_by_keyboard_alone(picker: Page) -> None:
    first = picker.get_by_role("radio", name="Not decided")
    first.focus()
    picker.keyboard.press("ArrowRight")
    expect(picker.get_by_role("radio", name="Ship or sell it")).to_be_focused()
    expect(picker.locator(".pick-verdict")).not_to_have_text(ALL)
    summary = picker.locator("summary", has_text="Machine and speed")
    summary.focus()
    picker.keyboard.press("Enter")
    picker.keyboard.press("Tab")
    memory = picker.get_by_label("What memory does the machine")
    expect(memory).to_be_focused()
    picker.keyboard.type("0.5")
    picker.keyboard.press("Enter")
    expect(picker).to_have_url(re.compile("#v2&use=commercial&mem=0.5$"))
    expect(summary).to_contain_text("Memory: 0.5 GiB")


def test_the_answer_is_announced_when_a_value_is_done_not_at_each_key(picker: Page) -> None:
    unfold(picker)
    said = picker.locator("model-picker").get_by_role("status").first
    picker.get_by_label("How many parameters at most?").press_sequentially("150")
    expect(picker.locator(".pick-verdict")).to_contain_text(f"1 of {MODELS}")
    expect(said).to_have_text("")
    picker.keyboard.press("Tab")
    expect(said).to_contain_text(f"1 of {MODELS}")


def test_the_verdict_hides_no_heading_that_is_gone_to(picker: Page) -> None:
    picker.set_viewport_size({"width": 360, "height": 640})
    behind = picker.evaluate(
        """() => [...document.querySelectorAll(".pick-form summary, .pick-form legend, .pick-form button")].filter((it) => {
            scrollTo(0, 0);
            it.scrollIntoView({ block: "nearest", behavior: "instant" });
            const bar = document.querySelector(".pick-verdict").getBoundingClientRect();
            const { top, bottom } = it.getBoundingClientRect();
            return top < bar.bottom && bottom > bar.top;
        }).map((it) => it.textContent.trim())"""
    )
    assert behind == []


def test_clearing_takes_every_constraint_back(picker: Page) -> None:
    picker.get_by_role("button", name=SCENARIOS[0]["title"]).click()
    parts = [picker.locator(f".pick-{name}") for name in ("near", "unknown", "out", "checks li")]
    expect(parts[2]).to_be_visible()
    picker.get_by_role("button", name="Clear all").click()
    expect(picker.locator(".pick-verdict")).to_have_text(ALL)
    for part in parts:
        expect(part.filter(visible=True)).to_have_count(0)
    expect(picker).to_have_url(re.compile("/pick/$"))


def test_where_nothing_fits_it_says_how_near_one_is(picker: Page) -> None:
    unfold(picker)
    picker.get_by_label("How many parameters at most?").fill("100")
    expect(picker.locator(".pick-verdict")).to_contain_text(f"None of {MODELS} models meets everything")
    expect(picker.get_by_role("region", name="The smallest that meets everything")).to_be_hidden()
    expect(
        picker.get_by_text(f"What rules out most: parameters, {MODELS} of {MODELS} models.")
    ).to_be_visible()
    near = picker.get_by_role("region", name="What would open the list").get_by_role("listitem").first
    expect(near).to_have_text("SmolLM2-135M-Instruct would qualify if you allowed 135 million parameters.")


def test_a_device_fills_in_what_is_known_of_it_and_nothing_that_was_typed(picker: Page) -> None:
    unfold(picker)
    device = picker.get_by_label("On which device?")
    moves = picker.get_by_label("How much does its memory move?")
    memory = picker.get_by_label("What memory does the machine that serves it have?")
    device.select_option(label="Laptop with Apple M2")
    expect(moves).to_have_value("100")
    expect(memory).to_have_value("5.33")
    device.select_option(label="A low-end phone (Galaxy A05s, 4 GB)")
    expect(memory).to_have_value("1")
    device.select_option(label="A phone (OnePlus 12)")  # nobody says what is left of it
    expect(memory).to_have_value("")
    memory.fill("1.5")
    device.select_option(label="Laptop with Apple M2")
    expect(memory).to_have_value("1.5")
    picker.goto("pick/#v2&mem=1.5&device=apple-m2")
    device.select_option(label="A low-end phone (Galaxy A05s, 4 GB)")
    expect(memory).to_have_value("1.5")
    picker.goto("pick/#v2&mem=5.33&device=apple-m2")
    device.select_option(label="A low-end phone (Galaxy A05s, 4 GB)")
    expect(memory).to_have_value("1")
    picker.get_by_role("button", name="Clear all").click()
    device.select_option(label="A low-end phone (Galaxy A05s, 4 GB)")
    expect(memory).to_have_value("1")


def test_the_answer_is_a_list_of_checks_with_figure_limit_and_bar(picker: Page) -> None:
    """A named line for each constraint; how long reading takes stays unknown until a machine is named that was measured."""
    picker.goto("pick/#v2&use=commercial&langs=pt&unit=tokens&p95=400&out=150&mem=1&bits=int4&wait=2")
    best = picker.get_by_role("region", name="The smallest that may meet everything")
    checks = best.get_by_role("listitem")
    names = checks.locator("strong")
    expect(names).to_have_text(["Licence:", "Languages:", "Context:", "Memory:", "First word:"])
    expect(best).to_contain_text("LFM2.5-230M, 230 million parameters, is the smallest of the")
    memory = checks.filter(has_text="Memory:")
    expect(memory).to_have_text(
        "Memory: needs 0.12 GiB, 0.11 GiB for weights in 4 bits and 0.01 GiB for cache at 550 tokens; you have 1 GiB."
        " There is room for 6,513 to 32,768 tokens a request."
    )
    least, most = memory.locator(".pick-bar").evaluate(
        "it => ['--least', '--most'].map((name) => parseFloat(it.style.getPropertyValue(name)))"
    )
    assert (round(least), round(most)) == (11, 93)  # of 1 GiB: 0.113 on paper, 0.932 with what a program took
    wait = checks.filter(has_text="First word:")
    expect(wait).to_have_text(
        "First word: how this machine reads in 4 bits is not known; you allow 2 seconds."
    )
    expect(wait.locator(".pick-bar")).to_have_count(0)
    unfold(picker)
    picker.get_by_label("On which device?").select_option(label="A phone (OnePlus 12)")
    sure = picker.get_by_role("region", name="The smallest that meets everything")
    expect(sure.get_by_role("listitem").filter(has_text="First word:")).to_have_text(
        "First word: reads your 95th percentile, 400 tokens, in about 0.3 to 0.4 seconds in 4 bits; you allow 2 seconds."
    )
    picker.get_by_role("radio", name="8 bits").check()
    expect(best).to_contain_text("how this machine reads in 8 bits is not known")
    others = "where=eu&gate=open&kind=instruct&mem=4&train=lora&tmem=80&tps=1&bw=50&tok=qwen&adapters=1&params=4000"
    picker.goto(f"pick/#v2&{others}")
    asked = [
        "Territory",
        "Gate",
        "Flavour",
        "Memory",
        "Training",
        "Speed",
        "Tokenizer",
        "Adapters",
        "Parameters",
    ]
    expect(names).to_have_text([f"{it}:" for it in asked])


def test_a_language_is_found_by_its_name(picker: Page) -> None:
    picker.locator("summary", has_text="Languages and tokenizer").click()
    names = picker.locator("label:has([name=langs])").filter(visible=True)
    picker.get_by_role("checkbox", name="German").check()
    search = picker.get_by_role("searchbox", name="Find a language")
    search.fill("bokmal")
    expect(names).to_have_text(["German", "Norwegian Bokmål"])  # what is ticked stays
    expect(picker.locator("#pick-found")).to_have_text(re.compile(r"^1 of \d+ languages\.$"))
    picker.keyboard.press("Tab")
    picker.keyboard.press("Tab")
    expect(picker.locator("summary", has_text="more, which few cards list")).to_be_focused()
    picker.keyboard.press("Tab")
    picker.keyboard.press("Space")
    expect(picker.get_by_role("checkbox", name="Norwegian Bokmål")).to_be_checked()
    expect(picker).to_have_url(re.compile("#v2&langs=de,nb$"))
    search.fill("")
    expect(picker.locator("#pick-found")).to_have_text("")
    expect(picker.get_by_role("checkbox", name="Polish")).to_be_visible()


ASKED = "v1&use=commercial&terms=permissive&langs=en,pl&p95=4000&out=400&mem=1.5&bits=int4&bw=49&tps=20&month=1000&price=2"
FIGURE = re.compile(r"\d[\d,.]*")  # with what follows it
UNIT = re.compile(
    r"\d[\d,.]*(?: to \d[\d,.]*)?(?: ×| million(?: parameters)?| GiB| GB a second| seconds| tokens(?: a second| less)?| bits| GPU hours"
    r"| in your currency| adapters| public adapters| %| of \d+ models| that do|th percentile)"
)


def test_every_number_has_its_unit_and_its_formula_and_sources_are_a_click_away(picker: Page) -> None:
    picker.goto(f"pick/#{ASKED}")
    expect(picker.locator(".pick-out li").first).to_be_visible()
    for part in ("best", "ladder", "near", "unknown", "out"):
        region = picker.locator(f".pick-{part}")
        told = region.locator("li, p:not(.pick-h)").evaluate_all(
            """all => all.map(it => [...it.childNodes].filter(({ nodeName }) => nodeName === "#text").map(({ data }) => data).join(" "))"""
        )
        for text in told:
            bare = re.sub(r"(licence is|Apache|License|Agreement|v)[^;(]*", "", text)  # versions of licences
            assert not FIGURE.search(UNIT.sub("", bare)), text
        if part != "unknown":
            expect(region.get_by_role("link", name="these formulas")).to_have_attribute(
                "href", re.compile("models/#arithmetic$")
            )
        items = region.locator(":is(ul:not(.pick-checks), ol) > li:not(li li)")
        assert items.count() == items.locator("> a:first-child[href*='models/#']").count()
    computed = """async () => {
        const models = await (await fetch("../models/")).text();
        const page = new DOMParser().parseFromString(models, "text/html");
        const [head, ...rows] = page.querySelector("#arithmetic ~ * table").rows;
        return [head.textContent, ...rows.map((it) => it.cells[0].textContent)];
    }"""
    head, *named = picker.evaluate(computed)
    assert "Computed as" in head
    for number in (
        "Weights",
        "LoRA, QLoRA",
        "Cache at a length",
        "Tokens a second",
        "GPU hours a month",
        "Tokens of an input",
    ):
        assert any(it.startswith(number) for it in named), number


@pytest.mark.parametrize(("address", "kept"), [(PAGES[0], "picker"), (PAGES[1], "page")])
def test_a_decision_on_paper_has_constraints_answer_and_reasons(
    request: pytest.FixtureRequest, address: str, kept: str
) -> None:
    page: Page = request.getfixturevalue(kept)
    page.goto(f"{address}#{ASKED}&bar=45+of+50")
    expect(page.locator(".pick-out li").first).to_be_visible()
    page.emulate_media(media="print")
    for text in (
        "Use: Ship or sell it; Terms: Permissive alone",
        "Languages: English, Polish",
        "95th percentile: 4000 characters; Longest answer: 400 tokens",
        "Memory: 1.5 GiB; Precision: 4 bits; Bandwidth: 49 GB/s; Speed: 20 tokens/s",
        f"of {MODELS} models meet everything",
        "would qualify without Polish",
    ):
        expect(page.locator("model-picker").get_by_text(text).filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("textbox", name="The bar on your gold set")).to_have_value("45 of 50")
    expect(page.get_by_role("textbox", name="The bar on your gold set")).to_be_visible()
    reasons = page.locator(".pick-out li li")
    assert reasons.count() == reasons.filter(visible=True).count() > 20
    expect(page.locator("model-picker button").filter(visible=True)).to_have_count(0)


def test_a_lesson_shows_tables_whole_and_paper_has_the_answers_but_no_empty_form(page: Page) -> None:
    page.goto(PAGES[1])
    hidden = "all => all.filter(it => it.scrollWidth > it.clientWidth).map(it => it.innerText)"
    assert page.locator("article .models .table-scroll").evaluate_all(hidden) == []
    answers = page.locator(".scenarios details p")
    expect(answers.filter(visible=True)).to_have_count(0)
    page.locator("model-picker").scroll_into_view_if_needed()
    expect(page.locator(".pick-verdict")).to_have_text(ALL)
    page.emulate_media(media="print")
    expect(page.locator("model-picker")).to_be_hidden()
    expect(answers.filter(visible=True)).to_have_count(answers.count())


def test_without_javascript_the_table_stands_there(browser: Browser, base_url: str) -> None:
    context = browser.new_context(
        base_url=base_url, java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    rows = page.locator("noscript tbody tr")
    for address, models in zip(PAGES, (MODELS, IN_LESSONS), strict=True):
        page.goto(address)
        expect(page.locator("noscript p").first).to_contain_text("With JavaScript, the picker stands here.")
        expect(page.locator("noscript p").first).to_be_visible()
        expect(rows).to_have_count(models)
        expect(page.locator("model-picker form")).to_be_hidden()
    # In the lesson, it is a short one, which leads to the whole one and takes no more room than it needs.
    expect(rows.first).to_have_text("SmolLM2-135M-InstructApache License 2.0 (permissive)1358,192")
    href = rows.first.get_by_role("link").get_attribute("href") or ""
    assert urlsplit(href).path == "../../models/" and href.endswith("#smollm2-135m-instruct")
    expect(page.get_by_role("link", name="the whole one")).to_be_visible()
    after = page.locator("model-picker").evaluate("it => getComputedStyle(it, '::after').content")
    assert after == "none"
    context.close()


def test_nothing_leaves_the_site(context: BrowserContext, page: Page, base_url: str) -> None:
    asked: list[Request] = []
    context.on("request", lambda request: asked.append(request))
    for address in PAGES:
        go(page, address)
        page.get_by_role("button", name=SCENARIOS[0]["title"]).click()
        expect(page.locator(".pick-verdict")).to_contain_text(re.compile(rf"^\d of {MODELS} models meet"))
        unfold(page)
        page.get_by_label("Paste prompts").fill("a secret prompt")
        expect(page.locator(".pick-read")).to_have_text("Prompts measured: 1.")
        assert "secret" not in page.url
    assert [it.url for it in asked if not it.url.startswith((base_url, "data:"))] == []
    assert [it.url for it in asked if "secret" in it.url or it.method != "GET"] == []


SEEN = [
    "color-contrast",
    "link-in-text-block",
    "scrollable-region-focusable",
]  # what palette and width decide


@pytest.mark.parametrize(("address", "widths"), [(PAGES[0], (320, 1280, 360)), (PAGES[1], (320, 360, 1280))])
def test_everything_open_fits_the_screen_and_the_finger_and_axe_finds_nothing(
    page: Page, address: str, widths: tuple[int, ...]
) -> None:
    """By all of axe's rules once at each width: the element is the same on both pages."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(
        f"{address}#v1&use=commercial&terms=permissive&langs=en,pl&p95=4000&mem=1&foo=1&chosen=qwen3-0-6b&on=2026-01-01"
    )
    expect(page.locator("model-picker[data-ready]")).to_have_count(1)
    unfold(page)
    expect(page.locator(".pick-since li").first).to_be_visible()
    expect(page.locator(".pick-tokens")).to_be_visible()
    targets = "model-picker :is(button, select, textarea, summary, .pick-options label, [type=text])"
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        assert not page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        ), width
        small = page.locator(targets).evaluate_all(
            "all => all.map(it => it.getBoundingClientRect()).filter(({width, height}) => width && height < 43.5).length"
        )
        assert small == 0, width
    take_alike_out(page)
    found = violations(page, within="model-picker")
    page.set_viewport_size({"width": widths[1], "height": 740})
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.getAnimations().forEach((it) => it.finish())")
    found += violations(page, {"runOnly": SEEN}, within="model-picker")
    assert [f"{it['id']}: {it['nodes'][0]['html'][:160]}" for it in found] == []
