"""The questions for learning platforms: a package of IMS QTI 2.1, an item each, a section for each lesson."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ...lessons.lessons import Lesson
from ...quiz.kinds.as_qti import Form, elements, form_of, identifier
from ...quiz.kinds.question import Question
from ..json_ld import Site
from .texts import Texts

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
DAY = (1980, 1, 1, 0, 0, 0)  # of every file: the same questions make the same bytes


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
        section = SubElement(
            part, "assessmentSection", identifier=identifier(slug), title=title, visible="true"
        )
        for _, question in of_lesson:
            href = f"items/{question.id}.xml"
            SubElement(section, "assessmentItemRef", identifier=identifier(question.id), href=href)
    return root


def _item(texts: Texts, lesson: Lesson, question: Question) -> Element:
    form = form_of(question, texts.course.numbers, texts.inline)
    title = f"{texts.course.titles[lesson.slug]}: {question.id}"
    fixed = {"adaptive": "false", "timeDependent": "false"}
    item = Element(
        "assessmentItem", {"xmlns": QTI, "identifier": identifier(question.id), "title": title, **fixed}
    )
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
    SubElement(item, "itemBody").extend([*elements(context), *form.body, *elements(hint)])
    _process(item, form)
    shown = {"outcomeIdentifier": "FEEDBACK", "identifier": "reasons", "showHide": "show"}
    SubElement(item, "modalFeedback", shown).extend(elements(_reasons(texts, lesson, question)))
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
