"""What the Hub says of the course's models, and said when last recorded. The author is told of both."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .. import hub
from .answers import Answers


class Required(Exception):
    """HUB=required, and the Hub did not answer for every model."""


def ask(
    kept: hub.Kept, ids: Sequence[str], root: Path, warn: Callable[[str], None], tell: Callable[[str], None]
) -> Answers:
    """Live and recorded answers for ``ids``. The Hub's failures are told and no warnings, for `strict`."""
    settings = hub.settings_from_env()
    for problem in settings.problems:
        warn(problem)
    pull = kept.pull(ids, settings, root / ".cache" / "hub", hub.progress_on(sys.stderr))
    recorded = hub.read_recorded(root / "data" / "hub.json", root)
    for fault in recorded.problems:
        warn(str(fault))
    for line in hub.lines(pull, recorded.answers, ids):
        tell(line)
    if settings.mode == "required" and pull.failures:
        raise Required(f"HUB=required, and {len(pull.failures)} of {len(ids)} models failed: see above")
    return Answers(pull.answers, recorded.answers, pull.absent)
