"""A vocabulary is counted with only where it is the one that it is said to be."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from course.commands.record import languages


@pytest.mark.parametrize("other", [{"known": [22557, 1526, 28808]}, {"special": 1}])
def test_another_vocabulary_than_the_family_s_is_not_counted(monkeypatch, other):
    """Mistral's first tokenizer cuts the text into other numbers; both it and the third read as 'mistral'."""
    of = languages.FAMILIES["mistral3"]
    assert languages.vocabulary.__wrapped__("mistral3").encode(languages.KNOWN) == of.known
    monkeypatch.setitem(languages.FAMILIES, "mistral3", of._replace(**other))
    with pytest.raises(ValueError, match="mistral-common has another vocabulary than that of mistral3"):
        languages.vocabulary.__wrapped__("mistral3")


RECORDED = json.loads((Path(__file__).parents[2] / "data/recorded/languages.json").read_text("utf-8"))[
    "values"
]


@pytest.mark.parametrize("family", languages.FAMILIES)
def test_an_article_has_as_many_tokens_as_is_recorded_in_each_family_that_is_installed(family):
    if languages.FAMILIES[family].package.startswith("npm:") and not languages.DECLARATIONS.exists():
        pytest.skip("npm's packages are not installed")
    for code, text in languages.ARTICLE_1.items():
        counted = RECORDED[f"article_1_{code}"]["tokens"][family]
        assert len(languages.vocabulary(family).encode(normalize("NFC", text))) == counted
