"""What search engines, link previews and programs that read text are given; and former addresses."""

import json
import re
import struct
from collections.abc import Iterator
from functools import cache, partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ADDRESS, ROOT, Project, Server
from copied import shorten_course
from held_back import one_more
from mistakes.making import line
from mistakes.trial import Trial
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from site_pages import complaints

from course.site.json_ld import _script

LESSON = "foundations/picking-a-base-model"
SOURCE = "docs/foundations/picking-a-base-model/index.md"


class Head(HTMLParser):
    """A page's title, what its meta and link elements say, and its JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.says: dict[str, str] = {}
        self.data: list[Any] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.says[named.get("property") or named.get("name", "")] = named.get("content", "")
        if tag == "link":
            self.says[f"link {named['rel']}"] = named["href"]
        if tag == "title" or named.get("type") == "application/ld+json":
            self.inside = tag

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.says.setdefault("title", data.strip())
        elif self.inside == "script":
            self.data.append(json.loads(data))
        self.inside = ""


@cache
def heads(site: Path) -> dict[str, Head]:
    """The head of every page by its address in the site."""
    return {
        file.parent.relative_to(site).as_posix(): Head(file.read_text(encoding="utf-8").partition("<body")[0])
        for file in sorted(site.rglob("index.html"))
    }


def test_each_page_has_a_title_and_a_description_of_its_own(site: Path) -> None:
    pages = heads(site)
    for what in ("title", "description", "og:title", "link canonical"):
        values = [page.says[what] for page in pages.values()]
        assert all(values) and len(set(values)) == len(pages), what


def test_a_shared_link_shows_the_page_and_the_card(site: Path) -> None:
    for address, page in heads(site).items():
        assert (
            page.says["og:url"] == page.says["link canonical"] == ADDRESS + f"{address}/".removeprefix("./")
        )
        assert page.says["og:description"] == page.says["description"]
        assert page.says["og:image"] == f"{ADDRESS}img/card.png"
        assert page.says["twitter:card"] == "summary_large_image"
        width, height = int(page.says["og:image:width"]), int(page.says["og:image:height"])
        card = (site / "img" / "card.png").read_bytes()
        assert card.startswith(b"\x89PNG") and struct.unpack(">II", card[16:24]) == (width, height)
        assert len(card) <= 60_000


def test_the_page_that_is_not_there_is_not_indexed(site: Path) -> None:
    says = Head((site / "404.html").read_text(encoding="utf-8")).says
    assert says["robots"] == "noindex"
    assert "og:url" not in says


def test_a_lesson_says_what_it_teaches_for_whom_and_how_long_it_takes(site: Path) -> None:
    (lesson,) = heads(site)[LESSON].data
    html = (site / LESSON / "index.html").read_text(encoding="utf-8")
    minutes = re.search(r"(\d+) min of text", html)
    assert minutes
    assert lesson["@type"] == "LearningResource"
    assert lesson["url"] == f"{ADDRESS}{LESSON}/"
    assert lesson["educationalLevel"] == "beginner"
    assert lesson["timeRequired"] == f"PT{minutes[1]}M"
    assert (
        "read a model’s licence before you train, and say what it asks of your fine-tune" in lesson["teaches"]
    )


def test_the_home_page_is_the_course_and_names_its_lessons(site: Path) -> None:
    pages = heads(site)
    (course,) = pages["."].data
    assert course["@type"] == "Course" and course["provider"]["name"] == "Small First"
    names = [part["name"] for part in course["hasPart"]]
    assert names.index("What a model is") < names.index("Picking a base model")
    assert sorted(part["url"] for part in course["hasPart"]) == sorted(
        page.data[0]["url"]
        for page in pages.values()
        if page.data and page.data[0]["@type"] == "LearningResource"
    )
    assert all(
        page.data[0]["isPartOf"]["@id"] == course["@id"]
        for name, page in pages.items()
        if page.data and name != "."
    )


def test_the_glossary_is_a_set_of_defined_terms(site: Path) -> None:
    (terms,) = heads(site)["glossary"].data
    html = (site / "glossary" / "index.html").read_text(encoding="utf-8")
    assert terms["@type"] == "DefinedTermSet"
    assert len(terms["hasDefinedTerm"]) == html.count('class="glossary__definition"')
    for term in terms["hasDefinedTerm"]:
        assert f'id="{term["url"].partition("#")[2]}"' in html
        assert not re.search(r"[`*{}]|\]\(", term["description"]), term


def test_no_text_can_end_the_data_block() -> None:
    text = 'a </script><script>alert("1")</script> <!-- & \u2028'
    html = _script({"name": text})
    assert html.count("<") == 2 and html.count("</script>") == 1
    assert json.loads(html[html.index(">") + 1 : -len("</script>")])["name"] == text


def test_the_sitemap_has_every_page_and_nothing_else(site: Path) -> None:
    listed = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(page.says["link canonical"] for page in heads(site).values())


def test_llms_txt_leads_to_each_lesson_as_markdown_and_to_every_page(site: Path) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# Small First\n\n> ")
    links = re.findall(r"^- \[[^]]+\]\(([^)]+)\): \S", text, re.MULTILINE)
    inside = [link.removeprefix(ADDRESS) for link in links]
    assert "" not in inside, "the course itself is what the file begins with"
    assert {it for it in inside if it.endswith(".md")} == {
        f"{address}/index.html.md"
        for address, page in heads(site).items()
        if page.says["og:type"] == "article"
    }
    for path in inside:
        assert (site / path if path.endswith(".md") else site / path / "index.html").exists(), path
    for address, page in heads(site).items():
        assert f"({page.says['link canonical']}" in text or address == "."


def test_a_lesson_as_markdown_has_its_numbers_figures_and_tables_but_no_answers(site: Path) -> None:
    text = (site / LESSON / "index.html.md").read_text(encoding="utf-8")
    assert text.startswith("# 0.11 Picking a base model\n")
    assert "269\N{NO-BREAK SPACE}MB of weights" in text
    assert "Figure: The size ladder. Six sizes on a ladder" in text
    assert re.search(r"\| Model \| Group \| Licence \| Gate \|\n\| --- ", text)
    assert "> **The key idea**\n>\n> There is no best model." in text
    before = (site / "foundations/base-and-instruct-models/index.html.md").read_text(encoding="utf-8")
    assert "def " in before and "--8<--" not in before, "the script stands in its fence"
    assert "- **tokenizer family**: Models that use the same tokenizer" in text
    assert not re.search(r":::|\{=|\{ ?#|data-mark|!!!", text)
    quiz = yaml.safe_load((ROOT / SOURCE).with_name("quiz.yml").read_text(encoding="utf-8"))
    asked = quiz["questions"]
    answers = [
        it[key]
        for question in asked
        for it in (question, *question.get("options", ()))
        for key in ("because", "explain")
        if key in it
    ]
    assert len(answers) > 20
    assert [answer for answer in answers if answer[:30] in text] == []
    assert text.count("**Question.**") == len(asked)


def test_links_in_the_markdown_of_a_lesson_work_wherever_it_is_read(site: Path) -> None:
    for file in site.rglob("index.html.md"):
        html = (file.parent / "index.html").read_text(encoding="utf-8")
        assert 'type="text/markdown" href="index.html.md"' in html
        for link in re.findall(r"\]\(([^)\s]+)\)", file.read_text(encoding="utf-8")):
            assert link.startswith("https://") or link.startswith(ADDRESS), link
            if link.startswith(ADDRESS):
                path, _, anchor = link.removeprefix(ADDRESS).partition("#")
                target = site / path / "index.html" if path.endswith("/") or not path else site / path
                assert target.exists(), link
                assert not anchor or f'id="{anchor}"' in target.read_text(encoding="utf-8"), link


MOVED = "https://example.org/course/"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site with former addresses, as it is published at MOVED."""
    project = Project(tmp_path_factory.mktemp("moved"))
    shorten_course(project.root, "base-and-instruct-models", "picking-a-base-model")
    project.edit(
        SOURCE, "level: beginner", "level: beginner\nredirects: [foundations/choosing.md, pick-a-base.md]"
    )
    project.edit("docs/models.md", "hide: [toc]", "hide: [toc]\nredirects: data/models/index.md")
    result = project.build(SITE_URL=MOVED)
    assert result.returncode == 0, result.stdout
    server = Server(project.root / "site")
    yield server
    server.close()


