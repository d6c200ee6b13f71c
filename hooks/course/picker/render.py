"""The picker as HTML: a form whose choices come from the data, and a table for who has no JavaScript."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ..authoring.jinja import render
from ..authoring.number import worked_out
from ..authoring.report_link import Reporter
from ..hub.changes import GATES
from ..models.columns import MILLION
from ..models.featured import Featured, Models
from ..models.languages import named
from ..models.tables import render_view
from ..models.words import in_words
from .choices import Counts, figures, windows
from .devices import Device
from .scenarios import Scenario

OFTEN = 4  # cards that list a language which stands in sight: one maker alone has three
PAGE = "pick.md"  # of the picker's own; other pages take the form from there when a reader comes near


def render_picker(
    models: Models | None,
    scenarios: Sequence[Scenario],
    devices: Sequence[Device],
    counts: Counts,
    log: Path,
    page: str,
    report: Reporter,
) -> str:
    """The picker on its own page, its place on another ``page``; a line where the models' data is broken."""
    if models is None:
        return render("models-broken.html")
    if page != PAGE:
        return render("picker-elsewhere.html", page=PAGE, rows=[_row(it) for it in models.in_lessons])
    return render(
        "picker.html",
        table=Markup(render_view(models, "all", report)),
        languages=_languages(models),
        known=named({code for known in _figures(models, counts).values() for code in known}),
        tokenizers=_tokenizers(models),
        families=_families(models, counts),
        scenarios=scenarios,
        devices=devices,
        log=_log(log, models),
        report=report("picker", page),
    )


def render_scenarios(models: Models | None, scenarios: Sequence[Scenario]) -> str:
    """The worked examples, each with the answer that the picker gives."""
    answers = {model.by_hand.id: model for model in models.all} if models else {}
    shown = [(it, answers[it.answer]) for it in scenarios if it.answer in answers]
    return render("scenarios.html", scenarios=shown)


def scenarios_as_markdown(scenarios: Sequence[Scenario], numbers: Mapping[str, Mapping[str, Any]]) -> str:
    told = (f"**{it.title}.** {it.text} Answer: {it.answer}. {it.because}" for it in scenarios)
    return "".join(f"{place}. {worked_out(text, numbers)}\n" for place, text in enumerate(told, 1))


def _row(model: Featured) -> dict[str, str]:
    """What the picker decides by first, for readers without JavaScript."""
    window, _ = windows(model)
    return {
        "slug": model.slug,
        "name": model.short,
        "licence": f"{model.governing.name} ({model.governing.group.name.lower()})",
        "parameters": f"{model.parameters.value / MILLION:,.0f}",
        "context": f"{window:,}" if window else "not stated",
    }


def _languages(models: Models) -> tuple[dict[str, str], dict[str, str]]:
    """Code to name: the languages that several cards list, and those that few do."""
    spoken = [model.by_hand.languages.value for model in models.all]
    counted = Counter(code for codes in spoken if isinstance(codes, tuple) for code in codes)
    often = [code for code in counted if counted[code] >= OFTEN]
    return named(often), named(counted.keys() - set(often))


def _figures(models: Models, counts: Counts) -> dict[str, dict[str, list[float]]]:
    """Characters per token that are known, by family and language."""
    return {id: figures(id, models.tokenizers[id], counts) for id, _ in _tokenizers(models)}


def _tokenizers(models: Models) -> list[tuple[str, str]]:
    used = {model.by_hand.tokenizer.value for model in models.all}
    return [(id, tokenizer.name) for id, tokenizer in models.tokenizers.items() if id in used]


def _families(models: Models, counts: Counts) -> list[tuple[str, str, bool]]:
    """Each family with a figure of its own, then all others as one row, since their estimate is the same."""
    known = _figures(models, counts)
    rows = [(id, name, True) for id, name in _tokenizers(models) if known[id]]
    others = [(id, name) for id, name in _tokenizers(models) if not known[id]]
    names = ", ".join(name for _, name in others)
    return [*rows, *[(id, names, False) for id, _ in others[:1]]]


def _log(path: Path, models: Models) -> list[dict[str, str]]:
    """What `make refresh` logged of these models, the latest first: day, model and the change in words."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    ids = {model.by_hand.id for model in models.all}
    return [_entry(entry) for entry in reversed(entries) if entry["id"] in ids]


def _entry(entry: dict[str, Any]) -> dict[str, str]:
    day, (name, words) = entry["at"][:10], FIELDS[entry["field"]]
    change = f"{name} of {entry['id']}: {words(entry['from'])} → {words(entry['to'])}"
    return {"at": day, "model": entry["id"], "text": f"{in_words(day)}: {change}"}


def _licence(value: dict[str, Any]) -> str:
    stated = value["license"]
    text = " and ".join(stated) if isinstance(stated, list) else stated or "none stated"
    return f"{text} ({value['license_name']})" if value["license_name"] else text


FIELDS = {
    "license": ("licence", _licence),
    "gated": ("gate", lambda value: GATES[value]),
    "context": ("context", lambda value: "not stated" if value is None else f"{value:,} tokens"),
}
