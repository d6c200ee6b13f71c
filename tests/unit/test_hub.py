"""What the Hub says, through its real client and a local server, in good and in bad weather."""

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hub_server
import pytest
from hub_faults import CONFIG_FAULTS, INFO_FAULTS, SLOW_FAULTS
from hub_server import FakeHub, redirect, status

from course import hub
from course.hub import Kept, Pull, Settings, progress_on, settings_from_env
from course.hub.record import written

Ask = Callable[..., Pull]
NAME = "lab/model"
SECRET = "hf_sEcReTsEcReT"


@pytest.fixture
def server() -> Iterator[FakeHub]:
    with hub_server.serving() as server:
        yield server


@pytest.fixture
def ask(server: FakeHub, tmp_path: Path) -> Ask:
    def ask(*ids: str, **how: Any) -> Pull:
        with_defaults = {
            "mode": "auto",
            "deadline": 20.0,
            "cache_dir": tmp_path / "cache",
            "endpoint": server.url,
        } | how
        return hub.pull(ids, **with_defaults)

    return ask


# In good weather


def test_an_answer_holds_what_the_hub_says(server: FakeHub, ask: Ask) -> None:
    server.add(
        NAME,
        cardData={
            "license": "other",
            "license_name": "own-terms",
            "license_link": "LICENSE",
            "base_model": ["lab/base"],
        },
        gated="manual",
    )
    server.add("lab/base")
    answer = ask(NAME, "lab/base").answers[NAME]
    assert (answer.license, answer.license_name, answer.license_link) == ("other", "own-terms", "LICENSE")
    assert (answer.gated, answer.disabled, answer.private) == ("manual", False, False)
    assert (answer.parameters, answer.downloads, answer.likes, answer.adapters) == (134515008, 1000, 10, 7)
    assert answer.quantized == 190
    assert answer.last_modified == "2026-05-01T12:00:00Z"
    assert answer.base_models == ("lab/base",)
    assert (answer.model_type, answer.architecture) == ("llama", "LlamaForCausalLM")
    assert answer.context is not None and (answer.context.native, answer.context.vocab_size) == (8192, 49152)
    assert (answer.config_status, answer.unread) == ("live", ())


def test_two_requests_a_model_and_one_where_its_commit_is_known(server: FakeHub, ask: Ask) -> None:
    names = [f"lab/model-{number}" for number in range(5)]
    for name in names:
        server.add(name)
    first = ask(*names)
    assert first.requests == len(server.log) == 10
    server.log.clear()
    second = ask(*names)
    assert second.requests == len(server.log) == 5
    assert not [path for path in server.log if "resolve" in path]
    server.models[names[0]]["sha"] = "f" * 40
    assert ask(*names).requests == 6
    assert {id: answer.context for id, answer in second.answers.items()} == {
        id: answer.context for id, answer in first.answers.items()
    }


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"name": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_cache_is_asked_for_again(server: FakeHub, ask: Ask, tmp_path: Path, damage: bytes) -> None:
    server.add(NAME)
    ask(NAME)
    for file in (tmp_path / "cache").iterdir():
        file.write_bytes(damage)
    assert ask(NAME).requests == 2
    assert ask(NAME).requests == 1


def test_without_a_place_for_the_cache_the_pull_works(server: FakeHub, ask: Ask, tmp_path: Path) -> None:
    server.add(NAME)
    (tmp_path / "file").write_text("not a folder")
    assert ask(NAME, cache_dir=tmp_path / "file").answers[NAME].context


def test_ancestors_that_nobody_asked_for_are_followed_up_to_the_first(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, cardData={"license": "mit", "base_model": "lab/parent"})
    server.add("lab/parent", cardData={"license": "mit", "base_model": "lab/first"})
    server.add("lab/first", cardData={"license": "cc-by-nc-4.0", "base_model": NAME})
    pull = ask(NAME)
    assert pull.answers["lab/first"].license == "cc-by-nc-4.0"
    assert pull.answers["lab/first"].config_status == "not asked"
    assert pull.requests == 4


def test_the_hubs_own_list_of_base_models_speaks_where_the_card_does_not(server: FakeHub, ask: Ask) -> None:
    server.add("lab/base")
    server.add(NAME, baseModels={"relation": "finetune", "models": [{"_id": "1", "id": "lab/base"}]})
    assert ask(NAME).answers[NAME].base_models == ("lab/base",)


