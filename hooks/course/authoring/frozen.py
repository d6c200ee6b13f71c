"""Data that nobody changes, however deep in it: what a build knows is the same from its start to its end."""

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any


def frozen(value: Any) -> Any:
    """With mappings that can only be read. Lists, which are in records alone, figures' templates join."""
    kind = type(value)
    if kind in (str, int, float, bool, MappingProxyType):  # most are; and a proxy has been through here
        return value
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(it) for key, it in value.items()})
    return kind(map(frozen, value)) if kind in (list, tuple) else value


class Frozen:
    """What a frozen dataclass of this kind holds is frozen too."""

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            object.__setattr__(self, field.name, frozen(getattr(self, field.name)))
