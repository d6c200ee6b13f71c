"""The featured models as data/models.yml has them: facts checked by hand, each with its source and a date."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ..authoring.problem import Wrong
from ..authoring.provenance import Fact, Reference
from ..authoring.strict import Day, Flag, Prose, Real, Strict, Text, Whole, language
from ..hub.answer import is_model_id
from .licenses import Claim, Reading
from .memory import Cache


def _id(value: str) -> str:
    if not is_model_id(value) or value.count("/") != 1:
        raise Wrong(f"'{value}' is not a model's name on the Hub", "Write OWNER/NAME")
    return value


def _quantization(value: str) -> str:
    if not re.fullmatch(r"[A-Z]+\d+(_[A-Z\d]+)*", value):
        raise Wrong(
            f"'{value}' is no quantization of llama.cpp's", "Write it as file names do, such as Q4_K_M"
        )
    return value


def _ollama(value: str) -> str:
    """It is shown as part of a line for the terminal: nothing in it may mean something there."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?", value):
        raise Wrong(
            f"'{value}' is no name in Ollama's library", "Write it as 'ollama run' takes it: NAME:TAG"
        )
    return value


Count = Annotated[Whole, Field(ge=1)]
Language = Annotated[str, AfterValidator(language)]
Ratio = Annotated[Real, Field(gt=0, lt=20)]  # characters for each token
Layers = Annotated[Whole, Field(ge=0)]
ModelId = Annotated[str, AfterValidator(_id)]
Quantization = Annotated[str, AfterValidator(_quantization)]


class TextFact(Fact):
    value: Text | None


class BaseFact(Fact):
    value: ModelId | None


class GateFact(Fact):
    value: Flag | None


class CountFact(Fact):
    value: Count | None


class WindowFact(Fact):
    """In tokens."""

    value: Annotated[Whole, Field(ge=128)] | None


class VocabularyFact(Fact):
    value: Annotated[Whole, Field(ge=256)] | None


class ParametersFact(Fact):
    """``hub_total`` is the Hub's count where it was read and found to count a matrix twice.

    ``active`` is what the maker says that each token reads, where the rest is looked up row by row.
    """

    value: Annotated[Whole, Field(ge=10**6)]
    active: Count | None = None
    hub_total: Count | None = None
    hub_source: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        return super().sources + ((self.hub_source,) if self.hub_source else ())


class LicenseFact(Fact):
    value: Text | tuple[Text, ...] | None
    name: Text | None = None
    link: Text | None = None
    reading: Reading | None = None

    @property
    def claim(self) -> Claim:
        return Claim.of(self.value, self.name, self.link)

    @property
    def readings(self) -> tuple[tuple[Claim, Reading], ...]:
        return ((self.claim, self.reading),) if self.reading else ()


class Dimensions(Fact):
    layers: Count
    hidden_size: Count
    heads: Count
    kv_heads: Count
    head_dim: Count
    tied: Flag = Field(description="The output matrix is the embedding")


class CacheFact(Fact):
    """Layers by what they keep: every token, the last ``window`` tokens, or nothing of their own."""

    full_layers: Layers
    full_head_dim: Layers = Field(default=0, description="Where it differs from head_dim")
    window_layers: Layers = 0
    window: Layers = 0
    no_cache_layers: Layers = 0


class Remark(Fact):
    text: Prose


class ContextFacts(Strict):
    native: WindowFact
    documented: WindowFact
    extended: WindowFact
    notes: tuple[Remark, ...] = ()


class TokenizerFact(Fact):
    value: str
    entries: Count = Field(description="Entries before the vocabulary is padded")


class LanguagesFact(Fact):
    """ISO 639 codes, or how the source puts it. ``more`` says that the source means more than it names."""

    value: Annotated[tuple[Language, ...], Field(min_length=1)] | Text | None
    more: Prose | None = None


class ThinkingFact(Fact):
    """Whether the model thinks before it answers unless its template is told otherwise, and what tells it."""

    value: Literal["none", "default", "request", "either"] | None = Field(
        description="What happens where nothing is said; either: it has both, and which is not stated"
    )
    switch: Text | None = None


class QuantizedFact(Fact):
    """A repository of GGUF files, and how large those of its quantizations are, in bytes."""

    repo: ModelId | None
    bytes: dict[Quantization, Count] = Field(default_factory=dict)

    @property
    def stated(self) -> bool:
        return self.repo is not None


class RunFact(Fact):
    """What a line that runs the model needs to know, where it is not as for others."""

    pipeline: Literal["text-generation", "image-text-to-text", "any-to-any"] = "text-generation"
    transformers: ModelId | None = Field(default=None, description="Where its weights for it have another id")
    trust: Flag = Field(default=False, description="The repository brings code of its own")
    ollama: Annotated[str, AfterValidator(_ollama)] | None = Field(
        default=None, description="Its name in Ollama's own library"
    )


class Score(Fact):
    """A published IFEval score: who measured it, and which of its four scores it is, where stated."""

    value: Annotated[Real, Field(gt=1, le=100, description="Per cent")]
    by: Text
    how: Prose | None = None


class FeaturedModel(Strict):
    id: ModelId
    family: Text
    maker: Text
    kind: Literal["instruct"]
    why: Prose
    featured: Flag = Field(
        default=True, description="Compared; where false, its address on the models page says why no longer"
    )
    in_lessons: Flag = Field(
        default=False, description="A row of the lessons' tables; the models page has all"
    )
    checked: Day
    license: LicenseFact
    gated: GateFact
    parameters: ParametersFact
    dimensions: Dimensions
    vocab_size: VocabularyFact
    cache: CacheFact
    context: ContextFacts
    tokenizer: TokenizerFact
    chat_template: TextFact
    thinking: ThinkingFact = Field(default_factory=lambda: ThinkingFact(value=None))
    languages: LanguagesFact
    quantized: QuantizedFact = Field(default_factory=lambda: QuantizedFact(repo=None))
    run: RunFact = Field(default_factory=RunFact)
    base_model: BaseFact
    downloads: CountFact
    likes: CountFact
    ifeval: tuple[Score, ...]

    @property
    def key(self) -> str:
        """How expressions name the model: ``qwen3_0_6b`` for Qwen/Qwen3-0.6B."""
        return re.sub(r"[^a-z0-9]+", "_", self.id.split("/")[1].lower()).strip("_")

    @property
    def kept(self) -> Cache:
        size, cache = self.dimensions, self.cache
        return Cache(
            kv_heads=size.kv_heads,
            head_dim=size.head_dim,
            full_layers=cache.full_layers,
            window_layers=cache.window_layers,
            window_tokens=cache.window,
            full_head_dim=cache.full_head_dim,
        )


class Ancestor(Strict):
    """A model that a featured one was made from, for the terms that travel."""

    id: ModelId
    checked: Day
    license: LicenseFact
    base_model: BaseFact | None = None


class Tokenizer(Fact):
    name: Text
    kind: Text
    english_characters_per_token: Ratio | None
    japanese_characters_per_token: Ratio | None

    @property
    def figures(self) -> dict[str, float]:
        """Published characters per token by the code of their language."""
        both = {"en": self.english_characters_per_token, "ja": self.japanese_characters_per_token}
        return {code: figure for code, figure in both.items() if figure is not None}

    @property
    def stated(self) -> bool:
        return bool(self.figures)


class ModelFile(Strict):
    models: tuple[FeaturedModel, ...]
    ancestors: tuple[Ancestor, ...]
    tokenizers: dict[str, Tokenizer]
    sources: dict[str, Reference]
