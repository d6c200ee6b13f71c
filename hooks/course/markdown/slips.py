"""Markup that was published as it is: what a near miss looks like in the text that a page shows."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ..authoring.line_marks import MARK, line_of
from .lines import placed
from .rendering import Fault, Rendering

_MATHS = "Say it in words, or as code: formulas are not drawn"
_ADMONITION = 'Write !!! key "Title", and indent its text by four spaces'
_LINK = "Write [text](address), without a space between"
_CODE = "Put it between backticks if it is meant"
# In this order: what one of them has found is no other's. A line's beginning is ^, with re.MULTILINE.
_SLIPS: tuple[tuple[str, str, str], ...] = (
    (r"^[ ]*(?::{2,}|;{3}|: : :).*|:::.*", "'{}' is published as it is", "Write '::: kind id' alone"),
    (r"\{ ?=.*|=\}", "'{}' is no number", "Write {= MODEL.NUMBER / GB | .1f GB =}"),
    (r"\{\{.*|\}\}|\{%.*", "'{}' is published as it is", "Numbers are {= MODEL.NUMBER / GB | .1f GB =}"),
    (r"<!--|-->", "'{}' is a remark that is not closed", "Write <!-- and --> around it"),
    (r"^[ ]*(?:`{3,}|~{3,}).*", "the code after '{}' has no end", "Close it with as many of the same"),
    (r"^[ ]*(?:!!!|\?\?\?|===(?= *\")).*", "'{}' is published as it is", _ADMONITION),
    (r"-+8<-+.*", "'{}' is published as it is", 'Write --8<-- "PATH" on a line of its own'),
    (r"^[ ]*\|.*(?:\n[ ]*\|.*)*", "'{}' is no table",
     "It needs an empty line before, and | --- | --- | below the heads"),
    (r"^[ ]*:?-{3,}:? *\|.*", "'{}' is no table", "It needs an empty line before and its heads above"),
    (r"^[ ]*[•▪◦·][ \t].*", "'{}' is no list", "Begin its items with '- '"),
    (r"\n[ ]*(?:[-*+]|1[.)])\s+\S.*(?:\n[ ]*(?:[-*+]|\d+[.)])\s+\S.*)*",
     "'{}' is no list", "A list needs an empty line before"),
    (r"^[ ]*1\)\s.*", "'{}' is no list", "Write '1. '"),
    (r"^[ ]*[-+]\w.*(?=\n[ ]*[-+]\w)", "'{}' is no list", "Write a space after the hyphen"),
    (r"^\s*#{1,6}\s.*", "'{}' is no heading", "Begin the line with #, and put an empty line before"),
    (r"^\[[ xX]\]", "'{}' is published as it is", "Lists have no boxes here"),
    (r"^\[!\w+\].*", "'{}' is published as it is", _ADMONITION),
    (r"\[\^[^\]\n]*\]:?", "there is no footnote '{}'", "Define it on a line: [^name]: text"),
    (r"\[\[.*?\]\]", "'{}' is no link", _LINK),
    (r"\]\([^)\n]*\)?|\]\s+\((?:https?:|[\w./-]+\.md|#)[^)\n]*\)?|\)\[(?:https?:|[\w./-]+\.md|#)[^\]\n]*\]",
     "'{}' is no link", _LINK),
    (r"\]\s?\[[^\]\n]*\]", "'{}' names no link", "Define it on a line: [name]: address"),
    (r"\x0240\x03.*?\x0241\x03|\x0291\x03.*?\x0293\x03(?=\s|$)|\$\$(?:[^$]*\$\$)?.*|\$[^$\n]*[\\^_{][^$\n]*\$|\\[a-z]{2,}",
     "'{}' is published as it is", _MATHS),
    (r"\\(?=\n|$)", "a backslash at the end of a line", "End the line with two spaces, or begin a paragraph"),
    (r"~~(?:.*?~~)?|(?<![=\w])==(?=\w)(?:.*?\w==(?!\w))?|(?<=\w)==(?![=\w])",
     "'{}' is published as it is", _CODE),
    (r"(?<!\w):[a-z][a-z_]+:(?!\w)", "'{}' is published as it is", "Write the character itself"),
    (r"<<<<<<<.*|>>>>>>>.*", "'{}' is a merge that was not ended", "Keep one side"),
    (r"\*\*|__(?=\w)|(?<=\w)__", "'{}' is published as it is", f"Close it without a space before. {_CODE}"),
    (r"`", "a backtick is published as it is", "Close the code with as many backticks as open it"),
)  # fmt: skip
_COMPILED = [(re.compile(pattern, re.MULTILINE), what, mend) for pattern, what, mend in _SLIPS]
# What all of them have one of: most texts have none, and are not looked at thirty times
_SIGN = re.compile(
    r"[;{}=<>`~|•▪◦·\]$\\\x02#]|::|: :|:[a-z]|!!!|\?\?\?|\*\*|__|^[ ]*(?:[-*+]|1[.)])", re.MULTILINE
)
_NOT_TEXT = frozenset(["code", "pre", "script", "style"])
_STASHED = re.compile("\x02wzxhzdk:(\\d+)\x03")
_HTML = re.compile(r"<(?:code|pre)\b.*?</(?:code|pre)>|<!--.*?-->|<[^>]*>", re.DOTALL)
_OPENED = re.compile(r"<(div|details|section|article|aside|table|figure|blockquote|[uod]l)\b")
_BLOCKED = re.compile(
    r"<(?:script|style|iframe|object|embed|link|form)\b| (?:style|on[a-z]+|markdown) *="
    r"|<img[^>]* src=.https?:[^>]*>?"
)
_NOT_INLINE = re.compile(
    r"(?P<more>\n\s*\n)|^\s*(?:(?P<code>```|~~~)|(?P<list>(?:[-*+]|\d+[.)])\s)|(?P<heading>#{1,6} )"
    r"|(?P<quotation>> )|(?P<table>\|)|(?P<block>!!! |::: ))",
    re.MULTILINE,
)

_IN_CODE = re.compile(r"^ *(`{3,}|~{3,}).*?^ *\1|(`+).+?\2", re.DOTALL | re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(\s[^<>]*)?/?>|<!--")
_BLOCKS = {
    "more": "a second paragraph", "code": "a block of code", "list": "a list", "heading": "a heading",
    "quotation": "a quotation", "table": "a table", "block": "a block",
}  # fmt: skip


def not_inline(text: str) -> tuple[int, Fault] | None:
    """Where blocks begin in a text of which a line of Markdown is shown, as a label's."""
    if not (match := _NOT_INLINE.search(text)):
        return in_html(text)
    what = f"{_BLOCKS[match.lastgroup or '']} in a text of one paragraph"
    return match.start(), (what, "Lists, code and more text go to 'context', 'because' or the page itself")


