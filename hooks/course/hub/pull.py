"""One round of asking the Hub: all models at once, within one deadline."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from .answer import HubAnswer, is_model_id, with_config, without_config
from .cache import Cache
from .settings import HUB, Mode

if TYPE_CHECKING:
    from .wire import Absence, Wire


Progress = Callable[[int, int, str], None]  # models answered for, models asked for, the model's id

AT_ONCE = 32  # models asked at the same time
MOST = 200  # models asked in one pull, those found on the way included


@dataclass(frozen=True)
class Pull:
    """What one round of asking gave.

    A model in ``failures`` has one line there that says why it has no answer, or which part of its answer is
    missing: then it is in ``answers`` too. ``absent`` are models that the Hub says are not there. ``answers``
    also has ancestors that were found on the way, without their configs.
    """

    answers: dict[str, HubAnswer] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)
    absent: dict[str, "Absence"] = field(default_factory=dict)
    seconds: float = 0.0
    requests: int = 0


def pull(
    ids: Sequence[str],
    *,
    mode: Mode,
    deadline: float,
    cache_dir: Path,
    token: str | None = None,
    endpoint: str = HUB,
    progress: Progress | None = None,
) -> Pull:
    """Ask the Hub for ``ids``, all at once, and for their base models; back after ``deadline`` seconds.

    Two requests a model, one where its config at that commit is in ``cache_dir``. Never raises for what the
    network or the Hub do; whether a failure matters (``mode`` "required") is for the caller. In mode "off"
    nothing is asked.
    """
    if mode == "off" or not ids:
        return Pull()
    begun = time.monotonic()
    from .wire import Wire  # the client takes a third of a second to import

    try:
        wire = Wire(endpoint, token, begun + deadline)
    except Exception as error:  # of the user's own: a proxy or a certificate file that is none
        line = f"the proxy or certificate settings of this machine cannot be used ({type(error).__name__})"
        return Pull(failures=dict.fromkeys(ids, line), seconds=time.monotonic() - begun)
    cache = Cache(cache_dir, f"{endpoint} {'with' if token else 'without'} a token")
    asking = _Asking(wire, cache, progress)
    asking.run(list(dict.fromkeys(ids)))
    wire.close()
    return replace(asking.pull, seconds=time.monotonic() - begun, requests=wire.requests)


@dataclass(frozen=True)
class _Outcome:
    """What a thread found out about one model; not ``final`` while its config is still awaited."""

    id: str
    answer: HubAnswer | None
    line: str | None = None
    absence: "Absence | None" = None
    final: bool = True


class _Asking:
    """One pull under way. Threads ask and queue what they find; all else happens in the caller's thread.

    They are daemons, so neither a name server nor a server that drips bytes keeps the process from ending.
    """

    def __init__(self, wire: "Wire", cache: Cache, progress: Progress | None) -> None:
        self.pull = Pull()
        self.wire = wire
        self.cache = cache
        self.progress = progress
        self.jobs: SimpleQueue[tuple[str, bool] | None] = SimpleQueue()  # a model, and whether its config too
        self.outcomes: SimpleQueue[_Outcome] = SimpleQueue()
        self.asked: list[str] = []
        self.waiting: set[str] = set()
        self.threads = 0

    def run(self, ids: list[str]) -> None:
        for id in ids:
            self._ask(id, with_config=True)
        while self.waiting:
            try:
                outcome = self.outcomes.get(timeout=max(self.wire.end - time.monotonic(), 0))
            except Empty:
                break
            self._take(outcome)
        for id in sorted(self.waiting):
            came = id in self.pull.answers
            self.pull.failures[id] = f"{'its config.json' if came else 'an answer'} did not come in time"
        if self.waiting:
            self._tell(len(self.asked), max(self.waiting))
        for _ in range(self.threads):
            self.jobs.put(None)

    def _ask(self, id: str, with_config: bool) -> None:
        if id in self.asked or len(self.asked) >= MOST:
            return
        self.asked.append(id)
        if not is_model_id(id):
            self.pull.failures[id] = "this cannot be the name of a model on the Hub"
            return
        self.waiting.add(id)
        self.jobs.put((id, with_config))
        if self.threads < AT_ONCE:
            self.threads += 1
            Thread(target=self._work, daemon=True, name=f"hub-{self.threads}").start()

    def _take(self, outcome: _Outcome) -> None:
        if outcome.answer is None:
            self.pull.answers.pop(outcome.id, None)
        else:
            self.pull.answers[outcome.id] = outcome.answer
            for ancestor in outcome.answer.base_models:
                self._ask(ancestor, with_config=False)
        if not outcome.final:
            return
        self.waiting.discard(outcome.id)
        if outcome.line:
            self.pull.failures[outcome.id] = outcome.line
        if outcome.absence:
            self.pull.absent[outcome.id] = outcome.absence
        self._tell(len(self.asked) - len(self.waiting), outcome.id)

    def _tell(self, done: int, id: str) -> None:
        if self.progress:
            self.progress(done, len(self.asked), id)

    def _work(self) -> None:
        while (job := self.jobs.get()) is not None:
            self.outcomes.put(self._outcome(*job))

    def _outcome(self, id: str, with_config: bool) -> _Outcome:
        from .wire import Failure

        try:
            answer = self.wire.info(id)
        except Failure as failure:
            return _Outcome(id, None, str(failure), failure.absence)
        if not with_config:
            return _Outcome(id, answer, _unread(answer))
        self.outcomes.put(_Outcome(id, without_config(answer, "failed"), final=False))
        try:
            return self._with_config(id, answer)
        except Failure as failure:
            if failure.absence:
                return _Outcome(id, None, f"it went away while it was asked for: {failure}", failure.absence)
            return _Outcome(id, without_config(answer, "failed"), f"its config.json did not come: {failure}")

    def _with_config(self, id: str, answer: HubAnswer) -> _Outcome:
        """``answer`` completed from the cache, else from the Hub. Raises ``Failure``."""
        unread = _unread(answer)
        if answer.disabled:
            return _Outcome(id, without_config(answer, "disabled"), unread)
        if answer.sha is None:
            line = "the Hub names no commit to take config.json from"
            return _Outcome(id, without_config(answer, "failed"), line)
        config = self.cache.get(answer.name, answer.sha)
        if config is None:
            config = self.wire.config(answer.name, answer.sha, bool(answer.gated))
            self.cache.put(answer.name, answer.sha, config)
        if config.status == "live":
            return _Outcome(id, with_config(answer, config.content), unread)
        return _Outcome(id, without_config(answer, config.status), unread)


def _unread(answer: HubAnswer) -> str | None:
    return f"not readable in the Hub's answer: {', '.join(answer.unread)}" if answer.unread else None