def test_a_page_that_moved_is_found_at_its_former_address(moved: Server) -> None:
    for former, to, address in (
        ("foundations/choosing", "../picking-a-base-model/", f"{LESSON}/"),
        ("pick-a-base", f"../{LESSON}/", f"{LESSON}/"),
        ("data/models", "../../models/", "models/"),
    ):
        html = (moved.folder / former / "index.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={to}"/>' in html
        assert f'<link rel="canonical" href="{MOVED}{address}"/>' in html
        script = re.search(r'<script src="([^"]+)"', html)
        assert script and (moved.folder / former / script[1]).resolve().is_file()
        assert former not in (moved.folder / "sitemap.xml").read_text(encoding="utf-8")


def test_a_former_address_leads_on_to_the_heading_that_was_asked_for(
    context: BrowserContext, page: Page, moved: Server
) -> None:
    said = complaints(context)
    page.goto(f"{moved.url}foundations/choosing/#license")
    page.wait_for_url(f"{moved.url}foundations/picking-a-base-model/#license")
    expect(page.get_by_role("heading", name="Licence", exact=True)).to_be_in_viewport()
    assert said == []


def test_a_former_address_leads_on_without_javascript(browser: Browser, moved: Server) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{moved.url}foundations/choosing/")
    page.wait_for_url(f"{moved.url}foundations/picking-a-base-model/")
    context.close()


CANNOT_BE = {
    "/foundations/old/": "'/foundations/old/' is not a path under docs/. Write it as in foundations/old-name.md.",
    "../old.md": "'../old.md' is not a path under docs/.",
    "7": "'7' is not a path under docs/.",
    "models.md": "'models.md' is the address of docs/models.md, which is there. Take it out of 'redirects'.",
    "models/index.md": "'models/index.md' is the address of docs/models.md, which is there.",
}


def test_former_addresses_that_cannot_be_are_told_with_their_lines(trial: Trial) -> None:
    def edit(root: Path) -> None:
        former = "".join(f"\n  - {it}" for it in ("old.md", *CANNOT_BE))
        for file, old, new in (
            ("docs/glossary.md", "hide: [toc]", "redirects: [old.md]\nhide: [toc]"),
            (SOURCE, "level: beginner", f"level: beginner\nredirects:{former}"),
        ):
            (root / file).write_text((root / file).read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    said = trial.after(edit, lambda root: str(line(root, SOURCE, "  - old.md")))
    expected = [f"{SOURCE}:{n}: {told}" for n, told in enumerate(CANNOT_BE.values(), int(said.place) + 1)]
    expected.append(f"docs/glossary.md:4: 'old.md' already leads to {SOURCE}. Keep it in one of the two.")
    assert [told for told in expected if not any(it.startswith(told) for it in said.messages)] == []
    assert said.traceback == ""


# The course's own search


def search(page: Page, words: str) -> list[str]:
    """The links that the search lists for ``words``, below the site's address, best page first."""
    box, listed = page.get_by_role("textbox", name="Search the course"), page.locator("site-search ol > li")
    box.fill("")
    expect(listed).to_have_count(0)
    box.fill(words)
    expect(listed).not_to_have_count(0)
    expect(page.locator("site-search [role=status]")).not_to_contain_text("texts follow")
    base = page.evaluate("new URL('..', document.querySelector('script[src$=\"main.js\"]').src).href")
    links: list[str] = page.locator("site-search ol a").evaluate_all("them => them.map((it) => it.href)")
    return [link.removeprefix(base) for link in links]


@pytest.fixture(scope="module")
def home(browser: Browser, base_url: str) -> Iterator[Page]:
    page = browser.new_context(base_url=base_url).new_page()
    yield page
    page.context.close()


@pytest.fixture
def finder(home: Page, base_url: str) -> Page:
    """One page for all searches: what it searches in is fetched and read once."""
    if home.url != base_url:
        home.goto("")
    home.get_by_role("textbox", name="Search the course").click()
    return home


SAME = {
    "licence": [
        "licence?",
        "(licence)",
        "“licence”",
        "licence:",
        "-licence",
        "licence*",
        "Licence…",
        "licences",
    ],
    "memory": ["memory?", "memory,", "'memory'"],
    "tokenizer": ["tokenizers", "tokeniser", "Tokenisers."],
    "quantization": ["quantize", "quantized", "quantisation", "quantised", "quantizing"],
    "distillation": ["distilled", "distil", "distils", "distilling"],
    "license": ["licenses", "licence", "licensed"],
}


@pytest.mark.parametrize("word", SAME)
def test_marks_forms_and_spellings_find_what_the_word_finds(finder: Page, word: str) -> None:
    pages = {link.partition("#")[0] for link in search(finder, word)}
    assert len(pages) > 1
    for other in SAME[word]:
        assert {link.partition("#")[0] for link in search(finder, other)} >= pages - {"models/"}, other


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("VRAM", ["glossary/#weights", f"{LESSON}/#size"]),
        ("kv", ["glossary/#kv-cache", f"{LESSON}/#context"]),
        ("KV cache", ["glossary/#kv-cache"]),
        ("GiB", ["glossary/#gibibyte"]),
        ("RAG", ["glossary/#rag"]),
        ("LLM", ["glossary/#language-model"]),
        ("bf16", ["glossary/#bfloat16"]),
        ("license", ["glossary/#model-licence", f"{LESSON}/#license"]),
        ("quantisation", ["glossary/#quantization"]),
        ("tokenisers", ["glossary/#tokenizer", f"{LESSON}/#tokenizer"]),
    ],
)
def test_other_names_and_spellings_lead_to_the_term_and_the_section(
    finder: Page, words: str, places: list[str]
) -> None:
    search(finder, words)
    for more in finder.locator("site-search summary").all():
        more.click()
    for place in places:
        expect(finder.locator(f"site-search a[href$='{place}']")).not_to_have_count(0)


