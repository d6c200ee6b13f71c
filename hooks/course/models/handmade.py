"""data/models.yml, read and checked."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..authoring import source
from ..authoring.problem import Problem, nearest
from ..authoring.provenance import Reference, walk
from ..authoring.source import Source
from ..authoring.strict import repeated
from ..authoring.validation import Fault, Key
from .licenses import Licences
from .models import Ancestor, FeaturedModel, ModelFile, Tokenizer

FILE = "data/models.yml"


@dataclass(frozen=True)
class Handmade:
    """data/models.yml, read."""

    models: tuple[FeaturedModel, ...]
    ancestors: Mapping[str, Ancestor]
    tokenizers: Mapping[str, Tokenizer]
    sources: Mapping[str, Reference]

    @property
    def featured(self) -> tuple[FeaturedModel, ...]:
        return tuple(model for model in self.models if model.featured)

    @property
    def known(self) -> tuple[str, ...]:
        """All ids to ask the Hub about: the featured models, then what they were made from."""
        bases = [model.base_model.value for model in self.featured if model.base_model.value]
        return tuple(dict.fromkeys([*(model.id for model in self.featured), *bases, *self.ancestors]))


def load_models(root: Path, problems: list[Problem], licences: Licences | None = None) -> Handmade | None:
    """data/models.yml; what is wrong with it is added to ``problems``. ``licences`` as the Hub names them."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(ModelFile, problems) if read else None
    if not read or not file:
        return None
    problems += _check(file, read, licences)
    if not _whole(file):
        return None
    ancestors = {ancestor.id: ancestor for ancestor in file.ancestors}
    return Handmade(file.models, ancestors, file.tokenizers, file.sources)


def _whole(file: ModelFile) -> bool:
    """Whether all that tables look up is there: if not, that is told, and not again by each of them."""
    sources = {key for _, fact in walk(file) for key in fact.sources}
    tokenizers, keys = {it.tokenizer.value for it in file.models}, {it.key for it in file.models}
    unique = len(keys) == len(file.models)
    return unique and sources <= set(file.sources) and tokenizers <= set(file.tokenizers)


def _check(file: ModelFile, read: Source, licences: Licences | None) -> list[Problem]:
    """What a schema cannot see: sources that exist and are used, layers that add up, unique names."""
    problems: list[Problem] = []
    used: set[str] = set()
    for path, fact in walk(file):
        used.update(fact.sources)
        if fact.stated and not fact.sources:
            what = f"'{path[-1]}' has a value and no source"
            problems.append(read.problem(path, what, "Add 'source: KEY', or write 'value: null'"))
        for key in fact.sources:
            if key not in file.sources:
                what = f"there is no source '{key}'"
                problems.append(read.problem((*path, "source"), what, nearest(key, file.sources)))
    for key in sorted(set(file.sources) - used):
        what = f"no fact names the source '{key}'"
        problems.append(read.problem(("sources", key), what, "Remove it, or name it where it belongs"))
    for index, ancestor in enumerate(file.ancestors):
        problems += _license_faults(ancestor, ("ancestors", index), read, licences)
    for index, id in repeated([*(it.id for it in file.models), *(it.id for it in file.ancestors)]):
        at = ("models", index) if index < len(file.models) else ("ancestors", index - len(file.models))
        problems.append(read.problem((*at, "id"), f"{id} stands twice", "Keep one of the two"))
    return [*problems, *_check_models(file, read, licences)]


