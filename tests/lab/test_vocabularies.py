"""A vocabulary is counted with only where it is the one that it is said to be."""

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
