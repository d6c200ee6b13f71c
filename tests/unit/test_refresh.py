"""`make refresh`: the record it writes, the changes it tells, and when it leaves the record alone."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hub_server
import pytest
from hub_server import FakeHub, status
from model_course import SMALL as MODEL
from model_course import TEXT

from course.commands import refresh
from course.hub import Settings, read_recorded
from course.models.handmade import load_models

Refresh = Callable[..., int]


@pytest.fixture
def server(root: Path) -> Iterator[FakeHub]:
    with hub_server.serving() as server:
        by_hand = load_models(root, [])
        assert by_hand
        for id in by_hand.known:
            server.add(id)
        yield server


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two models and what one was made from: what is asked of three is asked of forty."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models.yml").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(server: FakeHub, root: Path) -> Refresh:
    def run(**settings: Any) -> int:
        return refresh.main(root, Settings(**{"endpoint": server.url, "deadline": 30.0} | settings))

    return run


def record(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((root / "data" / "hub.json").read_text())
    return loaded["models"]


def log(root: Path) -> list[Any]:
    loaded: list[Any] = json.loads((root / "data" / "hub-log.json").read_text())
    return loaded


def test_the_first_record_is_sorted_and_reads_back(server: FakeHub, root: Path, run: Refresh) -> None:
    server.add("Other/First")  # a capital comes before all small letters, but not in a list
    server.models[MODEL]["cardData"]["base_model"] = "Other/First"
    assert run() == 0
    names = list(record(root))
    assert set(names) == set(server.models)
    assert names == sorted(names, key=str.casefold)
    recorded = read_recorded(root / "data" / "hub.json", root)
    assert set(recorded.answers) == set(names) and recorded.problems == ()
    assert log(root) == []


def test_without_a_change_the_files_stay_the_same(
    root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    path = root / "data" / "hub.json"
    path.write_text(re.sub(r'"at": "[^"]+"', '"at": "2026-01-01T00:00:00Z"', path.read_text()))
    before = {file.name: file.read_text() for file in (root / "data").iterdir()}
    capsys.readouterr()
    assert run() == 0
    assert {file.name: file.read_text() for file in (root / "data").iterdir()} == before
    assert capsys.readouterr().out == "Nothing changed.\n"


def test_changes_are_told_in_words_and_logged(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    server.add(MODEL, cardData={"license": "other", "license_name": "own-terms", "license_link": "LICENSE"})
    run()
    server.add(MODEL, gated="auto", downloads=2000, config={"max_position_embeddings": 40960}, sha="a" * 40)
    capsys.readouterr()
    assert run() == 0
    told = capsys.readouterr().out.splitlines()
    assert f"licence of {MODEL}: other (own-terms) → apache-2.0" in told
    assert f"licence link of {MODEL}: LICENSE → none" in told
    assert f"gate of {MODEL}: open → on request" in told
    assert f"context of {MODEL}: 8,192 → 40,960" in told
    assert f"vocabulary of {MODEL}: 49,152 → not stated" in told
    assert (
        f"downloads, likes, adapters or quantized copies changed for 1 of {len(server.models)} models" in told
    )
    assert [(entry["id"], entry["field"], entry["to"]) for entry in log(root)] == [
        (MODEL, "license", {"license": "apache-2.0", "license_name": None, "license_link": None}),
        (MODEL, "gated", "auto"),
        (MODEL, "context", 40960),
    ]
    assert log(root)[2]["from"] == 8192
    assert log(root)[0]["at"] == record(root)[MODEL]["at"]
    # The next change is added below
    server.models[MODEL]["gated"] = False
    run()
    assert [entry["field"] for entry in log(root)] == ["license", "gated", "context", "gated"]


def test_a_renamed_model_is_told(server: FakeHub, run: Refresh, capsys: pytest.CaptureFixture[str]) -> None:
    run()
    server.add("maker/New-Name")
    server.fault(MODEL, hub_server.redirect("/api/models/maker/New-Name"))
    run()
    assert f"name of {MODEL}: {MODEL} → maker/New-Name" in capsys.readouterr().out


def test_a_model_that_fails_keeps_its_record(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = record(root)[MODEL]
    server.models[MODEL]["downloads"] = 5
    server.fault(MODEL, status(500))
    assert run() == 0
    assert record(root)[MODEL] == before
    assert f"{MODEL}: the Hub has a fault (500)" in capsys.readouterr().err


@pytest.mark.parametrize(
    "spoil",
    [
        lambda server: server.models[MODEL].update(cardData={"license": 5}, tags=[]),
        lambda server: server.models[MODEL].update(gated="sometimes"),
        lambda server: (
            server.models[MODEL].update(sha="b" * 40),
            server.fault(MODEL, status(500), "config"),
        ),
    ],
    ids=["licence", "gate", "config"],
)
def test_an_answer_that_lacks_what_matters_replaces_no_record(
    server: FakeHub, root: Path, run: Refresh, spoil: Callable[[FakeHub], None]
) -> None:
    run()
    before = record(root)[MODEL]
    spoil(server)
    assert run() == 0
    assert record(root)[MODEL] == before
    assert log(root) == []


def test_a_gate_hides_no_context_that_was_read_at_the_same_commit(
    server: FakeHub, root: Path, run: Refresh
) -> None:
    run()
    for file in (root / ".cache" / "hub").iterdir():
        file.unlink()
    server.models[MODEL]["gated"] = "manual"
    server.fault(MODEL, status(401, **hub_server.GATED), on="config")
    assert run() == 0
    assert (record(root)[MODEL]["gated"], record(root)[MODEL]["context"]["native"]) == ("manual", 8192)
    assert [entry["field"] for entry in log(root)] == ["gated"]


def test_more_than_a_third_of_failures_replaces_nothing(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    run()
    before = (root / "data" / "hub.json").read_text()
    ids = list(server.models)
    server.models[ids[-1]]["downloads"] = 5
    third = len(ids) // 3
    for id in ids[: third + 1]:
        server.fault(id, status(503))
    assert run() == 1
    assert (root / "data" / "hub.json").read_text() == before
    assert f"data/hub.json stays as it is: {third + 1} of {len(ids)} models failed" in capsys.readouterr().err
    del server.faults["info", ids[0]]
    assert run() == 0
    assert record(root)[ids[-1]]["downloads"] == 5


def test_required_refuses_at_the_first_failure(server: FakeHub, root: Path, run: Refresh) -> None:
    server.fault(MODEL, status(503))
    assert run(mode="required") == 1
    assert not (root / "data" / "hub.json").exists()


def test_no_hub_writes_nothing(root: Path, run: Refresh) -> None:
    assert run(endpoint=f"http://127.0.0.1:{hub_server.closed_port()}") == 1
    assert [file.name for file in (root / "data").iterdir()] == ["models.yml"]


def test_off_asks_and_writes_nothing(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(mode="off") == 1
    assert server.log == [] and not (root / "data" / "hub.json").exists()
    assert "HUB=off" in capsys.readouterr().err


def test_ancestors_found_on_the_way_are_recorded_and_dropped_with_their_child(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    server.add("lab/parent", cardData={"license": "mit", "base_model": "lab/first"})
    server.add("lab/first")
    server.models[MODEL]["cardData"] = {"license": "mit", "base_model": "lab/parent"}
    run()
    assert {"lab/parent", "lab/first"} < set(record(root))
    server.fault(MODEL, status(500))
    run()
    assert {"lab/parent", "lab/first"} < set(record(root)), "its child is still recorded as it was"
    server.faults.clear()
    server.models[MODEL]["cardData"] = {"license": "mit"}
    run()
    assert not {"lab/parent", "lab/first"} & set(record(root))
    assert "lab/first is not recorded any more" in capsys.readouterr().out


def test_a_broken_record_is_written_anew(
    root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data" / "hub.json").write_text("{\n oops")
    assert run() == 0
    assert "data/hub.json:2: this is not JSON" in capsys.readouterr().err
    assert record(root)


def test_a_broken_log_is_never_overwritten(
    root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data" / "hub-log.json").write_text("[{,")
    assert run() == 1
    assert (root / "data" / "hub-log.json").read_text() == "[{,"
    assert not (root / "data" / "hub.json").exists()
    assert "data/hub-log.json:1: " in capsys.readouterr().err


def test_a_broken_list_of_models_asks_nothing(
    server: FakeHub, root: Path, run: Refresh, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data" / "models.yml").write_text("models: [")
    assert run() == 1
    assert server.log == []
    assert "data/models.yml:" in capsys.readouterr().err
