"""Print what several models answer to your own prompts, as raw text, one below the other.

    python compare_models.py prompts.txt MODEL [MODEL ...] [--base MODEL] [--limit TOKENS]

prompts.txt holds one prompt a line. Needs: python -m pip install torch transformers
"""

import argparse
import textwrap
from pathlib import Path

from transformers import AutoModelForCausalLM, AutoTokenizer


def encode(tokenizer, prompt, plain):
    """The prompt as tensors: plain text to be continued, or a user's turn to be answered."""
    if plain:
        return tokenizer(prompt, return_tensors="pt")
    turns = [{"role": "user", "content": prompt}]
    return tokenizer.apply_chat_template(
        turns,
        add_generation_prompt=True,
        enable_thinking=False,  # greedily, thoughts may repeat for ever
        return_dict=True,
        return_tensors="pt",
    )


def answers(name, prompts, plain, limit):
    """What one model writes after each prompt, special tokens included."""
    tokenizer = AutoTokenizer.from_pretrained(name)
    if not plain and tokenizer.chat_template is None:
        raise SystemExit(f"{name} has no chat template. Ask it with --base {name}")
    model = AutoModelForCausalLM.from_pretrained(name, dtype="auto")
    for prompt in prompts:
        inputs = encode(tokenizer, prompt, plain)
        written = model.generate(**inputs, max_new_tokens=limit, do_sample=False)[0]
        start = inputs["input_ids"].shape[1]  # generate repeats the prompt: leave it out
        yield tokenizer.decode(written[start:], skip_special_tokens=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("prompts", type=Path, help="a text file, one prompt a line")
    parser.add_argument("models", nargs="*", help="instruct models, by their names on the Hub")
    parser.add_argument("--base", action="append", default=[], help="a model to give plain text")
    parser.add_argument("--limit", type=int, default=200, help="most tokens in an answer")
    asked = parser.parse_args()

    lines = asked.prompts.read_text(encoding="utf-8").splitlines()
    prompts = [line for line in lines if line.strip()]
    columns = {name: list(answers(name, prompts, False, asked.limit)) for name in asked.models}
    columns |= {name: list(answers(name, prompts, True, asked.limit)) for name in asked.base}
    for number, prompt in enumerate(prompts):
        print(f"=== {prompt}")
        for name, texts in columns.items():
            print(f"--- {name}\n{textwrap.indent(texts[number], '    ')}")


if __name__ == "__main__":
    main()
