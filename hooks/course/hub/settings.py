"""What the environment says about asking the Hub."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

Mode = Literal["auto", "off", "required"]

HUB = "https://huggingface.co"
DEADLINE = 10.0  # seconds
LONGEST = 600.0


@dataclass(frozen=True)
class Settings:
    """What the environment says about the Hub; ``problems`` are lines about what it says wrongly."""

    mode: Mode = "auto"
    deadline: float = DEADLINE  # seconds
    endpoint: str = HUB
    token: str | None = field(default=None, repr=False)
    problems: tuple[str, ...] = ()


def settings_from_env(env: Mapping[str, str] = os.environ) -> Settings:
    """HUB, HF_HUB_OFFLINE, HUB_DEADLINE, HF_TOKEN and HF_ENDPOINT. The only place that reads them."""
    problems = []
    mode: Mode = "auto"
    said = env.get("HUB", "").strip().lower()
    if said in ("auto", "off", "required"):
        mode = said  # type: ignore[assignment]
    elif said:
        problems.append("HUB is not a known mode. Set it to auto, off or required.")
    if env.get("HF_HUB_OFFLINE", "").strip().upper() in ("1", "ON", "YES", "TRUE"):
        mode = "off"
    deadline = _seconds(env.get("HUB_DEADLINE", "").strip() or str(DEADLINE))
    if deadline is None:
        problems.append(
            "HUB_DEADLINE is not a number of seconds between 0 and 600. Set it to one, such as 10."
        )
    endpoint = env.get("HF_ENDPOINT", "").strip().rstrip("/") or HUB
    if not _is_address(endpoint):
        problems.append("HF_ENDPOINT is not an http or https address. Correct it, or unset it.")
        endpoint = HUB
    token: str | None = env.get("HF_TOKEN", "").strip() or None
    if token and not all("!" <= character <= "~" for character in token):
        problems.append("HF_TOKEN holds characters that no token has. Copy it again, or unset it.")
        token = None
    return Settings(mode, deadline or DEADLINE, endpoint, token, tuple(problems))


def _seconds(said: str) -> float | None:
    try:
        seconds = float(said)
    except ValueError:
        return None
    return seconds if 0 < seconds <= LONGEST else None


def _is_address(said: str) -> bool:
    try:
        parts = urlsplit(said)
        return (
            parts.scheme in ("http", "https")
            and bool(parts.hostname)
            and (parts.port is None or parts.port > 0)
        )
    except ValueError:
        return False
