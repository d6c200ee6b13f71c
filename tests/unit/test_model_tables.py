"""The tables and sheets of models as HTML: golden ones, origins and changes in words, strangers' text."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from model_course import LARGE, LAST_WEEK, ROOT, SMALL, answer, merged, read

from course.authoring.report_link import Reporter
from course.hub.context_length import ContextLength
from course.models import licenses, merge
from course.models.columns import parts
from course.models.details import render_sheets
from course.models.featured import Models
from course.models.handmade import load_models
from course.models.narrowing import narrowing
from course.models.tables import VIEWS, render_view, view_as_markdown

GOLDEN = Path(__file__).parent / "golden"
REPORT = Reporter("https://github.com/o/r", page="models.md")
DASH = "\N{EN DASH}"
HOSTILE = "</td><script>alert(1)</script>{{ 7*7 }}\"'"


def tree(known: Models, view: str) -> Element:
    """The table, which is well-formed XML with one root."""
    return ElementTree.fromstring(render_view(known, view, Reporter()))


def words(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def row(known: Models, view: str, name: str) -> list[str]:
    """The cells of a model's row, as read."""
    rows = [[words(cell) for cell in line] for line in tree(known, view).iterfind(".//tbody/tr")]
    return next(line for line in rows if line[0].startswith(name))


@pytest.mark.parametrize("view", ["license", "context"])
def test_a_table_becomes_exactly_this(tmp_path: Path, view: str) -> None:
    known = merged(tmp_path, [answer(), answer(LARGE, context=None, config_status="gated")])
    assert render_view(known, view, REPORT) + "\n" == (GOLDEN / f"models-{view}.html").read_text()


def test_a_sheet_becomes_exactly_this(tmp_path: Path) -> None:
    known = merged(tmp_path, [answer(LARGE)])
    known = replace(known, all=tuple(model for model in known.all if model.by_hand.id == LARGE))
    assert render_sheets(known, REPORT) + "\n" == (GOLDEN / "models-sheet.html").read_text()


def sheets(known: Models) -> dict[str, Element]:
    """The folded sheets by their models' addresses."""
    found = ElementTree.fromstring(render_sheets(known, REPORT))
    return {str(it.find("summary/h3").get("id")): it for it in found.iterfind("details")}  # type: ignore[union-attr]


NEW_FACTS = """    thinking: {value: default, switch: enable_thinking=False, source: card}
    quantized: {repo: maker/Large-GGUF, bytes: {Q4_K_M: 1200000000, Q8_0: 2100000000}, source: card}
"""


def sheet(root: Path, text: str) -> dict[str, str]:
    """What the sheet of the larger model says, with ``text`` after its template."""
    before = '    chat_template: {value: null, note: "Not read."}\n'
    handmade, problems = read(root, before, before + text)
    licences = licenses.load(ROOT, [])
    assert handmade and licences and not problems
    large = sheets(merge.merge(handmade, licences))["large-2b"]
    return {words(it.find("dt")): words(it.find("dd/span")) for it in large.iterfind(".//div")}


def test_a_sheet_says_how_to_run_a_model_and_how_large_its_files_are(tmp_path: Path) -> None:
    told = sheet(tmp_path, NEW_FACTS)
    assert told["Thinking mode"] == "on by default; switched by enable_thinking=False"
    assert told["Quantized files"] == "Q4_K_M 1,200 MB, Q8_0 2,100 MB, in maker/Large-GGUF"
    assert "pipeline('text-generation', 'maker/Large_2b')" in told["Run it: transformers"]
    assert told["Run it: llama.cpp"] == "llama-cli -hf maker/Large-GGUF:Q4_K_M"
    assert told["Run it: Ollama"] == "ollama run hf.co/maker/Large-GGUF:Q4_K_M"


def test_a_model_that_takes_images_is_asked_in_its_own_way_and_by_its_own_name(tmp_path: Path) -> None:
    own = '    run: {pipeline: image-text-to-text, transformers: maker/Large-BF16, ollama: "large:2b", source: card}\n'
    told = sheet(tmp_path, own)
    assert "pipeline('image-text-to-text', 'maker/Large-BF16')(text=" in told["Run it: transformers"]
    assert told["Run it: Ollama"] == "ollama run large:2b"
    assert "Run it: llama.cpp" not in told  # no file is known
    assert told["Thinking mode"] == told["Quantized files"] == DASH


def test_a_model_whose_repository_brings_code_is_run_with_leave_for_it(tmp_path: Path) -> None:
    told = sheet(tmp_path, "    run: {trust: true, source: card}\n")
    assert "'maker/Large_2b', trust_remote_code=True)" in told["Run it: transformers"]


