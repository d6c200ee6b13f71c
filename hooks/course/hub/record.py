"""data/hub.json: what the Hub last answered. Written by `make refresh` alone."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ..authoring.problem import Problem
from .answer import HubAnswer

RECORD, LOG = "data/hub.json", "data/hub-log.json"
MEND = "Restore the file from git, or write it again with `make refresh`"


@cache
def _adapter() -> TypeAdapter[HubAnswer]:
    return TypeAdapter(HubAnswer)  # 15 ms, for nothing where there is no record


@dataclass(frozen=True)
class Recorded:
    """The recorded answers by id, and what is wrong with the file."""

    answers: dict[str, HubAnswer]
    problems: tuple[Problem, ...] = ()


def read_recorded(path: Path, root: Path) -> Recorded:
    """What ``path`` holds; nothing where there is no such file. A record that cannot be read is left out."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Recorded({})
    except (OSError, UnicodeDecodeError) as error:
        return Recorded({}, (Problem(file, 1, f"it cannot be read ({type(error).__name__})", MEND),))
    try:
        models = json.loads(text)["models"]
        if not isinstance(models, dict):
            raise TypeError
    except json.JSONDecodeError as error:
        return Recorded({}, (Problem(file, error.lineno, "this is not JSON", MEND),))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Recorded({}, (Problem(file, 1, "there is no mapping 'models' in it", MEND),))
    answers, problems = {}, []
    for name, record in models.items():
        try:
            answers[name] = _read(name, record)
        except (ValidationError, TypeError) as error:
            what = f"the record of {name!r} cannot be read: {_why(error)}"
            problems.append(Problem(file, _line(text, name), what, MEND))
    return Recorded(answers, tuple(problems))


def written(answers: Mapping[str, HubAnswer]) -> str:
    """The file's text: sorted, and in ASCII so that a review sees every letter for what it is."""
    models = {}
    for name in sorted(answers, key=str.casefold):
        models[name] = asdict(answers[name])
        del models[name]["id"]
    return json.dumps({"models": models}, indent=2) + "\n"


def _read(name: str, record: Any) -> HubAnswer:
    return _adapter().validate_json(json.dumps({**record, "id": name}), strict=True, extra="forbid")


def _why(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "it is not a mapping"
    fault = error.errors()[0]
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _line(text: str, name: str) -> int:
    return text.count("\n", 0, max(text.find(json.dumps(name)), 0)) + 1