def test_what_only_the_index_reads_is_not_in_the_page(site: Path) -> None:
    for file in site.rglob("index.html"):
        assert "data-search" not in file.read_text(encoding="utf-8").replace("data-search-words", ""), file


def test_arrows_walk_the_links_that_were_found_and_back_to_the_box(finder: Page) -> None:
    search(finder, "licence")
    links = finder.locator("site-search ol a:visible")
    for key, at in (("Down", 0), ("Down", 1), ("Down", 2), ("Up", 1), ("Up", 0)):
        finder.keyboard.press(f"Arrow{key}")
        expect(links.nth(at)).to_be_focused()
    finder.keyboard.press("ArrowUp")
    expect(finder.get_by_role("textbox", name="Search the course")).to_be_focused()
    links.last.focus()
    finder.keyboard.press("ArrowDown")
    expect(links.last).to_be_focused()


def test_a_slip_of_the_keys_finds_the_words_that_are_like_it(finder: Page) -> None:
    assert any(link.startswith("glossary/#distillation") for link in search(finder, "distilaltion"))
    expect(finder.locator("site-search").get_by_role("status")).to_contain_text(
        "Nothing was found for “distilaltion”. Words like it"
    )


def test_where_nothing_fits_the_search_says_what_to_try(finder: Page) -> None:
    for words in ("xylophone", "???", "<->"):
        assert search(finder, words) == ["glossary/", "foundations/"]
        expect(finder.locator("site-search ol > li")).to_have_text(
            ["Glossary: every term, A to Z", "Foundations: every lesson"]
        )
        expect(finder.locator("site-search").get_by_role("status")).to_contain_text(
            f"Nothing was found for “{words}”. Try"
        )
    finder.locator("site-search").get_by_role("link", name="Glossary").click()
    expect(finder.get_by_role("heading", level=1)).to_have_text("Glossary")