def _check_models(file: ModelFile, read: Source, licences: Licences | None) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for index, model in enumerate(file.models):
        at: tuple[Key, ...] = ("models", index)
        if seen.get(model.key, model.id) != model.id:
            what = f"{model.id} and {seen[model.key]} both have the key '{model.key}'"
            yield read.problem((*at, "id"), what, "Feature one of the two")
        seen[model.key] = model.id
        cache = model.cache
        counted = cache.full_layers + cache.window_layers + cache.no_cache_layers
        if counted != model.dimensions.layers:
            what = f"the cache counts {counted} layers, the dimensions {model.dimensions.layers}"
            yield read.problem((*at, "cache"), what, "Count each layer once")
        if bool(cache.window_layers) != bool(cache.window):
            yield read.problem((*at, "cache"), "window_layers and window go together", "Give both or neither")
        if model.tokenizer.value not in file.tokenizers:
            what = f"there is no tokenizer '{model.tokenizer.value}'"
            yield read.problem((*at, "tokenizer"), what, nearest(model.tokenizer.value, file.tokenizers))
        if model.in_lessons and not model.featured:
            what = "a model that is not featured is no row of the lessons' tables"
            yield read.problem((*at, "in_lessons"), what, "Remove 'in_lessons', or 'featured: false'")
        yield from _license_faults(model, at, read, licences)
        for path, what, mend in _implausible(model):
            yield read.problem((*at, *path), what, mend)


def _license_faults(
    model: FeaturedModel | Ancestor, at: tuple[Key, ...], read: Source, licences: Licences | None
) -> Iterator[Problem]:
    for id in model.license.claim.ids if licences else ():
        if licences and id not in licences.entries:
            what = f"'{id}' is no licence id in data/licenses.yml"
            by_name = [
                key
                for key, it in licences.entries.items()
                if id in (it.name.lower(), (it.spdx or "").lower())
            ]
            like = id.replace(" ", "-")
            mend = f"Write '{by_name[0]}'" if by_name else nearest(like, licences.entries)
            yield read.problem((*at, "license"), what, mend)
    if model.base_model and model.base_model.value == model.id:
        what = "the model is named as its own base"
        yield read.problem((*at, "base_model"), what, "Name what it was made from, or null")


def _implausible(model: FeaturedModel) -> Iterator[Fault]:
    """Values that do not fit each other. The bounds are twice as wide as any model's here takes them."""
    size, parameters, vocabulary = model.dimensions, model.parameters.value, model.vocab_size.value or 0
    heads = size.heads * size.head_dim
    if size.heads % size.kv_heads:
        what = f"{size.heads} heads cannot share {size.kv_heads} kv_heads alike"
        yield ("dimensions", "kv_heads"), what, "Look both up in config.json"
    if not size.hidden_size / 2 <= heads <= 4 * size.hidden_size:
        what = f"heads times head_dim is {heads:,}, the hidden_size {size.hidden_size:,}"
        yield ("dimensions", "head_dim"), what, "Look all three up in config.json"
    else:
        attention = size.hidden_size * size.head_dim * 2 * (size.heads + size.kv_heads) * size.layers
        least = vocabulary * size.hidden_size + attention
        if not least <= parameters <= 16 * least:
            what = (
                f"{parameters:,} parameters do not fit the dimensions: embedding and attention take {least:,}"
            )
            yield ("parameters", "value"), what, "Look up the count, hidden_size, layers and vocab_size"
    if vocabulary and model.tokenizer.entries > vocabulary:
        what = f"the tokenizer has {model.tokenizer.entries:,} entries, the vocabulary {vocabulary:,}"
        yield ("tokenizer", "entries"), what, "Look both up: a vocabulary is padded, never cut"
    for name, size_in_bytes in model.quantized.bytes.items():
        bits, told = int(re.findall(r"\d+", name)[0]), size_in_bytes * 8 / parameters
        if not 3 * bits / 4 <= told <= 2 * bits:
            what = f"{size_in_bytes:,} bytes are {told:.1f} bits for each of {parameters:,} parameters"
            yield (
                ("quantized", "bytes", name),
                what,
                f"Look up the file's size in bytes: {name} is near {bits} bits",
            )
    extended, documented = model.context.extended.value, model.context.documented.value
    if extended and documented and extended < documented:
        what = f"extended to {extended:,} tokens, which is less than the {documented:,} documented"
        yield ("context", "extended"), what, "Write null where nothing extends it"
    codes = model.languages.value
    for index, code in repeated(codes if isinstance(codes, tuple) else ()):
        yield ("languages", "value", index), f"the language '{code}' stands twice", "Keep one of the two"
