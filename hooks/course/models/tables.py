"""The tables of the featured models, each with its origins and dates."""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..authoring.jinja import render
from ..authoring.report_link import Reporter
from ..hub.answers import Origin
from .columns import Cell, Column, columns
from .details import STATES
from .featured import Featured, Models, Value
from .licenses import HUB
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
    model: Featured
    hub: str
    state: str
    cells: tuple[Cell, ...]


def render_view(models: Models | None, said: str, report: Reporter) -> str:
    """The table ``said``, one of ``VIEWS`` and perhaps the models' slugs, as a figure.

    ``models`` is None where the data is broken.
    """
    if models is None:
        return render("models-broken.html")
    view, *slugs = said.split()
    shown = columns(view, models)
    ordered = _ordered(models, view, slugs)
    values = [column.value(model) for column in shown if column.value for model in ordered]
    stated = [value for value in values if value.date]
    usual = _usual(stated)
    return render(
        "models.html",
        view=view,
        title=_title(view, len(ordered)),
        every=len(models.all),
        columns=shown,
        rows=[_row(model, shown, usual) for model in ordered],
        origins=_origins(stated),
        licences=_occurring(ordered) if view in ("license", "all") else [],
        sort_value=_sort_value(models),
        report=report("table", view),
    )


def view_as_markdown(models: Models, said: str) -> str:
    """The same as plain Markdown: a row a model, with where its values come from below."""
    view, *slugs = said.split()
    shown, ordered = columns(view, models), _ordered(models, view, slugs)
    stated = [
        value for column in shown if column.value for model in ordered if (value := column.value(model)).date
    ]
    heads = [f"{column.head} ({column.unit})" if column.unit else column.head for column in shown]
    rows = [[model.short, *(_plain_cell(column.cell(model)) for column in shown)] for model in ordered]
    table = [["Model", *heads], ["---"] * (len(heads) + 1), *rows]
    lines = ["| " + " | ".join(row) + " |" for row in table]
    return "\n".join([*lines, "", f"{_title(view, len(ordered))}: {_origins(stated)}.", ""])


def _title(view: str, count: int) -> str:
    return TITLES[view].format(f"{count} model{'s' if count > 1 else ''}")


def _plain_cell(cell: Cell) -> str:
    changed = f"changed: {cell.changed}" if cell.changed else ""
    text = "; ".join(part for part in (cell.text, changed, *cell.notes) if part)
    return " ".join(text.replace("|", "\\|").split()) or "–"


def _ordered(models: Models, view: str, slugs: Collection[str]) -> tuple[Featured, ...]:
    """As featured, in lessons only those that their argument needs; licences from the most permissive on."""
    shown = models.all if view == "all" else models.in_lessons
    if slugs:
        shown = tuple(model for model in models.all if model.slug in slugs)
    if view != "license":
        return shown
    return tuple(sorted(shown, key=lambda model: models.strictness.index(model.governing.group.id)))


def _row(model: Featured, shown: list[Column], usual: Origin | None) -> Row:
    state = STATES[model.state] if model.state else f"Now called {model.called}" if model.renamed else ""
    cells = tuple(_cell(model, column, usual) for column in shown)
    return Row(model, f"{HUB}/{model.called}", state, cells)


def _cell(model: Featured, column: Column, usual: Origin | None) -> Cell:
    """The column's cell; it says where it comes from, if not from where the table does."""
    cell = column.cell(model)
    value = column.value(model) if column.value else None
    if not value or not value.date or value.origin == usual:
        return cell
    note = f"{ORIGINS[value.origin]}, {in_words(value.date)}"
    return Cell(cell.text, cell.sort, cell.href, cell.shape, (*cell.notes, note), cell.changed)


def _usual(stated: list[Value]) -> Origin | None:
    counted = Counter(value.origin for value in stated)
    return counted.most_common(1)[0][0] if counted else None


def _origins(stated: list[Value]) -> str:
    """``51 values from the Hub, 23 November 2026; 1 checked by hand, 17 May to 23 November 2026``."""
    parts: list[str] = []
    for origin, words in ORIGINS.items():
        dates = sorted(value.date for value in stated if value.origin == origin)
        if dates:
            noun = "" if parts else " value" if len(dates) == 1 else " values"
            parts.append(f"{len(dates)}{noun} {words}, {_between(dates[0], dates[-1])}")
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
