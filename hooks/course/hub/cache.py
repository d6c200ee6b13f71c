"""The configs of models at known commits, kept on disk: a file at a commit never changes."""

import json
import os
import tempfile
import time
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

Status = Literal["live", "gated", "missing"]
GATED_FOR = 3600  # seconds: terms may be accepted meanwhile


@dataclass(frozen=True)
class Config:
    """How asking for a config.json ended, and what it holds when it came."""

    status: Status
    content: dict[str, Any]


@dataclass(frozen=True)
class Cache:
    """One file a model under ``folder``. A folder that cannot be used is no cache, and no error.

    ``owner`` sets apart who asks where: what is gated for one is not for another.
    """

    folder: Path
    owner: str

    def get(self, name: str, sha: str) -> Config | None:
        try:
            kept = json.loads(self._path(name).read_bytes())
            status, content, at = kept["status"], kept["content"], kept["at"]
            fresh = status in ("live", "missing") or (status == "gated" and 0 <= time.time() - at < GATED_FOR)
            if kept["name"] == name and kept["sha"] == sha and fresh and isinstance(content, dict):
                return Config(status, content)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass  # not there, or not ours any more: ask again
        return None

    def put(self, name: str, sha: str, config: Config) -> None:
        kept = {
            "name": name,
            "sha": sha,
            "status": config.status,
            "content": config.content,
            "at": time.time(),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self.folder)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file)
            os.replace(draft, self._path(name))
        except (OSError, ValueError, RecursionError):
            pass

    def _path(self, name: str) -> Path:
        return self.folder / (sha256(f"{self.owner}\n{name}".encode()).hexdigest()[:32] + ".json")
