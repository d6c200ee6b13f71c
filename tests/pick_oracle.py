"""The picker's rules a second time, to hold docs/js/picker/pick.js against: from the facts and memory.py, not from models.json.

Written from what the page promises, without sharing a line or a table with the script. Findings have the shape of
docs/js/pick-types.d.ts; numbers may differ in the last bits.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from course.models import memory
from course.models.featured import Featured, Models
from course.models.models import Tokenizer
from course.picker.choices import windows
from course.picker.devices import Device

GIB, MIB, GB = 2**30, 2**20, 10**9
ON_TOP = {"1B": (827, 838), "3B": (1_290, 1_291)}  # MiB resident beyond the file: Meta's table of Llama 3.2
BITS = {"bf16": 16, "int8": 8, "int4": 4}
Asked = dict[str, Any]
Finding = dict[str, Any]


def decide(models: Models, asked: Asked) -> dict[str, Any]:
    """Ids by list, and every finding by id."""
    told = {model.by_hand.id: findings(model, asked) for model in models.all}
    states = {id: [finding["state"] for finding in found] for id, found in told.items()}
    matches = [id for id, found in states.items() if set(found) <= {"meets"}]
    excluded = [id for id, found in states.items() if "fails" in found]
    decision = {
        "findings": told,
        "matches": matches,
        "excluded": excluded,
        "unknown": [id for id in states if id not in matches and id not in excluded],
        "nearMisses": [id for id in excluded if sorted(states[id])[0] == "fails" and _one_fails(states[id])],
        "ladder": ladder([model for model in models.all if model.by_hand.id in matches], asked),
    }
    if not matches:
        decision |= {"changes": changes(told, excluded)}
        failed = [finding["rule"] for id in excluded for finding in told[id] if finding["state"] == "fails"]
        if failed:  # the first of those that fail most, in the order in which models and rules stand
            most = max(dict.fromkeys(failed), key=failed.count)
            decision |= {"strictest": {"rule": most, "count": failed.count(most)}}
    return decision


def changes(told: Mapping[str, list[Finding]], excluded: list[str]) -> list[str]:
    """Those that one or two changes let in: first those that are sure of the rest, by few changes, by short ways."""

    def rank(id: str) -> tuple[bool, int, float]:
        failing = [finding for finding in told[id] if finding["state"] == "fails"]
        return "unknown" in [it["state"] for it in told[id]], len(failing), sum(map(way, failing))

    ranks = {id: rank(id) for id in excluded}
    near = [id for id in excluded if ranks[id][1] < 3 and math.isfinite(ranks[id][2])]
    return sorted(near, key=lambda id: (*ranks[id][:2], round(ranks[id][2], 9)))


def way(finding: Finding) -> float:
    """How many doublings a failure is beyond its limit."""
    rule = finding["rule"]
    if rule == "hub" or (rule == "kind" and not finding["base"]):
        return math.inf
    beyond = {
        "context": lambda: finding["need"][0] / finding["window"],
        "memory": lambda: finding["need"][0] / finding["have"],
        "training": lambda: finding["need"][0] / finding["have"],
        "wait": lambda: finding["seconds"][0] / finding["wait"],
        "speed": lambda: finding["least"] / finding["reach"][1],
        "parameters": lambda: finding["parameters"] / finding["most"],
    }
    known = rule in beyond and not (
        rule in ("context", "memory") and not finding.get("need" if rule == "context" else "tokens")
    )
    return math.log2(beyond[rule]()) if known else 1


def _one_fails(states: list[str]) -> bool:
    return states.count("fails") == 1 and "unknown" not in states


def findings(model: Featured, asked: Asked) -> list[Finding]:
    found = [
        hub(model),
        license(model, asked),
        territory(model, asked),
        gate(model, asked),
        languages(model, asked),
        kind(model, asked),
    ]
    found += [context(model, asked), fits(model, asked), training(model, asked)]
    found += [wait(model, asked), speed(model, asked)]
    found += [tokenizer(model, asked), adapters(model, asked), parameters(model, asked)]
    return [finding for finding in found if finding]


def state(fails: bool, unknown: bool, tight: bool = False) -> Finding:
    if fails:
        return {"state": "fails"}
    if unknown:
        return {"state": "unknown"}
    return {"state": "meets", "tight": True} if tight else {"state": "meets"}


def hub(model: Featured) -> Finding | None:
    return {"rule": "hub", "state": "fails", "hub": model.state} if model.state else None


def license(model: Featured, asked: Asked) -> Finding | None:
    use, terms, group = asked.get("use"), asked.get("terms"), model.governing.group.id
    if use is None and terms is None:
        return None
    found: Finding = {"rule": "license", "group": group, "license": model.governing.name, "by": ""}
    if model.inherited:
        found["from"] = model.inherited[0]
    if group == "unknown":
        return found | state(False, True)
    if use == "commercial" and group in ("non-commercial", "no-derivatives"):
        return found | {"by": "use"} | state(True, False)
    if use == "internal" and group == "non-commercial":
        return found | {"by": "use"} | state(True, False)
    if terms is not None and group not in ("permissive", *terms):
        return found | {"by": "terms"} | state(True, False)
    return found | state(False, use == "internal" and group == "no-derivatives")


def territory(model: Featured, asked: Asked) -> Finding | None:
    where, licence = asked.get("where"), model.governing
    if where is None:
        return None
    read = licence.territory is not None
    out = sorted(licence.excludes) if read else None
    found = {"rule": "territory", "license": licence.name, "excludes": out, "where": where}
    return found | state(bool(out) and where in ("all", *(out or [])), not read)


def gate(model: Featured, asked: Asked) -> Finding | None:
    if asked.get("gated") is not False:
        return None
    gated = model.gated.value
    return {"rule": "gate", "gated": gated} | state(gated not in (None, False), gated is None)


def languages(model: Featured, asked: Asked) -> Finding | None:
    wanted, fact = asked.get("languages"), model.by_hand.languages
    if not wanted:
        return None
    listed = sorted(fact.value) if isinstance(fact.value, tuple) else None
    more = fact.more or (fact.value if isinstance(fact.value, str) else None)
    missing = [code for code in wanted if code not in (listed or [])]
    found: Finding = {"rule": "languages", "missing": missing, "listed": listed}
    if more:
        found["more"] = more
    if not missing:
        return found | state(False, False)
    return found | state(listed is not None and more is None, True)


def kind(model: Featured, asked: Asked) -> Finding | None:
    if asked.get("kind") is None:
        return None
    return {"rule": "kind", "base": model.by_hand.base_model.value} | state(asked["kind"] == "base", False)


def tokens(model: Featured, asked: Asked) -> tuple[int, int] | None:
    output, inputs = asked.get("output", 0), asked.get("inputs")
    if inputs is None:
        return output, output
    if model.by_hand.tokenizer.value not in inputs:
        return None
    low, high = inputs[model.by_hand.tokenizer.value]["p95"]
    return low + output, high + output


def longest(model: Featured, asked: Asked) -> tuple[int, int] | None:
    """What memory has to hold: the longest request, as far as the model takes it."""
    usual, inputs = tokens(model, asked), asked.get("inputs") or {}
    most = inputs.get(model.by_hand.tokenizer.value, {}).get("max")
    if usual is None or most is None:
        return usual
    window, extended = windows(model)
    sent = [bound + asked.get("output", 0) for bound in most]
    if window or extended:
        sent = [min(bound, extended or window or 0) for bound in sent]
    return max(usual[0], sent[0]), max(usual[1], sent[1])


def context(model: Featured, asked: Asked) -> Finding | None:
    if asked.get("inputs") is None and asked.get("output") is None:
        return None
    window, extended = windows(model)
    need, output = tokens(model, asked), asked.get("output", 0)
    least = need[0] if need else output
    too_long = window is not None and least > window
    found: Finding = {"rule": "context", "need": list(need) if need else None}
    found |= {"window": window, "extended": extended, "share": None}
    found["over"] = least - window if window is not None and too_long else 0
    estimate = (asked.get("inputs") or {}).get(model.by_hand.tokenizer.value)
    if estimate and window is not None:
        found["share"] = [cut(estimate, max(0, window - output), end)[end] for end in (0, 1)]
    unknown = need is None or window is None
    return found | state(too_long, unknown, not unknown and need[1] > window)  # type: ignore[index, operator]


def cut(estimate: Mapping[str, list[int]], room: int, end: int) -> tuple[float, float]:
    """At least and at most which share of the inputs is longer than ``room``."""
    longer = {name: values[end] > room for name, values in estimate.items()}
    most = 0.0 if longer.get("max") is False else 1.0 if longer["p95"] else 0.05
    least = 0.05 if longer["p95"] and most else 0.0
    if most == 1.0 and "p50" in longer:
        least, most = (0.5, 1.0) if longer["p50"] else (0.05, 0.5)
    return least, most


def served(model: Featured, asked: Asked, precision: str) -> tuple[float, list[int], list[float]]:
    """Bytes of the weights, of the longest request's cache, and of all."""
    low, high = longest(model, asked) or (0, 0)
    weights = model.parameters.value * BITS[precision] / 8
    cache = [model.by_hand.kept.bytes_at(low), model.by_hand.kept.bytes_at(high)]
    requests = asked.get("requests", 1)
    return weights, cache, [weights + requests * bytes for bytes in cache]


