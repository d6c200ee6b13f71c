"""data/devices.yml: machines for the picker: their memory, what it moves, and how they read a prompt."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ..authoring import source
from ..authoring.problem import Problem, Wrong
from ..authoring.provenance import Web
from ..authoring.strict import Flag, Id, Prose, Real, Strict, Text, Whole, repeated

FILE = "data/devices.yml"
GIGA = 10**9
FLOPS_PER_PARAMETER = 2  # a multiplication and an addition for each token

BITS = {"bf16": "16", "int8": "8", "int4": "4"}
Amount = Annotated[Real, Field(gt=0, le=100_000)]


class Memory(Strict):
    """In GiB. ``left`` is what an app can have of it; None where nobody says."""

    gib: Amount
    left: Amount | None
    url: Web
    source: Prose


class Run(Strict):
    """How many tokens of a prompt a second a model of that size was measured to read."""

    tokens: Amount
    parameters: Annotated[Whole, Field(ge=10**6)]


class Reading(Strict):
    """A machine reads at about one pace: parameters times tokens a second, which its arithmetic sets.

    From runs that were measured, or from the operations a second that its maker states (``flops``), of which
    each parameter takes two for each token: jax-ml/scaling-book, inference.md, at 0819a7d. None reaches it.
    """

    precision: Annotated[tuple[Literal["bf16", "int8", "int4"], ...], Field(min_length=1)]
    runs: tuple[Run, ...] = ()
    flops: Annotated[Real, Field(gt=GIGA)] | None = None
    url: Web
    source: Prose

    @model_validator(mode="after")
    def _from_one(self) -> "Reading":
        if bool(self.runs) == bool(self.flops):
            raise Wrong("a pace is measured or stated", "Write either runs or flops")
        return self

    @property
    def bits(self) -> str:
        return " and ".join(BITS[name] for name in self.precision)

    @property
    def told(self) -> str:
        return " to ".join(dict.fromkeys(f"{end:,.0f}" for end in self.pace))

    @property
    def pace(self) -> tuple[float, float]:
        """At least and at most: 10^9 parameters times tokens a second."""
        if self.flops:
            return (self.flops / FLOPS_PER_PARAMETER / GIGA,) * 2
        each = [run.tokens * run.parameters / GIGA for run in self.runs]
        return min(each), max(each)


class Device(Strict):
    """``bandwidth`` is in GB (10^9 bytes) a second: as its maker states it, or as ``measured``."""

    id: Id
    name: Text
    bandwidth: Annotated[Amount, Field(description="GB a second")]
    measured: Flag = False
    url: Web
    source: Prose
    memory: Memory | None = None
    reads: tuple[Reading, ...] = ()

    @property
    def left(self) -> float | None:
        return self.memory.left if self.memory else None


class DeviceFile(Strict):
    devices: tuple[Device, ...]


def load(root: Path, problems: list[Problem]) -> tuple[Device, ...]:
    """The devices in the file's order; what is wrong with it is added to ``problems``."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(DeviceFile, problems) if read else None
    if not read or not file:
        return ()
    for name in ("id", "name"):
        for index, value in repeated(getattr(it, name) for it in file.devices):
            at = ("devices", index, name)
            problems.append(read.problem(at, f"the {name} '{value}' stands twice", "Choose another"))
    return file.devices
