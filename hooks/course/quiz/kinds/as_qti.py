"""Questions in IMS QTI 2.1: how a response to each kind is given, and which one is right."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from .asked import Numbers
from .choice import One, Several
from .match import Match
from .number import Number
from .order import Order
from .question import Question

RESPONSE = {"responseIdentifier": "RESPONSE"}
Inline = Callable[[str], str]  # a line of Markdown as HTML


@dataclass(frozen=True)
class Form:
    """A question's kind in QTI: what a response is, which one is right, and how it is given."""

    cardinality: str
    base: str
    right: list[str]
    body: list[Element]
    tolerance: str | None = None


def form_of(question: Question, numbers: Numbers, inline: Inline) -> Form:
    match question:
        case Number():
            return _number(inline, question, numbers)
        case Order():
            return _order(inline, question)
        case Match():
            return _match(inline, question)
        case One() | Several():
            return _choice(inline, question)


def identifier(id: str) -> str:
    """An identifier begins with a letter."""
    return f"id-{id}"


def elements(html: str) -> list[Element]:
    """The elements of well-formed HTML, with those attributes alone that QTI has."""
    root = ElementTree.fromstring(f"<div>{html}</div>")
    for element in root.iter():
        element.attrib = {name: value for name, value in element.items() if name == "href"}
    return list(root)


def _inline(element: Element, html: str) -> Element:
    """Puts a line of HTML into ``element``."""
    (line,) = elements(f"<p>{html}</p>")
    element.text = line.text
    element.extend(line)
    return element


def _interaction(inline: Inline, name: str, question: Question, **attributes: str) -> Element:
    element = Element(name, {**RESPONSE, **attributes})
    _inline(SubElement(element, "prompt"), inline(question.ask))
    return element


def _choose(parent: Element, inline: Inline, name: str, entries: Iterable[Any], **attributes: str) -> None:
    for entry in entries:
        _inline(
            SubElement(parent, name, {"identifier": identifier(entry.id), **attributes}), inline(entry.text)
        )


def _choice(inline: Inline, question: One | Several) -> Form:
    one = isinstance(question, One)
    body = _interaction(inline, "choiceInteraction", question, shuffle="true", maxChoices="1" if one else "0")
    _choose(body, inline, "simpleChoice", question.options)
    right = [identifier(option.id) for option in question.right]
    return Form("single" if one else "multiple", "identifier", right, [body])


def _number(inline: Inline, question: Number, numbers: Numbers) -> Form:
    key = question.key(numbers)
    asked = _inline(Element("p"), inline(question.ask))
    answer = _inline(Element("p"), inline(f"Answer in {question.answer.unit}:"))
    SubElement(answer, "textEntryInteraction", RESPONSE)
    return Form("single", "float", [key.value], [asked, answer], key.within if float(key.within) else None)


def _order(inline: Inline, question: Order) -> Form:
    body = _interaction(inline, "orderInteraction", question, shuffle="true")
    _choose(body, inline, "simpleChoice", question.mixed)
    return Form("ordered", "identifier", [identifier(step.id) for step in question.steps], [body])


def _match(inline: Inline, question: Match) -> Form:
    count = str(len(question.items))
    body = _interaction(inline, "matchInteraction", question, shuffle="true", maxAssociations=count)
    _choose(
        SubElement(body, "simpleMatchSet"), inline, "simpleAssociableChoice", question.mixed, matchMax="1"
    )
    groups = SubElement(body, "simpleMatchSet")
    for group in question.groups:
        named = SubElement(groups, "simpleAssociableChoice", identifier=f"group-{group.id}", matchMax=count)
        named.text = group.text
    right = [f"{identifier(item.id)} group-{item.group}" for item in question.items]
    return Form("multiple", "directedPair", right, [body])
