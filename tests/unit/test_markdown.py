"""Directives, numbers, term links and marks, as rendered HTML."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markdown import Markdown

from course.authoring import jinja as html_module
from course.authoring.page import Page
from course.authoring.problem import Problem
from course.authoring.report_link import Reporter
from course.course import Course
from course.glossary.glossary import Term, Terms
from course.lessons.lessons import Header, Lesson
from course.markdown import CourseExtension, directives
from course.markdown.directives import Directive
from course.markdown.quotes import QuotesExtension
from course.markdown.slips import slips
from course.models.featured import Models

HEADER = Header(
    title="T",
    description="D",
    track="foundations",
    lesson="0.1",
    level="beginner",
    outcome="O",
    outcomes={"a": "A"},
)
TERMS = {
    "token": Term(
        id="token", term="Token", definition="A *piece* of text.", aliases=("tokens",), lesson="lesson"
    ),
    "kv-cache": Term(id="kv-cache", term="KV cache", definition="Kept keys & values.", lesson="lesson"),
}
EXTENSIONS = [
    "attr_list",
    "admonition",
    "tables",
    "toc",
    "footnotes",
    "pymdownx.superfences",
    QuotesExtension(),
]


T = "<table><tr><td>{{ text }}</td></tr></table>"


class NumbersCourse(Course):
    """A course of one model, of which nothing but numbers is known."""

    @property
    def numbers(self) -> Any:
        said = {"tokens": {"0 to 1999": 8889, "a b": {"Sydney": 0.3621}}}
        return {"tiny": {"parameters": 134_515_008, "context": 8192, "vocab_size": None}, "recorded": said}

    def model(self, key: str) -> Any:
        return SimpleNamespace(slug=key)


@pytest.fixture
def convert() -> Any:
    """Markdown in, HTML out, as the page docs/track/lesson.md; its problems in ``convert.problems``."""
    problems: list[Problem] = []

    def convert(text: str, src: str = "track/lesson.md") -> str:
        page = Page(src, text, first_line=10, meta=None)
        lesson = Lesson("lesson", "track/lesson.md", HEADER, minutes=1, words=10)
        course = NumbersCourse(
            root=Path("."),
            pages={src: page},
            tracks={},
            lessons={"lesson": lesson},
            terms=Terms(TERMS),
            quizzes={},
            models=Models((), {}, {}, {}),
            report=Reporter(),
            problems=(),
        )
        extension = CourseExtension(course, problems.append)
        extension.open(src, text)
        html = Markdown(extensions=[*EXTENSIONS, extension]).convert(text)
        assert "data-generated" not in html
        return html

    convert.problems = problems  # type: ignore[attr-defined]
    return convert


@pytest.fixture
def template(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make ``::: made ID`` expand to the given HTML."""

    def template(html: str) -> None:
        made = Directive(lambda course: {"it"}, lambda course, page, id, text: html, in_data=True)
        monkeypatch.setitem(directives.DIRECTIVES, "made", made)
        table = Directive(made.ids, made.html, names=lambda course: {"row"})
        monkeypatch.setitem(directives.DIRECTIVES, "table", table)

    return template


def test_inline_and_block_markdown_in_a_template_are_rendered(convert: Any, template: Any) -> None:
    reason = "Because `a &lt; b`:\n\n- *one*\n- [two](track/other.md#x)\n\n```python\nx = {1: 2}\n```\n"
    template(
        f'<section><p md="span">Is `&lt;/section&gt;` **bold**?</p><div md="block">{reason}</div></section>'
    )
    html = convert("Before.\n\n::: made it\n\nAfter.")
    assert "<p>Is <code>&lt;/section&gt;</code> <strong>bold</strong>?</p>" in html
    assert "<code>a &lt; b</code>" in html
    assert "<li><em>one</em></li>" in html
    assert 'href="other.md#x">two</a>' in html  # relative to docs/ in the data, to the page on the page
    assert 'class="highlight"' in html and "= </span>" not in html.split("highlight")[0]
    assert html.index("Before") < html.index("<section>") < html.index("After")


