"""The questions for learning platforms: a package of IMS QTI 2.1, an item each, a section for each lesson."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...lessons.lessons import Lesson
from ...quiz.kinds.choice import One, Several
from ...quiz.kinds.match import Match
from ...quiz.kinds.number import Number
from ...quiz.kinds.order import Order
from ...quiz.question import Question
from ..json_ld import Site
from .texts import Texts

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
DAY = (1980, 1, 1, 0, 0, 0)  # of every file: the same questions make the same bytes
RESPONSE = {"responseIdentifier": "RESPONSE"}


def package(texts: Texts, site: Site) -> bytes:
    asked = list(texts.questions())
    items = {f"items/{question.id}.xml": _item(texts, lesson, question) for lesson, question in asked}
    files = {"imsmanifest.xml": _manifest(list(items)), "test.xml": _test(site, texts, asked), **items}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, root in files.items():
            text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            packed.writestr(zipfile.ZipInfo(name, DAY), text, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _id(id: str) -> str:
    """An identifier begins with a letter."""
    return f"id-{id}"


def _manifest(items: Sequence[str]) -> Element:
    root = Element("manifest", xmlns=PACKAGE, identifier="small-first-questions")
    metadata = SubElement(root, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    names = [f"item-{number}" for number, _ in enumerate(items)]
    for name, href, needed in [
        ("test", "test.xml", names),
        *((n, it, []) for n, it in zip(names, items, strict=True)),
    ]:
        kind = "imsqti_test_xmlv2p1" if needed else "imsqti_item_xmlv2p1"
        resource = SubElement(resources, "resource", identifier=name, type=kind, href=href)
        SubElement(resource, "file", href=href)
        for other in needed:
            SubElement(resource, "dependency", identifierref=other)
    return root


def _test(site: Site, texts: Texts, asked: Iterable[tuple[Lesson, Question]]) -> Element:
    root = Element("assessmentTest", xmlns=QTI, identifier="small-first", title=site.name)
    part = SubElement(
        root, "testPart", identifier="questions", navigationMode="nonlinear", submissionMode="individual"
    )
    for slug, of_lesson in groupby(asked, lambda it: it[0].slug):
        title = texts.course.titles[slug]
        section = SubElement(part, "assessmentSection", identifier=_id(slug), title=title, visible="true")
        for _, question in of_lesson:
            href = f"items/{question.id}.xml"
            SubElement(section, "assessmentItemRef", identifier=_id(question.id), href=href)
    return root


@dataclass(frozen=True)
class Form:
    """A question's kind in QTI: what a response is, which one is right, and how it is given."""

    cardinality: str
    base: str
    right: list[str]
    body: list[Element]
    tolerance: str | None = None


def _item(texts: Texts, lesson: Lesson, question: Question) -> Element:
    form = _FORMS[type(question)](texts, question)
    title = f"{texts.course.titles[lesson.slug]}: {question.id}"
    fixed = {"adaptive": "false", "timeDependent": "false"}
    item = Element("assessmentItem", {"xmlns": QTI, "identifier": _id(question.id), "title": title, **fixed})
    kind = {"cardinality": form.cardinality, "baseType": form.base}
    correct = SubElement(
        SubElement(item, "responseDeclaration", kind, identifier="RESPONSE"), "correctResponse"
    )
    for value in form.right:
        SubElement(correct, "value").text = value
    for name, base in (("SCORE", "float"), ("FEEDBACK", "identifier")):
        SubElement(item, "outcomeDeclaration", identifier=name, cardinality="single", baseType=base)
    hint = f"<p><em>Hint:</em></p>{texts.html(question.hint)}" if question.hint else ""
    context = texts.html(question.context) if question.context else ""
    SubElement(item, "itemBody").extend([*_elements(context), *form.body, *_elements(hint)])
    _process(item, form)
    shown = {"outcomeIdentifier": "FEEDBACK", "identifier": "reasons", "showHide": "show"}
    SubElement(item, "modalFeedback", shown).extend(_elements(_reasons(texts, lesson, question)))
    return item


