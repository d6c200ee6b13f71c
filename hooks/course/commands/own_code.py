"""Is the code that runs still what the files say? Python reads them once, when it starts."""

from pathlib import Path


class OwnCode:
    """The Python files below ``folder`` as they were when this was made."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = self._now()

    def changed(self) -> list[str]:
        """Names, below the folder's own, of the files that have been changed, added or deleted since."""
        now = self._now()
        return sorted(
            name for name in self._read.keys() | now.keys() if self._read.get(name) != now.get(name)
        )

    def _now(self) -> dict[str, bytes]:
        here = self._folder.parent
        return {path.relative_to(here).as_posix(): path.read_bytes() for path in self._folder.rglob("*.py")}