def test_what_is_no_models_name_is_not_followed(server: FakeHub, ask: Ask) -> None:
    server.add(
        NAME, cardData={"base_model": ["./checkpoints", "../../etc", "a b", 5, "C:\\m", "x/y/z", "a--b"]}
    )
    assert ask(NAME).answers[NAME].base_models == ()
    assert len(server.log) == 2


def test_off_asks_nothing(server: FakeHub, ask: Ask) -> None:
    server.add(NAME)
    assert ask(NAME, mode="off") == Pull()
    assert server.log == []


def test_a_token_is_sent_and_told_nowhere(server: FakeHub, ask: Ask, tmp_path: Path) -> None:
    server.add(NAME)
    pull = ask(NAME, token=SECRET)
    assert server.authorizations == {f"Bearer {SECRET}"}
    assert SECRET not in repr(pull)
    assert SECRET not in repr(Settings(token=SECRET))
    assert not [file for file in (tmp_path / "cache").iterdir() if SECRET in file.read_text() + file.name]


def test_a_token_does_not_follow_a_redirect_to_elsewhere(server: FakeHub, ask: Ask) -> None:
    with hub_server.serving() as elsewhere:
        elsewhere.add(NAME)
        server.fault(NAME, redirect(f"{elsewhere.url}/api/models/{NAME}"))
        ask(NAME, token=SECRET)
        assert (server.authorizations, elsewhere.authorizations) == ({f"Bearer {SECRET}"}, {None})