def test_literal_text_in_a_template_stays_literal(
    convert: Any, template: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = (
        "*no* `no` [no](x) {= tiny.parameters =} { onclick=alert(1) } <script> \x02wzxhzdk:0\x03\x00 token"
    )
    monkeypatch.setattr(
        html_module, "environment", lambda: Environment(loader=DictLoader({"t": T}), autoescape=True)
    )
    template(html_module.render("t", text=hostile))
    html = convert("::: made it")
    assert (
        "*no* `no` [no](x) {= tiny.parameters =} { onclick=alert(1) } &lt;script&gt; wzxhzdk:0 token" in html
    )
    assert "<td>" in html


def test_what_is_made_has_its_headings_in_the_contents_and_its_links_from_the_page(
    convert: Any, template: Any
) -> None:
    template(
        '<section><h3 id="a&amp;b"><svg><path/></svg>A &amp; <b>b</b></h3>'
        '<p><a id="x" href="track/lesson.md#size">here</a> <a href="https://example.org/?a=1&amp;b=2">there</a> '
        '<a href="other.md">up</a> <a href="other.md">again</a></p></section>'
    )
    html = convert("[TOC]\n\n## Before\n\n::: made it")
    assert '<a href="#a&amp;b">A &amp; b</a>' in html.partition("<h2")[0]
    assert '<a id="x" href="#size">here</a> <a href="https://example.org/?a=1&amp;b=2">there</a>' in html
    assert '<a href="../other.md">up</a> <a href="../other.md">again</a>' in html
    assert "course-part" not in html


def test_a_directive_in_the_markdown_of_data_is_expanded_there(
    convert: Any, template: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    template('<figure><a href="x">drawn</a></figure>')
    inner = convert("::: made it")
    around = Directive(
        lambda course: {"it"}, lambda course, page, id, text: '<div md="block">One.\n\n::: made it\n</div>'
    )
    monkeypatch.setitem(directives.DIRECTIVES, "around", around)
    assert convert("::: around it\n\nLast.") == f"<div><p>One.</p>{inner}</div><p>Last.</p>"


def test_a_directive_in_a_fence_is_text(convert: Any, template: Any) -> None:
    template("<p>expanded</p>")
    assert "expanded" not in convert("```\n::: made it\n```")
    assert convert.problems == []


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("::: mad it", "docs/track/lesson.md:12: unknown directive 'mad'. Did you mean 'made'?"),
        ("::: made its", "docs/track/lesson.md:12: there is no made 'its'. Did you mean 'it'?"),
        ("::: made", "docs/track/lesson.md:12: '::: made' needs an id. Known: it."),
        (
            "::: made it so",
            "docs/track/lesson.md:12: '::: made it' takes nothing after it. Write one directive a line.",
        ),
        (
            "::: table it rwo",
            "docs/track/lesson.md:12: there is no 'rwo' to show in '::: table it'. Did you mean 'row'?",
        ),
        (
            "::: glossary all",
            "docs/track/lesson.md:12: '::: glossary' takes no id. Write '::: glossary' alone.",
        ),
    ],
)
def test_a_directive_that_names_nothing_is_told_and_stays_visible(
    convert: Any, template: Any, line: str, problem: str
) -> None:
    template("<p>expanded</p>")
    html = convert(f"Text.\n\n{line}\n")
    assert [str(found) for found in convert.problems] == [problem]
    assert f"<p>{line}</p>" in html


def test_a_number_in_prose_is_worked_out_and_leads_to_its_model(convert: Any) -> None:
    html = convert("It takes {= tiny.parameters * 2 / MB | .0f MB =} and {= tiny.context | ,d =}.")
    assert '<a class="fact" href="../models.md#tiny">269\N{NO-BREAK SPACE}MB</a>' in html
    assert ">8,192</a>" in html


def test_a_number_in_code_is_text(convert: Any) -> None:
    assert "<code>{= tiny.context | d =}</code>" in convert("Write `{= tiny.context | d =}`.")


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("{= tny.parameters | d =}", "there is no model 'tny'. Did you mean 'tiny'?"),
        ("{= tiny.parametres | d =}", "'tiny' has no 'parametres'. Did you mean 'parameters'?"),
        ("{= tiny.vocab_size | d =}", "tiny.vocab_size is not stated."),
        ("{= tiny.context | q =}", "'q' is not a number format. Write .1f, .0f or ,d."),
        ("{= tiny.context / 0 =}", "'tiny.context / 0' divides by zero."),
        ("{= __import__('os') =}", "'__import__('os')' is not a number"),
    ],
)
def test_a_wrong_number_names_page_and_line(convert: Any, number: str, what: str) -> None:
    html = convert(f"Text.\n\nIt is {number} here.")
    [problem] = convert.problems
    assert str(problem).startswith(f"docs/track/lesson.md:12: {what}")
    assert number.replace("'", "'") in html


