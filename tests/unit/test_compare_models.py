"""The script that lesson 0.11 shows and offers for download.

It is run as readers run it, through its own main(), but against a stand-in for `transformers`: the real
one needs PyTorch and models of hundreds of megabytes, which a fresh machine should not have to fetch for a
test. The stand-in keeps what the script depends on: the names and keywords of transformers 5, a chat
template that adds turns and, where the model can think, opens a thought, `generate` giving back prompt and answer together, and `decode` dropping special
tokens when asked to.
"""

import re
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

SCRIPT = Path(__file__).parents[2] / "docs" / "foundations" / "compare_models.py"
SPECIAL = ["<|im_start|>", "<|im_end|>"]
NO_THOUGHT = "<think>\n\n</think>\n\n"


class Rows(list):
    """A batch of token lists that knows its shape, as a tensor does."""

    @property
    def shape(self):
        return len(self), len(self[0])


class Tokenizer:
    """One token a character or special token; a ChatML template, but for a model named `…-base`.

    The template of a model named `thinker` has an empty thought where thinking is switched off.
    """

    def __init__(self, name):
        self.chat_template = None if name.endswith("-base") else "ChatML"
        self.thinks = name == "thinker"

    def __call__(self, text, *, return_tensors):
        assert return_tensors == "pt"
        tokens = re.findall("|".join(map(re.escape, SPECIAL)) + r"|[\s\S]", text)
        return {"input_ids": Rows([tokens]), "attention_mask": Rows([[1] * len(tokens)])}

    def apply_chat_template(
        self, turns, *, add_generation_prompt, return_dict, return_tensors, enable_thinking=True
    ):
        assert self.chat_template and return_dict
        text = "".join(f"<|im_start|>{turn['role']}\n{turn['content']}<|im_end|>\n" for turn in turns)
        opened = "<|im_start|>assistant\n" if add_generation_prompt else ""
        if self.thinks and not enable_thinking:
            opened += NO_THOUGHT
        return self(text + opened, return_tensors=return_tensors)

    def decode(self, tokens, *, skip_special_tokens):
        return "".join(token for token in tokens if not (skip_special_tokens and token in SPECIAL))


class Model:
    """Answers and ends its turn where the prompt opens an assistant's turn, and runs on where it does not.

    `thinker` thinks without an end, as greedy decoding makes it, unless its thought is closed already.
    """

    def __init__(self, name):
        self.name = name

    def generate(self, *, input_ids, attention_mask, max_new_tokens, do_sample):
        assert not do_sample, "the script promises the same answer again"
        prompt = "".join(input_ids[0])
        is_turn = prompt.endswith(("<|im_start|>assistant\n", NO_THOUGHT))
        if self.name == "thinker" and not prompt.endswith(NO_THOUGHT):
            return [input_ids[0] + [*"<think>Wait. " + "Wait. " * max_new_tokens][:max_new_tokens]]
        said = [*f"{self.name} says\nyes", "<|im_end|>"] if is_turn else [*" and so on"]
        return [input_ids[0] + said[:max_new_tokens]]


@pytest.fixture
def compare(monkeypatch, tmp_path, capsys):
    """Runs the script on prompts with the given arguments; gives what it printed."""
    stand_in = SimpleNamespace(
        AutoTokenizer=SimpleNamespace(from_pretrained=Tokenizer),
        AutoModelForCausalLM=SimpleNamespace(from_pretrained=lambda name, *, dtype: Model(name)),
    )
    monkeypatch.setitem(sys.modules, "transformers", stand_in)

    def run(prompts, *arguments):
        file = tmp_path / "prompts.txt"
        file.write_text(prompts, encoding="utf-8")
        monkeypatch.setattr(sys, "argv", ["compare_models.py", str(file), *arguments])
        runpy.run_path(str(SCRIPT), run_name="__main__")
        return capsys.readouterr().out

    return run


def test_prints_every_models_raw_answer_below_each_prompt(compare):
    assert compare("Is it late?\n\nWhich order?\n", "small-a", "small-b") == (
        "=== Is it late?\n"
        "--- small-a\n    small-a says\n    yes<|im_end|>\n"
        "--- small-b\n    small-b says\n    yes<|im_end|>\n"
        "=== Which order?\n"
        "--- small-a\n    small-a says\n    yes<|im_end|>\n"
        "--- small-b\n    small-b says\n    yes<|im_end|>\n"
    )


def test_a_base_model_gets_the_prompt_as_plain_text_and_goes_on_with_it(compare):
    printed = compare("Is it late?\n", "small", "--base", "small-base", "--base", "chatty")
    assert printed == (
        "=== Is it late?\n"
        "--- small\n    small says\n    yes<|im_end|>\n"
        "--- small-base\n     and so on\n"
        "--- chatty\n     and so on\n"
    )


def test_a_model_that_thinks_first_is_asked_for_its_answer_alone(compare):
    printed = compare("Is it late?\n", "thinker")
    assert printed == "=== Is it late?\n--- thinker\n    thinker says\n    yes<|im_end|>\n"


def test_a_limit_cuts_every_answer(compare):
    assert compare("Is it late?\n", "small", "--limit", "5") == "=== Is it late?\n--- small\n    small\n"


def test_a_model_without_a_template_is_named_with_the_way_to_ask_it(compare):
    with pytest.raises(SystemExit, match=r"small-base has no chat template\. Ask it with --base small-base"):
        compare("Is it late?\n", "small-base")
