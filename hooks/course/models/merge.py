"""What the Hub says of the featured models beside what was checked by hand: the best origin of each field."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from ..authoring.provenance import Fact
from ..hub.answer import HubAnswer
from ..hub.answers import NO_ANSWERS, Answers, Origin
from .featured import Featured, Models, State, Value
from .handmade import Handmade
from .licenses import Claim, Licence, Licences
from .models import Ancestor, FeaturedModel

NOT_THERE = object()  # read from an answer that does not speak of a field, or is not believed
FAR = 0.1  # of a count checked by hand: what the Hub says beyond is not believed
NAMELESS = "a model whose name could not be read"


def merge(handmade: Handmade, licences: Licences, answers: Answers = NO_ANSWERS) -> Models:
    """Every field of every featured model by its best origin."""
    terms = _Terms(handmade, licences, answers)
    every = [_featured(model, terms, answers) for model in handmade.models]
    every.sort(key=lambda model: (model.parameters.value, model.by_hand.id))
    models, former = ([it for it in every if it.by_hand.featured is wanted] for wanted in (True, False))
    doubts = tuple(doubt for model in handmade.featured for doubt in _doubts(model, answers))
    return Models(
        tuple(models), tuple(licences.groups), handmade.tokenizers, handmade.sources, doubts, tuple(former)
    )


def _featured(model: FeaturedModel, terms: "_Terms", answers: Answers) -> Featured:
    said = answers.of(model.id)
    licence = terms.value(model.id)
    inherited = terms.licences.inherited(model.id, terms.bases, terms.known)

    def pick(fact: Fact, by_hand: Any, read: Callable[[HubAnswer], Any], flag: bool = False) -> Value:
        return _pick(said, model, fact, by_hand, read, flag)

    def count(field: str, fact: Fact) -> Value:
        return pick(fact, getattr(fact, "value", None), lambda answer: _known(getattr(answer, field)))

    return Featured(
        by_hand=model,
        called=said[0][1].name if said else model.id,
        state=_state(model.id, answers),
        license=licence,
        inherited=inherited,
        gated=pick(model.gated, model.gated.value, lambda answer: _known(answer.gated), flag=True),
        parameters=_parameters(
            model,
            pick(model.parameters, model.parameters.value, lambda answer: _size(answer, model)),
        ),
        context=pick(
            model.context.native, model.context.native.value, lambda it: _native(it, model), flag=True
        ),
        vocab_size=pick(model.vocab_size, model.vocab_size.value, lambda it: _vocab_size(it, model)),
        downloads=count("downloads", model.downloads),
        likes=count("likes", model.likes),
        adapters=count("adapters", Fact()),
        quantized=count("quantized", Fact()),
        last_modified=count("last_modified", Fact()),
    )


def _pick(
    said: list[tuple[Origin, HubAnswer]],
    model: FeaturedModel,
    fact: Fact,
    by_hand: Any,
    read: Callable[[HubAnswer], Any],
    flag: bool,
) -> Value:
    """The first of the Hub's answers that speaks of the field, else the value checked by hand."""
    spoken = [(origin, answer, value) for origin, answer in said if (value := read(answer)) is not NOT_THERE]
    if not spoken:
        date = (fact.checked or model.checked).isoformat() if by_hand is not None else ""
        return Value(by_hand, "hand-checked", date, fact)
    origin, answer, value = spoken[0]
    earlier = spoken[1][2] if len(spoken) > 1 else by_hand
    differs = flag and origin == "live" and earlier is not None and not _same(value, earlier)
    note = answer.context.decided_by if fact is model.context.native and answer.context else ""
    return Value(value, origin, answer.at[:10], fact, note, earlier if differs else None)


def _same(value: Any, earlier: Any) -> bool:
    """Gates are compared as shut or open: nobody checked by hand who opens them."""
    return bool(value) == bool(earlier) if isinstance(earlier, bool | str) else bool(value == earlier)


def _known(value: Any) -> Any:
    return NOT_THERE if value is None else value


def _size(answer: HubAnswer, model: FeaturedModel) -> Any:
    return _near(answer.parameters, model.parameters.value, model.parameters.hub_total)


def _native(answer: HubAnswer, model: FeaturedModel) -> Any:
    """The config's own "not stated" is an answer; one that was not read is none, nor one nobody promises."""
    if answer.config_status != "live" or not answer.context:
        return NOT_THERE
    length, known = answer.context.native, model.context
    longest = max(fact.value or 0 for fact in (known.native, known.documented, known.extended))
    return NOT_THERE if length and 0 < longest < length else length


