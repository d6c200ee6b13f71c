"""Files as such: encoding, YAML's syntax, and what YAML reads otherwise than it was meant."""

import shutil

from mistakes.making import (
    DEVICES,
    GLOSSARY,
    LATER,
    LATER_QUIZ,
    LESSON,
    LICENCES,
    MODELS,
    QUIZ,
    SCENARIOS,
    TRACKS,
    added,
    bytes_of,
    doing,
    swap,
)  # fmt: skip

DATA = (GLOSSARY, TRACKS, MODELS, LICENCES, SCENARIOS, DEVICES, QUIZ)
ALIASES = "aliases: [language models]"
DEEP = "[" * 3000 + "]" * 3000


ENCODING = [
    *(
        bytes_of(file, lambda it: it + b"# caf\xe9\n", -1, "not UTF-8", what="a Latin-1 byte at the end")
        for file in DATA
    ),
    *(
        bytes_of(file, lambda it: it + b"\ncaf\xe9\n", -1, "not UTF-8", what="a Latin-1 byte at the end")
        for file in (LESSON, "docs/index.md", "docs/foundations/index.md", "docs/glossary.md")
    ),
    *(
        bytes_of(file, lambda it: it.decode().encode("utf-16"), 1, "UTF-16", what="saved as UTF-16")
        for file in (*DATA, LESSON, "docs/review.md")
    ),
    bytes_of(
        GLOSSARY,
        lambda it: it.decode().encode("utf-16-le"),
        1,
        "UTF-16",
        what="saved as UTF-16 without a mark",
    ),
    bytes_of(
        GLOSSARY,
        lambda it: it.replace(b"definition: A", b"definition: \xe4", 1),
        6,
        "not UTF-8",
        what="a Latin-1 letter in a definition",
    ),
    bytes_of(
        LESSON,
        lambda it: it.replace(b"Base and", b"B\xe4se and", 1),
        2,
        "not UTF-8",
        what="a Latin-1 letter in the front matter",
    ),
    bytes_of(QUIZ, lambda it: it.replace(b"ask: You", b"ask: Y\x00ou", 1), 10, "U+0000", what="a NUL byte"),
    bytes_of(
        LESSON,
        lambda it: it.replace(b"After pretraining", b"After\x00 pretraining", 1),
        18,
        "U+0000",
        what="a NUL byte in the text",
    ),
    bytes_of(
        LESSON,
        lambda it: it.replace(b"After pretraining", b"After\x08 pretraining", 1),
        18,
        "U+0008",
        what="a control character in the text",
    ),
    bytes_of(
        GLOSSARY,
        lambda it: it.replace(b"definition: A", b"definition: \x1b[1m A", 1),
        6,
        "U+001B",
        what="a control character in a definition",
    ),
    *(
        bytes_of(
            file,
            lambda it: b"\xef\xbb\xbf" + it,
            1,
            what="a byte order mark",
            harmless="read as if it were not there",
        )
        for file in (GLOSSARY, MODELS, QUIZ, LESSON, "docs/index.md")
    ),
    *(
        bytes_of(
            file,
            lambda it: it.replace(b"\n", b"\r\n"),
            1,
            what="lines end as on Windows",
            harmless="read as any other",
        )
        for file in (GLOSSARY, QUIZ, LESSON, TRACKS)
    ),
    *(
        bytes_of(
            file,
            lambda it: it.replace(b"\n", b"\r"),
            1,
            what="lines end in CR alone",
            harmless="read as any other",
        )
        for file in (GLOSSARY, QUIZ, LESSON)
    ),
    swap(GLOSSARY, "    term: language", "  \u00a0 term: language", "no-break space"),
    swap(QUIZ, "    kind: one", "\u00a0   kind: one", "no-break space"),
    swap(QUIZ, "        text: A list", "      \u3000text: A list", "U+3000"),
    swap(LESSON, "  base: foresee", "\u00a0 base: foresee", "no-break space"),
    swap(LESSON, "title:", "title\u00a0:", on=2),
    swap(SCENARIOS, "title: Research", "\u200btitle: Research", "U+200B"),
]

