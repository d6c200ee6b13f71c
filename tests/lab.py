"""A small course in a folder: pages with real questions, to be edited between two visits and served as a site."""

import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from as_pages import AsPages
from conftest import ROOT, Handler, Server
from copied import copy_as_written
from unit.quiz_course import course, render

from course.publish.review_parts import split_page
from course.quiz.keys import keys_json
from course.site.elements import elements

ONE = """
  - id: travels
    kind: one
    tests: license
    ask: You fine-tune a model whose licence is *non-commercial*. What holds?
    options:
      - {id: parent, text: The parent's terms go with it, correct: true, because: It is made of its weights.}
      - {id: own, text: "Anything, for `you` trained it", because: Training does not replace an agreement.}
      - {id: server, text: "Anything, on your own servers", because: Where it runs does not matter.}
    explain: Terms travel with the weights.
    see: "#license"
"""
SEVERAL = """
  - id: follows
    kind: several
    tests: license
    ask: What follows from the tokenizer?
    options:
      - {id: cost, text: What a text costs, correct: true, because: Fewer tokens cost less.}
      - {id: template, text: Which template fits, correct: true, because: It needs the special tokens.}
      - {id: terms, text: The licence, because: That is a text of its own.}
"""
NUMBER = """
  - id: size
    kind: number
    tests: license
    ask: How large are the weights?
    answer: {value: tiny.parameters * 2 / MB, unit: MB, within: 5%}
    because: Two bytes a parameter.
"""
ORDER = """
  - id: round
    kind: order
    tests: license
    ask: What happens in one *round* of writing?
    hint: What is drawn **from** has to be there first.
    steps:
      - {id: read, text: The tokens are read, because: All else is worked out from them.}
      - {id: score, text: Every token gets a score, because: The last row gives the scores.}
      - {id: softmax, text: "Scores become `shares`", because: Softmax does it.}
      - {id: draw, text: A token is drawn, because: It is drawn from the shares.}
    see: "#license"
"""
MATCH = """
  - id: levers
    kind: match
    tests: license
    ask: Which lever mends what?
    groups:
      - {id: prompt, text: Another prompt}
      - {id: book, text: An open book}
      - {id: tune, text: Fine-tuning}
    items:
      - {id: prices, text: It does not know *today's* prices, group: book, because: They change.}
      - {id: wrong-json, text: Its JSON is often broken, group: tune, because: A form is learnt from examples.}
      - {id: stock, text: It invents what is in stock, group: book, because: That stands in a table.}
"""
ELEMENTS = json.dumps({it.name: {"module": it.module, "late": it.late} for it in elements(ROOT / "docs")})
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="css/colours.css"><link rel="stylesheet" href="css/base.css"><link rel="stylesheet" href="css/device.css">
<link rel="stylesheet" href="css/quiz.css"><link rel="stylesheet" href="css/progress.css"><link rel="stylesheet" href="css/lesson.css">
</head><body>
<nav aria-label="Course" data-lessons='[{{"slug": "lesson", "path": "lesson.html", "title": "0.1 Licences", "track": "foundations", "questions": {count}}}]'>
<a href="lesson.html">0.1 Licences</a> <a href="progress.html">Progress</a> <a href="review.html" data-due>Review</a></nav>
<main><article class="md-content__inner md-typeset"><h1>{title}</h1>
<nav class="sf-toc" aria-label="On this page"><a href="#check">Check yourself</a></nav>
<div class="lesson-head"><p class="tally awaits"><span></span> <span>None of {count} answered</span></p></div>
<h2 id="license">Licence</h2><p>Terms.</p>
<h2 id="check">Check yourself</h2>
{body}{end}</article></main>
<script type="application/json" id="elements">{elements}</script>
<script type="module" src="js/main.js"></script>
</body></html>
"""


END = """<section class="lesson-end" aria-labelledby="lesson-end"><h2 id="lesson-end">The end of this lesson</h2>
<lesson-end data-lesson="lesson"><p class="tally"><span></span> <span></span></p>
<p class="lesson-end__back"></p><p class="lesson-end__left"></p></lesson-end></section>"""


class Lasting(AsPages):
    """For one lab after another: its pages are edited, its scripts and sheets are asked for once."""

    @property
    def cache_control(self) -> str:  # type: ignore[override]
        return AsPages.cache_control if self.path.endswith((".js", ".css")) else Handler.cache_control


@cache
def pages(lesson: str, *questions: str) -> dict[str, str]:
    """Files of a course of one lesson, by name."""
    quiz = "lesson: lesson\nquestions:" + "".join(questions)
    with tempfile.TemporaryDirectory() as root:
        made: Any = course(Path(root), lesson, quiz)
        assert made.problems == [], made.problems
        progress = _page("progress", render(made, "progress.md", "::: progress"))
        review = Path(root) / "review.html"
        review.write_text(_page("review", render(made, "review.md", "::: review")), encoding="utf-8")
        split_page(review)
        return {
            "lesson.html": _page("lesson", render(made)),
            "progress.html": progress,
            "keys.json": keys_json(progress),
            **{it.name: it.read_text(encoding="utf-8") for it in Path(root).glob("*.html")},
        }


def _page(name: str, body: str) -> str:
    body = re.sub(r'href="(?:foundations/)?(\w+)\.md', r'href="\1.html', body)
    count = len(set(re.findall(r'data-question="([^"]+)"', body)))
    end = END if name == "lesson" else ""
    return PAGE.format(title=name.capitalize(), body=body, end=end, count=count, elements=ELEMENTS)


class Lab:
    """A served folder with lesson.html, review.html and progress.html."""

    def __init__(self, folder: Path, *questions: str, handler: type[AsPages] = Handler) -> None:
        self.folder = folder
        self.server = Server(folder, handler)
        self.url = self.server.url
        copy_as_written(folder, "js", "css")
        self.teach(*questions)

    def teach(self, *questions: str, lesson: str = "::: quiz lesson") -> None:
        """Write the pages anew: the same course after an author's edit."""
        for name, text in pages(lesson, *(questions or (ONE, SEVERAL, NUMBER))).items():
            self.write(name, text)

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_text(text, encoding="utf-8")
