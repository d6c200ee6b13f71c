"""data/scenarios.yml: worked examples for the picker, each with the answer that it has to give."""

from pathlib import Path
from urllib.parse import quote_plus

from ..authoring import source
from ..authoring.problem import Problem, nearest
from ..authoring.strict import Id, Strict, Text
from ..models.models import ModelId

FILE = "data/scenarios.yml"


class Scenario(Strict):
    """``asked`` holds the picker's questions by their names in its links; p50, p95 and max are characters.

    ``answer`` is the smallest match; a test holds it against the rules. ``because`` is Markdown.
    """

    id: Id
    title: Text
    text: Text
    asked: dict[str, str | int | float | tuple[str, ...]]
    answer: ModelId
    because: Text

    @property
    def link(self) -> str:
        """The picker's state as the fragment of its address, without ``#``."""
        values = {
            name: ",".join(value) if isinstance(value, tuple) else str(value)
            for name, value in self.asked.items()
        }
        return "&".join(["v1", *(f"{name}={quote_plus(value, safe=',')}" for name, value in values.items())])


class ScenarioFile(Strict):
    scenarios: tuple[Scenario, ...]


def load(root: Path, featured: list[str], problems: list[Problem]) -> tuple[Scenario, ...]:
    """The scenarios in the file's order; what is wrong with it is added to ``problems``."""
    read = source.read(root / FILE, root, problems)
    file = read.parse(ScenarioFile, problems) if read else None
    if not read or not file:
        return ()
    for index, scenario in enumerate(file.scenarios):
        if featured and scenario.answer not in featured:
            what = f"the answer '{scenario.answer}' is no featured model"
            at = ("scenarios", index, "answer")
            problems.append(read.problem(at, what, nearest(scenario.answer, featured)))
    return file.scenarios