def test_who_runs_a_gated_model_is_told_to_sign_in_first_at_the_line_that_loads_it(tmp_path: Path) -> None:
    facts = sheets(merged(tmp_path, [answer(LARGE)]))["large-2b"].iterfind(".//div")
    lines = {words(it.find("dt")): words(it.find("dd")) for it in facts}
    assert [name for name, text in lines.items() if "hf auth login" in text] == ["Run it: transformers"]
    assert "hf auth login" not in words(sheets(merged(tmp_path, [answer()]))["small-0-1b"])


def test_where_no_file_was_looked_up_the_arithmetic_says_that_it_is_that(tmp_path: Path) -> None:
    least = "By parameters × ½, one in 4 bits takes at least 1.00 GB."
    assert least in render_sheets(merged(tmp_path), REPORT)


def test_a_file_whose_size_is_known_stands_beside_the_arithmetic(tmp_path: Path) -> None:
    before = '    chat_template: {value: null, note: "Not read."}\n'
    handmade, _ = read(tmp_path, before, before + NEW_FACTS)
    licences = licenses.load(ROOT, [])
    assert handmade and licences
    known = merge.merge(handmade, licences)
    small, large = row(known, "size", "Small"), row(known, "size", "Large")
    assert (large[3], large[4]) == ("1.00", "1.20")
    assert small[4].startswith(DASH)


def test_a_licence_says_where_it_applies_or_that_nobody_read_it_for_that(tmp_path: Path) -> None:
    known = merged(tmp_path)
    assert row(known, "all", "Small")[4] == "Worldwide"
    assert row(known, "all", "Large")[4] == f"{DASH} Its licence was not read for it."


def test_a_former_model_keeps_its_address_and_says_why_it_is_gone(tmp_path: Path) -> None:
    handmade, problems = read(tmp_path, '    why: "Larger."', '    why: "Too old."\n    featured: false')
    licences = licenses.load(ROOT, [])
    assert handmade and licences and not problems
    known = merge.merge(handmade, licences)
    former = sheets(known)["large-2b"]
    assert "No longer compared Too old." in words(former)
    assert former.find(".//dl") is None
    assert "Large" not in render_view(known, "all", REPORT)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_a_caption_headings_with_scope_and_a_region_named_by_it(
    tmp_path: Path, view: str
) -> None:
    table = tree(merged(tmp_path), view)
    region = table.find(".//div[@role='region']")
    title = table.find(".//caption/span")
    assert region is not None and title is not None
    assert (region.get("tabindex"), region.get("aria-labelledby")) == ("0", title.get("id"))
    assert {cell.get("scope") for cell in table.iterfind(".//thead/tr/th")} == {"col"}
    assert {line[0].get("scope") for line in table.iterfind(".//tbody/tr")} == {"row"}


def test_the_caption_counts_values_by_origin_with_their_dates(tmp_path: Path) -> None:
    text = words(tree(merged(tmp_path, [answer()]), "community").find("figcaption"))
    assert text.startswith("4 values from the Hub, 1 December 2026.")
    text = words(tree(merged(tmp_path, [answer()], [answer(LARGE, at=LAST_WEEK)]), "size").find("figcaption"))
    assert text.startswith(
        "1 value from the Hub, 1 December 2026; 1 from the last record of the Hub, 24 November 2026; "
        "4 follow from these and from the models' other facts."
    )
    assert words(tree(merged(tmp_path), "license").find("figcaption")).count("no legal advice") == 1


def test_a_cell_says_where_it_comes_from_if_not_from_where_its_table_does(tmp_path: Path) -> None:
    known = merged(tmp_path, [answer(), answer(LARGE, context=None, config_status="gated")])
    assert row(known, "context", "Small")[1] == "8,192 max_position_embeddings"
    assert row(known, "context", "Large")[1] == "32,768 checked by hand, 23 November 2026"


def test_lessons_show_the_models_that_they_argue_with_and_lead_to_all(tmp_path: Path) -> None:
    known = merged(tmp_path)
    few = [
        replace(it, by_hand=it.by_hand.model_copy(update={"in_lessons": it.by_hand.id == SMALL}))
        for it in known.all
    ]
    known = replace(known, all=tuple(few))
    lesson, page = (tree(known, view) for view in ("size", "all"))
    assert [words(line[0]).split()[0] for line in lesson.iterfind(".//tbody/tr")] == ["Small-0.1B"]
    assert words(lesson.find("figcaption")).startswith(f"These are 1 of {len(few)} models.")
    assert len(page.findall(".//tbody/tr")) == len(few)


