"""What data/recorded holds is what the real weights give, and a figure that they do not give is found."""

import copy
import json
import math
from functools import cache
from pathlib import Path

import pytest
from smol import chat

from course.authoring.recorded import FOLDER
from course.commands.record import bits, loss, next_token
from course.commands.record.knowledge import DAYS, RETURNS
from course.commands.record.lab import Lab
from course.commands.record.subjects import SUBJECTS
from course.commands.record.texts import JUDGED, LAMP_MAIL
from course.commands.record.write import text, weights, write

ROOT = Path(__file__).parents[2]
HEAD = ("shows", "with", "command", "recorded")
PROMPTS = {  # that a subject reads one after another: see read_ahead.py
    "next-token": next_token.TEXTS.values(),
    "loss": [f"<|endoftext|>{text}" for text in loss.TEXTS.values()],
    "context": [f"<|endoftext|>{LAMP_MAIL}"],
    "bits": [f"<|endoftext|>{text}" for text in bits.TEXTS],
    "prompting": [f"Review: {text}\nSentiment:" for text, _ in JUDGED],
    "knowledge": [
        f"{chat(prompt)}You have {days} days" for prompt in (DAYS, f"{RETURNS} {DAYS}") for days in (47, 30)
    ],
}


def recorded(name):
    return json.loads((ROOT / FOLDER / f"{name}.json").read_text("utf-8"))


def differences(was, now, path=""):
    """Where two values differ by more than other processors do: they part in the fifth digit."""
    if isinstance(was, dict) and isinstance(now, dict) and was.keys() == now.keys():
        return [line for key in was for line in differences(was[key], now[key], f"{path}.{key}")]
    if isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        return [
            line
            for n, pair in enumerate(zip(was, now, strict=True))
            for line in differences(*pair, f"{path}[{n}]")
        ]
    if type(was) is not bool and isinstance(was, int | float) and isinstance(now, int | float):
        same = math.isclose(was, now, rel_tol=5e-4, abs_tol=2e-4)
    else:
        same = was == now
    return [] if same else [f"{path}: recorded {was!r}, the weights give {now!r}"]


def asked_again():
    """Every part, or, where a whole subject takes too long for each run, those that it names as its sample.

    A Lab reads its weights when it is first asked.
    """
    for name, subject in SUBJECTS.items():
        sample = getattr(subject, "SAMPLE", None)
        for part in subject.parts(Lab()) if sample is None else sample:
            yield pytest.param(name, part, id=f"{name}-{part}")


@pytest.fixture(scope="module")
def asked(smol):
    """The parts of a subject, which keep what several of them need."""
    return cache(lambda name: SUBJECTS[name].parts(smol))


def texts(value):
    """Every text that stands in a value, and what its steps write."""
    if isinstance(value, dict):
        steps = "".join(top[0]["token"] for top in value.get("steps", []))
        return [steps, *(text for it in value.values() for text in texts(it))]
    if isinstance(value, list):
        return [text for it in value for text in texts(it)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(("name", "part"), list(asked_again()))
def test_the_weights_give_what_is_recorded(asked, smol, monkeypatch, name, part):
    """What the model is to read and to write is known to it, and no more than that: see read_ahead.py."""
    was = recorded(name)["values"][part]
    monkeypatch.setattr(smol.model, "prompts", list(map(smol.encode, PROMPTS.get(name, []))))
    monkeypatch.setattr(smol.model, "texts", list(map(smol.encode, filter(None, texts(was)))))
    assert differences(was, json.loads(json.dumps(asked(name)[part]()))) == []


def test_a_number_changed_by_hand_is_found(smol):
    part = SUBJECTS["next-token"].parts(smol)["australia"]()
    planted = copy.deepcopy(part)
    planted["top"][1]["p"] += 0.001
    (told,) = differences(planted, part)
    assert told.startswith(".top[1].p: recorded 0.34")
    planted = copy.deepcopy(part)
    planted["top"][0]["token"] = " Canberra"
    assert differences(planted, part) == [".top[0].token: recorded ' Canberra', the weights give ' Sydney'"]


def test_every_file_has_a_subject_and_says_what_gave_its_values():
    assert sorted(file.stem for file in (ROOT / FOLDER).glob("*")) == sorted(SUBJECTS)
    for name, subject in SUBJECTS.items():
        file = recorded(name)
        asked = {} if getattr(subject, "TRAINED", False) else weights()
        assert file.keys() == {*HEAD, *asked, "values"}, name
        assert file.items() >= asked.items(), name
        assert file["shows"] == subject.SHOWS
        assert file["command"] == f"make record ONLY={name}"
        assert list(file["values"]) == list(subject.parts(Lab())), name


def test_all_files_together_stay_small_and_are_written_as_the_command_writes_them():
    files = {file: file.read_text("utf-8") for file in (ROOT / FOLDER).glob("*.json")}
    assert sum(len(written.encode()) for written in files.values()) <= 400_000
    for file, written in files.items():
        head = json.loads(written)
        assert written == text(head, head.pop("values")), file.name


def test_recording_the_same_again_changes_no_byte_not_even_the_date(tmp_path):
    assert write(tmp_path, "it", "Shows it.", {"a": (0.5, {1: "b"})})
    file = tmp_path / FOLDER / "it.json"
    before = file.read_text("utf-8").replace('"recorded": "20', '"recorded": "19')
    file.write_text(before, "utf-8")
    assert not write(tmp_path, "it", "Shows it.", {"a": (0.5, {1: "b"})})
    assert file.read_text("utf-8") == before
    assert write(tmp_path, "it", "Shows it.", {"a": (0.6, {1: "b"})})
    assert '"recorded": "20' in file.read_text("utf-8")
