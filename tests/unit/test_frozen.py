"""What a build knows, nothing can change: neither the course nor anything that it holds."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from types import MappingProxyType
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from site_pages import course

from course.authoring.frozen import frozen
from course.authoring.source import Source


def open_to_change(it: Any, path: str) -> Iterator[str]:
    """Where in ``it`` something could be changed. A source, the file as it was read, is left out."""
    if isinstance(it, dict | set | bytearray):
        yield path
    elif is_dataclass(it) and not isinstance(it, Source):
        if not it.__dataclass_params__.frozen:  # type: ignore[union-attr]
            yield path
        for field in fields(it):
            yield from open_to_change(getattr(it, field.name), f"{path}.{field.name}")
    elif isinstance(it, BaseModel):
        if not it.model_config.get("frozen"):
            yield path
        for name, value in it:
            yield from open_to_change(value, f"{path}.{name}")
    elif isinstance(it, MappingProxyType):
        for name, value in it.items():
            yield from open_to_change(value, f"{path}[{name}]")
    elif isinstance(it, tuple | list):
        for index, value in enumerate(it):
            yield from open_to_change(value, f"{path}[{index}]")


def test_nothing_in_the_course_can_be_changed() -> None:
    assert list(open_to_change(course, "course")) == []


def test_who_tries_is_stopped() -> None:
    with pytest.raises(FrozenInstanceError):
        course.problems = ()  # type: ignore[misc]
    with pytest.raises(TypeError):
        course.pages["index.md"] = None  # type: ignore[index]
    with pytest.raises(TypeError):
        course.recorded["next_token"]["france"] = None
    with pytest.raises(ValidationError):
        course.terms.by_id["weights"].term = "weight"


def test_what_is_frozen_is_read_as_before() -> None:
    assert frozen({"a": [{"b": (1, 2)}]}) == {"a": [{"b": (1, 2)}]}
    assert list(open_to_change({"a": 1}, "it")) == ["it"]
