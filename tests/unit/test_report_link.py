"""The links that lead to the repository, at each forge."""

import pytest

from course.authoring.report_link import Reporter

EDIT = "edit/main/docs/"


@pytest.mark.parametrize(
    ("repository", "edit", "issue"),
    [
        ("https://github.com/o/r", "edit/main/docs/", "https://github.com/o/r/issues/new?title=Mistake"),
        (
            "https://github.example.org/o/r/",
            "edit/main/docs/",
            "https://github.example.org/o/r/issues/new?title=",
        ),
        (
            "https://gitlab.com/g/s/r",
            "-/edit/main/docs/",
            "https://gitlab.com/g/s/r/-/issues/new?issue%5Btitle%5D=Mistake",
        ),
        (
            "https://gitlab.example.org/o/r.git",
            "-/edit/main/docs/",
            "https://gitlab.example.org/o/r/-/issues/new?issue%5Btitle%5D=",
        ),
        ("https://codeberg.org/o/r", "_edit/main/docs/", "https://codeberg.org/o/r/issues/new?title="),
    ],
)
def test_a_forge_is_known_by_its_host(repository: str, edit: str, issue: str) -> None:
    reporter = Reporter(repository).on("index.md")
    assert reporter.edit_uri(EDIT) == edit
    assert (reporter("page", "index.md") or "").startswith(issue)
    assert issue.startswith(reporter.issues or "none")


def test_gitlab_gets_the_text_under_the_name_that_it_reads() -> None:
    address = Reporter("https://gitlab.com/o/r").on("index.md")("term", "token")
    assert address and "issue%5Bdescription%5D=What+is+wrong" in address


@pytest.mark.parametrize(
    "repository",
    ["", " ", "https://git.example.org/o/r", "https://bitbucket.org/o/r", "https://git.sr.ht/~o/r", "https://notgithub.com/o/r", "https://example.org/github/r"],
)  # fmt: skip
def test_where_the_addresses_are_not_known_there_is_no_link(repository: str) -> None:
    reporter = Reporter(repository)
    assert (reporter.edit_uri(EDIT), reporter.issues, reporter("page", "index.md")) == (None, None, None)


def test_without_an_edit_address_there_is_no_edit_link() -> None:
    assert Reporter("https://github.com/o/r").edit_uri("") is None