def lower(precision: str) -> list[str]:
    return [name for name in BITS if BITS[name] < BITS[precision]]


def fits(model: Featured, asked: Asked) -> Finding | None:
    if asked.get("memory") is None:
        return None
    have, used, requests = asked["memory"] * GIB, asked.get("precision", "bf16"), asked.get("requests", 1)
    weights, cache, need = served(model, asked, used)
    needed = longest(model, asked)
    fails = need[0] > have
    would = [name for name in lower(used) if served(model, asked, name)[2][0] <= have]
    return {
        "rule": "memory",
        "need": need,
        "have": have,
        "weights": weights,
        "cache": cache,
        "tokens": list(needed) if needed else None,
        "requests": requests,
        "used": used,
        "plain": requests * model.by_hand.kept.bytes_at_most(needed[1] if needed else 0),
        "runtime": (
            on_top := [mib * MIB for mib in ON_TOP["1B" if model.parameters.value <= 2 * GB else "3B"]]
        ),
        "holds": [room(model, (have - weights - taken) / requests) for taken in (on_top[1], 0)],
        "more": need[0] - have if fails else 0,
        "precision": would[0] if fails and would else None,
    } | state(fails, needed is None, need[1] > have)


def room(model: Featured, bytes: float) -> int:
    """The longest sequence that fits, looked for between nothing and the model's own limit."""
    window, extended = windows(model)
    lengths = range(1, (extended or window or 2**60) + 1)
    return bisect_right(lengths, bytes, key=model.by_hand.kept.bytes_at)