def _vocab_size(answer: HubAnswer, model: FeaturedModel) -> Any:
    return _near(answer.context.vocab_size if answer.context else None, model.vocab_size.value)


def _near(said: int | None, *checked: int | None) -> Any:
    """``said`` where it is near one of the counts ``checked`` by hand, or there is none."""
    counts = [count for count in checked if count]
    believed = said and (not counts or any(abs(said - count) <= FAR * count for count in counts))
    return said if believed else NOT_THERE


def _doubts(model: FeaturedModel, answers: Answers) -> Iterator[str]:
    """What the Hub says today and is not believed, in words."""
    answer = answers.live.get(model.id)
    if not answer:
        return
    context = answer.context
    for what, said, read, by_hand in (
        ("parameters", answer.parameters, _size, model.parameters.value),
        ("a context of tokens", context and context.native, _native, model.context.native.value),
        ("vocabulary entries", context and context.vocab_size, _vocab_size, model.vocab_size.value),
    ):
        if said and read(answer, model) is NOT_THERE:
            checked = f"{by_hand:,}" if by_hand else "not stated"
            yield (
                f"Hub: {model.id}: {said:,} {what} is not believed, since {checked} was checked by hand. "
                "Look at the model's page, and correct data/models.yml if the model has changed"
            )


def _parameters(model: FeaturedModel, value: Value) -> Value:
    """The count checked by hand, while the Hub still counts a matrix twice as it did then."""
    fact = model.parameters
    if fact.hub_total and value.value == fact.hub_total:
        date = (fact.checked or model.checked).isoformat()
        return Value(fact.value, "hand-checked", date, fact)
    return value


def _state(id: str, answers: Answers) -> State:
    if id in answers.absent:
        return answers.absent[id]
    live = answers.live.get(id)
    if live and live.disabled:
        return "disabled"
    return "private" if live and live.private else ""


class _Terms:
    """The licence of every model known, featured or ancestor, and who was made from whom."""

    def __init__(self, handmade: Handmade, licences: Licences, answers: Answers) -> None:
        self.licences = licences
        self.by_hand: dict[str, FeaturedModel | Ancestor] = {model.id: model for model in handmade.models}
        self.by_hand |= handmade.ancestors
        self.answers = answers
        ids = {*self.by_hand, *answers.live, *answers.recorded}
        self.values = {id: value for id in ids if (value := self._value(id))}
        self.known: dict[str, Licence] = {id: value.value for id, value in self.values.items()}
        self.bases = {id: self._bases(id) for id in ids}
        named = {base for bases in self.bases.values() for base in bases}
        looked_at = {model.base_model.value for model in self.by_hand.values() if model.base_model}
        for base in named - looked_at - set(self.known):  # of whom nothing is known, and who may ask anything
            self.known[base] = licences.resolve(Claim(()), base)

    def value(self, id: str) -> Value:
        return self.values[id]

    def _value(self, id: str) -> Value | None:
        model = self.by_hand.get(id)
        readings = model.license.readings if model else ()
        said = [(o, a, claim) for o, a in self.answers.of(id) if (claim := _claim(a)) is not None]
        fact = model.license if model else Fact()
        by_hand = self.licences.resolve(model.license.claim, id, readings) if model else None
        if not said:
            if not model or not by_hand:
                return None
            date = (fact.checked or model.checked).isoformat()
            return Value(by_hand, "hand-checked", date, fact)
        made_out = [self.licences.resolve(claim, id, readings) for _, _, claim in said]
        origin, answer, _ = said[0]
        earlier = made_out[1] if len(made_out) > 1 else by_hand
        changed = origin == "live" and earlier is not None and _terms_differ(made_out[0], earlier)
        return Value(made_out[0], origin, answer.at[:10], fact, was=earlier if changed else None)

    def _bases(self, id: str) -> Collection[str]:
        for _, answer in self.answers.of(id):
            if "base_models" in answer.unread:
                return (*answer.base_models, NAMELESS)
            if answer.base_models:
                return answer.base_models
        model = self.by_hand.get(id)
        base = model.base_model.value if model and model.base_model else None
        return (base,) if base else ()


def _claim(answer: HubAnswer) -> Claim | None:
    """What the answer says of the licence, "nothing" included; None where a part of it could not be read."""
    if {"license", "license_name", "license_link"} & set(answer.unread):
        return None
    return Claim.of(answer.licenses or answer.license, answer.license_name, answer.license_link)


def _terms_differ(now: Licence, earlier: Licence) -> bool:
    """A link that moved is no change of licence, unless a reading fell away with it."""
    claims = now.claim, earlier.claim
    return now.group != earlier.group or len({(claim.ids, claim.name) for claim in claims}) > 1
