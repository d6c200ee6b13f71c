"""Quotation marks and apostrophes as they are printed, and three dots as one character.

The smarty extension looks at one text at a time, so it turns the last mark of ``"tokenizer's",`` and those
around ``"`code`"`` the wrong way. Here a mark is read with what stands beside it in its block, whatever
elements that stands in.
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from ..authoring.quotes import printed
from .lines import Slot, slots


class QuotesExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        """Before headings get their place in the table of contents (5)."""
        md.ESCAPED_CHARS.extend("\"'")  # \" stays straight
        md.treeprocessors.register(Quotes(md), "quotes", 6)


class Quotes(Treeprocessor):
    def run(self, root: Element) -> None:
        block: list[Slot] = []
        for slot in slots(root):
            if self.md.is_block_level(slot[0].tag):
                _print(block)
                block = []
            block.append(slot)
        _print(block)


def _print(block: list[Slot]) -> None:
    texts = [getattr(element, place) or "" for element, place in block]
    whole, start = printed("".join(texts)), 0
    for (element, place), text in zip(block, texts, strict=True):
        end = start + len(text)
        if text and not isinstance(text, AtomicString):
            setattr(element, place, whole[start:end].replace("...", "…"))
        start = end
