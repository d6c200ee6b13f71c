"""Texts in which the smarty extension has nothing to do, kept from it: it tries a dozen patterns on each."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString


class Unquoted(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            element.text, element.tail = _kept(element.text), _kept(element.tail)


def _kept(text: str | None) -> str | None:
    if text and not ("'" in text or '"' in text or "..." in text):
        return AtomicString(text)
    return text