def in_html(text: str) -> tuple[int, Fault] | None:
    """Where a text in data is written in HTML, outside code."""
    blanked = _IN_CODE.sub(lambda it: " " * len(it[0]), text)
    if not (match := _TAG.search(blanked)):
        return None
    what = f"HTML in the text ('{match[0][:40]}')"
    return match.start(), (what, "Write Markdown, and put code in backticks")


def slips(text: str) -> Iterator[tuple[int, Fault]]:
    """Where in ``text`` markup stands, what is wrong with it and how to mend it."""
    for pattern, what, mend in _COMPILED if _SIGN.search(text) else ():
        found = list(pattern.finditer(text))
        for match in found:
            shown = match[0].strip()
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, (what.format(shown.split("\n")[0][:60]), mend)
        if found:
            text = pattern.sub(lambda it: re.sub(r"[^\n]", " ", it[0]), text)


class Slips(Treeprocessor):
    """After inline Markdown, before quotes are curled: what is left of markup is told with its line."""

    def __init__(self, rendering: Rendering, md: Markdown) -> None:
        super().__init__(md)
        self.rendering = rendering

    def run(self, root: Element) -> None:
        passed = {child for tag in _NOT_TEXT for it in root.iter(tag) for child in it.iter()}
        for element, place, text, line in placed(root, self.rendering.starts, self.rendering.line):
            if element in self.rendering.faults and place == "text":
                if fault := self.rendering.faults[element]:
                    self.rendering.tell(line, *fault)
            elif text and (element not in passed or place == "tail"):
                self._text(text, line)

    def _text(self, text: str, line: int) -> None:
        for start, fault in slips(text):
            self.rendering.tell(line + text.count("\n", 0, start), *fault)
        for number in _STASHED.findall(text):
            html = self.md.htmlStash.rawHtmlBlocks[int(number)]
            if isinstance(html, str) and 'class="highlight"' not in html:
                self._html(html, line)

    def _html(self, html: str, line: int) -> None:
        found = [
            (it.start(), f"'{it[0].strip()}' in HTML is not let through") for it in _BLOCKED.finditer(html)
        ]
        faults: list[tuple[int, Fault]] = [
            (start, (what, "Use Markdown, and classes")) for start, what in found
        ]
        for tag in dict.fromkeys(_OPENED.findall(html)):
            if len(re.findall(rf"<{tag}\b", html)) > html.count(f"</{tag}>"):
                faults.append(
                    (html.index(f"<{tag}"), (f"'<{tag}>' is not closed", f"Write </{tag}> after it"))
                )
        first = html.strip().partition("\n")[0].strip()
        start_line = next((number for number, text in self.rendering.html if text == first), line)
        bare = _HTML.sub(lambda it: re.sub(r"[^\n]", " ", it[0]), html)
        for start, fault in [*faults, *slips(bare)]:
            mark = MARK.search(html, start)
            self.rendering.tell(
                line_of(mark) - html.count("\n", start, mark.start())
                if mark
                else start_line + html.count("\n", 0, start),
                *fault,
            )