def wait(model: Featured, asked: Asked) -> Finding | None:
    most = asked.get("wait")
    if most is None:
        return None
    used, paces = asked.get("precision", "bf16"), asked.get("paces", {})
    count = (asked.get("inputs") or {}).get(model.by_hand.tokenizer.value, {}).get("p95")

    def seconds(precision: str) -> list[float] | None:
        if count is None or precision not in paces:
            return None
        slow, quick = paces[precision]
        at_once = asked.get("requests", 1)
        return [
            count[0] * model.read_parameters / (quick * GB),
            at_once * count[1] * model.read_parameters / (slow * GB),
        ]

    takes = seconds(used)
    fails = takes is not None and takes[0] > most
    would = [name for name in lower(used) if (other := seconds(name)) and other[0] <= most]
    found: Finding = {"rule": "wait", "seconds": takes, "need": count, "pace": paces.get(used), "wait": most}
    found |= {"used": used, "needs": count[0] * model.read_parameters / most / GB if count else 0}
    found |= {"precision": would[0] if fails and would else None}
    found |= {"peak": True} if asked.get("peak") else {}
    found |= {"thinks": True} if model.by_hand.thinking.value == "default" else {}
    return found | state(fails, takes is None, takes is not None and takes[1] > most)


def trained(model: Featured, method: str) -> tuple[float, float]:
    size, count = model.by_hand.dimensions, model.parameters.value
    adapter = memory.lora_adapter_parameters(
        size.hidden_size, size.heads, size.kv_heads, size.head_dim, size.layers, 16
    )
    if method == "full":
        return memory.training_full_min_bytes(count), memory.training_full_max_bytes(count)
    by = {"lora": memory.training_lora_min_bytes, "qlora": memory.training_qlora_min_bytes}[method]
    return by(count, adapter), by(count, adapter)


