"""A sheet for each featured model: every fact with its origin, date and source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import memory
from .facts import Fact, Reference
from .featured import Featured, Models, Value
from .html import render
from .licenses import HUB
from .model_columns import GATES, GB, GIB, KB, LONG_TOKENS, MILLION
from .report import Reporter
from .words import ORIGINS, in_words

STATES = {
    "missing": "No longer on the Hub: the last known facts",
    "disabled": "Disabled on the Hub: the last known facts",
    "private": "Private on the Hub: the last known facts",
}
RANK = 16  # of the LoRA adapters in the examples
BANDWIDTH = 100 * GB  # bytes a second in the example of speed: a laptop's memory


@dataclass(frozen=True)
class Line:
    """One fact. ``origin`` says where the value is from; ``sources`` are of what was checked by hand."""

    name: str
    text: str
    origin: str = ""
    notes: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()
    href: str | None = None


@dataclass(frozen=True)
class Sheet:
    model: Featured
    hub: str
    state: str
    lines: tuple[Line, ...]
    report: str | None


def render_sheets(models: Models | None, report: Reporter) -> str:
    """A section for each model, by name. ``models`` is None where the data is broken."""
    if models is None:
        return render("models-broken.html")
    sheets = [
        Sheet(
            model=model,
            hub=f"{HUB}/{model.called}",
            state=STATES.get(model.state, ""),
            lines=tuple(_lines(model, models)),
            report=report("model", model.by_hand.id),
        )
        for model in sorted(models.all, key=lambda model: model.by_hand.id.lower())
    ]
    return render("models-sheets.html", sheets=sheets)


def _lines(model: Featured, models: Models) -> Iterator[Line]:
    hand = model.by_hand
    yield _licence(model, models.sources)
    gate = GATES.get(model.gated.value, "")
    yield _said("Gate", gate, model.gated, models)
    yield _said("Parameters", _count(model.parameters.value), model.parameters, models)
    size = hand.dimensions
    shape = (
        f"{size.layers} layers, hidden size {size.hidden_size:,}, {size.heads} attention heads, "
        f"{size.kv_heads} key-value heads of {size.head_dim}"
    )
    yield _checked("Dimensions", shape, size, model, models)
    yield _checked("Key-value cache", _kept(model), hand.cache, model, models)
    yield _said("Vocabulary", _count(model.vocab_size.value, " entries"), model.vocab_size, models)
    tokenizer = models.tokenizers[hand.tokenizer.value]
    family = f"{tokenizer.name} ({tokenizer.kind}), {hand.tokenizer.entries:,} entries before padding"
    yield _checked("Tokenizer", family, hand.tokenizer, model, models)
    yield _checked("Characters per token", _characters(model, models), tokenizer, model, models)
    yield _checked("Chat template", hand.chat_template.value or "", hand.chat_template, model, models)
    spoken = hand.languages.value or ""
    languages = spoken if isinstance(spoken, str) else ", ".join(spoken)
    yield _checked("Languages", languages, hand.languages, model, models)
    yield _said("Context, native", _count(model.context.value, " tokens"), model.context, models)
    context = hand.context
    for name, fact in (("documented", context.documented), ("extended", context.extended)):
        yield _checked(f"Context, {name}", _count(fact.value, " tokens"), fact, model, models)
    for remark in context.notes:
        yield _checked("Context, remark", remark.text, remark, model, models)
    yield _checked("Made from", hand.base_model.value or "", hand.base_model, model, models)
    for score in hand.ifeval:
        how = f" ({score.how})" if score.how else ""
        yield _checked("IFEval", f"{score.value}, measured by {score.by}{how}", score, model, models)
    yield _said("Downloads, last 30 days", _count(model.downloads.value), model.downloads, models)
    yield _said("Likes", _count(model.likes.value), model.likes, models)
    yield _said("Adapters", _count(model.adapters.value), model.adapters, models)
    yield _said("Last changed", (model.last_modified.value or "")[:10], model.last_modified, models)
    yield Line("Computed", _computed(model), "from the facts above", href="models.md#arithmetic")


def _licence(model: Featured, sources: Mapping[str, Reference]) -> Line:
    value, licence = model.license, model.license.value
    notes = [f"On the Hub: {licence.stated}."]
    if licence.reading:
        notes.append(licence.reading.says)
    if licence.travels:
        notes.append(f"What travels with a fine-tune: {licence.travels}")
    if model.inherited:
        ancestor, terms = model.inherited
        notes.append(f"Inherits: {terms.name} ({terms.group.name.lower()}), from {ancestor}.")
    elif licence.group.id == "unknown" and not licence.reading:
        notes.append(licence.group.asks)
    if value.changed:
        notes.append(f"Changed: was {value.was.stated}.")
    notes += [value.fact.note] if value.fact.note else []
    keys = dict.fromkeys((*value.fact.sources, *(licence.reading.sources if licence.reading else ())))
    text = f"{licence.name} ({licence.group.name.lower()})"
    return Line("Licence", text, _origin(value), tuple(notes), _references(keys, sources), licence.link)


def _said(name: str, text: str, value: Value, models: Models) -> Line:
    """A field that the Hub may answer; what was checked by hand stands beside it where it differs."""
    notes = [value.note] if value.note else []
    if value.changed:
        notes.append(f"Changed: was {value.was:,}." if isinstance(value.was, int) else "Changed.")
    by_hand = getattr(value.fact, "value", None)
    if value.origin != "hand-checked" and by_hand is not None and not isinstance(by_hand, bool):
        notes.append(f"Checked by hand: {by_hand:,}." if by_hand != value.value else "Checked by hand too.")
    notes += [value.fact.note] if value.fact.note else []
    return Line(name, text, _origin(value), tuple(notes), _references(value.fact.sources, models.sources))


def _checked(name: str, text: str, fact: Fact, model: Featured, models: Models) -> Line:
    """A field that is only ever checked by hand."""
    day = (fact.checked or model.by_hand.checked).isoformat()
    notes = [fact.note] if fact.note else []
    origin = f"{ORIGINS['hand-checked']}, {in_words(day)}" if text else ""
    return Line(name, text, origin, tuple(notes), _references(fact.sources, models.sources))


def _origin(value: Value) -> str:
    return f"{ORIGINS[value.origin]}, {in_words(value.date)}" if value.date else ""


def _references(
    keys: Mapping[str, None] | tuple[str, ...], sources: Mapping[str, Reference]
) -> tuple[Reference, ...]:
    return tuple(sources[key] for key in keys if key in sources)


def _count(number: int | None, unit: str = "") -> str:
    return "" if number is None else f"{number:,}{unit}"


def _kept(model: Featured) -> str:
    cache, kept = model.by_hand.cache, model.by_hand.kept
    parts = [f"{kept.bytes_per_token / KB:.1f} KB for each token, kept in {cache.full_layers} layers"]
    if cache.window_layers:
        full = f"{kept.fixed_bytes / MILLION:.1f} MB"
        parts.append(f"{cache.window_layers} layers keep the last {cache.window:,} tokens ({full})")
    if cache.no_cache_layers:
        parts.append(f"{cache.no_cache_layers} layers keep nothing of their own")
    return "; ".join(parts)


def _characters(model: Featured, models: Models) -> str:
    tokenizer = models.tokenizers[model.by_hand.tokenizer.value]
    both = {
        "English": tokenizer.english_characters_per_token,
        "Japanese": tokenizer.japanese_characters_per_token,
    }
    return ", ".join(f"{language} {number}" for language, number in both.items() if number is not None)


def _computed(model: Featured) -> str:
    hand, size, parameters = model.by_hand, model.by_hand.dimensions, model.parameters.value
    adapter = memory.lora_adapter_parameters(
        size.hidden_size, size.heads, size.kv_heads, size.head_dim, size.layers, RANK
    )
    weights = memory.weights_bytes(parameters, memory.BF16_BITS)
    full_min, full_max = (
        memory.training_full_min_bytes(parameters),
        memory.training_full_max_bytes(parameters),
    )
    lora = memory.training_lora_min_bytes(parameters, adapter)
    qlora = memory.training_qlora_min_bytes(parameters, adapter)
    speed = memory.tokens_per_second_at_most(BANDWIDTH, weights)
    tokens = min(LONG_TOKENS, hand.context.documented.value or LONG_TOKENS)
    cache, bound = hand.kept.bytes_at(tokens), hand.kept.bytes_at_most(tokens)
    plain = f" (at most {bound / GIB:.2f} GiB where windows are ignored)" if bound > cache else ""
    return (
        f"weights {weights / GB:.2f} GB in bf16; cache at {tokens:,} tokens {cache / GIB:.2f} GiB{plain}; "
        f"training, before activations: full {full_min / GB:.1f} to {full_max / GB:.1f} GB, "
        f"LoRA at least {lora / GB:.1f} GB, QLoRA at least {qlora / GB:.1f} GB; "
        f"at most {speed:,.0f} tokens a second where memory moves 100 GB a second"
    )
