"""``make refresh``: ask the Hub, write its answers to data/hub.json, and say in words what changed.

data/hub-log.json gets an entry for every change of a licence, a gate or a context length.
"""

import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..authoring.problem import Problem
from ..hub import HubAnswer, Pull, Settings, changes, progress_on, pull, read_recorded, settings_from_env
from ..hub.record import LOG, RECORD, written
from ..models.handmade import load_models

PATIENCE = "60"  # seconds, unless HUB_DEADLINE says otherwise: nobody waits for a page here

# Whoever relies on the record relies on these: an answer that cannot be read here replaces none.
WEIGHTY = {"sha", "license", "license_name", "license_link", "gated", "context"}


def main(root: Path, settings: Settings) -> int:
    """Refresh the record below ``root``; 0 when that was done."""
    for line in settings.problems:
        print(line, file=sys.stderr)
    problems: list[Problem] = []
    by_hand = load_models(root, problems)
    log = _read_log(root / LOG, problems)
    for problem in problems:
        print(problem, file=sys.stderr)
    if settings.problems or problems or by_hand is None or log is None:
        return 1
    if settings.mode == "off":
        print("Nothing was asked: HUB=off or HF_HUB_OFFLINE is set. Unset it to refresh.", file=sys.stderr)
        return 1
    answered = pull(
        by_hand.known,
        mode=settings.mode,
        deadline=settings.deadline,
        cache_dir=root / ".cache" / "hub",
        token=settings.token,
        endpoint=settings.endpoint,
        progress=progress_on(sys.stderr),
    )
    for id, line in sorted(answered.failures.items()):
        print(f"{id}: {line}", file=sys.stderr)
    if refusal := _refusal(by_hand.known, answered, settings):
        print(refusal, file=sys.stderr)
        return 1
    recorded = read_recorded(root / RECORD, root)
    for problem in recorded.problems:
        print(problem, file=sys.stderr)
    after = _merged(by_hand.known, recorded.answers, answered.answers)
    _write(root / LOG, _log_text(log + changes.entries(recorded.answers, after)))
    _write(root / RECORD, written(after))
    print("\n".join(changes.in_words(recorded.answers, after) or ["Nothing changed."]))
    return 0


def _refusal(ids: Sequence[str], answered: Pull, settings: Settings) -> str:
    failed = sum(id in answered.failures for id in ids)
    if 3 * failed > len(ids) or (settings.mode == "required" and failed):
        return f"{RECORD} stays as it is: {failed} of {len(ids)} models failed. Try again later."
    return ""


def _merged(
    ids: Sequence[str], before: Mapping[str, HubAnswer], now: Mapping[str, HubAnswer]
) -> dict[str, HubAnswer]:
    """The new record: of ``ids`` and all that they were made from, what was last known of each."""
    after: dict[str, HubAnswer] = {}
    wanted = list(ids)
    for id in wanted:  # grows on the way
        answer = _last_known(before.get(id), now.get(id))
        if id not in after and answer:
            after[id] = answer
            wanted += answer.base_models
    return after


def _last_known(before: HubAnswer | None, now: HubAnswer | None) -> HubAnswer | None:
    if not before or not now:
        return now or before
    if WEIGHTY & set(now.unread) or replace(now, at=before.at) == before:
        return before
    if (
        now.sha == before.sha and before.context and not now.context
    ):  # the files have not changed, only the gate
        return replace(
            now,
            context=before.context,
            config_status=before.config_status,
            model_type=before.model_type,
            architecture=before.architecture,
        )
    return now


def _read_log(path: Path, problems: list[Problem]) -> list[Any] | None:
    try:
        log = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        if isinstance(log, list):
            return log
    except (OSError, ValueError, RecursionError):
        pass
    problems.append(Problem(LOG, 1, "this is not a list in JSON", "Restore the file from git"))
    return None


def _log_text(log: list[Any]) -> str:
    """A line an entry, so that a change is a line of the diff."""
    return "[\n" + ",\n".join(json.dumps(entry) for entry in log) + "\n]\n" if log else "[]\n"


def _write(path: Path, text: str) -> None:
    draft = path.with_suffix(".draft")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), settings_from_env({"HUB_DEADLINE": PATIENCE, **os.environ})))
