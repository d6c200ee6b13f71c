"""Markdown in data: a question's text, a reason, a definition."""

import re
from html import escape
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown

from ..authoring.quotes import printed

# Words and their punctuation: three texts of four, in which no pass would find anything
_WORDS = re.compile(r"[A-Za-z][\w ,.?%()'\"’/–—-]*(?<! )")

# Of a page's passes, those that are not about whole pages
PASSES = (
    "inline", "course-lines", "course-slips", "attr_list", "quotes",
    "course-finish", "course-look", "unescape",
)  # fmt: skip


def words(text: str, quotes: bool = True) -> str | None:
    """The HTML of ``text`` where it is words alone, with its ``quotes`` printed; else None."""
    if not _WORDS.fullmatch(text):
        return None
    return escape(printed(text).replace("...", "…") if quotes else text, quote=False)


def convert(md: Markdown, kind: str, text: str) -> str:
    """``text`` as HTML: of kind "block" paragraphs and lists, of the other kinds what may stand in a line."""
    if (html := words(text, "quotes" in md.treeprocessors)) is not None:
        return f"<p>{html}</p>" if kind == "block" else html
    root = Element("div")
    if kind != "block":
        around = SubElement(root, "span")  # since a pass looks at an element's children
        around.text = text
    else:
        around, lines = root, text.split("\n")
        for preprocessor in md.preprocessors:  # fences are a preprocessor's work
            lines = preprocessor.run(lines)
        md.parser.parseChunk(root, "\n".join(lines))
    for name in PASSES:
        if name in md.treeprocessors:
            md.treeprocessors[name].run(root)
    for fact in root.iter("a"):
        if fact.get("class") == "fact":  # a number in a question or a label is no link inside another control
            fact.tag = "span"
            fact.attrib.pop("href")
    html = md.serializer(around).partition(">")[2].rpartition("<")[0]
    return md.postprocessors["raw_html"].run(html)
