"""Figures that a reader can touch: each teaches untouched, says what it shows, and is the same on paper as before."""

import gzip
import re
from collections.abc import Callable, Iterator
from math import floor, log10
from pathlib import Path

import pytest
from as_pages import AsPages
from conftest import ROOT, Server
from playwright.sync_api import Browser, BrowserContext, Page, expect

from course.course import Course, load

DOCS = ROOT / "docs"
LIVE = sorted(DOCS.glob("**/figures/*/controls.html"))
IDS = [file.parent.name for file in LIVE]
SHEETS = ("colours", "base", "device", "figures")
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Figure</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{sheets}</head>
<body><main class="md-typeset"><h1>Figure</h1>{figure}<p id="below">Below.</p></main>{script}</body></html>"""


@pytest.fixture(scope="module")
def real() -> Course:
    return load(ROOT)


class Figures(AsPages):
    """The scripts and sheets as they are written, and one page, which is another each time."""

    html = ""

    def do_GET(self) -> None:
        if self.path.endswith("/figure.html"):
            self._answer(200, self.html.encode(), Content_Type="text/html", Cache_Control="no-cache")
        else:
            super().do_GET()


@pytest.fixture(scope="module")
def figures() -> Iterator[Server]:
    server = Server(DOCS, Figures)
    yield server
    server.close()


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """A page without scripts."""
    page = browser.new_page(java_script_enabled=False)
    yield page
    page.close()


@pytest.fixture
def figure(page: Page, still: Page, figures: Server, real: Course) -> Callable[..., Page]:
    """A page with that figure alone, alive unless ``alive`` is false."""

    def opened(id: str, alive: bool = True) -> Page:
        folder = next(file.parent for file in LIVE if file.parent.name == id)
        module = f"{folder.relative_to(DOCS).as_posix()}/{id}.js"
        Figures.html = PAGE.format(
            sheets="".join(f'<link rel="stylesheet" href="css/{name}.css">' for name in SHEETS),
            figure=real.figures[id].html("Caption.", "index.md"),
            script=f'<script type="module" src="{module}"></script>' if alive else "",
        )
        shown = page if alive else still
        shown.goto(f"{figures.url}figure.html")
        if alive:
            shown.wait_for_function(f"!!customElements.get('{id}')")
        return shown

    return opened


@pytest.mark.parametrize("id", IDS)
def test_a_figure_teaches_untouched_works_by_keys_is_on_paper_as_drawn_and_fits_a_phone(
    figure: Callable[..., Page], id: str
) -> None:
    page, still = figure(id), figure(id, alive=False)
    _teaches_without_scripts(still, id)
    _is_as_it_was_drawn(page, still, id)
    _works_by_keys_and_is_on_paper_as_drawn(page, id)
    _fits_the_narrowest_phone_and_moves_nothing(page)


def _teaches_without_scripts(page: Page, id: str) -> None:
    """The drawing is there, and nothing that would wait to be pressed."""
    expect(page.locator(f"{id} svg:visible")).to_have_count(1)
    expect(page.locator("select:visible, input:visible, output:visible")).to_have_count(0)


def _is_as_it_was_drawn(page: Page, still: Page, id: str) -> None:
    """Every control moved and moved back: the script draws and says what the build did, for a desktop and a phone."""
    changes = page.locator(id).evaluate(
        """(figure) => [...figure.querySelectorAll("select, input")].map((it) => {
          const [before, output] = [it.value, figure.querySelector("output")];
          const words = output.textContent;
          const tell = () => it.dispatchEvent(new Event("input", { bubbles: true }));
          const radios = [...figure.querySelectorAll(`[type="radio"][name="${it.name}"]`)];
          if (it.type === "checkbox") it.checked = false;
          else if (it.type === "radio") radios.find((other) => !other.checked).checked = true;
          else if (it.type === "range") it.value = it.value === it.min ? it.max : it.min;
          else it.selectedIndex = it.selectedIndex ? 0 : 1;
          tell();
          const said = output.textContent;
          if (it.type === "checkbox") it.checked = true;
          for (const radio of radios) radio.checked = radio.defaultChecked;
          it.value = before;
          tell();
          return said !== words;
        })"""
    )
    assert changes and all(changes), "a control that changes nothing of what is said"
    assert _drawn(page) == _drawn(still)
    expect(page.locator("output")).to_have_text(still.locator("output").inner_text())


def _drawn(page: Page) -> list[str]:
    return page.locator("figure svg").evaluate_all("all => all.map((it) => it.innerHTML)")


def _works_by_keys_and_is_on_paper_as_drawn(page: Page, id: str) -> None:
    before = page.locator(f"{id} svg").first.inner_html()
    said = page.locator("output").inner_text()
    page.get_by_role("slider").or_(page.get_by_role("combobox")).first.press("ArrowUp")
    if page.locator("output").inner_text() == said:  # it stood at its end
        page.get_by_role("slider").or_(page.get_by_role("combobox")).first.press("ArrowDown")
    expect(page.locator("output")).not_to_have_text(said)
    page.emulate_media(media="print")
    expect(page.locator("output")).to_be_hidden()
    # told of paper with its next frame, which a busy machine takes its time for
    page.wait_for_function(
        "([id, before]) => document.querySelector(`${id} svg`).innerHTML === before", arg=[id, before]
    )
    page.emulate_media(media="screen")
    expect(page.locator("output")).not_to_have_text(said)


def _fits_the_narrowest_phone_and_moves_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    controls = page.locator("select, input").evaluate_all(
        """(all) => {
          const below = () => JSON.stringify(document.getElementById("below").getBoundingClientRect());
          const before = below();
          return all.map((it) => {
            const { height } = it.closest("label").getBoundingClientRect();
            if (it.type === "checkbox") it.checked = false;
            else if (it.type === "radio") it.checked = true;
            else if (it.type === "range") it.value = it.min;
            else it.selectedIndex = it.options.length - 1;
            it.dispatchEvent(new Event("input", { bubbles: true }));
            return [height >= 24, below() === before];
          });
        }"""
    )
    assert controls == [[True, True]] * len(controls) != []


@pytest.mark.parametrize("file", LIVE, ids=IDS)
def test_its_own_code_is_light(file: Path) -> None:
    """As it is fetched: its own modules and what they import of those that figures share; before comments are taken out."""
    code = {*file.parent.glob("*.js")}
    for module in code.copy():
        code |= {
            path
            for name in re.findall(r'from "(.+)"', module.read_text(encoding="utf-8"))
            if (path := (module.parent / name).resolve()).parent == DOCS / "js/figures"
        }
    assert len(code) > 1
    assert sum(len(gzip.compress(it.read_bytes())) for it in code) <= 4096


def test_what_fits_is_told_in_words(figure: Callable[..., Page]) -> None:
    """What the text works out, what a question asks for, and what no name of a model tells."""
    page = figure("what-fits")
    words, bits, kept = (
        page.locator("output"),
        *(page.get_by_role("combobox", name=it) for it in ("Weights", "Tokens kept")),
    )
    expect(words).to_contain_text("Qwen2.5-0.5B 0.96 GiB; Qwen3-0.6B 1.40 GiB")
    bits.select_option("in 8 bits")
    expect(words).to_contain_text("Qwen3-0.6B 0.84 GiB; Llama-3.2-1B 1.24 GiB. 5 of 6 stay within 1 GiB.")
    kept.select_option("32,768")
    expect(words).to_contain_text("SmolLM2-135M ends at 8,192;")
    expect(words).to_contain_text("Qwen2.5-0.5B 0.84 GiB; Qwen3-0.6B 4.06 GiB")
    expect(words).to_contain_text("In 2, the cache is larger than the weights.")


def test_each_temperature_shows_what_was_recorded(figure: Callable[..., Page], real: Course) -> None:
    def shown(share: float) -> str:
        return f"{floor(share * 1000 + 0.5) / 10:.1f}%"  # a half goes up

    page, said = figure("raw-or-template"), real.numbers["recorded"]["next_token"]
    for temperature, step in (("0.2", 0), ("2", 18)):
        page.get_by_role("slider").fill(temperature)
        for way in ("parcel_raw", "parcel_chat"):
            told = said[f"{way}_by_temperature"]
            for share in (*told["p"][step], told["others"][step]):
                expect(page.locator("svg.fig-wide")).to_contain_text(shown(share))
            expect(page.locator("output")).to_contain_text(f"all others {shown(told['others'][step])}")


def test_what_temperature_and_top_p_leave_is_what_was_recorded(
    figure: Callable[..., Page], real: Course
) -> None:
    page, said = figure("choosing-a-token"), real.numbers["recorded"]["next_token"]
    drawing, words = page.locator("svg.fig-wide"), page.locator("output")
    page.get_by_role("slider").fill("2")
    expect(words).to_have_text(
        f"Temperature 2.0, every token may be drawn. ␣refund has {said['refund_by_temperature']['p'][18][0]:.1%}, "
        f"␣discount {said['refund_by_temperature']['p'][18][1]:.1%}, and all others than the six together "
        f"{said['refund_by_temperature']['others'][18]:.1%}."
    )
    page.get_by_label("Top-p").select_option("0.9")
    expect(drawing).to_contain_text(
        f"top-p 0.9 keeps {said['refund_by_top_p']['kept'][18][1]:,} tokens of 49,152"
    )
    page.get_by_label("Text").select_option("1")
    page.get_by_label("Top-p").select_option("0.5")
    page.get_by_role("slider").fill("1")
    sydney, canberra = said["australia_by_temperature"]["p"][8][:2]
    assert said["australia_by_top_p"]["kept"][8][0] == 2
    for share in (sydney, canberra):
        expect(drawing).to_contain_text(f"{share / (sydney + canberra):.1%}")
    expect(drawing.get_by_text("out", exact=True)).to_have_count(4)
    page.get_by_role("slider").fill("0.2")
    expect(words).to_have_text(
        "Temperature 0.2, top-p 0.5 keeps 1 token of 49,152. ␣Sydney has 100.0%, "
        "and all others than the six together 0.0%."
    )


def test_the_line_follows_its_two_numbers_and_the_mails_stay(figure: Callable[..., Page]) -> None:
    """What the text works out by hand, and what its question says of w = 3."""
    page = figure("two-parameter-model")
    mails = page.locator("svg.fig-wide circle.fig-fill")
    before = [(it.get_attribute("cx"), it.get_attribute("cy")) for it in mails.all()]
    w, b = (page.get_by_role("slider", name=re.compile(f"^{name}, ")) for name in "wb")
    b.fill("1")
    expect(page.locator("output")).to_have_text(
        "minutes = 2.0 × length + 1.00. 100 words took 3 minutes, and the line says 3.00: exact. "
        "200 words took 6 minutes, and the line says 5.00: 1.00 too little. "
        "300 words took 7 minutes, and the line says 7.00: exact. For 400 words, which nobody has timed, it says 9.00."
    )
    b.fill("1.33")
    w.fill("3")
    for part, says in (("says-1", "4.33"), ("says-2", "7.33"), ("says-3", "10.33"), ("off-3", "+3.33")):
        expect(page.locator(f'svg.fig-wide [data-part="{part}"]')).to_have_text(says)
    assert len(before) == 3
    assert [(it.get_attribute("cx"), it.get_attribute("cy")) for it in mails.all()] == before


def test_a_step_is_the_one_that_the_text_works_out_by_hand(figure: Callable[..., Page], real: Course) -> None:
    page, line = figure("loss-landscape"), real.numbers["recorded"]["training"]["line"]
    said, one = page.locator("output"), page.get_by_role("button", name="One step")
    page.get_by_role("button", name="Back to start").click()
    expect(said).to_have_text(
        "Learning rate 0.1, after 0 steps: w = 0.000, b = 0.000, loss 31.333. "
        "The slope for w is −24.000, that for b −10.667. The next step takes w to "
        "0.000 − 0.1 × −24.000 = 2.400, and b to 0.000 − 0.1 × −10.667 = 1.067."
    )
    one.press("Enter")
    expect(said).to_contain_text("after 1 step: w = 2.400, b = 1.067, loss 0.613.")
    expect(page.locator("svg.fig-wide")).to_contain_text("after 1 step")
    for rate in ("0.01", "0.1"):
        page.get_by_role("combobox").select_option(rate)
        page.get_by_role("slider").fill("20")
        at = {name: f"{line[rate][name][20]:.3f}" for name in ("w", "b", "loss")}
        expect(said).to_contain_text(f"w = {at['w']}, b = {at['b']}, loss {at['loss']}.")
    page.get_by_role("combobox").select_option("0.2")
    expect(said).to_contain_text(f"loss {line['0.2']['loss'][20]:,.0f}. This is off the map.")
    one.click()  # the figure goes no further
    expect(said).to_contain_text("after 20 steps")


def test_the_network_by_hand_gives_what_the_text_works_out(figure: Callable[..., Page]) -> None:
    page, answers = figure("two-neurons"), []
    for cut in (True, False):
        page.get_by_role("checkbox").set_checked(cut)
        for mail in ("Neither", "A replacement only", "A refund only", "Both"):
            page.get_by_role("combobox").select_option(mail)
            answers.append(page.locator('svg.fig-wide [data-part="y"]').text_content())
            expect(page.locator("output")).to_contain_text(f"the answer is {answers[-1]}: ")
    assert answers == ["0", "1", "1", "0", "2", "1", "1", "0"]
    page.get_by_role("checkbox").check()
    page.get_by_role("combobox").select_option("Neither")
    expect(page.locator("output")).to_have_text(
        "Neither, cut at zero. The sums are 0 and −1, the neurons give 0 and 0, the answer is 0: ask back."
    )


def test_training_in_the_page_finds_the_rule_from_the_starts_that_are_recorded(
    figure: Callable[..., Page], real: Course
) -> None:
    page, said = figure("cut-plane"), real.numbers["recorded"]["small_networks"]
    found = page.locator("cut-plane").evaluate(
        """(figure) => {
          const [hidden, start] = figure.querySelectorAll("select, input"), output = figure.querySelector("output");
          const tried = (n) => {
            start.value = n;
            start.dispatchEvent(new Event("input", { bubbles: true }));
            return output.textContent.includes("Found:");
          };
          return Object.fromEntries([...hidden.options].map(({ value }) => {
            hidden.value = value;
            return [`hidden_${value}`, Array.from({ length: 50 }, (_, n) => n + 1).filter(tried)];
          }));
        }"""
    )
    assert found == {name: list(said[name]["which"]) for name in found}
    assert len(found) == 6


def test_the_readers_own_text_is_cut_once_the_merges_are_asked_for(
    context: BrowserContext, figure: Callable[..., Page]
) -> None:
    """Nothing is fetched before, what was typed stays when nothing comes, and a long paste does not stop the page."""
    page, asked = figure("cut-your-text"), list[str]()
    context.on("request", lambda request: asked.append(request.url))
    page.route("**/merges.bin", lambda route: route.abort())
    said, box, button = page.locator("output"), page.get_by_label("Your own text"), page.get_by_role("button")
    box.fill("My parcel is late.")
    expect(page.get_by_role("combobox")).to_have_value("")
    expect(said).to_have_text("Press the button: the table of merges is not here yet.")
    assert asked == []
    size = (DOCS / "foundations/tokens-and-embeddings/figures/cut-your-text/merges.bin").stat().st_size
    code = len(gzip.compress((DOCS / "js/lib/bpe.js").read_bytes()))
    told = re.search(r"fetches (\d+) KB", button.inner_text())
    assert told and size + code <= int(told[1]) * 1000 <= size + code + 1500
    button.click()
    expect(said).to_contain_text("The table did not come.")
    page.unroute("**/merges.bin")
    button.click()
    expect(said).to_have_text(
        "5 tokens for 18 characters, 3.6 characters a token: “My”, “␣parcel”, “␣is”, “␣late”, “.”."
    )
    expect(page.locator("svg.fig-wide")).to_contain_text("35598")
    page.evaluate(
        """() => {
            let now = 0;
            performance.now = () => now++; // each look at the clock a millisecond later
            const later = setTimeout;
            globalThis.rests = 0;
            globalThis.setTimeout = (...asked) => (rests++, later(...asked));
        }"""
    )
    box.fill("x" * 20_000)  # one word, which is not cut in one go either
    expect(said).to_contain_text("5,000 tokens for 20,000 characters")
    assert page.evaluate("rests") > 20
    page.get_by_role("combobox").select_option("REFUND")
    expect(said).to_contain_text("“REF”, “UND”.")


def test_a_head_is_told_from_each_token_as_it_was_recorded(figure: Callable[..., Page], real: Course) -> None:
    page, said = figure("head-looks"), real.numbers["recorded"]["attention"]["it"]
    what, token = page.get_by_role("combobox").all()
    for head, at, to in (
        ("block 29, head 6", 12, 10),
        ("mean of all 270", 12, 0),
        ("block 14, head 9", 3, 1),
    ):
        what.select_option(label=head)
        token.select_option(str(at))
        share = said["heads"][head][at][to]
        expect(page.locator("output")).to_contain_text(f"“{said['pieces'][to].strip()}” {share * 100:.1f}%")
        expect(page.locator(f'svg.fig-wide [data-part="share-{to}"]')).to_have_text(f"{share * 100:.0f}")
        expect(page.locator(f'svg.fig-wide [data-part="share-{at + 1}"]')).to_have_text("")
    expect(page.locator("output")).to_contain_text("The 10 after it are not seen.")
    what.select_option(label="block 19, head 9")  # all of it to the first: no token is told with 0.0%
    token.select_option("12")
    expect(page.locator("output")).to_have_text(
        "block 19, head 9, from token 13, “it”: “The” 100.0%, all others 0.0%. The one after it is not seen."
    )


def test_a_price_is_told_as_the_lesson_works_it_out(figure: Callable[..., Page]) -> None:
    page = figure("price-of-size")
    page.get_by_label("Model").select_option(label="Qwen2.5-7B")
    expect(page.locator("output")).to_contain_text(
        "15.2 GB and does not fit into 8. 60 tokens take 9.1 seconds"
    )
    expect(page.locator("output")).to_contain_text("A thousand take 0.076 kWh")
    page.get_by_label("Bits for each number").select_option("4")
    expect(page.locator("output")).to_contain_text("3.8 GB and fits into 8. 60 tokens take 2.3 seconds")


def test_an_adapter_counts_what_the_text_works_out_and_what_its_question_asks(
    figure: Callable[..., Page], real: Course
) -> None:
    page, said = figure("lora-adapter"), real.numbers["recorded"]["project"]["adapter"]
    expect(page.locator("output")).to_contain_text(f" {said['trained_numbers']:,} in all")
    for name in ("key", "output", "gate", "up", "down"):
        page.get_by_role("checkbox", name=name).uncheck()
    expect(page.locator("output")).to_have_text(
        "Rank 8 on 2 of 7 matrices: 15,360 numbers in a block, 460,800 in all, 0.3% of the model. "
        "A file of 0.9 MB."
    )
    page.get_by_role("combobox").select_option("16")
    expect(page.locator('svg.fig-wide [data-part="all"]')).to_have_text("921,600")
    strip = page.locator('svg.fig-wide rect[data-part="query"]').first
    assert float(strip.get_attribute("height") or 0) * 576 / 16 == pytest.approx(96, rel=0.01)  # 576 numbers
    for name in ("query", "value"):
        page.get_by_role("checkbox", name=name).uncheck()
    expect(page.locator("output")).to_have_text("No matrix has an adapter: nothing is trained.")
    assert float(strip.get_attribute("height") or 1) == 0


def test_plain_and_hard_mails_stand_where_they_were_recorded(
    figure: Callable[..., Page], real: Course
) -> None:
    page, said = figure("measured-ladder"), real.numbers["recorded"]["project"]
    for group, of in (("hard", 50), ("plain", 50), ("all", 100)):
        page.get_by_role("combobox").select_option(group)
        rows = page.locator("svg.fig-wide [data-part=rights] text").all_text_contents()
        for row, way in (
            (0, "always_one"),
            (4, "examples_8"),
            (9, "rows_72"),
            (11, "lora_72"),
            (13, "words_72"),
        ):
            assert rows[row] == str(said[way][group]["right"])
        words, last = said["words_72"][group], "svg.fig-wide [data-part={}] > :last-child"
        dot = page.locator(last.format("points")).get_attribute("cx")
        assert float(dot or 0) == pytest.approx(216 + 372 * words["right"] / of, abs=0.1)
        bar = page.locator(last.format("intervals")).get_attribute("d") or ""
        ends = [float(end) for end in re.findall(r"[MH]([\d.]+)", bar)]
        assert ends == pytest.approx([216 + 372 * end for end in words["interval"]], abs=0.1)
        expect(page.locator("output")).to_contain_text(f", words {said['words_72'][group]['right']}.")


def test_a_score_has_the_interval_that_the_text_works_out_and_the_project_records(
    figure: Callable[..., Page], real: Course
) -> None:
    page, project = figure("how-sure"), real.numbers["recorded"]["project"]
    said, mails, share = page.locator("output"), page.get_by_role("combobox"), page.get_by_role("slider")
    for it in (project["words_72"]["first_24"], project["words_72"]["all"], project["rows_72"]["hard"]):
        mails.select_option(str(it["of"]))
        share.fill(str(round(100 * it["right"] / it["of"])))
        low, high = (f"{100 * end:.1f}" for end in it["interval"])
        expect(said).to_contain_text(f"{it['right']} of {it['of']} right is ")
        expect(said).to_contain_text(f"from {low} to {high}% ")
        expect(page.locator(f'svg.fig-wide [data-part="told-{it["of"]}"]')).to_have_text(f"{low} to {high}")
    expect(said).to_contain_text("All of them are below a bar of 90%.")
    share.fill("100")
    expect(said).to_have_text(
        "50 of 50 right is 100.0%. True rates from 92.9 to 100.0% go well with it. All of them reach a bar of 90%."
    )


def test_each_model_stands_where_its_size_and_memory_are(figure: Callable[..., Page], real: Course) -> None:
    page, known = figure("model-map"), {it.slug: it for it in (real.models.all if real.models else ())}
    said, ring = page.locator("output"), page.locator("svg.fig-wide [data-part=chosen]")
    page.get_by_label("Which model is where?").select_option(label="Qwen3-0.6B")
    expect(said).to_contain_text(
        "Qwen3-0.6B, 596 million parameters: 1.55 GiB, of which the cache takes 0.44 GiB."
    )
    page.get_by_label("the cache alone").check()
    expect(said).to_have_text("Cache of 4,096 tokens alone. Qwen3-0.6B, 596 million parameters: 0.44 GiB.")
    for view, size in (("memory", "memory_at"), ("cache", "cache_at")):
        marks = page.locator(f"svg.fig-wide [data-view={view}] use")
        at = marks.evaluate_all(
            "all => all.map((it) => [it.dataset.model, it.x.baseVal.value, it.y.baseVal.value])"
        )
        assert {slug for slug, _, _ in at} == known.keys()
        for place, value in (
            (1, lambda it: it.parameters.value),
            (2, lambda it, size=size: getattr(it, size)(4096)),
        ):
            points = sorted((log10(value(known[it[0]])), it[place]) for it in at)
            (low, start), (high, end) = points[0], points[-1]
            drawn = [start + (it - low) / (high - low) * (end - start) for it, _ in points]
            assert [place for _, place in points] == pytest.approx(drawn, abs=0.2)
    page.locator("svg.fig-wide [data-view=cache] use[data-model=smollm2-1-7b-instruct]").click()
    expect(said).to_contain_text("SmolLM2-1.7B, 1,711 million parameters: 0.75 GiB.")
    mark = page.locator("svg.fig-wide [data-view=cache] use[data-model=smollm2-1-7b-instruct]")
    assert ring.get_attribute("cx") == mark.get_attribute("x")
