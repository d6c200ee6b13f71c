"""The real site, built strictly: what a reader, a search engine and a feed reader are given."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from conftest import ADDRESS, Project
from copied import shorten_course
from mistakes.trial import Trial

PAGES = ["", "foundations/", "foundations/picking-a-base-model/", "models/", "glossary/"]
KEPT = ("base-and-instruct-models", "picking-a-base-model")  # of the course, where one of two lessons serves


class Resources(HTMLParser):
    """What a browser fetches without being asked: all but links."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.inline_handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.inline_handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag in ("script", "img", "iframe", "source", "use", "audio", "video", "embed"):
            self.addresses += [address for name in ("src", "href", "srcset") if (address := named.get(name))]
        if tag == "link" and named.get("rel") not in ("canonical", "prev", "next", "alternate", "license"):
            self.addresses += [named.get("href") or ""]
        self.addresses += [address for name in ("data", "poster") if (address := named.get(name))]


def html_files(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


@pytest.mark.parametrize("address", PAGES)
def test_the_address_exists(site: Path, address: str) -> None:
    assert (site / address / "index.html").exists()


def test_a_build_without_repository_has_no_report_links(trial: Trial) -> None:
    def edit(root: Path) -> None:
        config = (root / "mkdocs.yml").read_text(encoding="utf-8")
        (root / "mkdocs.yml").write_text(
            re.sub("(?m)^(repo_url|edit_uri):", r"# \1:", config), encoding="utf-8"
        )

    told = trial.after(edit)
    assert told.messages == [] and len(told.pages) > 10
    assert [name for name, html in told.pages.items() if "issues/new" in html] == []


def test_nothing_is_fetched_from_another_origin(site: Path) -> None:
    host = urlsplit(ADDRESS).netloc
    for file in html_files(site):
        resources = Resources()
        resources.feed(file.read_text(encoding="utf-8"))
        elsewhere = [it for it in resources.addresses if urlsplit(it).netloc not in ("", host)]
        assert elsewhere == [], file
        assert resources.inline_handlers == [], file
    for sheet in site.rglob("css/*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_no_directive_or_number_is_left_unexpanded(site: Path) -> None:
    for file in html_files(site):
        text = re.sub(r"<(pre|code)\b.*?</\1>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert ":::" not in text and "{=" not in text, file


def test_the_glossary_has_thirty_terms_and_each_names_its_lesson(site: Path) -> None:
    html = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    assert html.count('class="glossary__definition"') >= 30
    assert html.count("Introduced in") == html.count('class="glossary__definition"')


def test_search_finds_lessons_and_terms_but_no_solutions(site: Path) -> None:
    documents = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    everything = " ".join(document["text"] for document in documents)
    assert "smallest" in everything
    assert any("glossary" in document["location"] for document in documents)
    lesson = (site / "foundations" / "picking-a-base-model" / "index.html").read_text(encoding="utf-8")
    solutions = re.findall(r'<details class="answer".*?</details>', lesson, re.DOTALL)
    assert len(solutions) >= 4
    plain = " ".join(re.sub(r"<[^>]+>", " ", everything).split())
    for solution in solutions:
        for reason in re.findall(r'<div class="reason">\s*<p>(.*?)</p>', solution, re.DOTALL):
            sentence = " ".join(re.sub(r"<[^>]+>", " ", reason).split())
            assert sentence[:60] not in plain


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """As somebody else's workflow builds it."""
    project = Project(tmp_path_factory.mktemp("fork"))
    shorten_course(project.root, *KEPT)
    result = project.build(
        SITE_URL="https://someone.github.io/fork/",
        REPO_URL="https://github.com/someone/fork",
        BUILD_COMMIT="abc1234",
    )
    assert result.returncode == 0, result.stdout
    assert [it for it in result.stdout.splitlines() if not it.startswith("INFO    -  ")] == [], "it says more"
    return project


def test_a_report_names_what_it_is_about_page_and_build(fork: Project) -> None:
    html = fork.page("foundations/picking-a-base-model")
    links = re.findall(r'href="(https://github.com/someone/fork/issues/new\?[^"]+)"', html)
    assert any(
        "question" in link and "picking-a-base-model%2Findex.md" in link and "abc1234" in link
        for link in links
    )
    assert any("table" in link for link in links)
    glossary = re.findall(
        r'href="(https://github.com/someone/fork/issues/new\?[^"]+)"', fork.page("glossary")
    )
    assert any("term" in link for link in glossary)
    assert "https://github.com/small-first" not in html


def test_a_fork_is_published_under_its_own_address(fork: Project) -> None:
    assert '<link rel="canonical" href="https://someone.github.io/fork/models/">' in fork.page("models")
    assert "https://someone.github.io/fork/models/" in (fork.root / "site" / "sitemap.xml").read_text()
    assert "small-first.github.io" not in fork.page("models")
