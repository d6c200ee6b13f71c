"""A sheet for each featured model: every fact with its origin, date and source."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..authoring.jinja import render
from ..authoring.provenance import Fact, Reference
from ..authoring.report_link import Reporter
from . import memory
from .columns import ABSENT, GATES, GB, MILLION, NO_ANSWER
from .featured import Featured, Models, Value
from .languages import named
from .licenses import HUB
from .running import running
from .words import ORIGINS, characters, computed, files, in_words, kept, thinking

GATE = "Its repository has a gate: agree to its terms on the Hub first, then sign in with hf auth login."

STATES = {
    "missing": "No longer on the Hub: the last known facts",
    "disabled": "Disabled on the Hub: the last known facts",
    "private": "Private on the Hub: the last known facts",
}


@dataclass(frozen=True)
class Line:
    """One fact: where it is from, and what was ``checked`` by hand, with its ``sources``."""

    name: str
    text: str
    notes: tuple[str, ...] = ()
    origin: str = ""
    origin_href: str = ""
    checked: str = ""
    sources: tuple[Reference, ...] = ()
    href: str | None = None
    code: bool = False


@dataclass(frozen=True)
class Sheet:
    """``gist`` stands beside the name of a folded one."""

    model: Featured
    gist: str
    hub: str
    state: str
    lines: tuple[Line, ...]
    report: str | None


def render_sheets(models: Models | None, report: Reporter) -> str:
    """A folded part for each model, by name. ``models`` is None where the data is broken."""
    if models is None:
        return render("models-broken.html")
    sheets = [
        Sheet(
            model=model,
            gist=_gist(model),
            hub=_hub(model),
            state=STATES.get(model.state, ""),
            lines=tuple(_lines(model, models)),
            report=report("model", model.by_hand.id),
        )
        for model in sorted(models.all, key=lambda model: model.by_hand.id.lower())
    ]
    former = [(model, _hub(model)) for model in models.former]
    return render("models-sheets.html", sheets=sheets, former=former)


def _gist(model: Featured) -> str:
    tokens = model.by_hand.context.documented.value
    window = f", {tokens:,} tokens" if tokens else ""
    return f"{model.governing.group.name}, {model.parameters.value / MILLION:,.0f} million parameters{window}"


def _lines(model: Featured, models: Models) -> Iterator[Line]:
    hand = model.by_hand
    yield _licence(model, models.sources)
    gate = GATES.get(model.gated.value, "")
    yield _said("Gate", gate, model.gated, model, models)
    yield _said("Parameters", _count(model.parameters.value), model.parameters, model, models)
    size = hand.dimensions
    shape = (
        f"{size.layers} layers, hidden size {size.hidden_size:,}, {size.heads} attention heads, "
        f"{size.kv_heads} key-value heads of {size.head_dim}"
    )
    yield _checked("Dimensions", shape, size, model, models)
    yield _checked("Key-value cache", kept(model), hand.cache, model, models)
    yield _said("Vocabulary", _count(model.vocab_size.value, " rows"), model.vocab_size, model, models)
    tokenizer = models.tokenizers[hand.tokenizer.value]
    family = f"{tokenizer.name} ({tokenizer.kind}), {hand.tokenizer.entries:,} entries"
    yield _checked("Tokenizer", family, hand.tokenizer, model, models)
    yield _checked("Characters per token", characters(tokenizer), tokenizer, model, models)
    yield _checked("Chat template", hand.chat_template.value or "", hand.chat_template, model, models)
    yield _checked("Thinking mode", thinking(hand.thinking), hand.thinking, model, models)
    spoken = hand.languages.value or ""
    languages = spoken if isinstance(spoken, str) else ", ".join(named(spoken).values())
    yield _checked("Languages", languages, hand.languages, model, models)
    yield _said("Context, native", _count(model.context.value, " tokens"), model.context, model, models)
    context = hand.context
    for name, fact in (("documented", context.documented), ("extended", context.extended)):
        yield _checked(f"Context, {name}", _count(fact.value, " tokens"), fact, model, models)
    for remark in context.notes:
        yield _checked("Context, remark", remark.text, remark, model, models)
    yield _checked("Made from", hand.base_model.value or "", hand.base_model, model, models)
    for score in hand.ifeval:
        how = f" ({score.how})" if score.how else ""
        yield _checked("IFEval", f"{score.value}, measured by {score.by}{how}", score, model, models)
    yield _said("Downloads, last 30 days", _count(model.downloads.value), model.downloads, model, models)
    yield _said("Likes", _count(model.likes.value), model.likes, model, models)
    yield _said("Adapters", _count(model.adapters.value), model.adapters, model, models)
    yield _said("Quantized copies", _count(model.quantized.value), model.quantized, model, models)
    yield _said("Last changed", (model.last_modified.value or "")[:10], model.last_modified, model, models)
    known = _checked("Quantized files", files(hand.quantized), hand.quantized, model, models)
    in_4_bits = memory.weights_bytes(model.parameters.value, memory.INT4_BITS)
    least = f"By parameters × ½, one in 4 bits takes at least {in_4_bits / GB:.2f} GB."
    yield known if hand.quantized.bytes else replace(known, notes=(*known.notes, least))
    for program, line in running(hand):
        yield Line(
            name=f"Run it: {program}",
            text=line,
            notes=_before_running(model) if program == "transformers" else (),
            origin="in the form that its own pages give",
            origin_href="models.md#arithmetic",
            checked=_checked_on(hand.run, model) if hand.run.sources else "",
            sources=_references(hand.run.sources, models.sources),
            code=True,
        )
    yield Line("Computed", computed(model), origin="from the facts above", origin_href="models.md#arithmetic")


def _licence(model: Featured, sources: Mapping[str, Reference]) -> Line:
    value, licence = model.license, model.license.value
    notes = [f"On the Hub: {licence.stated}."]
    if licence.reading:
        notes.append(licence.reading.says)
    if licence.travels:
        notes.append(f"What travels with a fine-tune: {licence.travels}")
    if licence.territory:
        notes.append(f"Where it applies: {licence.territory}.")
    if model.inherited:
        ancestor, terms = model.inherited
        notes.append(f"Inherits: {terms.name} ({terms.group.name.lower()}), from {ancestor}.")
    elif licence.group.id == "unknown" and not licence.reading:
        notes.append(licence.group.asks)
    if value.changed:
        notes.append(f"Changed: was {value.was.stated}.")
    notes += [value.fact.note] if value.fact.note else []
    keys = (*value.fact.sources, *(licence.reading.sources if licence.reading else ()))
    return Line(
        name="Licence",
        text=f"{licence.name} ({licence.group.name.lower()})",
        notes=tuple(notes),
        origin=_origin(value),
        origin_href=_hub(model),
        checked=_checked_on(value.fact, model),
        sources=_references(keys, sources),
        href=licence.link,
    )


def _said(name: str, text: str, value: Value, model: Featured, models: Models) -> Line:
    """A field that the Hub may answer; what was checked by hand stands beside it."""
    notes = [value.note] if value.note else []
    if value.changed:
        notes.append(f"Changed: was {GATES.get(value.was) or f'{value.was:,}'}.")
    notes += [value.fact.note] if value.fact.note else []
    if not text and not notes:
        notes.append(NO_ANSWER)
    by_hand = getattr(value.fact, "value", None)
    checked = _checked_on(value.fact, model) if by_hand is not None else ""
    if value.origin != "hand-checked" and type(by_hand) is int and by_hand != value.value:
        checked += f", as {by_hand:,}"
    return Line(
        name=name,
        text=text,
        notes=tuple(notes),
        origin=_origin(value),
        origin_href=_hub(model),
        checked=checked,
        sources=_references(value.fact.sources, models.sources),
    )


def _checked(name: str, text: str, fact: Fact, model: Featured, models: Models) -> Line:
    """A field that is only ever checked by hand."""
    why = fact.note or ("" if text else ABSENT)
    return Line(
        name=name,
        text=text,
        notes=(why,) if why else (),
        checked=_checked_on(fact, model) if text else "",
        sources=_references(fact.sources, models.sources),
    )


def _hub(model: Featured) -> str:
    return f"{HUB}/{model.called}"


def _origin(value: Value) -> str:
    by_hand = value.origin == "hand-checked"
    return "" if by_hand else f"{ORIGINS[value.origin]}, {in_words(value.date)}"


def _checked_on(fact: Fact, model: Featured) -> str:
    day = (fact.checked or model.by_hand.checked).isoformat()
    return f"{ORIGINS['hand-checked']}, {in_words(day)}"


def _references(keys: Iterable[str], sources: Mapping[str, Reference]) -> tuple[Reference, ...]:
    return tuple(sources[key] for key in dict.fromkeys(keys) if key in sources)


def _count(number: int | None, unit: str = "") -> str:
    return "" if number is None else f"{number:,}{unit}"


def _before_running(model: Featured) -> tuple[str, ...]:
    """What to know before its own repository is loaded. Other programs take their file from another."""
    return tuple(note for note in (model.by_hand.run.note, GATE if model.gated.value else "") if note)