def test_enter_goes_to_the_section_that_fits_best(finder: Page) -> None:
    found = search(finder, "KV cache")
    pages = finder.locator("site-search ol a:has(h1)").evaluate_all("them => them.map((it) => it.href)")
    assert pages and not any("#" in it for it in pages), "a page's title leads to the page"
    assert any("#" in it for it in found)
    finder.keyboard.press("Enter")
    expect(finder).to_have_url(re.compile("#"))


def test_a_search_that_could_not_be_fetched_says_so_and_is_tried_again_at_the_next_use(
    context: BrowserContext, page: Page
) -> None:
    """Each of its parts in turn."""
    thrown: list[Any] = []
    page.on("pageerror", lambda error: thrown.append(error))
    page.goto("")
    box = page.get_by_role("textbox", name="Search the course")
    status = page.locator("site-search [role=status]")  # hidden as long as the box is closed
    for part, use in (
        ("search-words", box.focus),
        ("titles", partial(box.press, "l")),
        ("workers/search", partial(box.press, "i")),
    ):
        page.route(f"**/*{part}*", lambda route: route.abort())
        status.evaluate("it => (it.textContent = '')")
        with page.expect_event("requestfailed", lambda it, part=part: part in it.url):
            use()
        expect(status).to_have_text("The search could not be fetched. Is there a network?")
        page.unroute(f"**/*{part}*")
    expect(box).to_have_value("li")
    box.press_sequentially("cence")
    expect(page.locator("site-search ol > li")).not_to_have_count(0)
    expect(status).not_to_contain_text("could not")
    assert thrown == []


