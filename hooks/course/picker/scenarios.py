"""data/scenarios.yml: worked examples for the picker, each with the answer that it has to give."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote_plus

from pydantic import AfterValidator, Field

from ..authoring import source
from ..authoring.problem import Problem, nearest
from ..authoring.strict import Id, Real, Strict, Text, Whole, language, repeated
from ..authoring.validation import Fault
from ..authoring.written import Written
from ..models.handmade import Handmade
from ..models.models import ModelId
from .devices import Device

FILE = "data/scenarios.yml"
LINK = "v2"  # the version that docs/js/picker/pick-state.js writes
Amount = Annotated[Whole | Real, Field(gt=0)]


class Asked(Strict):
    """The picker's questions, named as in its links: lengths in characters, mem and tmem in GiB."""

    use: Literal["commercial", "internal", "research"] | None = None
    terms: Literal["permissive", "copyleft", "conditions"] | None = None
    where: Literal["all", "eu", "uk", "kr"] | None = None
    gate: Literal["open"] | None = None
    kind: Literal["instruct", "base"] | None = None
    langs: tuple[Annotated[str, AfterValidator(language)], ...] = ()
    p50: Amount | None = None
    p95: Amount | None = None
    max: Amount | None = None
    ratio: Amount | None = None
    prose: Literal["ja"] | None = None
    out: Amount | None = None
    mem: Amount | None = None
    bits: Literal["int8", "int4"] | None = None
    batch: Amount | None = None
    device: str | None = None
    bw: Amount | None = None
    wait: Amount | None = None
    tps: Amount | None = None
    read: Amount | None = None
    tok: str | None = None
    train: Literal["full", "lora", "qlora"] | None = None
    tmem: Amount | None = None
    params: Amount | None = None
    adapters: Amount | None = None

    @property
    def given(self) -> dict[str, Any]:
        return self.model_dump(exclude_unset=True)


class Scenario(Strict):
    """``answer`` is the smallest match; a test holds it against the rules. ``because`` is Markdown."""

    id: Id
    title: Text
    text: Text
    asked: Asked
    answer: ModelId
    because: Text

    @property
    def link(self) -> str:
        """The picker's state as the fragment of its address, without ``#``."""
        texts = {
            name: ",".join(value) if isinstance(value, tuple) else str(value)
            for name, value in self.asked.given.items()
        }
        return "&".join([LINK, *(f"{name}={quote_plus(text, safe=',')}" for name, text in texts.items())])


class ScenarioFile(Strict):
    scenarios: tuple[Scenario, ...]


def load(
    root: Path,
    handmade: Handmade | None,
    devices: Sequence[Device],
    problems: list[Problem],
    written: list[Written],
) -> tuple[Scenario, ...]:
    """The scenarios in the file's order. Mistakes go to ``problems``, the texts to ``written``."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(ScenarioFile, problems) if read else None
    if not read or not file:
        return ()
    for name in ("id", "title"):
        for index, value in repeated(getattr(it, name) for it in file.scenarios):
            at = ("scenarios", index, name)
            problems.append(read.problem(at, f"the {name} '{value}' stands twice", "Choose another"))
    for index, scenario in enumerate(file.scenarios):
        for key, text in (("text", scenario.text), ("because", scenario.because)):
            written.append(read.markdown(("scenarios", index, key), "span", text))
        for path, what, mend in _faults(scenario, handmade, devices):
            problems.append(read.problem(("scenarios", index, *path), what, mend))
    return file.scenarios


def _faults(scenario: Scenario, handmade: Handmade | None, devices: Sequence[Device]) -> Iterator[Fault]:
    asked, bandwidths = scenario.asked, {device.id: device.bandwidth for device in devices}
    lengths = [(name, value) for name in ("p50", "p95", "max") if (value := getattr(asked, name))]
    for (name, shorter), (longer_name, longer) in pairwise(lengths):
        if shorter > longer:
            what = f"{name} is {shorter:,}, which is more than {longer_name}, {longer:,}"
            yield ("asked", name), what, "Most inputs are shorter than the longest: look at both"
    whole = bandwidths and len(bandwidths) == len(devices)  # else one has another's id
    if asked.device and whole and asked.device not in bandwidths:
        yield ("asked", "device"), f"there is no device '{asked.device}'", nearest(asked.device, bandwidths)
    elif asked.device and asked.bw and asked.bw != bandwidths.get(asked.device, asked.bw):
        what = f"{asked.device} moves {bandwidths[asked.device]:g} GB a second, not {asked.bw:g}"
        yield ("asked", "bw"), what, f"Write {bandwidths[asked.device]:g}, or leave 'device' out"
    if not handmade:
        return
    featured = [model.id for model in handmade.featured]
    if scenario.answer not in featured:
        what = f"the answer '{scenario.answer}' is no featured model"
        yield ("answer",), what, nearest(scenario.answer, featured)
    if asked.tok and asked.tok not in handmade.tokenizers:
        yield (
            ("asked", "tok"),
            f"there is no tokenizer '{asked.tok}'",
            nearest(asked.tok, handmade.tokenizers),
        )
