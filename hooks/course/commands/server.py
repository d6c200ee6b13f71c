"""`make serve`, from build to build."""

from pathlib import Path

from .own_code import OwnCode
from .port import refusal


class Server:
    """``on`` in `mkdocs serve` alone. Its code is what was below ``folder`` when this was made."""

    def __init__(self, folder: Path) -> None:
        self.on = False
        self._code = OwnCode(folder)
        self._listening = False

    def look(self, host: str, port: str) -> list[str]:
        """What to warn of before a build. Before the first one it ends where it cannot listen."""
        if not self._listening and (why := refusal(host, port)):
            raise SystemExit(why)
        self._listening = True
        return [
            f"{name}: it has changed, and the code from before runs. Stop the server and start it again."
            for name in self._code.changed()
        ]
