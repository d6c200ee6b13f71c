"""smol.py and the box of lesson 0.4 cut texts as Hugging Face's own tokenizers does, whatever the script."""

import gzip
import json
import random
import sys
from collections import Counter
from itertools import cycle, islice, pairwise

import pytest
from conftest import ROOT
from tokenizers import AddedToken, Tokenizer, models, pre_tokenizers

from course.commands.record import merges
from course.course import load

WORDS = (
    "the model small language don't I'm we've they'll it's 2024 3.14 naïve café straße Zürich über Привет мир नमस्ते दुनिया "
    "你好世界 こんにちは 안녕 مرحبا שלום ไทย አማርኛ 🙂 👩‍👩‍👧 x=1 def foo(): return {\"a\":1} == != \t \n \r\n ½ ² Ⅷ ٣ _x __init__ 'S 'll "
    "'re CamelCase HTTPServer http://a.b/c?d=e&f <|im_start|> <|im_end|> <b> &amp; \u00a0 \u3000 \u2028 \x1c \x85 \u200b e\u0301"
)
SCRIPTS = [
    (0x20, 0x7E), (0xA0, 0x24F), (0x250, 0x2AF), (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x58F), (0x5D0, 0x5EA),
    (0x600, 0x6FF), (0x900, 0x97F), (0x980, 0x9FF), (0xB80, 0xBFF), (0xE00, 0xE7F), (0x10A0, 0x10FF), (0x1200, 0x137F),
    (0x2000, 0x206F), (0x2150, 0x218B), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0x1F300, 0x1F64F),
]  # fmt: skip


def strings():
    """Mixed words, ASCII noise, runs of one script after another, and long runs of one character, without end."""
    draw, words = random.Random(7), WORDS.split(" ")
    for kind in cycle(range(5)):
        if kind == 0:
            yield "".join(
                draw.choice(words) + draw.choice(["", " ", "  ", "\n", "   ", " \n "]) for _ in range(9)
            )
        elif kind == 1:
            yield "".join(chr(draw.choice([*range(32, 127), 9, 10, 13, 32, 32, 32])) for _ in range(40))
        elif kind == 2:
            yield "".join(chr(draw.randint(*draw.choice(SCRIPTS))) for _ in range(25))
        elif kind == 3:
            yield " ".join(
                "".join(chr(draw.randint(*script)) for _ in range(6)) for script in draw.sample(SCRIPTS, 5)
            )
        else:
            yield draw.choice(["x", "ab", " ", "\n", "7", "é", "字", "=", "\t "]) * draw.randint(1, 40)


@pytest.fixture(scope="module")
def reference(smol):
    """Hugging Face's tokenizers with this model's vocabulary and merges."""
    ours = smol.tokenizer
    theirs = Tokenizer(models.BPE(ours.ids, list(ours.rank)))
    theirs.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True),
        ]
    )
    special = [token for token in ours.tokens if ours.special.fullmatch(token)]
    theirs.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    return theirs


@pytest.fixture(scope="module")
def cut(smol, reference):
    """Ten thousand strings, and their tokens. A byte without a token, which the reference leaves out, is in none."""
    missing = {byte for byte, char in smol.tokenizer.char.items() if char not in smol.tokenizer.ids}
    whole = (string for string in strings() if missing.isdisjoint(string.encode()))
    return [(string, reference.encode(string).ids) for string in islice(whole, 10_000)]


def test_two_thousand_strings_of_many_scripts_are_cut_alike_and_come_back_whole(smol, cut):
    for string, ids in cut[:2000]:
        assert smol.encode(string) == ids, repr(string)
        assert smol.tokenizer.decode(ids) == string


def test_the_page_fetches_the_merges_of_the_weights(smol):
    assert gzip.decompress((ROOT / merges.FILE).read_bytes()) == merges.table(smol.tokenizer)


CUT = """async (given) => {
    const [strings, special] = JSON.parse(given);
    const { encode, piece, read } = await import("/small-first/js/lib/bpe.js");
    const steps = (work) => { for (;;) { const { done, value } = work.next(); if (done) return value; } };
    const { body } = await fetch("/small-first/FILE");
    const file = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    const table = steps(read(new Uint8Array(file), special, 48900));
    return JSON.stringify(strings.map((string, n) => {
        const ids = steps(encode(table, string));
        return [ids, ids.slice(0, n % 8 ? 0 : 10).map((id) => piece(table, id))]; // to print all takes long
    }));
}""".replace("FILE", merges.FILE.relative_to("docs").as_posix())


def in_the_page(modules, smol, strings):
    """The tokens that bpe.js makes of each string, and how it prints the first of every eighth.

    They travel as one text: Playwright takes longer for a list than the page does for the work.
    """
    special = [token for token in smol.tokenizer.tokens if smol.tokenizer.special.fullmatch(token)]
    return json.loads(modules.evaluate(CUT, json.dumps([strings, special])))


def test_ten_thousand_strings_are_cut_alike_in_the_page(modules, smol, cut):
    made = in_the_page(modules, smol, [string for string, _ in cut])
    for (string, ids), (found, pieces) in zip(cut, made, strict=True):
        assert found == ids, repr(string)
        assert pieces == [smol.piece(i) for i in ids[: len(pieces)]], repr(string)


def test_the_page_tells_a_byte_without_a_token_and_cuts_what_is_around_it(modules, smol):
    ((ids, _),) = in_the_page(modules, smol, ["a parcel\x04 is late"])
    assert ids == [*smol.encode("a parcel"), -1, *smol.encode(" is late")]


def test_the_merges_that_the_lesson_does_by_hand_are_those_of_its_four_words(smol):
    """Counted here from the words alone; then the tokenizer cuts with them what the questions ask."""
    told = load(ROOT).figures["four-merges"].data
    words = {tuple(word): count for word, count in told["words"].items()}
    known = []
    for step in told["steps"][1:]:
        pairs = Counter()
        for word, count in words.items():
            pairs.update(dict.fromkeys(pairwise(word), count))
        (best, most), (_, second) = pairs.most_common(2)
        assert ("|".join(best), most) == (step["pair"], step["count"])
        assert second < most, "a tie"
        known.append(" ".join(best))
        by_hand = type(smol.tokenizer)(smol.tokenizer.tokens[:17], known)
        words = {tuple(by_hand.merge("".join(word))): count for word, count in words.items()}
        assert ["|".join(word) for word in words] == step["cut"]
    assert by_hand.merge("rate") == ["r", "ate"]
    assert by_hand.merge("plated") == ["p", "late", "d"]


@pytest.mark.parametrize("byte", ["04", "13", "F1"])
def test_a_byte_that_no_token_has_is_named(smol, byte):
    text = "\U00040000" if byte == "F1" else chr(int(byte, 16))
    with pytest.raises(ValueError, match=f"0x{byte}"):
        smol.encode(f"a{text}b")


def test_twenty_thousand_times_one_letter_takes_no_longer_than_a_text(smol):
    """Joining one pair at a time would look at 20,000 neighbours 20,000 times."""
    looked = 0

    def count(frame, event, argument):
        nonlocal looked
        looked += event == "call"

    sys.setprofile(count)
    try:
        smol.encode("x" * 20_000)
    finally:
        sys.setprofile(None)
    assert looked < 200