def _process(item: Element, form: Form) -> None:
    """One point for a right response; the reasons after each."""
    rules = SubElement(item, "responseProcessing")
    condition = SubElement(rules, "responseCondition")
    right = SubElement(condition, "responseIf")
    absolute = {"toleranceMode": "absolute", "tolerance": form.tolerance or ""}
    exact = {"toleranceMode": "exact"}
    name, how = ("equal", absolute if form.tolerance else exact) if form.base == "float" else ("match", {})
    compared = SubElement(right, name, how)
    for part in ("variable", "correct"):
        SubElement(compared, part, identifier="RESPONSE")
    _set(right, "SCORE", "float", "1")
    _set(SubElement(condition, "responseElse"), "SCORE", "float", "0")
    _set(rules, "FEEDBACK", "identifier", "reasons")


def _set(rules: Element, outcome: str, base: str, value: str) -> None:
    value_of = SubElement(rules, "setOutcomeValue", identifier=outcome)
    SubElement(value_of, "baseValue", baseType=base).text = value


def _reasons(texts: Texts, lesson: Lesson, question: Question) -> str:
    parts = []
    for word, text, because in question.solution(texts.course.numbers):
        said = f": {texts.inline(text)}" if text else ""
        parts.append(f"<p><strong>{texts.inline(word)}</strong>{said}</p>{texts.html(because)}")
    explain = texts.html(question.explain) if question.explain else ""
    see = f'<a href="{escape(texts.passage(lesson, question))}">Where this is explained</a>'
    return f"{''.join(parts)}{explain}<p>{see}</p>"


def _elements(html: str) -> list[Element]:
    """The elements of well-formed HTML, with those attributes alone that QTI has."""
    root = ElementTree.fromstring(f"<div>{html}</div>")
    for element in root.iter():
        element.attrib = {name: value for name, value in element.items() if name == "href"}
    return list(root)


def _inline(element: Element, html: str) -> Element:
    """Puts a line of HTML into ``element``."""
    (line,) = _elements(f"<p>{html}</p>")
    element.text = line.text
    element.extend(line)
    return element


def _interaction(texts: Texts, name: str, question: Question, **attributes: str) -> Element:
    element = Element(name, {**RESPONSE, **attributes})
    _inline(SubElement(element, "prompt"), texts.inline(question.ask))
    return element


def _choose(parent: Element, texts: Texts, name: str, entries: Iterable[Any], **attributes: str) -> None:
    for entry in entries:
        _inline(
            SubElement(parent, name, {"identifier": _id(entry.id), **attributes}), texts.inline(entry.text)
        )


def _choice(texts: Texts, question: One | Several) -> Form:
    one = isinstance(question, One)
    body = _interaction(texts, "choiceInteraction", question, shuffle="true", maxChoices="1" if one else "0")
    _choose(body, texts, "simpleChoice", question.options)
    right = [_id(option.id) for option in question.right]
    return Form("single" if one else "multiple", "identifier", right, [body])


def _number(texts: Texts, question: Number) -> Form:
    key = question.key(texts.course.numbers)
    asked = _inline(Element("p"), texts.inline(question.ask))
    answer = _inline(Element("p"), texts.inline(f"Answer in {question.answer.unit}:"))
    SubElement(answer, "textEntryInteraction", RESPONSE)
    return Form("single", "float", [key.value], [asked, answer], key.within if float(key.within) else None)


def _order(texts: Texts, question: Order) -> Form:
    body = _interaction(texts, "orderInteraction", question, shuffle="true")
    _choose(body, texts, "simpleChoice", question.mixed)
    return Form("ordered", "identifier", [_id(step.id) for step in question.steps], [body])


def _match(texts: Texts, question: Match) -> Form:
    count = str(len(question.items))
    body = _interaction(texts, "matchInteraction", question, shuffle="true", maxAssociations=count)
    _choose(SubElement(body, "simpleMatchSet"), texts, "simpleAssociableChoice", question.mixed, matchMax="1")
    groups = SubElement(body, "simpleMatchSet")
    for group in question.groups:
        named = SubElement(groups, "simpleAssociableChoice", identifier=f"group-{group.id}", matchMax=count)
        named.text = group.text
    right = [f"{_id(item.id)} group-{item.group}" for item in question.items]
    return Form("multiple", "directedPair", right, [body])


_FORMS: dict[type, Callable[..., Form]] = {
    One: _choice,
    Several: _choice,
    Number: _number,
    Order: _order,
    Match: _match,
}
