"""Licences: what a claim means, which links pass, and what an ancestor adds."""

from pathlib import Path

import pytest

from course.models import licenses
from course.models.handmade import load_models
from course.models.licenses import Claim, Licence, Licences, Reading, address

ROOT = Path(__file__).parents[2]
REPOSITORY = "owner/model"


@pytest.fixture(scope="module")
def table() -> Licences:
    problems: list[object] = []
    loaded = licenses.load(ROOT, problems)  # type: ignore[arg-type]
    assert loaded and not problems
    return loaded


def reading(group: str = "conditions") -> Reading:
    given = {
        "group": group,
        "name": "Own Terms",
        "says": "So.",
        "travels": "All.",
        "link": "https://a.example/",
    }
    return Reading.model_validate(given | {"source": "x"})


def terms(table: Licences, *ids: str) -> Licence:
    return table.resolve(Claim.of(ids), REPOSITORY)


@pytest.mark.parametrize(
    ("license", "group"),
    [
        ("apache-2.0", "permissive"),
        ("Apache-2.0 ", "permissive"),
        ("gpl-3.0", "copyleft"),
        ("gemma", "conditions"),
        ("cc-by-nc-4.0", "non-commercial"),
        ("cc-by-nc-nd-4.0", "no-derivatives"),
        ("cc-by-nd-4.0", "no-derivatives"),
        ("other", "unknown"),
        ("unknown", "unknown"),
        ("cc", "unknown"),
        ("apache-3.0", "unknown"),
        (None, "unknown"),
        ("", "unknown"),
        ([], "unknown"),
        (["mit", "cc-by-nc-4.0"], "non-commercial"),
        (["mit", "made-up"], "unknown"),
        (["mit", "other"], "unknown"),
    ],
)
def test_the_strictest_of_what_is_claimed_counts(table: Licences, license: object, group: str) -> None:
    assert table.resolve(Claim.of(license), REPOSITORY).group.id == group  # type: ignore[arg-type]


def test_several_licences_are_all_named(table: Licences) -> None:
    assert terms(table, "mit", "apache-2.0").name == "MIT License and Apache License 2.0"


def test_a_reading_counts_for_exactly_the_claim_that_was_read(table: Licences) -> None:
    read = Claim.of("other", "own-terms", "LICENSE")
    found = table.resolve(read, REPOSITORY, [(read, reading())])
    assert (found.group.id, found.name, found.travels) == ("conditions", "Own Terms", "All.")
    assert found.stated == "other / own-terms"
    assert found.link == "https://huggingface.co/owner/model/blob/main/LICENSE"


@pytest.mark.parametrize(
    "changed",
    [
        Claim.of("other", "own-terms-2", "LICENSE"),
        Claim.of("other", "own-terms", "LICENSE-2"),
        Claim.of("other", "own-terms"),
        Claim.of("unknown", "own-terms", "LICENSE"),
    ],
)
def test_a_reading_falls_away_when_any_of_the_three_changes(table: Licences, changed: Claim) -> None:
    read = Claim.of("other", "own-terms", "LICENSE")
    found = table.resolve(changed, REPOSITORY, [(read, reading())])
    assert found.group.id == "unknown"
    assert found.reading is None


def test_a_reading_does_not_override_a_licence_that_the_hub_knows(table: Licences) -> None:
    claim = Claim.of("apache-2.0")
    assert table.resolve(claim, REPOSITORY, [(claim, reading())]).group.id == "permissive"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.example/x", "https://a.example/x"),
        ("http://a.example", "http://a.example"),
        ("LICENSE", "https://huggingface.co/owner/model/blob/main/LICENSE"),
        ("./docs/LICENSE.md", "https://huggingface.co/owner/model/blob/main/docs/LICENSE.md"),
        ('a"b', None),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//evil.example/x", None),
        ("/settings", None),
        ("../other/LICENSE", None),
        ("https://huggingface.co@evil.example/", None),
        ("https://", None),
        ("https://[", None),
        ("https://a.example/\nx", None),
        ("https://a.example/" + 500 * "x", None),
        ("", None),
        (None, None),
    ],
)
def test_only_plain_web_links_and_files_of_the_repository_pass(
    link: str | None, expected: str | None
) -> None:
    assert address(link, REPOSITORY) == expected


def test_a_stricter_ancestor_governs(table: Licences) -> None:
    known = {
        "a/tune": terms(table, "apache-2.0"),
        "a/base": terms(table, "apache-2.0"),
        "a/root": terms(table, "cc-by-nc-4.0"),
    }
    bases = {"a/tune": ("a/base",), "a/base": ("a/root",)}
    assert table.inherited("a/tune", bases, known) == ("a/root", known["a/root"])


def test_an_ancestor_that_says_nothing_is_stricter_than_all(table: Licences) -> None:
    known = {"a/tune": terms(table, "cc-by-nc-4.0"), "a/nc": terms(table, "gemma"), "a/silent": terms(table)}
    found = table.inherited("a/tune", {"a/tune": ("a/nc", "a/silent")}, known)
    assert found and found[0] == "a/silent"


def test_milder_ancestors_unread_ones_and_circles_add_nothing(table: Licences) -> None:
    known = {"a/tune": terms(table, "gemma"), "a/base": terms(table, "mit")}
    bases = {"a/tune": ("a/base", "a/unread"), "a/base": ("a/tune",), "a/unread": ("a/unread",)}
    assert table.inherited("a/tune", bases, known) is None


def test_order_of_strictness(table: Licences) -> None:
    order = ["permissive", "copyleft", "conditions", "non-commercial", "no-derivatives", "unknown"]
    assert list(table.groups) == order


def test_the_licences_of_the_featured_models_say_what_travels_and_where_the_text_is(table: Licences) -> None:
    handmade = load_models(ROOT, [])
    assert handmade
    for model in handmade.models:
        found = table.resolve(model.license.claim, model.id, model.license.readings)
        if found.group.id != "unknown":
            assert found.travels and found.link, model.id


def test_all_ids_of_the_hub_are_there(table: Licences) -> None:
    assert len(table.entries) == 83
    assert {"openmdw-1.1", "lgpl-lr", "grok2-community", "c-uda", "openrail++"} <= set(table.entries)