THERE = [
    *(
        doing(f"{file}: not there", lambda root, file=file: (root / file).unlink(), f"{file}:1", "not there")
        for file in DATA[:-1]
    ),
    *(
        doing(
            f"{file}: a folder",
            lambda root, file=file: [(root / file).unlink(), (root / file).mkdir()],
            f"{file}:1",
            "folder",
        )
        for file in (GLOSSARY, MODELS, QUIZ, TRACKS)
    ),
    *(
        doing(f"{file}: empty", lambda root, file=file: (root / file).write_text(""), f"{file}:1")
        for file in (*DATA,)
    ),
    *(
        doing(
            f"{file}: comments alone",
            lambda root, file=file: (root / file).write_text("# nothing\n# yet\n"),
            f"{file}:1",
        )
        for file in (GLOSSARY, QUIZ, TRACKS)
    ),
    doing(f"{QUIZ}: not there", lambda root: (root / QUIZ).unlink(), f"{LESSON}:9", "has no questions"),
    doing(
        "docs/foundations/x.md is a folder",
        lambda root: (root / "docs/foundations/x.md").mkdir(),
        "",
        harmless="an empty folder is no page",
    ),
    doing(
        "data/devices.yml links to nothing",
        lambda root: [
            (root / "data/devices.yml").unlink(),
            (root / "data/devices.yml").symlink_to("gone.yml"),
        ],
        "data/devices.yml:1",
        "not there",
    ),
    doing(
        "docs/foundations/x.md links to nothing",
        lambda root: (root / "docs/foundations/x.md").symlink_to("gone.md"),
        "docs/foundations/x.md:1",
        "not there",
    ),
    doing(
        "docs/foundations/base-and-instruct-models/.hidden.yml",
        lambda root: (root / "docs/foundations/base-and-instruct-models/.hidden.yml").write_text("x: y"),
        "",
        harmless="an editor's hidden file",
    ),
    doing(
        "docs/foundations/base-and-instruct-models/quiz.yaml",
        lambda root: (root / "docs/foundations/base-and-instruct-models/quiz.yaml").write_text("lesson: x\n"),
        "docs/foundations/base-and-instruct-models/quiz.yaml:1",
        "quiz.yml",
    ),
    doing(
        "data/glossary.yaml",
        lambda root: shutil.copy(root / GLOSSARY, root / "data/glossary.yaml"),
        "data/glossary.yaml:1",
        ".yml",
    ),
    doing(
        "data/more/x.yml",
        lambda root: [
            (root / "data/more").mkdir(),
            (root / "data/more/x.yml").write_text("lesson: x\n"),
        ],
        "data/more/x.yml:1",
    ),
    doing(
        "data/modles.yml",
        lambda root: (root / "data/modles.yml").write_text("x: y\n"),
        "data/modles.yml:1",
        "models.yml",
    ),
]

