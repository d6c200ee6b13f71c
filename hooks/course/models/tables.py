"""The tables of the featured models, each with its origins and dates."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from ..authoring.jinja import render
from ..authoring.report_link import Reporter
from ..hub.answers import Origin
from .columns import Cell, Column, columns, parts
from .details import STATES
from .featured import Featured, Models
from .licenses import HUB
from .narrowing import facts, narrowing
from .words import ORIGINS, in_words

TITLES = {
    "license": "Licence and gate of {}",
    "context": "Context length of {}, and what a long one costs",
    "tokenizer": "Tokenizers of {}",
    "size": "Size of {}, and the memory that follows from it",
    "community": "What the community has done with {}",
    "all": "Everything about {}",
}
VIEWS = tuple(TITLES)


@dataclass(frozen=True)
class Row:
    """``facts`` are what the row is narrowed by, in the table of all."""

    model: Featured
    hub: str
    state: str
    cells: tuple[Cell, ...]
    facts: Mapping[str, str]


def render_view(models: Models | None, said: str, report: Reporter) -> str:
    """The table ``said``, one of ``VIEWS`` and perhaps the models' slugs, as a figure.

    ``models`` is None where the data is broken.
    """
    if models is None:
        return render("models-broken.html")
    view, *slugs = said.split()
    ordered = _ordered(models, view, slugs)
    shown, empty = _filled(columns(view, models), ordered, few=bool(slugs))
    usual = _usual(shown, ordered)
    return render(
        "models.html",
        view=view,
        title=_title(view, len(ordered)),
        every=len(models.all),
        columns=shown,
        empty=empty,
        parts=parts(models) if view == "all" else (),
        narrowing=narrowing(models) if view == "all" else None,
        rows=[_row(model, shown, usual, view) for model in ordered],
        origins=_origins(shown, ordered),
        licences=_occurring(ordered) if view in ("license", "all") else [],
        sort_value=_sort_value(models),
        report=report("table", view),
    )


def view_as_markdown(models: Models, said: str) -> str:
    """The same as plain Markdown: a row a model, with where its values come from below."""
    view, *slugs = said.split()
    ordered = _ordered(models, view, slugs)
    shown, empty = _filled(columns(view, models), ordered, few=bool(slugs))
    heads = [_head(column) for column in shown]
    rows = [[model.short, *(_plain_cell(_cell(model, it, None)) for it in shown)] for model in ordered]
    table = [["Model", *heads], ["---"] * (len(heads) + 1), *rows]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    origins = _origins(shown, ordered)
    without = [f"No value for {heads}: {why}" for why, heads in empty.items()]
    return "\n".join([*lines, "", *without, f"{_title(view, len(ordered))}: {origins}.", ""])


def _head(column: Column) -> str:
    return f"{column.head} ({column.unit})" if column.unit else column.head


def _title(view: str, count: int) -> str:
    return TITLES[view].format(f"{count} model{'s' if count > 1 else ''}")


def _plain_cell(cell: Cell) -> str:
    changed = f"changed: {cell.changed}" if cell.changed else ""
    text = "; ".join(part for part in (cell.text or "–", changed, *cell.notes) if part)
    return " ".join(text.replace("|", "\\|").split())


def _ordered(models: Models, view: str, slugs: Collection[str]) -> tuple[Featured, ...]:
    """As featured, in lessons only those that their argument needs; licences from the most permissive on."""
    shown = models.all if view == "all" else models.in_lessons
    if slugs:
        shown = tuple(model for model in models.all if model.slug in slugs)
    if view != "license":
        return shown
    return tuple(sorted(shown, key=lambda model: models.strictness.index(model.governing.group.id)))


def _filled(
    shown: list[Column], models: Collection[Featured], few: bool
) -> tuple[list[Column], dict[str, str]]:
    """The columns, and by their reason the heads of those left out: of a few rows none has a value there."""
    empty: dict[str, list[str]] = {}
    kept = []
    for column in shown:
        cells = {_cell(model, column, None) for model in models}
        if few and len(cells) == 1 and not (cell := cells.pop()).text:
            empty.setdefault(" ".join(cell.notes), []).append(column.head)
        else:
            kept.append(column)
    return kept, {why: ", ".join(heads) for why, heads in empty.items()}


def _row(model: Featured, shown: list[Column], usual: Origin | None, view: str) -> Row:
    state = STATES[model.state] if model.state else f"Now called {model.called}" if model.renamed else ""
    cells = tuple(_cell(model, column, usual) for column in shown)
    return Row(model, f"{HUB}/{model.called}", state, cells, facts(model) if view == "all" else {})


def _cell(model: Featured, column: Column, usual: Origin | None) -> Cell:
    """The column's cell: a dash says why, a value where it comes from, if not from where most do."""
    cell = column.cell(model)
    if not cell.text:
        checked = column.checked(model)
        why = checked.note if checked and not checked.stated and checked.note else column.why
        return cell if cell.notes else replace(cell, notes=(why,))
    value = column.value(model) if column.value else None
    if not usual or not value or not value.date or value.origin == usual:
        return cell
    return replace(cell, notes=(*cell.notes, f"{ORIGINS[value.origin]}, {in_words(value.date)}"))


def _usual(shown: list[Column], models: Collection[Featured]) -> Origin | None:
    """Where most of what the Hub may answer comes from."""
    values = [column.value(model) for column in shown if column.value for model in models]
    counted = Counter(value.origin for value in values if value.date)
    return counted.most_common(1)[0][0] if counted else None


def _stated(column: Column, models: Collection[Featured]) -> Iterator[tuple[Origin, str]]:
    """Origin and date of each value in the column, as long as it is not computed from others."""
    for model in models:
        if column.value and (value := column.value(model)).date:
            yield value.origin, value.date
        elif (fact := column.fact and column.fact(model)) and column.cell(model).text:
            yield "hand-checked", (fact.checked or model.by_hand.checked).isoformat()


def _origins(shown: list[Column], models: Collection[Featured]) -> str:
    """``51 values from the Hub, 23 November 2026; 1 checked by hand, 23 November 2026; 9 follow from …``."""
    stated = [it for column in shown for it in _stated(column, models)]
    parts: list[str] = []
    for origin, words in ORIGINS.items():
        dates = sorted(date for its, date in stated if its == origin)
        if dates:
            noun = "" if parts else " value" if len(dates) == 1 else " values"
            parts.append(f"{len(dates)}{noun} {words}, {_between(dates[0], dates[-1])}")
    there = sum(bool(column.cell(model).text) for column in shown for model in models)
    if there > len(stated):
        parts.append(f"{there - len(stated)} follow from these and from the models' other facts")
    return "; ".join(parts)


def _between(first: str, last: str) -> str:
    return in_words(first) if first == last else f"{in_words(first)} to {in_words(last)}"


def _occurring(models: tuple[Featured, ...]) -> list[Featured]:
    """One model for each licence that occurs, in the models' order."""
    return list({model.license.value.name: model for model in models}.values())


def _sort_value(models: Models) -> Callable[[Cell], str]:
    """What a cell sorts by: a group by its strictness, a number by its full value, "" last."""

    def value(cell: Cell) -> str:
        if cell.shape:
            return str(models.strictness.index(cell.shape))
        return "" if cell.sort is None else str(cell.sort)

    return value