def training(model: Featured, asked: Asked) -> Finding | None:
    method = asked.get("method")
    if method is None or asked.get("trainMemory") is None:
        return None
    have, need = asked["trainMemory"] * GIB, trained(model, method)
    fails = need[0] > have
    cheaper = {"full": ["lora", "qlora"], "lora": ["qlora"], "qlora": []}[method]
    would = [other for other in cheaper if trained(model, other)[0] <= have]
    return {
        "rule": "training",
        "need": list(need),
        "have": have,
        "method": method,
        "more": need[0] - have if fails else 0,
        "instead": would[0] if fails and would else None,
    } | state(fails, False, need[1] > have)


def speeds(model: Featured, asked: Asked, precision: str) -> list[float]:
    """Tokens a second of each answer, at most: at the higher and at the lower estimate of tokens."""
    read = model.read_parameters * BITS[precision] // 8
    requests = asked.get("requests", 1)
    cache = [model.by_hand.kept.bytes_at(count) for count in tokens(model, asked) or (0, 0)]
    return [
        memory.tokens_per_second_at_most(asked["bandwidth"] * GB, read, bytes, requests) / requests
        for bytes in reversed(cache)
    ]


def speed(model: Featured, asked: Asked) -> Finding | None:
    least, bandwidth = asked.get("speed"), asked.get("bandwidth")
    if least is None or bandwidth is None:
        return None
    used = asked.get("precision", "bf16")
    reach = speeds(model, asked, used)
    fails = reach[1] < least
    would = [name for name in lower(used) if speeds(model, asked, name)[1] >= least]
    return {
        "rule": "speed",
        "reach": reach,
        "least": least,
        "bandwidth": bandwidth,
        "used": used,
        "needs": bandwidth * least / reach[1],
        "precision": would[0] if fails and would else None,
    } | state(fails, tokens(model, asked) is None, reach[0] < least)


def tokenizer(model: Featured, asked: Asked) -> Finding | None:
    if not asked.get("tokenizer"):
        return None
    family = model.by_hand.tokenizer.value
    return {"rule": "tokenizer", "family": family} | state(family != asked["tokenizer"], False)


def adapters(model: Featured, asked: Asked) -> Finding | None:
    least, count = asked.get("adapters"), model.adapters.value
    if not least:
        return None
    return {"rule": "adapters", "adapters": count, "least": least} | state(
        count is not None and count < least, count is None
    )


def parameters(model: Featured, asked: Asked) -> Finding | None:
    most, count = asked.get("parameters"), model.parameters.value
    if most is None:
        return None
    return {"rule": "parameters", "parameters": count, "most": most} | state(count > most, False)


def ladder(matches: list[Featured], asked: Asked) -> list[dict[str, Any]]:
    steps: list[Featured] = []
    for model in matches:
        if not steps or model.parameters.value >= 1.5 * steps[-1].parameters.value:
            steps.append(model)
    return [step(model, asked) for model in steps]


