"""What the Hub said about one model: text from strangers, made into plain, bounded values."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from .context_length import ContextLength, context_length

LARGEST = 10**15  # of any count; larger ones are not meant
SHORT, LONG = 120, 500  # characters of a name, of a link
FEW = 8  # base models or licences that are kept of a list
ONE = {"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2"}  # types of which each number is a parameter
PACKED = 0.01  # of all numbers: what other types may be (masks, positions) before they must hold weights
DAY = timedelta(days=1)

UNREADABLE = (
    "an unreadable one"  # stands in a list of licences for what is none, and is no licence anybody knows
)

_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)?")
_AT_THE_HUB = re.compile(r"(https?:)?(//)?(www\.)?(huggingface\.co|hf\.co)/(models/)?|hf://(models/)?", re.I)
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
    base_models: tuple[ModelId, ...]  # not all of them where "base_models" is unread
    model_type: Name | None
    architecture: Name | None
    context: ContextLength | None  # None unless config_status is "live"
    config_status: ConfigStatus
    at: Moment  # when it was asked
    unread: tuple[Name, ...] = ()
    quantized: Count | None = None  # copies in fewer bits; records from before they were asked for have none


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
        parameters=read("parameters", info.safetensors, _parameters(info.safetensors)),
        downloads=read("downloads", info.downloads, count(info.downloads)),
        likes=read("likes", info.likes, count(info.likes)),
        adapters=_children(info.children_model_count, "adapter", "adapters", unread),
        quantized=_children(info.children_model_count, "quantized", "quantized", unread),
        last_modified=read("last_modified", info.last_modified, _date(info.last_modified, at)),
        base_models=_base_models(card.get("base_model"), info.base_models, unread),
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


def _date(value: object, at: str) -> str | None:
    """``value`` unless it is later than ``at``, when it was asked."""
    try:
        known = isinstance(value, datetime) and value - DAY <= datetime.fromisoformat(at)
        return _stamp(value) if known and isinstance(value, datetime) else None
    except (OverflowError, TypeError, ValueError):
        return None


def _parameters(safetensors: object) -> int | None:
    """The numbers that are parameters, where the file's total agrees with its parts.

    Quantised weights are packed into whole numbers, several in one: how many they were is not said.
    """
    parts, total = getattr(safetensors, "parameters", None), count(getattr(safetensors, "total", None))
    if not isinstance(parts, dict) or not all(count(part) is not None for part in parts.values()):
        return None
    whole = sum(parts.values())
    weights = sum(part for kind, part in parts.items() if kind in ONE)
    if total not in (whole, weights) or whole - weights > PACKED * whole:
        return None
    return weights or None


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
    if not isinstance(stated, list):
        return (one,) if (one := clean(stated)) else ()
    found = tuple(dict.fromkeys(clean(item) or UNREADABLE for item in stated))
    return found if len(found) <= FEW else (*found[:FEW], f"and {len(found) - FEW} more")


def _children(children: object, kind: str, field: str, unread: list[str]) -> int | None:
    """The client calls it a number; what comes is a number for each kind of child."""
    if children is None:
        return None
    sent = children.get(kind) if isinstance(children, dict) else children
    number = count(sent) if isinstance(children, dict) else None
    if number is None and sent is not None:
        unread.append(field)
    return number


def _base_models(stated: object, listed: object, unread: list[str]) -> tuple[str, ...]:
    """The card's ``base_model``, else the Hub's own list. ``unread`` tells where neither is read whole."""
    models = listed.get("models") if isinstance(listed, dict) else None
    own = [entry.get("id") if isinstance(entry, dict) else entry for entry in _listed(models)]
    card = _listed(stated)
    names: list[str | None] = []
    for given in (card, own):
        names = [_parent(name) for name in given]
        if names and None not in names:
            break
    else:
        names = [_parent(name) for name in card or own]
    found = tuple(dict.fromkeys(name for name in names if name))
    if None in names or len(found) > FEW:
        unread.append("base_models")
    return found[:FEW]


def _listed(value: object) -> list[Any]:
    """``value`` as a list; nothing, an empty text among it, is none."""
    if isinstance(value, list):
        return value
    return [] if value is None or (isinstance(value, str) and not value.strip()) else [value]


def _parent(value: object) -> str | None:
    """The model's name in what a card has for it: a name, an address on the Hub, either at a revision."""
    if not isinstance(value, str):
        return None
    name = value.strip()
    if address := _AT_THE_HUB.match(name):  # owner, name, then perhaps /tree/main
        name = "/".join(re.split(r"[?#]", name[address.end() :])[0].split("/")[:2])
    name = name.split("@")[0].strip().rstrip("/")
    return name if is_model_id(name) else None