TEXTS = "**/search_index.json"


@pytest.fixture
def held(page: Page) -> Iterator[list[Route]]:
    """A page whose search has the titles, and "tokens" typed; the requests for its texts wait here."""
    waiting: list[Route] = []
    page.route(TEXTS, lambda route: waiting.append(route))
    page.goto("")
    with one_more(page, TEXTS, waiting):
        page.get_by_role("textbox", name="Search the course").press_sequentially("tokens")
    expect(page.locator("site-search ol > li")).not_to_have_count(0)
    yield waiting
    page.unroute_all(behavior="ignoreErrors")


def test_titles_are_found_while_the_texts_are_on_their_way(page: Page, held: list[Route]) -> None:
    box, status = page.get_by_role("textbox"), page.locator("site-search [role=status]")
    listed, links = page.locator("site-search ol > li"), page.locator("site-search ol a")
    by_title = listed.count()
    expect(status).to_have_text(f"{by_title} matching documents by title; texts follow")
    titles = [text.strip() for text in links.all_inner_texts()]
    assert "Tokens and embeddings" in titles and not any("\n" in title for title in titles)
    box.fill("xylophone")
    expect(listed).to_have_count(0)
    expect(status).to_have_text("No title matches; texts follow")  # and not that there is nothing
    box.fill("tokens")
    expect(listed).to_have_count(by_title)
    page.keyboard.press("ArrowDown")
    focused = page.locator(":focus").get_attribute("href")
    held[0].continue_()
    expect(status).to_have_text(re.compile(r"^\d+ matching documents$"))
    assert listed.count() > by_title
    assert any("\n" in text.strip() for text in links.all_inner_texts()), "with what stands under the titles"
    expect(page.locator(":focus")).to_have_attribute("href", focused or "")


def test_texts_that_could_not_be_fetched_leave_the_titles_and_are_tried_again(
    page: Page, held: list[Route]
) -> None:
    box, status = page.get_by_role("textbox"), page.locator("site-search [role=status]")
    with one_more(page, TEXTS, held):  # again, at the next use
        held[0].abort()
        expect(status).to_have_text(
            "The texts could not be fetched: only titles were searched. Is there a network?"
        )
        expect(page.locator("site-search ol > li")).not_to_have_count(0)
        box.press("Backspace")
    held[1].continue_()
    expect(status).to_have_text(re.compile(r"^\d+ matching documents$"))