def step(model: Featured, asked: Asked) -> dict[str, Any]:
    weights, cache, need = served(model, asked, asked.get("precision", "bf16"))
    method, price = asked.get("method"), asked.get("price")
    found = {"id": model.by_hand.id, "weights": weights, "cache": cache, "memory": need}
    found["training"] = list(trained(model, method)) if method else None
    found |= {"perSecond": None, "hours": None, "cost": None}
    if asked.get("bandwidth") is not None:
        each = speeds(model, asked, asked.get("precision", "bf16"))[1]
        found["perSecond"] = each * asked.get("requests", 1)
        if asked.get("monthly") and asked.get("output"):
            found["hours"] = asked["monthly"] * asked["output"] / found["perSecond"] / 3600
            found["cost"] = None if price is None else found["hours"] * price
    return found


def constraints(
    asked: Mapping[str, Any],
    tokenizers: Mapping[str, Tokenizer],
    counts: Mapping[str, Any],
    devices: Sequence[Device] = (),
) -> Asked:
    """A scenario's questions, named as in links, as what the rules take."""
    plain = {
        "use": "use", "kind": "kind", "out": "output", "mem": "memory", "bits": "precision", "batch": "requests",
        "train": "method", "tmem": "trainMemory", "tps": "speed", "bw": "bandwidth", "tok": "tokenizer",
        "adapters": "adapters", "month": "monthly", "price": "price",
        "where": "where", "wait": "wait",
    }  # fmt: skip
    terms = {"permissive": [], "copyleft": ["copyleft"], "conditions": ["copyleft", "conditions"]}
    lengths = {name: asked[name] for name in ("p50", "p95", "max") if name in asked}
    result: Asked = {}
    for name, value in asked.items():
        if name in plain:
            result[plain[name]] = value
        elif name == "langs":
            result["languages"] = list(value)
        elif name == "terms":
            result["terms"] = terms[value]
        elif name == "gate":
            result["gated"] = value != "open"
        elif name == "params":
            result["parameters"] = value * 10**6
        elif name not in (*lengths, "ratio", "prose", "device", "read"):
            raise KeyError(name)
    for device in devices:
        if device.id == asked.get("device"):
            result["paces"] = {
                name: [float(f"{end:.3g}") for end in it.pace] for it in device.reads for name in it.precision
            }
            result["peak"] = any(it.flops for it in device.reads)
    if "read" in asked:
        result |= {"paces": {asked.get("bits", "bf16"): [asked["read"], asked["read"]]}, "peak": False}
    if lengths:
        result["inputs"] = {
            id: {name: _tokens(length, id, asked, tokenizers, counts) for name, length in lengths.items()}
            for id in tokenizers
        }
    return result


LANGUAGES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch",
    "pl": "Polish", "tr": "Turkish", "sw": "Swahili", "vi": "Vietnamese", "ru": "Russian", "el": "Greek", "ar": "Arabic",
    "hi": "Hindi", "zh": "Chinese", "ja": "Japanese", "ko": "Korean", "th": "Thai", "am": "Amharic",
}  # fmt: skip


def _tokens(
    length: int,
    id: str,
    asked: Mapping[str, Any],
    tokenizers: Mapping[str, Tokenizer],
    counts: Mapping[str, Any],
) -> list[int]:
    per_token = [asked["ratio"]] if asked.get("ratio") else _known(id, asked, tokenizers, counts)
    return [round(length / max(per_token)), round(length / min(per_token))]


def _known(
    id: str, asked: Mapping[str, Any], tokenizers: Mapping[str, Tokenizer], counts: Mapping[str, Any]
) -> list[float]:
    """For the languages asked for; where one of them has no figure, for all that have."""

    def of(id: str, language: str) -> list[float]:
        it, count = tokenizers[id], counts[LANGUAGES[language]]
        published = {"en": it.english_characters_per_token, "ja": it.japanese_characters_per_token}.get(
            language
        )
        counted = [round(count["characters"] / count["tokens"][id], 2)] if id in count["tokens"] else []
        return [*counted, *([published] if published else [])]

    languages = [asked["prose"]] if asked.get("prose") else list(asked.get("langs") or ["en"])
    if any(language not in LANGUAGES for language in languages):
        languages = list(LANGUAGES)
    return [
        figure
        for language in languages
        for figure in of(id, language) or [it for other in tokenizers for it in of(other, language)]
    ]
