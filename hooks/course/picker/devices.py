"""data/devices.yml: machines whose memory bandwidth the picker offers."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from ..authoring import source
from ..authoring.problem import Problem
from ..authoring.provenance import Web
from ..authoring.strict import Flag, Id, Prose, Real, Strict, Text, repeated

FILE = "data/devices.yml"


class Device(Strict):
    """``bandwidth`` is in GB (10^9 bytes) a second: as its maker states it, or as ``measured``."""

    id: Id
    name: Text
    bandwidth: Annotated[Real, Field(gt=0, le=100_000, description="GB a second")]
    measured: Flag = False
    url: Web
    source: Prose


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