def test_a_lesson_names_the_rows_that_it_needs(tmp_path: Path) -> None:
    known = merged(tmp_path)
    assert [words(line[0]).split()[0] for line in tree(known, "size large-2b").iterfind(".//tbody/tr")] == [
        known.all[1].short
    ]
    assert words(tree(known, "size large-2b").find(".//caption")).startswith("Size of 1 model,")
    plain = view_as_markdown(known, "size large-2b")
    assert "| Large" in plain and "| Small" not in plain


def test_a_column_without_a_value_makes_way_in_a_table_of_few_rows_and_is_told_below(tmp_path: Path) -> None:
    known = merged(tmp_path)
    few = tree(known, "community large-2b")
    told = "The Hub has not answered."
    assert told not in words(
        few.find(".//table")
    ) and f"Adapters, Quantized copies, Last changed: {told}" in (words(few.find("figcaption")))
    assert "Adapters" not in (plain := view_as_markdown(known, "community large-2b")).split("\n")[0]
    assert told in plain and "Adapters" in words(tree(known, "community").find(".//thead"))


def test_changes_are_told_in_words(tmp_path: Path) -> None:
    context = ContextLength(4_096, "x", True, 32_000)
    known = merged(tmp_path, [answer(license="gpl-3.0", gated="manual", context=context)])
    small = row(known, "all", "Small")
    assert "Changed: was apache-2.0, permissive" in small[2]
    assert "Changed: was no" in small[3]
    assert any("Changed: was 8,192" in cell for cell in small)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "new/Small"}, "Now called new/Small"),
        ({"disabled": True}, "Disabled on the Hub: the last known facts"),
        ({"private": True}, "Private on the Hub: the last known facts"),
    ],
)
def test_a_model_that_moved_or_closed_says_so(tmp_path: Path, changes: dict[str, Any], expected: str) -> None:
    assert expected in row(merged(tmp_path, [answer(**changes)]), "license", "Small")[0]


def test_a_model_that_is_gone_says_so(tmp_path: Path) -> None:
    known = merged(tmp_path, absent={SMALL: "missing"})
    assert "No longer on the Hub: the last known facts" in row(known, "license", "Small")[0]


def test_inherited_terms_are_shown_and_group_the_row(tmp_path: Path) -> None:
    known = merged(tmp_path, [answer(), answer("maker/Small-Base", license="cc-by-nc-4.0")])
    group = row(known, "license", "Small")[1]
    assert group.startswith("Non-commercial inherits: Creative Commons Attribution-NonCommercial 4.0")
    first = next(tree(known, "license").iterfind(".//tbody/tr"))
    assert words(first[0]).startswith("Large")  # conditions are milder


def test_a_dash_has_its_reason_beside_it(tmp_path: Path) -> None:
    known = merged(tmp_path)
    assert row(known, "community", "Large")[1] == f"{DASH} The Hub has not answered."
    assert row(known, "context", "Small")[-1] == f"{DASH} Beyond its context."
    assert row(known, "context", "Small")[3] == f"{DASH} No source states a longer one."
    template = next(
        it for it in sheets(known)["large-2b"].iter("div") if words(it.find("dt")) == "Chat template"
    )
    assert words(template.find("dd")) == f"{DASH} Not read."
    assert f"{DASH}; Beyond its context." in view_as_markdown(known, "context")


def test_every_value_of_the_real_models_has_origin_and_date_and_every_dash_its_reason() -> None:
    handmade, licences = load_models(ROOT, []), licenses.load(ROOT, [])
    assert handmade and licences
    known = merge.merge(handmade, licences)
    for slug, sheet in sheets(known).items():
        for fact in sheet.iterfind(".//div"):
            name, said = f"{slug}: {words(fact.find('dt'))}", words(fact.find("dd"))
            computed = "from the facts above" in said or "Run it" in name
            if said.startswith(DASH):
                assert len(said) > 5, name
            elif not computed:
                assert (
                    re.search(r"\d+ \w+ 20\d\d", said)
                    and fact.find(".//span[@class='fact-origin']/a") is not None
                ), name
    for line in tree(known, "all").iterfind(".//tbody/tr"):
        assert all(len(words(cell)) > 5 for cell in line if words(cell).startswith(DASH)), words(line)