def test_a_recorded_number_is_named_in_a_page_by_any_key_and_leads_to_the_lab(convert: Any) -> None:
    html = convert(
        'So "many": {= recorded.tokens["0 to 1999"] =}.\n\n'
        "| a |\n| --- |\n| {= recorded.tokens['a b'].Sydney * 100 \\| .1f % =} |"
    )
    assert 'So “many”: <a class="fact" href="../lab/index.md#checked">8,889</a>.' in html
    assert '<td><a class="fact" href="../lab/index.md#checked">36.2\N{NO-BREAK SPACE}%</a></td>' in html
    assert convert.problems == []


SYDNEY = '{= recorded.tokens["a b"].Sydney * 100 | .1f % =}'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"It gives {SYDNEY}\nto Sydney: 34.2 % are", [(13, "'34.2' is typed beside 36.2")]),
        (f"- **36.8** and {SYDNEY}\n- 34.2", [(12, "'36.8' is typed beside 36.2")]),
        ('9,001 or {= recorded.tokens["0 to 1999"] =}', [(12, "'9,001' is typed beside 8,889")]),
        (
            f"{SYDNEY} are 36.2 in all; 72.4 are twice as many, 36 nearly, 3.62 another. 34.1",
            [(12, "'34.1'")],
        ),
        (f"{SYDNEY}\n\n34.2 elsewhere", []),
        (
            f"[34.2](https://example.org) measured others, `34.2` is code, {SYDNEY} is ours, v34.2 or 34.2.1",
            [],
        ),
        ("{= tiny.context | ,d =} is about 8,000", []),
    ],
)
def test_a_number_typed_beside_a_recorded_one_that_it_contradicts_is_told(
    convert: Any, text: str, told: list[tuple[int, str]]
) -> None:
    convert(f"First.\n\n{text}\n\nLast.")
    assert [problem.line for problem in convert.problems] == [line for line, _ in told]
    for problem, (_, what) in zip(convert.problems, told, strict=True):
        assert what in problem.what


def test_the_first_mention_in_each_section_links_to_the_term(convert: Any) -> None:
    html = convert(
        "A token, two tokens, a `token`.\n\n## A token\n\nTOKENS and the [token](x.md), KV\ncache."
    )
    assert html.count('class="term"') == 3
    assert (
        '<a aria-describedby="def-token" class="term" href="../glossary.md#token">token</a>, two tokens'
        in html
    )
    assert ">TOKENS</a>" in html
    assert ">KV\ncache</a>" in html
    assert '<h2 id="a-token"><a class="sf-anchor" href="#a-token">A token</a></h2>' in html
    assert '<p id="def-token">A <em>piece</em> of text.</p>' in html
    assert html.count("def-kv-cache") == 2


def test_search_is_told_what_a_term_is_also_called_but_not_its_plural() -> None:
    term = Term(
        id="token",
        term="Token",
        definition="A piece.",
        aliases=("tokens",),
        search=("text piece",),
        lesson="a",
    )
    assert term.other_names == "text piece"


def test_a_section_goes_on_to_the_next_heading_of_its_level(convert: Any) -> None:
    html = convert("A token.\n\nA token.\n\n### More\n\nA token.\n\n## Next\n\nA token.")
    assert re.findall('class="term"|<h[23]', html) == ['class="term"', "<h3", "<h2", 'class="term"']


def test_terms_are_not_linked_in_generated_parts_or_other_pages(convert: Any, template: Any) -> None:
    template('<p md="span">A token.</p>')
    assert 'class="term"' not in convert("::: made it")
    assert 'class="term"' not in convert("A token.", src="index.md")


def test_a_footnote_has_no_terms_linked(convert: Any) -> None:
    assert 'class="term"' not in convert("It counts.[^1]\n\n[^1]: A token.")


