"""The door to the Hub: what it says today about the course's models, and what it last said."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TextIO

from .answer import HubAnswer
from .pull import Progress, Pull, pull
from .record import read_recorded
from .settings import Settings, settings_from_env

__all__ = [
    "HubAnswer",
    "Kept",
    "Pull",
    "Settings",
    "lines",
    "progress_on",
    "pull",
    "read_recorded",
    "settings_from_env",
]


class Kept:
    """The Hub's answers for as long as one process serves: a rebuild asks only for what is new."""

    def __init__(self) -> None:
        self._asked: set[str] = set()
        self._all = Pull()

    def pull(
        self, ids: Sequence[str], settings: Settings, cache_dir: Path, progress: Progress | None = None
    ) -> Pull:
        """All answers so far, those for ``ids`` among them; seconds and requests are those of this call."""
        new = [id for id in ids if id not in self._asked]
        self._asked.update(new)
        more = pull(
            new,
            mode=settings.mode,
            deadline=settings.deadline,
            cache_dir=cache_dir,
            token=settings.token,
            endpoint=settings.endpoint,
            progress=progress,
        )
        for mine, theirs in (
            (self._all.answers, more.answers),
            (self._all.failures, more.failures),
            (self._all.absent, more.absent),
        ):
            mine.update(theirs)  # type: ignore[arg-type]
        return replace(self._all, seconds=more.seconds, requests=more.requests)


def lines(pull: Pull, recorded: Collection[str], ids: Sequence[str]) -> list[str]:
    """What a build tells of the Hub: what failed, then where the facts of how many models are from."""
    live = sum(id in pull.answers for id in ids)
    known = sum(id in recorded and id not in pull.answers for id in ids)
    by_hand = len(ids) - live - known
    told = f"Hub: {live} models live, {known} recorded, {by_hand} checked by hand ({pull.seconds:.1f} s)"
    return [*_failures(pull, ids), told]


def _failures(pull: Pull, ids: Sequence[str]) -> list[str]:
    """A line for each model that failed, saying why; where all of them did, a line for each reason."""
    if len(pull.failures) < len(ids) or len(ids) == 1:
        return [f"Hub: {id}: {why}" for id, why in sorted(pull.failures.items())]
    reasons = Counter(pull.failures.values())
    return [f"Hub: {count} of {len(ids)} models: {why}" for why, count in reasons.most_common()]


def progress_on(stream: TextIO) -> Progress:
    """A bar on a terminal; elsewhere a line at each quarter."""

    def bar(done: int, total: int, id: str) -> None:
        filled = 24 * done // total
        end = "\n" if done == total else ""
        print(
            f"\rAsking the Hub [{'#' * filled}{'.' * (24 - filled)}] {done}/{total}",
            end=end,
            file=stream,
            flush=True,
        )

    def line(done: int, total: int, id: str) -> None:
        if 4 * done // total > 4 * (done - 1) // total:
            print(f"Asking the Hub: {done} of {total} models", file=stream, flush=True)

    return bar if stream.isatty() else line
