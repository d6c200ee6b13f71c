"""Questions and terms as cards for Anki: a text file to import, with the lines at its head that Anki reads.

Each card's first column is an id of its own, so that a later file brings cards up to date and doubles none.
https://docs.ankiweb.net/importing/text-files.html says what the lines mean.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ...authoring.jinja import environment
from ..json_ld import Site
from .texts import Texts

HEAD = """\
#separator:tab
#html:true
#notetype:Basic
#deck:{deck}
#guid column:1
#tags column:4
"""


_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)


def questions(texts: Texts, site: Site) -> str:
    rows = []
    for lesson, question in texts.questions():
        made = {
            "texts": texts,
            "question": question,
            "key": question.key(texts.course.numbers),
            "see": texts.passage(lesson, question),
        }
        sides = [_side(f"anki-{side}.html", **made) for side in ("front", "back")]
        rows.append([f"small-first-{question.id}", *sides, f"{lesson.slug} {question.kind}"])
    return _file(f"{site.name}: questions", rows)


def glossary(texts: Texts, site: Site) -> str:
    rows = []
    for term in texts.course.terms.by_id.values():
        back = _side("anki-term.html", texts=texts, term=term, address=texts.address("glossary.md"))
        rows.append([f"small-first-term-{term.id}", _side("anki-name.html", term=term), back, term.lesson])
    return _file(f"{site.name}: terms", rows)


def _side(template: str, **context: object) -> str:
    """One line of HTML: a line's end would be a card's."""
    html = environment().get_template(template).render(**context)
    html = _CODE.sub(lambda code: code[0].replace("\n</code>", "</code>").replace("\n", "<br>"), html)
    return html.strip().replace("\n", " ").replace("\t", " ")


def _file(deck: str, rows: Iterable[Sequence[str]]) -> str:
    lines = io.StringIO()
    csv.writer(lines, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return HEAD.format(deck=deck) + lines.getvalue()