SYNTAX = [
    swap(GLOSSARY, "    term: language", "\tterm: language", "tab"),
    swap(GLOSSARY, "    term: language model", "   term: language model"),
    swap(
        GLOSSARY,
        "    definition: A program that, given some text, says",
        "    definition: A program: given some text, it says",
        "': '",
    ),
    swap(GLOSSARY, "    term: language model", "    term language model"),
    swap(GLOSSARY, "    term: language model", "    term:language model"),
    swap(GLOSSARY, ALIASES, "aliases: [language models", on=7),
    swap(GLOSSARY, ALIASES, "aliases: language models]", "must be a list"),
    swap(GLOSSARY, ALIASES, 'aliases: ["language models]'),
    swap(GLOSSARY, ALIASES, "aliases: ['language model's]"),
    swap(GLOSSARY, ALIASES, "aliases: [language models, , small]", on=7),
    swap(GLOSSARY, "term: language model", 'term: "language" model'),
    swap(GLOSSARY, "term: language model", "term: `language model`", "`"),
    swap(GLOSSARY, "term: language model", "term: @language model", "@"),
    swap(GLOSSARY, "term: language model", "term: %language model", "%"),
    swap(GLOSSARY, "term: language model", "term: *language model*", "*"),
    swap(GLOSSARY, "term: language model", "term: &language model", "&"),
    swap(GLOSSARY, "term: language model", "term: !language model", "!"),
    swap(GLOSSARY, "term: language model", "term: {language model}", "text"),
    swap(GLOSSARY, "term: language model", "term: [language model]", "text"),
    swap(GLOSSARY, "term: language model", "term: - language model"),
    swap(GLOSSARY, "term: language model", "term: {{ language model }}"),
    swap(GLOSSARY, "term: language model", "term: >\n      language model", harmless="a folded text"),
    swap(GLOSSARY, "    definition: A program", "    definition: |\n    A program", on=7),
    swap(
        GLOSSARY,
        "    lesson: what-a-model-is\n",
        "    lesson: what-a-model-is\n    lesson: what-a-model-is\n",
        "stands twice",
    ),
    swap(GLOSSARY, "  - id: language-model", "  - id: &a language-model\n    id2: *a", on=4),
    swap(GLOSSARY, "    related: [parameter", "    related: &r [*r, parameter", "'&'"),
    swap(GLOSSARY, ALIASES, "aliases: &a\n      - *a", "'&'", on=7),
    swap(DEVICES, "    name: Raspberry Pi 5", "    <<: {name: Raspberry Pi 5}", "'<<'"),
    swap(DEVICES, "    name: Raspberry Pi 5", "    name: *nobody", "nobody"),
    swap(DEVICES, "    name: Raspberry Pi 5", "    name: !!python/name:os.system Raspberry", "!!python"),
    swap(DEVICES, "    name: Raspberry Pi 5", "    name: !env Raspberry Pi 5", "!env"),
    swap(
        DEVICES,
        "    name: Raspberry Pi 5",
        "    ? name\n    : Raspberry Pi 5",
        harmless="the long form of the same",
    ),
    swap(DEVICES, "    name: Raspberry Pi 5", "    ? [name]\n    : Raspberry Pi 5"),
    swap(DEVICES, "    name: Raspberry Pi 5", "    name: ~", "'name' must be text, not ~"),
    swap(DEVICES, "    name: Raspberry Pi 5", "    name:", "'name' must be text, not nothing", on=8),
    swap(DEVICES, "    name: Raspberry Pi 5", '    name: "Raspberry \\Qi 5"'),
    added(GLOSSARY, "---\nterms: []\n", "second document", on="---"),
    added(TRACKS, "...\nmore: x\n", on="more: x"),
    added(QUIZ, "\n---\n", "second document", on="---"),
    swap(TRACKS, "tracks:\n", f"deep: {DEEP}\ntracks:\n", "nested"),
    swap(LESSON, "title: Base", f"deep: {DEEP}\ntitle: Base", "nested"),
    swap(TRACKS, "tracks:\n", "track:\n", "unknown key 'track'"),
    swap(TRACKS, "tracks:\n", "", on=3),
    swap(TRACKS, "  - id: foundations", "  id: foundations", on=5),
    swap(QUIZ, "questions:", "question:", "unknown key 'question'"),
    swap(QUIZ, "questions:", "questions", on=4),
    swap(MODELS, "  - id: Hugging", "  -id: Hugging"),
]