def test_a_group_sorts_by_its_strictness_and_a_number_by_what_it_shows(tmp_path: Path) -> None:
    line = next(tree(merged(tmp_path), "all").iterfind(".//tbody/tr"))
    values = [cell.get("data-sort") for cell in line]
    assert values[1] == "0"
    assert values[5:7] == [None, None]
    assert (line.get("data-model"), line.get("data-licence")) == ("small-0-1b", "permissive")
    assert words(line[5]) == "100"


def test_strangers_text_stays_text(tmp_path: Path) -> None:
    hostile = answer(
        license="other",
        license_name=HOSTILE,
        license_link="javascript:alert(1)",
        last_modified=HOSTILE,
        architecture=HOSTILE,
        context=ContextLength(4_096, HOSTILE, True, 32_000),
    )
    known = merged(tmp_path, [hostile])
    for html in [render_view(known, view, REPORT) for view in VIEWS] + [render_sheets(known, REPORT)]:
        found = ElementTree.fromstring(html)
        assert "script" not in {element.tag for element in found.iter()}
        links = {link.get("href", "").partition(":")[0] for link in found.iter("a")}
        assert not links - {
            "https",
            "#small-0-1b",
            "#large-2b",
            *(f"models.md#{it}" for it in ("small-0-1b", "large-2b", "arithmetic")),
        }
    assert HOSTILE in words(tree(known, "license"))


def test_every_number_leads_to_its_source_in_two_clicks() -> None:
    """A table's row leads to its model's sheet; there each fact has a link to its source."""
    handmade, licences = load_models(ROOT, []), licenses.load(ROOT, [])
    assert handmade and licences
    known = merge.merge(handmade, licences)
    folded = sheets(known)
    for view in VIEWS:
        for line in tree(known, view).iterfind(".//tbody/tr"):
            assert line[0][0].get("href", "").removeprefix("models.md#") in folded
    unsourced = [
        f"{slug}: {words(fact.find('dt'))}"
        for slug, sheet in folded.items()
        for fact in sheet.iterfind(".//div")
        if not words(fact.find("dd")).startswith(DASH) and fact.find(".//a") is None
    ]
    assert unsourced == []


def test_the_sheet_hides_the_columns_of_each_part(tmp_path: Path) -> None:
    """The style sheet counts columns, the model's name being the first."""
    rule = r'value="([a-z]+)"\]:not\(:checked\)\) sort-table tr > :nth-child\(n \+ (\d+)\):nth-child\(-n \+ (\d+)\)'
    styles = (ROOT / "docs/css/models-page.css").read_text(encoding="utf-8")
    expected, first = [], 2
    for part in parts(merged(tmp_path)):
        expected.append((part.id, str(first), str(first + len(part.columns) - 1)))
        first += len(part.columns)
    assert re.findall(rule, styles) == expected


def test_broken_data_leaves_a_line_in_the_page() -> None:
    assert "cannot be shown" in render_view(None, "size", Reporter())
    assert "cannot be shown" in render_sheets(None, Reporter())


def test_a_view_has_no_cell_without_words(tmp_path: Path) -> None:
    """A licence's group is never told by its shape alone."""
    for cell in tree(merged(tmp_path), "license").iterfind(".//td"):
        assert re.search(r"\w", words(cell))


def test_languages_are_named_where_they_are_few_and_else_counted() -> None:
    handmade, licences = load_models(ROOT, []), licenses.load(ROOT, [])
    assert handmade and licences
    known = merge.merge(handmade, licences)
    told = {
        name: row(known, "tokenizer smollm2-135m-instruct granite-4-0-350m qwen2-5-0-5b-instruct", name)[-1]
        for name in ("SmolLM2-135M", "granite-4.0-350m", "Qwen2.5-0.5B")
    }
    assert list(told.values()) == ["English", "12 named", "13 named more than 29 languages"]


def test_what_narrows_the_table_says_how_many_models_it_leaves(tmp_path: Path) -> None:
    """None for a choice that would leave none."""
    offered = narrowing(merged(tmp_path, [answer(), answer(LARGE)]))
    assert [it.text for it in offered.licences] == ["Permissive (1)", "Conditions on use (1)"]
    assert [it.text for it in offered.languages] == ["English (1)"]
    assert [f"{it.value}: {it.text}" for it in (*offered.parameters, *offered.memory)] == [
        *("500: 500 million (1)", "1000: 1,000 million (1)", "2000: 2,000 million (2)"),
        *("4000: 4,000 million (2)", "1: 1 GiB (1)", "2: 2 GiB (1)", "4: 4 GiB (2)", "8: 8 GiB (2)"),
    ]
