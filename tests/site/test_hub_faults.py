"""Builds against a local Hub: every fault costs its own model one line, and nothing else."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import hub_server
import pytest
from conftest import ROOT, Project
from copied import shorten_course
from hub_faults import CONFIG_FAULTS, INFO_FAULTS, SLOW_FAULTS
from hub_server import FakeHub, Fault, status
from mistakes.trial import Trial

from course.authoring.problem import Problem
from course.models.handmade import Handmade, load_models

ADAPTERS = 4321  # of every live model; nobody states a number by hand, so a row with it is live
DEADLINE = "4"  # seconds
SECRET = "hf_sEcReTsEcReT"


@pytest.fixture(scope="module")
def by_hand() -> Handmade:
    problems: list[Problem] = []
    loaded = load_models(ROOT, problems)
    assert loaded, problems
    return loaded


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """For builds that write a site, as MkDocs leaves it."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.edit("mkdocs.yml", "  publish:", "  not published:")
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    return project


@pytest.fixture
def hub(by_hand: Handmade) -> Iterator[FakeHub]:
    with hub_server.serving() as hub:
        for id in by_hand.known:
            hub.add(id, childrenModelCount={"adapter": ADAPTERS})
        for model in by_hand.featured:  # counts far from those checked by hand would be told
            total = model.parameters.value
            hub.models[model.id]["safetensors"] = {"parameters": {"BF16": total}, "total": total}
            hub.configs[model.id] = {
                **hub.configs[model.id],
                "max_position_embeddings": model.context.native.value or model.context.documented.value,
                "vocab_size": model.vocab_size.value,
            }
        yield hub


