"""What the tests of models share: the two models of golden/models.yml, and answers of the Hub about them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from course.authoring.problem import Problem
from course.hub.answer import HubAnswer
from course.hub.answers import Answers
from course.hub.context_length import ContextLength
from course.models import licenses, merge
from course.models.featured import Featured, Models
from course.models.handmade import FILE, Handmade, load_models

ROOT = Path(__file__).parents[2]
TEXT = (Path(__file__).parent / "golden" / "models.yml").read_text(encoding="utf-8")
SMALL, LARGE = "maker/Small-0.1B", "maker/Large_2b"
TODAY, LAST_WEEK = "2026-12-01T08:00:00Z", "2026-11-24T08:00:00Z"


def read(root: Path, old: str = "", new: str = "") -> tuple[Handmade | None, list[str]]:
    """golden/models.yml with one text replaced, read as a project's data/models.yml; and its problems."""
    assert old in TEXT
    problems: list[Problem] = []
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    path.write_text(TEXT.replace(old, new, 1) if old else TEXT, encoding="utf-8")
    return load_models(root, problems), [str(problem) for problem in problems]


def answer(id: str = SMALL, **changes: Any) -> HubAnswer:
    """What the Hub would say if nothing had changed since the facts were checked."""
    large = id == LARGE
    context = ContextLength(
        32_768 if large else 8_192, "max_position_embeddings", True, 64_000 if large else 32_000
    )
    unchanged = HubAnswer(
        id=id,
        name=id,
        sha="0" * 40,
        license="other" if large else "apache-2.0",
        license_name="own-terms" if large else None,
        license_link="LICENSE" if large else None,
        licenses=(),
        gated="manual" if large else False,
        disabled=False,
        private=False,
        parameters=2_000_000_000 if large else 100_000_000,
        downloads=2_000,
        likes=30,
        adapters=4,
        last_modified="2026-10-01T00:00:00Z",
        base_models=(),
        model_type="llama",
        architecture="LlamaForCausalLM",
        context=context,
        config_status="live",
        at=TODAY,
    )
    return replace(unchanged, **changes)


def merged(
    root: Path, live: list[HubAnswer] | None = None, recorded: list[HubAnswer] | None = None, **absent: Any
) -> Models:
    """The two models with these answers. ``absent`` as of ``Answers``."""
    handmade, problems = read(root)
    licences = licenses.load(ROOT, [])
    assert handmade and licences and not problems
    by_id = [{it.id: it for it in answers or []} for answers in (live, recorded)]
    return merge.merge(handmade, licences, Answers(by_id[0], by_id[1], absent.get("absent", {})))


def one(known: Models, id: str = SMALL) -> Featured:
    return next(model for model in known.all if model.by_hand.id == id)