SAYS_SOMETHING_ELSE = [
    swap(QUIZ, 'see: "#base"', "see: #base", "#"),
    swap(QUIZ, 'see: "#tuning"', "see: #tuning", "#"),
    swap(QUIZ, "text: A list of three fruits", "text: A list #1 of three fruits", "#"),
    swap(QUIZ, "ask: What does a model gain", "ask: What #1 does a model gain", "#"),
    swap(GLOSSARY, "term: language model", "term: language model #1", "#"),
    swap(GLOSSARY, "definition: A program that,", "definition: A program # that,", "#"),
    swap(LESSON, "outcome: Tell a base model", "outcome: Tell #1 a base model", "#"),
    swap(LESSON, "title: Base and", "title: Base #1 and", "#"),
    swap(TRACKS, "summary: From what", "summary: From #what", "#"),
    swap(SCENARIOS, "title: Long documents", "title: Long #documents", "#"),
    swap(QUIZ, "    kind: one", "    kind: one # of one", harmless="a comment after a word that is whole"),
    swap(GLOSSARY, ALIASES, "aliases: [yes]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [no]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [null]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [4.5]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [2026-11-23]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [0x10]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [1_000]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [12:30]", "quotes"),
    swap(GLOSSARY, ALIASES, "aliases: [1e3]", harmless="text in YAML 1.1, and meant as one"),
    swap(GLOSSARY, "term: language model", "term: on", "quotes"),
    swap(GLOSSARY, "term: language model", "term: 7", "quotes"),
    swap(LESSON, 'lesson: "0.10"', "lesson: 0.10", "quotes"),
    swap(LESSON, 'lesson: "0.10"', "lesson: 010", "quotes"),
    swap(LESSON, "title: Base and instruct models", "title: 2026-01-01", "quotes"),
    swap(TRACKS, '- number: "0.1"', "- number: 0.1", "quotes"),
    swap(MODELS, "languages: {value: [en]", "languages: {value: [no]", "quotes"),
    swap(SCENARIOS, "langs: [en], p50: 1000", "langs: [no], p50: 1000", "quotes"),
    swap(SCENARIOS, "gate: open", "gate: no", "'gate'"),
    swap(SCENARIOS, "mem: 1,", "mem: 1_0,", "1_0"),
    swap(SCENARIOS, "p50: 1000", "p50: 01000", "01000"),
    swap(MODELS, "value: 134515008", "value: 134,515,008", "134515008"),
    swap(MODELS, "value: 134515008", "value: 134_515_008", harmless="YAML reads the number that is meant"),
    swap(MODELS, "value: 134515008", "value: 0134515008"),
    swap(MODELS, "value: 134515008", "value: 1.34515008e8", harmless="", says="whole number"),
    swap(MODELS, "value: 134515008", 'value: "134515008"', "quotes"),
    swap(MODELS, "value: 134515008", "value: 134.515.008", "134515008"),
    swap(MODELS, "value: 134515008", "value: 135M", "whole number"),
    swap(MODELS, "layers: 30,", "layers: 036,", "036"),
    swap(MODELS, "layers: 30,", "layers: 30:0,", "30:0"),
    swap(MODELS, "checked: 2026-11-23", "checked: 23.11.2026", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: 11/23/2026", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: 2026-11-31", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: 2026-13-01", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: November 2026", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: 20261123", "2026-11-23"),
    swap(MODELS, "checked: 2026-11-23", "checked: 2026-11-23 10:00:00", "2026-11-23"),
    swap(LICENCES, "checked: 2026-11-23", "checked: 23. November 2026", "2026-11-23"),
    swap(MODELS, "value: 29.9", "value: 29,9", "29.9"),
    swap(MODELS, "value: 29.9", 'value: "29.9"', "quotes"),
    swap(MODELS, "value: 29.9", "value: 29.9%", "29.9"),
    swap(DEVICES, "bandwidth: 17", "bandwidth: 17 GB/s", "a number"),
    swap(DEVICES, "bandwidth: 17", "bandwidth: 1,7", "a number"),
    swap(DEVICES, "bandwidth: 17", "bandwidth: .inf"),
    swap(DEVICES, "bandwidth: 17", "bandwidth: .nan"),
    swap(DEVICES, "bandwidth: 17", "bandwidth: true", "a number"),
    swap(DEVICES, "measured: true", "measured: yes", harmless="YAML's yes is true"),
    swap(DEVICES, "measured: true", 'measured: "yes"', "true or false"),
    swap(DEVICES, "measured: true", "measured: 1", "true or false"),
    swap(QUIZ, "correct: true", 'correct: "true"', "true or false"),
    swap(QUIZ, "correct: true", "correct: x", "true or false"),
    swap(QUIZ, "correct: true", "correct: True", harmless="YAML reads it as true"),
    swap(LATER_QUIZ, "within: 2%", "within: 0.10", harmless="the distance that is meant"),
    swap(LATER, 'lesson: "0.11"', "lesson: '0.11'", harmless="the other quotes"),
]

EVERY = [*ENCODING, *THERE, *SYNTAX, *SAYS_SOMETHING_ELSE]