def test_without_a_token_none_is_sent(server: FakeHub, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", SECRET)
    server.add(NAME)
    ask(NAME)
    assert server.authorizations == {None}


def test_a_server_asks_once_for_each_model(server: FakeHub, tmp_path: Path) -> None:
    server.add(NAME)
    server.add("lab/new")
    kept, settings = Kept(), Settings(endpoint=server.url)
    assert set(kept.pull([NAME, "lab/gone"], settings, tmp_path).answers) == {NAME}
    asked = len(server.log)
    again = kept.pull([NAME, "lab/gone"], settings, tmp_path)
    assert (len(server.log), again.requests, set(again.answers), set(again.failures)) == (
        asked,
        0,
        {NAME},
        {"lab/gone"},
    )
    assert set(kept.pull([NAME, "lab/new"], settings, tmp_path).answers) == {NAME, "lab/new"}


# States that are answers


def test_a_gated_config_is_an_answer_and_kept(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, gated="auto")
    server.fault(NAME, status(401, **hub_server.GATED), on="config")
    pull = ask(NAME)
    assert (pull.answers[NAME].config_status, pull.answers[NAME].context) == ("gated", None)
    assert pull.answers[NAME].license == "apache-2.0"
    assert pull.failures == {}
    assert ask(NAME).requests == 1


def test_what_was_gated_without_a_token_is_asked_for_with_one(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, gated="auto")
    server.fault(NAME, status(401, **hub_server.GATED), on="config")
    ask(NAME)
    server.faults.clear()
    assert ask(NAME, token=SECRET).answers[NAME].config_status == "live"


def test_a_model_without_a_config_is_an_answer(server: FakeHub, ask: Ask) -> None:
    server.add(NAME)
    server.fault(NAME, status(404, X_Error_Code="EntryNotFound"), on="config")
    pull = ask(NAME)
    assert (pull.answers[NAME].config_status, pull.failures) == ("missing", {})


@pytest.mark.parametrize("absolute", [False, True])
def test_a_renamed_model_tells_its_new_name(server: FakeHub, ask: Ask, absolute: bool) -> None:
    server.add("lab/new-name")
    server.fault(NAME, redirect((server.url if absolute else "") + "/api/models/lab/new-name"))
    pull = ask(NAME)
    assert (pull.answers[NAME].id, pull.answers[NAME].name, pull.failures) == (NAME, "lab/new-name", {})
    assert pull.answers[NAME].context
    assert server.log[-1].startswith("/lab/new-name/resolve/")


def test_a_disabled_model_is_shown_as_such_and_its_files_are_left_alone(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, disabled=True)
    pull = ask(NAME)
    assert (pull.answers[NAME].disabled, pull.answers[NAME].config_status) == (True, "disabled")
    assert pull.failures == {}


def test_a_private_model_that_the_token_opens(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, private=True)
    assert ask(NAME, token=SECRET).answers[NAME].private is True


# Faults: the model falls back with one line, and the other is live


@pytest.mark.parametrize("name", INFO_FAULTS)
def test_a_fault_costs_one_model_one_line(server: FakeHub, ask: Ask, name: str) -> None:
    fault, reason = INFO_FAULTS[name]
    server.add("lab/other")
    server.add(NAME)
    server.fault(NAME, fault)
    pull = ask("lab/other", NAME)
    assert set(pull.answers) == {"lab/other"}
    assert set(pull.failures) == {NAME}
    assert reason in pull.failures[NAME] and "\n" not in pull.failures[NAME]
    assert pull.answers["lab/other"].context


@pytest.mark.parametrize("name", CONFIG_FAULTS)
def test_a_fault_of_the_config_leaves_the_rest_of_the_answer(server: FakeHub, ask: Ask, name: str) -> None:
    fault, reason = CONFIG_FAULTS[name]
    server.add("lab/other")
    server.add(NAME)
    server.fault(NAME, fault, on="config")
    pull = ask("lab/other", NAME)
    assert pull.answers[NAME].license == "apache-2.0"
    assert (pull.answers[NAME].config_status, pull.answers[NAME].context) == ("failed", None)
    assert "context" in pull.answers[NAME].unread
    assert reason in pull.failures[NAME] and "config.json" in pull.failures[NAME]
    assert pull.answers["lab/other"].context
    assert set(pull.failures) == {NAME}


@pytest.mark.parametrize("gone", [status(401, {"error": "…"}), status(404, X_Error_Code="RepoNotFound")])
def test_a_model_deleted_between_the_two_requests(server: FakeHub, ask: Ask, gone: hub_server.Fault) -> None:
    server.add("lab/other")
    server.add(NAME)
    server.fault(NAME, gone, on="config")
    pull = ask("lab/other", NAME)
    assert set(pull.answers) == {"lab/other"}
    assert "went away" in pull.failures[NAME]
    assert pull.absent == {NAME: "missing"}


def test_absent_models_are_told_apart_from_those_that_did_not_answer(server: FakeHub, ask: Ask) -> None:
    server.fault("lab/off", status(403, X_Error_Message="Access to this resource is disabled."))
    server.fault("lab/busy", status(503))
    assert ask("lab/gone", "lab/off", "lab/busy").absent == {"lab/gone": "missing", "lab/off": "disabled"}


def test_a_token_that_the_hub_does_not_know(server: FakeHub, ask: Ask) -> None:
    server.fault(
        NAME, status(401, {"error": SECRET}, X_Error_Message="Invalid credentials in Authorization header")
    )
    line = ask(NAME, token=SECRET).failures[NAME]
    assert "HF_TOKEN" in line and SECRET not in line


@pytest.mark.parametrize("name", SLOW_FAULTS)
@pytest.mark.parametrize("on", ["info", "config"])
def test_the_deadline_ends_a_pull(server: FakeHub, ask: Ask, name: str, on: str) -> None:
    server.add("lab/other")
    server.add(NAME)
    server.fault(NAME, SLOW_FAULTS[name], on=on)
    pull = ask("lab/other", NAME, deadline=1.5)
    assert pull.answers["lab/other"].context
    late = "its config.json" if on == "config" else "an answer"
    assert pull.failures[NAME] == f"{late} did not come in time"
    for thread in threading.enumerate():
        if thread.name.startswith("hub-"):
            thread.join(timeout=10)
            assert not thread.is_alive(), "a thread outlives the pull, and `mkdocs serve` gathers them"
    if on == "config":
        assert pull.answers[NAME].license == "apache-2.0"
        assert pull.answers[NAME].config_status == "failed"


@pytest.mark.parametrize("name", [*SLOW_FAULTS, "a name server that never answers"])
def test_the_process_ends_with_the_pull(server: FakeHub, tmp_path: Path, name: str) -> None:
    ids = [f"lab/model-{number}" for number in range(4)]
    for id in ids:
        server.fault(id, SLOW_FAULTS.get(name, hub_server.black_hole))
    code = (
        "import socket, sys, threading\n"
        "from pathlib import Path\n"
        "from course import hub\n"
        "if 'name server' in sys.argv[1]:\n"
        "    socket.getaddrinfo = lambda *args, **kwargs: threading.Event().wait()\n"
        "how = dict(mode='auto', deadline=0.5, cache_dir=Path(sys.argv[2]), endpoint=sys.argv[3])\n"
        "pull = hub.pull(sys.argv[4:], **how)\n"
        "print(len(pull.failures))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, name, str(tmp_path), server.url, *ids],
        cwd=Path(hub.__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=30,  # far below the minutes that the server drips
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "4\n", "")


@pytest.mark.parametrize(
    ("endpoint", "reason"),
    [
        (f"http://127.0.0.1:{hub_server.closed_port()}", "refused"),
        ("http://hub.invalid", "in time|not known"),
    ],
    ids=["a port where nobody listens", "a name that nobody knows"],
)
def test_without_a_way_to_the_hub_every_model_has_its_line(ask: Ask, endpoint: str, reason: str) -> None:
    pull = ask("lab/a", "lab/b", endpoint=endpoint, deadline=3.0)
    assert pull.answers == {}
    assert set(pull.failures) == {"lab/a", "lab/b"}
    for line in pull.failures.values():
        assert any(part in line for part in reason.split("|"))


@pytest.mark.parametrize(("name", "value"), [("ALL_PROXY", "bogus://x"), ("SSL_CERT_FILE", "/no/such/file")])
def test_a_machine_set_up_wrongly_costs_no_traceback(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    pull = ask(NAME)
    assert "proxy or certificate settings" in pull.failures[NAME]


def test_an_id_that_is_none_is_not_asked_for(server: FakeHub, ask: Ask) -> None:
    server.add(NAME)
    pull = ask(NAME, "../secrets", "a b")
    assert set(pull.answers) == {NAME}
    assert set(pull.failures) == {"../secrets", "a b"}
    assert len(server.log) == 2


# Answers that are odd in parts

ODD = {
    "licence a list": (
        {"cardData": {"license": ["mit", "cc-by-4.0"]}},
        {"licenses": ("mit", "cc-by-4.0")},
        "",
    ),
    "licence a list of one": ({"cardData": {"license": ["mit"]}}, {"license": "mit", "licenses": ()}, ""),
    "licence only a tag": ({"cardData": ..., "tags": ["x", "license:mit"]}, {"license": "mit"}, ""),
    "no licence at all": ({"cardData": {}, "tags": []}, {"license": None}, ""),
    "no safetensors": ({"safetensors": ...}, {"parameters": None}, ""),
    "safetensors without parameters": ({"safetensors": {"total": 5}}, {"parameters": None}, "parameters"),
    "safetensors a text": (
        {"safetensors": "big"},
        {"parameters": None, "license": "apache-2.0"},
        "parameters",
    ),
    "a bad date": ({"lastModified": "yesterday"}, {"last_modified": None}, "last_modified"),
    "a date of the wrong type": ({"lastModified": 5}, {"last_modified": None}, "last_modified"),
    "negative numbers": ({"downloads": -1, "likes": -5}, {"downloads": None, "likes": None}, "downloads"),
    "huge numbers": ({"downloads": 10**30}, {"downloads": None}, "downloads"),
    "true is no number": ({"likes": True}, {"likes": None}, "likes"),
    "a fraction": ({"likes": 1.5}, {"likes": None}, "likes"),
    "children a number": ({"childrenModelCount": 12}, {"adapters": None}, "adapters"),
    "children without adapters": (
        {"childrenModelCount": {"merge": 1}},
        {"adapters": None, "quantized": None},
        "",
    ),
    "quantized copies a text": (
        {"childrenModelCount": {"quantized": "many"}},
        {"quantized": None},
        "quantized",
    ),
    "gated in a new way": ({"gated": "sometimes"}, {"gated": None}, "gated"),
    "gated true": ({"gated": True}, {"gated": None}, "gated"),
    "disabled a text": ({"disabled": "no"}, {"disabled": None}, "disabled"),
    "card a text": ({"cardData": "MIT", "tags": []}, {"license": None}, "license"),
    "licence a number": ({"cardData": {"license": 5}, "tags": []}, {"license": None}, "license"),
    "card that hides methods": (
        {"cardData": {"license": "mit", "to_dict": 1, "get": 2}},
        {"license": "mit"},
        "",
    ),
    "a link too long": (
        {"cardData": {"license": "other", "license_link": "x" * 3000}},
        {"license_link": None},
        "license_link",
    ),
    "an odd scheme": (
        {"cardData": {"license": "other", "license_link": "javascript:alert(1)"}},
        {"license_link": "javascript:alert(1)"},
        "",
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_part_costs_that_part(server: FakeHub, ask: Ask, name: str) -> None:
    info, expected, unread = ODD[name]
    server.add(NAME, **info)
    pull = ask(NAME)
    answer = pull.answers[NAME]
    assert {field: getattr(answer, field) for field in expected} == expected
    assert answer.context
    if unread:
        assert unread in answer.unread and unread in pull.failures[NAME]
    else:
        assert (answer.unread, pull.failures) == ((), {})


def test_wrong_types_in_every_field(server: FakeHub, ask: Ask) -> None:
    server.add("lab/other")
    server.add(NAME)
    for wrong in (5, "text", ["list"], {"a": {"mapping": 1}}, True, 1.5):
        server.models[NAME] = dict.fromkeys(server.models["lab/other"], wrong) | {"id": NAME}
        pull = ask(NAME, "lab/other")
        assert "lab/other" in pull.answers and "lab/other" not in pull.failures
        assert pull.failures[NAME]


def test_texts_come_bounded_on_one_line_without_control_characters(server: FakeHub, ask: Ask) -> None:
    hostile = "<script>\u202e\x00\x1b[31m\nalert(1)\ud800</script>" + "x" * 100_000
    server.add(
        NAME,
        config={"model_type": hostile, "architectures": [hostile], "max_position_embeddings": 8192},
        cardData={"license": hostile, "license_name": hostile, "license_link": "https://x/\u202e\n<b>"},
    )
    answer = ask(NAME).answers[NAME]
    for text in (answer.license, answer.license_name, answer.model_type, answer.architecture):
        assert text is not None and text.startswith("<script>[31m alert(1)</script>xx") and len(text) == 120
    assert answer.license_link == "https://x/ <b>"


def test_nothing_of_a_strangers_text_is_logged_or_told(server: FakeHub, ask: Ask) -> None:
    server.add(NAME, cardData={"license": "mit", "model-index": [{"name": "NOISE", "results": "NOISE"}]})
    server.fault("lab/x", status(500, {"error": "NOISE"}, X_Error_Message="NOISE", X_HF_Warning="a; NOISE"))
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    logging.getLogger("huggingface_hub").addHandler(handler)
    pull = ask(NAME, "lab/x")
    logging.getLogger("huggingface_hub").removeHandler(handler)
    assert heard.getvalue() == ""
    assert "NOISE" not in repr(pull.failures)


# Settings and progress


def test_settings_by_default() -> None:
    assert settings_from_env({}) == Settings("auto", 10.0, "https://huggingface.co", None, ())
    assert (
        settings_from_env({"HF_ENDPOINT": "", "HUB": "", "HUB_DEADLINE": "", "HF_TOKEN": " "}) == Settings()
    )


def test_settings_from_the_environment() -> None:
    said = {"HUB": "Required", "HUB_DEADLINE": "2.5", "HF_TOKEN": "hf_x\n", "HF_ENDPOINT": "http://h:1/"}
    assert settings_from_env(said) == Settings("required", 2.5, "http://h:1", "hf_x", ())


@pytest.mark.parametrize("value", ["1", "true", "ON", "yes"])
def test_the_clients_own_offline_flag_is_off(value: str) -> None:
    assert settings_from_env({"HUB": "required", "HF_HUB_OFFLINE": value}).mode == "off"


@pytest.mark.parametrize(
    "env",
    [
        {"HUB": "maybe"},
        {"HUB_DEADLINE": "soon"},
        {"HUB_DEADLINE": "-1"},
        {"HUB_DEADLINE": "nan"},
        {"HUB_DEADLINE": "inf"},
        {"HF_ENDPOINT": "huggingface.co"},
        {"HF_ENDPOINT": "http://["},
        {"HF_TOKEN": f"{SECRET}\n{SECRET}"},
        {"HF_TOKEN": f"{SECRET}é"},
    ],
)
def test_a_wrong_setting_is_told_without_its_value_and_does_no_harm(env: dict[str, str]) -> None:
    settings = settings_from_env(env)
    assert len(settings.problems) == 1 and next(iter(env)) in settings.problems[0]
    assert SECRET not in settings.problems[0]
    assert settings == Settings(problems=settings.problems)


def test_progress_is_lines_at_each_quarter_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    progress = progress_on(stream)
    for done in range(1, 25):
        progress(done, 24, "lab/model")
    assert stream.getvalue().splitlines() == [
        f"Asking the Hub: {done} of 24 models" for done in (6, 12, 18, 24)
    ]


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    progress = progress_on(stream)
    for done in (1, 2):
        progress(done, 2, "lab/model")
    first, last = stream.getvalue().split("\r")[1:]
    assert first.endswith("] 1/2") and last == f"Asking the Hub [{'#' * 24}] 2/2\n"


def test_progress_counts_every_model(server: FakeHub, ask: Ask) -> None:
    server.add(NAME)
    seen: list[tuple[int, int, str]] = []
    ask(NAME, "lab/gone", progress=lambda *step: seen.append(step))
    assert [step[:2] for step in seen] == [(1, 2), (2, 2)]
    assert {step[2] for step in seen} == {NAME, "lab/gone"}


# The record


def test_a_record_comes_back_as_it_was_written(server: FakeHub, ask: Ask, tmp_path: Path) -> None:
    server.add(NAME, gated="auto", cardData={"license": ["mit", "gpl-3.0"], "base_model": "lab/base"})
    server.add("lab/base")
    answers = ask(NAME, "lab/base").answers
    path = tmp_path / "hub.json"
    path.write_text(written(answers))
    recorded = hub.read_recorded(path, tmp_path)
    assert (recorded.answers, recorded.problems) == (answers, ())


def test_no_record_is_no_problem(tmp_path: Path) -> None:
    recorded = hub.read_recorded(tmp_path / "hub.json", tmp_path)
    assert (recorded.answers, recorded.problems) == ({}, ())


@pytest.mark.parametrize(
    ("text", "line"),
    [("", 1), ("{\n  oops\n}", 2), ("[]", 1), ("{}", 1), ('{"models": []}', 1), ("[" * 100_000, 1)],
)
def test_a_broken_record_is_a_problem_at_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = tmp_path / "hub.json"
    path.write_text(text)
    recorded = hub.read_recorded(path, tmp_path)
    assert recorded.answers == {}
    (problem,) = recorded.problems
    assert str(problem).startswith(f"hub.json:{line}: ") and "make refresh" in problem.mend


def test_a_broken_entry_leaves_the_others(server: FakeHub, ask: Ask, tmp_path: Path) -> None:
    server.add("lab/good")
    server.add(NAME)
    whole = json.loads(written(ask("lab/good", NAME).answers))
    path = tmp_path / "hub.json"
    for field, value in [
        ("downloads", "many"),
        ("name", "../x"),
        ("gated", True),
        ("at", "today"),
        ("odd", 1),
    ]:
        broken = json.loads(json.dumps(whole))
        broken["models"][NAME][field] = value
        path.write_text(json.dumps(broken, indent=2))
        recorded = hub.read_recorded(path, tmp_path)
        assert set(recorded.answers) == {"lab/good"}
        (problem,) = recorded.problems
        assert field in problem.what and NAME in problem.what
        assert NAME in path.read_text().splitlines()[problem.line - 1]


def test_where_the_hub_names_no_commit_the_context_is_unread(server: FakeHub, ask: Ask) -> None:
    """What is unread is not recorded anew: the last that was known stays."""
    server.add(NAME, sha=...)
    answer = ask(NAME).answers[NAME]
    assert (answer.sha, answer.config_status, answer.unread) == (None, "failed", ("context",))
