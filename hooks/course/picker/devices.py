"""data/devices.yml: machines whose memory bandwidth the picker offers."""

from pathlib import Path

from ..authoring import source
from ..authoring.problem import Problem
from ..authoring.provenance import Web
from ..authoring.strict import Id, Strict, Text

FILE = "data/devices.yml"


class Device(Strict):
    """``bandwidth`` is in GB (10^9 bytes) a second: as its maker states it, or as ``measured``."""

    id: Id
    name: Text
    bandwidth: float
    measured: bool = False
    url: Web
    source: Text


class DeviceFile(Strict):
    devices: tuple[Device, ...]


def load(root: Path, problems: list[Problem]) -> tuple[Device, ...]:
    """The devices in the file's order; what is wrong with it is added to ``problems``."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(DeviceFile, problems) if read else None
    return file.devices if file else ()
