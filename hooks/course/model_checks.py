"""What is wrong with data/models.yml although every value has the right kind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .facts import walk
from .faults import Key
from .problems import Problem, nearest
from .source import Source

if TYPE_CHECKING:
    from .models import ModelFile


def check(file: "ModelFile", read: Source) -> list[Problem]:
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


def _check_models(file: "ModelFile", read: Source) -> Iterator[Problem]:
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
