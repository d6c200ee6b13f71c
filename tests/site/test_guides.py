"""The guides say what is so: CONTRIBUTING's examples are put where it says and built, commands and paths are there."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent

import pytest
import yaml
from conftest import ROOT, Project
from copied import shorten_course

from course.commands.scaffold import lay_down

GUIDES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/_maintaining.md", "docs/accessibility.md")
WIDTH = 130
CODE = re.compile(r"^```(?:\w*)\n(.*?)^```|(?<!`)`([^`\n]+)`(?!`)", re.MULTILINE | re.DOTALL)


def text(file: str, root: Path = ROOT) -> str:
    return (root / file).read_text(encoding="utf-8")


def code(file: str) -> Iterator[str]:
    """What a guide shows as code, the links of its text too."""
    yield from (block or span for block, span in CODE.findall(text(file)))
    yield from (it.split("#")[0] for it in re.findall(r"\]\(([^)\s#]+)", text(file)))


# CONTRIBUTING's examples


def section(title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", text("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    assert found, f"CONTRIBUTING has no section '{title}'"
    return found[1]


def examples(title: str) -> list[str]:
    found = re.findall(r"^```(?:yaml|svg)\n(.*?)^```", section(title), re.MULTILINE | re.DOTALL)
    assert found, f"no example in '{title}'"
    return found


def place(title: str) -> str:
    """The file that a section names first."""
    found = re.search(r"`((?:\w+/)+[\w.]+)`", section(title))
    assert found, f"'{title}' names no file"
    return found[1]


def lines(slug: str) -> Iterator[str]:
    """Every line that the table tells of, with names in place of ID, LESSON and VIEW."""
    ids = {
        "question": re.findall(r"^  - id: (\S+)", examples("A question")[0], re.M),
        "figure": ["my-figure"],
    }
    for row in re.findall(r"^\| .*`.*", section("A lesson"), re.MULTILINE):
        line, becomes = re.split(r"(?<!\\)\|", row)[1:3]
        written = line[line.index("`") + 1 : line.rindex("`")].replace(r"\|", "|")
        kind, name = written.split()[1], written.split()[-1]
        names = {"ID": ids.get(kind, []), "LESSON": [slug], "VIEW": re.findall(r"`(\w+)`", becomes)}
        for one in names.get(name, [name]):
            caption = "\nThe caption." if "caption" in line else ""
            yield written.replace(name, one) + caption
    for expression in re.findall(r"`(?:{= )?(recorded\..*?)(?: =})?`", section("What the real model said")):
        yield f"It is {{= {expression} =}}." if "|" in expression else f"It is {{= {expression} | ,g =}}."


class Author:
    """Who does what CONTRIBUTING says, in a project of their own."""

    def __init__(self, root: Path) -> None:
        self.project = Project(root)
        shorten_course(root, "base-and-instruct-models", "picking-a-base-model")
        named = re.search(r"make lesson NAME=([\w-]+)", section("A lesson"))
        assert named
        self.slug = named[1]
        lay_down(root, self.slug)

    def file(self, title: str) -> str:
        return place(title).replace("LESSON", self.slug).replace("ID", "my-figure")

    def lesson(self) -> None:
        former = re.search(r"`(redirects: .*?)`", section("A lesson"))
        assert former
        _, head, _ = text(self.file("A lesson"), self.project.root).split("---\n")
        head = head[: head.index("outcomes:")] + "".join(examples("A lesson")) + former[1]
        page = "\n\n".join(["---\n" + head + "\n---", *lines(self.slug)])
        self.project.write(self.file("A lesson"), page + "\n")

    def questions(self) -> None:
        laid_down = text(self.file("A question"), self.project.root)
        before = laid_down[: laid_down.index("questions:\n")] + "questions:\n"
        self.project.write(self.file("A question"), before + "\n".join(examples("A question")))

    def term(self) -> None:
        self.project.edit(self.file("A term"), "terms:\n", "terms:\n" + "".join(examples("A term")))

    def model(self) -> None:
        """A copy of the first entry, of which nothing was found but what has to be."""
        found = re.search(r"have to be found[^.]*\.", section("A model"))
        assert found
        needed = re.findall(r"`(\w+)`", found[0])
        entry = yaml.safe_load(text(self.file("A model"), self.project.root))["models"][0]
        for name, fact in [*entry.items(), *entry["context"].items()]:
            if name not in needed and isinstance(fact, dict) and "value" in fact:
                fact.clear()
                fact["value"] = None
        entry |= {"id": "Somebody/My-Model-135M", "ifeval": [], **yaml.safe_load(examples("A model")[0])}
        written = indent(yaml.safe_dump([entry]), "  ")
        self.project.edit(self.file("A model"), "models:\n", f"models:\n{written}")

    def figure(self) -> None:
        self.project.write(self.file("A figure"), examples("A figure")[0].replace("ID", "my-figure"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Author:
    author = Author(tmp_path_factory.mktemp("guide"))
    lay_down(author.project.root, "untouched")
    for step in (author.lesson, author.questions, author.term, author.model, author.figure):
        step()
    result = author.project.build()
    told = [line for line in result.stdout.splitlines() if "WARNING" in line]
    assert (told, result.returncode) == ([], 0), result.stdout
    return author


def test_the_examples_build_and_are_there(built: Author) -> None:
    page = built.project.page(f"foundations/{built.slug}/")
    for question in re.findall(r"^  - id: (\S+)", "".join(examples("A question")), re.MULTILINE):
        assert f'data-question="{question}"' in page
    assert "<title id=fig-my-figure-t>" in page.replace('"', "") and "The caption." in page
    for heading in ("license", "size"):
        assert re.search(f'<h2 [^>]*id="{heading}"', page), heading
    assert page.count("<table") >= 6
    assert ":::" not in page and "{=" not in page
    assert "My-Model-135M" in page and "My-Model-135M" in built.project.page("models/")
    assert 'id="model-merging"' in built.project.page("glossary/")
    assert f"foundations/{built.slug}/" in text("site/foundations/old-name/index.html", built.project.root)


def test_a_lesson_builds_as_it_is_laid_down(built: Author) -> None:
    page = built.project.page("foundations/untouched/")
    assert 'data-question="untouched-first"' in page
    assert 'href="#first">Where this is explained' in page


# What all guides name


def test_they_name_each_command_of_make_and_no_other() -> None:
    there = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE))
    named = {file: set(re.findall(r"\bmake ([a-z]+)", "\n".join(code(file)))) for file in GUIDES}
    assert named["README.md"] == there
    assert {file: names - there for file, names in named.items() if names - there} == {}


MADE = {
    ".venv",
    "site",
    "data/hub.json",
    "data/hub-log.json",
    "models.json",
    "keys.json",
    "llms.txt",
}  # by a command
ELSEWHERE = {"foundations/old-name.md", "search.json"}  # a former address, Zensical's
PATH = re.compile(r"(?:[\w.*-]+/)+[\w.*-]*|[\w*-]+\.(?:css|html|in|js|json|md|mjs|png|py|svg|toml|txt|yml)")
FROM = ("", "docs", "docs/js", "hooks", "tests")


def missing(named: str) -> bool:
    path = re.sub("LESSON|ID", "*", named.rstrip("/"))
    made = any(path == it or path.startswith(f"{it}/") for it in MADE | ELSEWHERE)
    places = [Path(base, path) for base in FROM]
    if "/" not in path:  # of a bare name nothing says where
        places += [Path(base, "**", path) for base in FROM if base]
    return not made and not any(any(ROOT.glob(str(place))) for place in places)


@pytest.mark.parametrize("file", GUIDES)
def test_every_path_that_they_name_is_there(file: str) -> None:
    words = " ".join(code(file)).split()
    named = {word.partition("=")[2] or word for word in words if "://" not in word}
    paths = {it for it in named if PATH.fullmatch(it)}
    assert paths or file == "SECURITY.md"
    assert sorted(it for it in paths if missing(it)) == []


def test_a_path_that_is_gone_is_seen() -> None:
    assert missing("data/quizzes/LESSON.yml") and not missing("docs/foundations/LESSON/quiz.yml")


def test_every_variable_of_the_table_is_read() -> None:
    table = re.search(r"\| variable .*?\n\n", text("README.md"), re.DOTALL)
    assert table
    settings = text("hooks/course/hub/settings.py")
    named = re.findall(r"`([A-Z_]+)[=`]", table[0])
    assert len(named) >= 5 and [name for name in named if f'"{name}"' not in settings] == []


@pytest.mark.parametrize("file", GUIDES)
def test_lines_are_as_wide_as_can_be_read(file: str) -> None:
    """A table's rows cannot be broken."""
    rows = [row for row in text(file).splitlines() if not row.startswith("|")]
    assert [row for row in rows if len(row) > WIDTH] == []
