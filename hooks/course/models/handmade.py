"""data/models.yml, read and checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..authoring import source
from ..authoring.problem import Problem, nearest
from ..authoring.provenance import Reference, walk
from ..authoring.source import Source
from ..authoring.validation import Key
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
    def known(self) -> tuple[str, ...]:
        """All ids to ask the Hub about: the featured models, then what they were made from."""
        bases = [model.base_model.value for model in self.models if model.base_model.value]
        return tuple(dict.fromkeys([*(model.id for model in self.models), *bases, *self.ancestors]))


def load_models(root: Path, problems: list[Problem]) -> Handmade | None:
    """data/models.yml; what is wrong with it is added to ``problems``."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(ModelFile, problems) if read else None
    if not read or not file:
        return None
    problems += _check(file, read)
    ancestors = {ancestor.id: ancestor for ancestor in file.ancestors}
    return Handmade(file.models, ancestors, file.tokenizers, file.sources)


def _check(file: ModelFile, read: Source) -> list[Problem]:
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
    return [*problems, *_check_models(file, read)]


def _check_models(file: ModelFile, read: Source) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for index, model in enumerate(file.models):
        at: tuple[Key, ...] = ("models", index)
        if model.key in seen:
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
