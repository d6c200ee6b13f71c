"""What other programs get of the course's questions and terms, held against what they document of their formats."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown import Markdown
from quiz_course import course as made_course

from course.course import load
from course.glossary.glossary import Term, Terms
from course.markdown.quotes import QuotesExtension
from course.markdown.snippets import words
from course.publish import whole_course
from course.publish.files import Built
from course.quiz.kinds.question import KINDS
from course.site.exports import anki, as_json, qti
from course.site.exports.texts import Texts
from course.site.json_ld import Site

ROOT = Path(__file__).parents[2]
SITE = Site("Small First", "A course.", "https://example.org/course/")
HOSTILE = """
lesson: lesson
questions:
  - id: hostile
    kind: one
    tests: license
    context: |
      Before `</div>`:

      ```
      a\tb
      <b>
      ```
    ask: What does `<script>alert("1")</script>` do, in [the lesson](foundations/lesson.md#license) & "elsewhere"?
    hint: Read `a < b`.
    options:
      - {id: 1st, text: "Nothing;\\tit is `\\"text\\"`", correct: true, because: It is *shown*.}
      - {id: other, text: "# It runs", because: It does not.}
"""


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(load(ROOT), SITE.address)


@pytest.fixture
def hostile(tmp_path: Path) -> Texts:
    made: SimpleNamespace = made_course(tmp_path, "", HOSTILE)
    assert made.problems == []
    term = Term(id="a-b", term='a "b"', definition="Less than `<i>`,\tor *so*.", lesson="lesson")
    made.terms = Terms({"a-b": term})
    return Texts(made, SITE.address)


# JSON


def test_json_holds_every_question_and_term_as_its_schema_says(texts: Texts) -> None:
    held = as_json.Questions.model_validate_json(as_json.questions(texts, SITE))
    ids = [question.id for quiz in texts.course.quizzes.values() for question in quiz.questions.values()]
    assert sorted(it.id for it in held.questions) == sorted(ids)
    assert {it.lesson for it in held.questions} == {it.id for it in held.lessons}
    terms = as_json.Terms.model_validate_json(as_json.glossary(texts, SITE))
    assert [it.id for it in terms.terms] == list(texts.course.terms.by_id)
    text = as_json.questions(texts, SITE) + as_json.glossary(texts, SITE)
    assert "{=" not in text
    assert re.findall(r"\]\((?!https?://)[^)]*\)", text) == []


def test_json_says_which_is_right_in_each_kind(texts: Texts) -> None:
    held = as_json.Questions.model_validate_json(as_json.questions(texts, SITE)).questions
    kinds = {it.kind: it for it in held}
    assert {*kinds} == {*KINDS}
    assert [it.correct for it in kinds["one"].options or ()].count(True) == 1
    answer = kinds["number"].answer
    assert answer and 0 <= answer.within < answer.value and answer.shown.endswith(answer.unit)
    assert len(kinds["order"].steps or ()) > 2
    groups = {group.id for group in kinds["match"].groups or ()}
    assert {it.group for it in kinds["match"].items or ()} <= groups


# Anki: https://docs.ankiweb.net/importing/text-files.html


def cards(text: str) -> tuple[dict[str, str], list[list[str]]]:
    """The lines at the head, and the cards, read as the manual says: a line that begins with # tells how."""
    lines = text.splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    told = dict(line[1:].strip().split(":", 1) for line in head)
    return told, list(csv.reader(io.StringIO("".join(lines[len(head) :])), delimiter="\t"))


def test_anki_gets_a_card_for_each_question_and_term(texts: Texts) -> None:
    for made, count in (
        (anki.questions(texts, SITE), len(list(texts.questions()))),
        (anki.glossary(texts, SITE), len(texts.course.terms.by_id)),
    ):
        told, rows = cards(made)
        assert told["separator"] == "tab" and told["html"] == "true"
        assert (told["guid column"], told["tags column"]) == ("1", "4")
        assert {len(row) for row in rows} == {4} and len(rows) == count
        assert len({row[0] for row in rows}) == count
        for _, front, back, _ in rows:
            ElementTree.fromstring(f"<div>{front}</div>".replace("<br>", "<br/>"))
            ElementTree.fromstring(f"<div>{back}</div>".replace("<br>", "<br/>"))


def test_what_an_author_writes_breaks_no_card(hostile: Texts) -> None:
    ((_, front, back, tags),) = cards(anki.questions(hostile, SITE))[1]
    assert "&lt;script&gt;" in front and "<script" not in front
    assert "<pre><code>a b<br>&lt;b&gt;</code></pre>" in re.sub("a +b", "a b", front)
    assert "<h1>" not in front + back
    assert "Right</b>: Nothing; it is" in back
    assert tags == "lesson one"
    ((_, name, definition, _),) = cards(anki.glossary(hostile, SITE))[1]
    assert name == "a &#34;b&#34;" and "<code>&lt;i&gt;</code>" in definition


def test_words_that_pass_by_markdown_are_what_it_makes_of_them(texts: Texts) -> None:
    """Of every text of a question or a term, as paragraphs and as a line."""
    found = re.findall(
        r'"(?:ask|text|because|explain|hint|definition)": (".*")',
        as_json.questions(texts, SITE) + as_json.glossary(texts, SITE),
    )
    markdown = Markdown(extensions=[QuotesExtension(), "fenced_code", "sane_lists", "tables"])
    for text in map(json.loads, found):
        assert texts.html(text) == markdown.reset().convert(text)
        line = markdown.reset().convert(f"({' '.join(text.split())}")
        assert f"<p>({texts.inline(text)}</p>" == line or not line.endswith("</p>")
    assert len(found) > 500 and sum(words(json.loads(it)) is not None for it in found) > 300


# QTI 2.1. Of each part that is used: the attributes that it needs and those that it may have, and what may stand in it,
# as imsqti_v2p1.xsd (IMS, final release of 2012) declares them. The schema is not kept with the course: its licence asks
# whoever passes it on to register.
INLINE = "(a|code|em|strong|sub|sup|br|img|textEntryInteraction) "
BLOCK = "(p|pre|ul|ol|blockquote|table|div) "
INTERACTION = "(choiceInteraction|orderInteraction|matchInteraction) "
PARTS: dict[str, tuple[str, str, str]] = {
    "assessmentItem": (
        "identifier title adaptive timeDependent",
        "label toolName toolVersion",
        "(responseDeclaration )*(outcomeDeclaration )*(itemBody )?(responseProcessing )?(modalFeedback )*",
    ),
    "responseDeclaration": ("identifier cardinality", "baseType", "(correctResponse )?(mapping )?"),
    "outcomeDeclaration": ("identifier cardinality", "baseType", "(defaultValue )?"),
    "correctResponse": ("", "interpretation", "(value )+"),
    "value": ("", "fieldIdentifier baseType", ""),
    "itemBody": ("", "id class label", f"({BLOCK}|{INTERACTION})*"),
    "choiceInteraction": (
        "responseIdentifier shuffle",
        "maxChoices minChoices orientation",
        "(prompt )?(simpleChoice )+",
    ),
    "orderInteraction": (
        "responseIdentifier shuffle",
        "maxChoices minChoices orientation",
        "(prompt )?(simpleChoice )+",
    ),
    "matchInteraction": (
        "responseIdentifier shuffle",
        "maxAssociations minAssociations",
        "(prompt )?(simpleMatchSet ){2}",
    ),
    "simpleMatchSet": ("", "", "(simpleAssociableChoice )*"),
    "simpleAssociableChoice": ("identifier matchMax", "fixed matchMin", f"({INLINE}|{BLOCK})*"),
    "simpleChoice": ("identifier", "fixed", f"({INLINE}|{BLOCK})*"),
    "prompt": ("", "", f"({INLINE})*"),
    "textEntryInteraction": ("responseIdentifier", "base expectedLength patternMask placeholderText", ""),
    "responseProcessing": ("", "template", "(responseCondition |setOutcomeValue )*"),
    "responseCondition": ("", "", "responseIf (responseElseIf )*(responseElse )?"),
    "responseIf": ("", "", "(match |equal )(setOutcomeValue )*"),
    "responseElse": ("", "", "(setOutcomeValue )*"),
    "match": ("", "", "variable correct "),
    "equal": ("toleranceMode", "tolerance includeLowerBound includeUpperBound", "variable correct "),
    "variable": ("identifier", "", ""),
    "correct": ("identifier", "", ""),
    "setOutcomeValue": ("identifier", "", "baseValue "),
    "baseValue": ("baseType", "", ""),
    "modalFeedback": ("outcomeIdentifier identifier showHide", "title", f"({INLINE}|{BLOCK})*"),
    "assessmentTest": ("identifier title", "toolName toolVersion", "(testPart )+"),
    "testPart": ("identifier navigationMode submissionMode", "", "(assessmentSection )+"),
    "assessmentSection": ("identifier title visible", "required fixed", "(assessmentItemRef )*"),
    "assessmentItemRef": ("identifier href", "required fixed category", ""),
    "a": ("href", "type", f"({INLINE})*"),
    "p": ("", "", f"({INLINE})*"),
    "pre": ("", "", f"({INLINE})*"),
    "ul": ("", "", "(li )*"),
    "ol": ("", "", "(li )*"),
    "li": ("", "", f"({INLINE}|{BLOCK})*"),
    "table": ("", "", "(thead )?(tbody )+"),
    **dict.fromkeys(("thead", "tbody"), ("", "", "(tr )+")),
    "tr": ("", "", "(th |td )*"),
    **dict.fromkeys(("th", "td"), ("", "", f"({INLINE}|{BLOCK})*")),
    **dict.fromkeys(("code", "em", "strong", "sub", "sup"), ("", "", f"({INLINE})*")),
}
VALUES = {
    "baseType": "identifier boolean integer float string point pair directedPair duration file uri",
    "cardinality": "single multiple ordered record",
    "navigationMode": "linear nonlinear",
    "orientation": "vertical horizontal",
    "showHide": "show hide",
    "submissionMode": "individual simultaneous",
    "toleranceMode": "exact absolute relative",
    **dict.fromkeys(("adaptive", "fixed", "required", "shuffle", "timeDependent", "visible"), "true false"),
}
NAME = re.compile(r"[A-Za-z_][\w.-]*")
NO_TEXT = re.compile(
    r"(assessment|response|outcome|itemBody|choice|order|match|simpleMatchSet|set|equal|test)"
)


def faults(root: ElementTree.Element, space: str = qti.QTI) -> list[str]:
    found = []
    for part in root.iter():
        name = part.tag.removeprefix(f"{{{space}}}")
        if name not in PARTS:
            found.append(f"unknown {name}")
            continue
        needed, allowed, within = PARTS[name]
        children = "".join(it.tag.removeprefix(f"{{{space}}}") + " " for it in part)
        if not {*needed.split()} <= {*part.keys()} <= {*needed.split(), *allowed.split()}:
            found.append(f"{name} has {[*part.keys()]}")
        if not re.fullmatch(within, children):
            found.append(f"{name} holds {children}")
        if wrong := [
            (key, value) for key, value in part.items() if key in VALUES and value not in VALUES[key].split()
        ]:
            found.append(f"{name} has {wrong}")
        if NO_TEXT.match(name) and name != "textEntryInteraction" and (part.text or "").strip():
            found.append(f"text in {name}")
        if not NAME.fullmatch(part.get("identifier", "x")):
            found.append(f"{name} is called {part.get('identifier')}")
    return found


def unpacked(texts: Texts) -> dict[str, ElementTree.Element]:
    packed = zipfile.ZipFile(io.BytesIO(qti.package(texts, SITE)))
    return {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist()}


def test_qti_holds_every_question_in_a_form_that_its_schema_declares(texts: Texts) -> None:
    files = unpacked(texts)
    manifest, test = files.pop("imsmanifest.xml"), files.pop("test.xml")
    assert {name: found for name, it in files.items() if (found := faults(it))} == {}
    assert faults(test) == []
    ids = [question.id for _, question in texts.questions()]
    assert sorted(files) == sorted(f"items/{id}.xml" for id in ids)
    told = {it.get("href") for it in manifest.iter(f"{{{qti.PACKAGE}}}file")}
    assert told == {*files, "test.xml"}
    resources = {it.get("identifier") for it in manifest.iter(f"{{{qti.PACKAGE}}}resource")}
    needed = {it.get("identifierref") for it in manifest.iter(f"{{{qti.PACKAGE}}}dependency")}
    assert needed == resources - {"test"}
    assert {it.get("href") for it in test.iter(f"{{{qti.QTI}}}assessmentItemRef")} == {*files}


def test_a_right_response_names_what_can_be_chosen(texts: Texts) -> None:
    for name, item in unpacked(texts).items():
        if not name.startswith("items/"):
            continue
        identifiers = {it.get("identifier") for it in item.iter() if "Choice" in it.tag}
        values = [it.text or "" for it in item.iter(f"{{{qti.QTI}}}value")]
        named = {part for value in values for part in value.split()}
        assert values and (named <= identifiers or (not identifiers and float(values[0]) == float(values[0])))


def test_a_right_response_gives_the_point_and_every_one_the_reasons(texts: Texts) -> None:
    for name, item in unpacked(texts).items():
        if not name.startswith("items/"):
            continue
        given = [(it.get("identifier"), it[0].text) for it in item.iter(f"{{{qti.QTI}}}setOutcomeValue")]
        assert given == [("SCORE", "1"), ("SCORE", "0"), ("FEEDBACK", "reasons")]
        (shown,) = item.iter(f"{{{qti.QTI}}}modalFeedback")
        assert (shown.get("outcomeIdentifier"), shown.get("identifier")) == ("FEEDBACK", "reasons")


def test_the_same_questions_make_the_same_package(texts: Texts) -> None:
    assert qti.package(texts, SITE) == qti.package(texts, SITE)


def test_what_an_author_writes_breaks_no_item(hostile: Texts) -> None:
    files = unpacked(hostile)
    item = files["items/hostile.xml"]
    assert faults(item) == []
    assert '<script>alert("1")</script>' in "".join(item.itertext())
    (link,) = {it.get("href") for it in item.iter(f"{{{qti.QTI}}}a") if "Where" not in (it.text or "")}
    assert link == "https://example.org/course/foundations/lesson.md#license"


# The whole course


FRAME = """<html><head><meta content="script-src 'self' 'sha256-a+b/c='; style-src 'self'"><title>Take it along</title><link rel="modulepreload" href="../js/a.js"><link rel="canonical" href="https://example.org/take-along/"></head><body>
<nav data-lessons='[{"path": "track/one/", "slug": "one", "title": "0.1 One"}, {"path": "track/two/", "slug": "two", "title": "0.2 Two"}]'></nav>
<a href="#top">On</a><a href="./">Here</a><article class="x"><h1 id="top">Take it along</h1></article><script type="module" src="../js/main.js"></script></body></html>"""
LESSON = """<html><body><article class="x"><h1>%s</h1><details class="sf-contents"><a href="#a">A</a></details>
<h2 id="a">A</h2><a href="#a">here</a> <a href="../two/">two</a> <a href="../two/#a">its A</a>
<a href="../../glossary/#t">term</a> <a href="https://example.org/">out</a> <img src="../../img/x.png">
<svg aria-labelledby="a b"><title id="b">B</title><rect fill="url(#b)"/></svg>
<p class="tally awaits"><span><i></i></span> <span>None of 1 answered</span></p>
<section class="lesson-end"><lesson-end><p></p></lesson-end><p>On to what comes next</p></section><ul class="sf-after"><li>Edit</li></ul></article></body></html>"""


def test_the_whole_course_is_one_page_whose_links_and_names_still_fit(tmp_path: Path) -> None:
    pages: dict[str, Any] = {"take-along": FRAME, "track/one": LESSON % "One", "track/two": LESSON % "Two"}
    for folder, text in pages.items():
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").write_text(text)
    (tmp_path / "exports").mkdir()
    whole_course.write_whole(Built(tmp_path))
    page = (tmp_path / "exports/whole-course.html").read_text()
    ids = re.findall(r' id="([^"]+)"', page)
    assert ids == ["top", "one", "one-a", "one-b", "two", "two-a", "two-b"]
    first = page[page.index('id="one"') : page.index('id="two"')]
    links = re.findall(r'(?:href|src)="([^"]+)"', first)
    assert links == ["#one-a", "#two", "#two-a", "../glossary/#t", "https://example.org/", "../img/x.png"]
    assert 'aria-labelledby="one-a one-b"' in first and "url(#one-b)" in first
    assert '<a href="../take-along/">Here</a>' in page and "example.org/exports/whole-course.html" in page
    sheets = (f'<link rel="stylesheet" href="../css/{name}.css">' for name in ("quiz", "whole"))
    assert f"The whole course</h1>{''.join(sheets)}<ul><li>" in page
    for gone in ("<script", "modulepreload", "sf-contents", "sf-after", "tally", "<lesson-end", "sha256"):
        assert gone not in page
    assert "script-src 'self'; style-src 'self'" in page
    assert '<li><a href="#one">0.1 One</a></li><li><a href="#two">0.2 Two</a></li>' in page
    assert page.count("On to what comes next") == 1 and "On to what comes next" not in first
    assert page.index('<h1 id="top">The whole course') < page.index("<h1>One") < page.index("<h1>Two")


def test_without_the_page_that_leads_to_it_there_is_no_whole_course(tmp_path: Path) -> None:
    whole_course.write_whole(Built(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_page_names_each_file_that_is_made() -> None:
    from course.site.exports import NAMES

    page = (ROOT / "docs/take-along.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"({name})" not in page] == []