class Rows(HTMLParser):
    """The texts of a page's table rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append("")
        self.inside = tag == "tr" or (self.inside and tag != "table")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1] += data


def row(rows: list[str], id: str) -> str:
    """The row of model ``id`` in the table of everything."""
    name = id.split("/")[1]
    (found,) = [row for row in rows if row.split()[:1] == [name]]
    return found


def is_live(rows: list[str], id: str) -> bool:
    return f"{ADAPTERS:,}" in row(rows, id)


def told(output: str, id: str) -> list[str]:
    """The lines about ``id``."""
    return re.findall(rf"Hub: {re.escape(id)}: (.*)", output)


def settings(hub: FakeHub, **env: str) -> dict[str, str]:
    return {"HUB": "auto", "HF_ENDPOINT": hub.url, "HUB_DEADLINE": DEADLINE, "HF_TOKEN": ""} | env


def build(trial: Trial, hub: FakeHub, **env: str) -> tuple[str, list[str]]:
    """What a build says, and the rows of its page of models. What was recorded of the Hub is left out: it changes each week."""
    said = trial.after(lambda root: (root / "data/hub.json").unlink(missing_ok=True), **settings(hub, **env))
    assert not said.traceback
    return said.log, Rows(said.pages["models/"]).rows


def build_whole(project: Project, hub: FakeHub, **env: str) -> str:
    result = project.build(**settings(hub, **env))
    assert result.returncode == 0, result.stdout
    return result.stdout


def faults() -> list[tuple[str, str, Fault, str]]:
    """Name, question, fault, and what the line says."""
    found = [(f"info: {name}", "info", fault, line) for name, (fault, line) in INFO_FAULTS.items()]
    found += [(f"config: {name}", "config", fault, line) for name, (fault, line) in CONFIG_FAULTS.items()]
    for name, fault in SLOW_FAULTS.items():
        found += [(f"{on}: {name}", on, fault, "in time") for on in ("info", "config")]
    found.append(("deleted between the two", "config", status(404, X_Error_Code="RepoNotFound"), "went away"))
    return found


@pytest.mark.parametrize("part", [0, 1])
def test_each_fault_costs_its_model_one_line(
    trial: Trial, by_hand: Handmade, hub: FakeHub, part: int
) -> None:
    featured = [model.id for model in by_hand.featured]
    chosen = faults()[part::2]
    faulty = dict(zip(featured, chosen, strict=False))
    assert len(chosen) < len(featured), "there is a model for each fault, and some are left"
    for id, (_, on, fault, _) in faulty.items():
        hub.fault(id, fault, on)
    output, models = build(trial, hub)
    for id, (name, on, _, line) in faulty.items():
        (only,) = told(output, id)
        assert line in only, name
        assert is_live(models, id) == (on == "config" and name != "deleted between the two"), name
    for id in featured[len(chosen) :]:
        assert told(output, id) == []
        assert is_live(models, id)


def test_without_any_way_to_the_hub_the_site_is_built_from_what_is_known(
    trial: Trial, by_hand: Handmade, hub: FakeHub
) -> None:
    for endpoint in (f"http://127.0.0.1:{hub_server.closed_port()}", "http://hub.invalid"):
        output, models = build(trial, hub, HF_ENDPOINT=endpoint)
        assert re.search(rf"Hub: \d+ of {len(by_hand.known)} models: .*(refused|not known|in time)", output)
        assert f"Hub: 0 models live, 0 recorded, {len(by_hand.known)} checked by hand" in output
        assert not any(is_live(models, model.id) for model in by_hand.featured)


@pytest.mark.parametrize("env", [{"HUB": "off"}, {"HF_HUB_OFFLINE": "1"}])
def test_offline_asks_nothing(trial: Trial, by_hand: Handmade, hub: FakeHub, env: dict[str, str]) -> None:
    output, models = build(trial, hub, **env)
    assert hub.log == []
    assert re.findall("Hub: .*", output) == [
        f"Hub: 0 models live, 0 recorded, {len(by_hand.known)} checked by hand (0.0 s)"
    ]
    assert not any(is_live(models, model.id) for model in by_hand.featured)


def test_a_second_build_asks_once_for_each_model(trial: Trial, by_hand: Handmade, hub: FakeHub) -> None:
    build(trial, hub)
    hub.log.clear()
    build(trial, hub)
    assert len(hub.log) == len(by_hand.known)
    assert not [path for path in hub.log if "config.json" in path]


def test_required_fails_at_a_fault_and_not_at_a_gate(
    trial: Trial, whole: Project, by_hand: Handmade, hub: FakeHub
) -> None:
    id = by_hand.featured[0].id
    hub.add(id, gated="auto")
    hub.fault(id, status(401, **hub_server.GATED), on="config")
    build(trial, hub, HUB="required")
    hub.fault(id, status(500))
    result = whole.build(HUB="required", HF_ENDPOINT=hub.url, HUB_DEADLINE=DEADLINE)
    assert result.returncode != 0
    assert told(result.stdout, id) == ["the Hub has a fault (500)"]
    assert "Traceback" not in result.stdout


def test_models_are_shown_as_what_they_are(trial: Trial, by_hand: Handmade, hub: FakeHub) -> None:
    deleted, disabled, renamed = (model.id for model in by_hand.featured[:3])
    del hub.models[deleted]
    hub.models[disabled]["disabled"] = True
    hub.add("lab/new-name", childrenModelCount={"adapter": ADAPTERS})
    hub.fault(renamed, hub_server.redirect("/api/models/lab/new-name"))
    _, models = build(trial, hub)
    assert "Disabled on the Hub" in row(models, disabled)
    assert "lab/new-name" in row(models, renamed) and is_live(models, renamed)
    assert not is_live(models, deleted)
    assert len(row(models, deleted)) > len(deleted) + 100, "its last known facts are there"


def test_a_strangers_text_is_text_and_a_token_that_is_refused_is_told_and_not_shown(
    whole: Project, by_hand: Handmade, hub: FakeHub
) -> None:
    hostile = (
        "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}`[x](javascript:alert(1))\u202e"
    )
    id, refused = (model.id for model in by_hand.featured[:2])
    hub.add(
        id,
        config={"model_type": hostile, "architectures": [hostile], "max_position_embeddings": 8192},
        cardData={"license": "other", "license_name": hostile, "license_link": "javascript:alert(1)"},
        tags=[hostile],
    )
    refusal = {"X_Error_Message": "Invalid credentials in Authorization header"}
    hub.fault(refused, status(401, {"error": SECRET}, **refusal))
    output = build_whole(whole, hub, HF_TOKEN=SECRET)
    assert "HF_TOKEN" in told(output, refused)[0]
    assert SECRET not in output
    for file in whole.root.rglob("*"):
        assert not file.is_file() or SECRET.encode() not in file.read_bytes(), file
    for page in (whole.root / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html and "<img src=x" not in html and 'href="javascript:' not in html
        assert "\u202e" not in html and ">49`" not in html
    assert "<script>alert(1)</script>" in row(Rows(whole.page("models/")).rows, id), "shown as it was written"
