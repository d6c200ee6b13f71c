"""What the Hub said about one model: text from strangers, made into plain, bounded values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from .context_length import ContextLength, context_length

LARGEST = 10**15  # of any count; larger ones are not meant
SHORT, LONG = 120, 500  # characters of a name, of a link
FEW = 8  # base models or licences that are kept of a list

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)?")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def is_model_id(value: object) -> bool:
    """Whether ``value`` can be a model's name on the Hub. It goes into addresses: nothing else may pass."""
    return (
        isinstance(value, str)
        and len(value) <= 96
        and _ID.fullmatch(value) is not None
        and ".." not in value
        and "--" not in value
    )


def _model_id(value: str) -> str:
    if not is_model_id(value):
        raise ValueError("not the name of a model")
    return value


ModelId = Annotated[str, AfterValidator(_model_id)]
Count = Annotated[int, Field(ge=0, le=LARGEST)]
Name = Annotated[str, Field(max_length=SHORT)]
Link = Annotated[str, Field(max_length=LONG)]
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]  # ISO-8601, UTC
Gate = Literal["auto", "manual", False]
ConfigStatus = Literal["live", "gated", "missing", "disabled", "failed", "not asked"]


@dataclass(frozen=True)
class HubAnswer:
    """One model as the Hub had it at ``at``.

    ``None`` means that the Hub states nothing, and is an answer. A field named in ``unread`` is not one: the
    Hub sent something there that cannot be read, or the file did not come, so another source has to speak.
    """

    id: ModelId  # as asked
    name: ModelId  # as it is called now: differs when renamed
    sha: Name | None  # commit of the files
    license: Name | None  # None too when the card gives several: then see licenses
    license_name: Name | None
    license_link: Link | None  # as written in the card: may be relative or have any scheme
    licenses: tuple[Name, ...]  # all of them, when the card gives several
    gated: Gate | None
    disabled: bool | None
    private: bool | None
    parameters: Count | None
    downloads: Count | None  # in the last 30 days
    likes: Count | None
    adapters: Count | None
    last_modified: Moment | None
    base_models: tuple[ModelId, ...]
    model_type: Name | None
    architecture: Name | None
    context: ContextLength | None  # None unless config_status is "live"
    config_status: ConfigStatus
    at: Moment  # when it was asked
    unread: tuple[Name, ...] = ()


def clean(value: object, limit: int = SHORT) -> str | None:
    """``value`` as one line of at most ``limit`` characters, without control and format ones, or ``None``."""
    if not isinstance(value, str):
        return None
    spaced = " ".join(value[: 4 * limit].split())
    kept = "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return kept[:limit].strip() or None


def count(value: object) -> int | None:
    """``value`` if it is a whole number from 0 to ``LARGEST``; ``True`` is not one."""
    return value if type(value) is int and 0 <= value <= LARGEST else None


def now() -> str:
    return _stamp(datetime.now(UTC))


def from_info(asked: str, info: Any, at: str) -> HubAnswer:
    """The answer in a ``huggingface_hub.ModelInfo``, whose attributes may hold anything."""
    unread: list[str] = []

    def read(field: str, sent: object, value: Any) -> Any:
        if sent is not None and value is None:
            unread.append(field)
        return value

    if not is_model_id(info.id):
        raise ValueError("it names no model")
    card: dict[str, Any] = getattr(info.card_data, "__dict__", {})  # its keys may hide its methods
    licenses = _licenses(card.get("license"), info.tags)
    read("license", card.get("license") or None if card else info.card_data, licenses or None)
    name, link = card.get("license_name"), card.get("license_link")
    return HubAnswer(
        id=asked,
        name=info.id,
        sha=read("sha", info.sha, _commit(info.sha)),
        license=licenses[0] if len(licenses) == 1 else None,
        license_name=read("license_name", name, clean(name)),
        license_link=read("license_link", link, clean(link, LONG) if len(str(link)) <= LONG else None),
        licenses=licenses if len(licenses) > 1 else (),
        gated=_gate(info.gated, unread),
        disabled=read("disabled", info.disabled, _flag(info.disabled)),
        private=read("private", info.private, _flag(info.private)),
        parameters=read("parameters", info.safetensors, count(getattr(info.safetensors, "total", None))),
        downloads=read("downloads", info.downloads, count(info.downloads)),
        likes=read("likes", info.likes, count(info.likes)),
        adapters=_adapters(info.children_model_count, unread),
        last_modified=read("last_modified", info.last_modified, _date(info.last_modified)),
        base_models=_base_models(card.get("base_model"), info.base_models),
        model_type=None,
        architecture=None,
        context=None,
        config_status="not asked",
        at=at,
        unread=tuple(dict.fromkeys(unread)),
    )


def with_config(answer: HubAnswer, config: Mapping[str, Any]) -> HubAnswer:
    """``answer`` with what its config.json says."""
    architectures = config.get("architectures")
    first = architectures[0] if isinstance(architectures, list) and architectures else None
    return replace(
        answer,
        config_status="live",
        context=context_length(config),
        model_type=clean(config.get("model_type")),
        architecture=clean(first),
    )


def without_config(answer: HubAnswer, status: ConfigStatus) -> HubAnswer:
    """``answer`` whose config.json has not come; only "failed" leaves the context unread."""
    unread = (*answer.unread, "context") if status == "failed" else answer.unread
    return replace(answer, config_status=status, unread=unread)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _date(value: object) -> str | None:
    return _stamp(value) if isinstance(value, datetime) else None


def _commit(value: object) -> str | None:
    return value if isinstance(value, str) and _COMMIT.fullmatch(value) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _gate(value: object, unread: list[str]) -> Gate | None:
    if value is False or value == "auto" or value == "manual":
        return value
    if value is not None:
        unread.append("gated")
    return None


def _licenses(stated: object, tags: object) -> tuple[str, ...]:
    """The card's licence or licences; where it has none, those of the Hub's own ``license:`` tags."""
    if not stated and isinstance(tags, list):
        texts = [tag for tag in tags if isinstance(tag, str)]
        stated = [tag.removeprefix("license:") for tag in texts if tag.startswith("license:")]
    found = stated if isinstance(stated, list) else [stated]
    cleaned = (clean(item) for item in found[:FEW])
    return tuple(dict.fromkeys(item for item in cleaned if item))


def _adapters(children: object, unread: list[str]) -> int | None:
    """The client calls it a number; what comes is a number for each kind of child."""
    if children is None:
        return None
    sent = children.get("adapter") if isinstance(children, dict) else children
    adapters = count(sent) if isinstance(children, dict) else None
    if adapters is None and sent is not None:
        unread.append("adapters")
    return adapters


def _base_models(stated: object, listed: object) -> tuple[str, ...]:
    """The card's ``base_model``, else the Hub's own list; what is no model's name is left out."""
    names: list[Any] = stated if isinstance(stated, list) else [stated]
    if stated is None and isinstance(listed, dict) and isinstance(listed.get("models"), list):
        names = [entry.get("id") for entry in listed["models"] if isinstance(entry, dict)]
    return tuple(dict.fromkeys(name for name in names[:FEW] if is_model_id(name)))