def test_part_of_a_word_is_no_term(convert: Any) -> None:
    assert 'class="term"' not in convert("A tokenizer, sub-token, detokens.")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (":::figure x", 0, "':::figure x' is published as it is"),
        ("One [two\nthree](x.md) four\n{= tny.x =} five", 2, "there is no model 'tny'"),
        ("One\ntwo {= tiny.context", 1, "'{= tiny.context' is no number"),
        ("- one\n- two `three\n- four", 1, "a backtick"),
        ("- one {= tiny.context | d =}}", 0, "'=}}' has a brace too many"),
        ("```sh\nx\n```\n\n*Stop.*\nThen **go", 5, "'**' is published"),
        ("| a |\n| --- |\n| {= tny.x =} |", 2, "there is no model 'tny'"),
        ("One\n- two", 1, "'- two' is no list"),
        ("One[^2] two", 0, "there is no footnote"),
        ("![](x.png)", 0, "the image 'x.png' has no text"),
        ("![x](https://example.org/x.png)", 0, "the image 'https://example.org/x.png' is from"),
        ("## A { style=color:red }", 0, "'style' on an element"),
        ("## A {#a}\n\n## B {#a}", 2, "the id 'a' is taken on line 12"),
        ("## A {#a", 0, "'{#a' is published"),
        ("## A { license }", 0, "'{license}' gives the heading no id"),
        ("## A { data-mark=licence }", 0, "there is no mark 'licence'"),
        ("## A\n\n#### B", 2, "a heading of level 4"),
        ("Some $x^2$ here", 0, "'$x^2$' is published"),
        ('<p style="x">One</p>', 0, "'style=' in HTML is not let through"),
        ("<section><p>One</p>", 0, "'<section>' is not closed"),
    ],
)
def test_a_slip_is_told_once_at_its_own_line(convert: Any, text: str, line: int, what: str) -> None:
    convert(f"First.\n\n{text}\n\nLast.")
    [problem] = convert.problems
    assert problem.line == 12 + line and problem.what.startswith(what), str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "x ::: y", ";;; x", ": : : x", "{{ x", "{% x", "x }}", "{ = 1", "=}", "a <!-- b", "a --> b", "``` x", "~~~ x",
        "!!! x", "??? x", '=== "x"', "-8<- x", "| a", "--- | x", "• a", "▪ a", "◦ a", "· a", "a\n* b", "a\n+ b",
        "a\n1. b", "1) a", "-a\n-b", "+a\n+b", "# a", "[ ] a", "[!NOTE]", "[^1]", "[[x]]", "a](x)", "a] (x.md)",
        "a] [b]", "$x^2$", "\\alpha", "a\\\nb", "\x0240\x03x\x0241\x03", "~~a~~", "==a==", ":smile:", "<<<<<<< x",
        ">>>>>>> x", "a**", "__a", "a__", "`",
    ],
)  # fmt: skip
def test_each_kind_of_slip_is_seen(text: str) -> None:
    assert [*slips(text)]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('The "tokenizer\'s", and', "The “tokenizer’s”, and"),
        ('"`x`", ("`y`") and "`z`"', "“<code>x</code>”, (“<code>y</code>”) and “<code>z</code>”"),
        ("'`x`' isn't the models' own", "‘<code>x</code>’ isn’t the models’ own"),
        ('*"so"*, "*so*" and **"so"**.', "<em>“so”</em>, “<em>so</em>” and <strong>“so”</strong>."),
        ("\"'Why?' she asked.\" He said: \"It is 'so'\".", "“‘Why?’ she asked.” He said: “It is ‘so’”."),
        ("the '80s... and `\"it's...\"`", 'the ’80s… and <code>"it\'s..."</code>'),
        ('a\n"b" (1\'s) "c"—"d"', "a\n“b” (1’s) “c”—“d”"),
        ('"So—" and *x*"', "“So—” and <em>x</em>”"),
        ('\\"straight\\"', '"straight"'),
        ('"[link](https://example.org)"\'s', '“<a href="https://example.org">link</a>”’s'),
        (
            'After "of", " Paris" leads, not "Par " or " x".',
            "After “of”, “ Paris” leads, not “Par ” or “ x”.",
        ),
        ('"{= 1 + 1 | d =}"', '“<span class="fact">2</span>”'),
    ],
)
def test_quotation_marks_stand_as_they_are_printed(convert: Any, written: str, printed: str) -> None:
    assert convert(written) == f"<p>{printed}</p>"


def test_a_quotation_ends_with_its_block(convert: Any) -> None:
    assert convert('- a\n- "b"\n\n"c"') == "<ul>\n<li>a</li>\n<li>“b”</li>\n</ul>\n<p>“c”</p>"


def test_quotation_marks_in_data_stand_as_those_in_text(convert: Any, template: Any) -> None:
    template('<div><p md="span">The "tokenizer\'s", "`x`"</p><div md="block">"`y`"</div></div>')
    assert convert("::: made it") == (
        "<div><p>The “tokenizer’s”, “<code>x</code>”</p><div><p>“<code>y</code>”</p></div></div>"
    )


def test_plain_words_in_data_stand_as_those_in_text(convert: Any, template: Any) -> None:
    template('<div><p md="span">It isn\'t "so"...</p><div md="block">It\'s "so" &amp; (so)...</div></div>')
    assert convert("::: made it") == "<div><p>It isn’t “so”…</p><div><p>It’s “so” &amp; (so)…</p></div></div>"
    template('<div><p md="span">It isn\'t</p><div md="block">It\'s "so"...</div></div>')
    assert convert("::: made it") == "<div><p>It isn’t</p><div><p>It’s “so”…</p></div></div>"
