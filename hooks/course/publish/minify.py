"""The same pages, styles and scripts in fewer bytes: no comments, no indentation. Nothing is renamed."""

import re
from collections.abc import Iterator

import rcssmin  # type: ignore[import-untyped]
import rjsmin  # type: ignore[import-untyped]

from ..authoring.problem import Problem
from ..quiz import kinds
from .files import Built, read, write

KEPT = re.compile(r"<(?:(pre|textarea|script|style)\b.*?</\1>|!--.*?-->)", re.DOTALL)
# Beside these, white space is not drawn. What may stand in a line of text is not among them.
BLOCK = (
    "html|head|body|meta|link|title|main|header|footer|nav|article|section|div|p|h[1-6]|ul|ol|li|dl|dt|dd|hr|"
    "table|caption|thead|tbody|tfoot|tr|th|td|figure|figcaption|blockquote|form|fieldset|legend|details|summary|"
    "option|optgroup|noscript|g|path|circle|rect|line|desc|defs"
)
NESTED = re.compile(
    r"`[^`]*\$\{(?:[^{}`]|\{[^{}`]*\})*`"
)  # a template in a template, of which rjsmin eats spaces
SPACES = re.compile("  +")  # of plain spaces: a no-break space is none
BEFORE_BLOCK = re.compile(rf" <(?=/?(?:{BLOCK})\b)")
BLOCK_TAG = re.compile(rf"<(?:/(?:{BLOCK})|(?:{BLOCK})\b[^<>]*)")


def shorten(site: Built) -> Iterator[Problem]:
    """A script that would not stay what it is is left as it is, and told."""
    site.edit(html)
    folder = site.folder
    for sheet in folder.rglob("*.css"):
        write(sheet, rcssmin.cssmin(read(sheet)))
    # the theme's are short already
    for script in (*folder.glob("js/**/*.js"), *folder.glob("**/figures/*/*.js")):
        code = read(script)
        if nested := NESTED.search(code):
            file, line = script.relative_to(folder).as_posix(), code.count("\n", 0, nested.end()) + 1
            source = f"hooks/course/{file[3:]}" if file in kinds.published() else f"docs/{file}"
            what = "a template stands in a template, of which spaces would be lost"
            yield Problem(source, line, what, "Give the inner one a name before the outer one")
        else:
            write(script, rjsmin.jsmin(code))


def html(text: str) -> str:
    """White space between blocks removed, elsewhere one space; what stands in <pre> and the like is kept."""
    parts: list[str] = []
    end = 0
    for kept in KEPT.finditer(text):
        parts += [_squeeze(text[end : kept.start()]), "" if kept[0].startswith("<!--") else kept[0]]
        end = kept.end()
    return "".join([*parts, _squeeze(text[end:])])


def _squeeze(text: str) -> str:
    """Patterns begin with plain characters where they can: those are found a few times sooner."""
    text = SPACES.sub(" ", text.replace("\n", " ").replace("\t", " "))
    *pieces, end = BEFORE_BLOCK.sub("<", text).split("> ")  # few of a page's tags have a space after them
    return "".join([piece + _after(piece) for piece in pieces]) + end


def _after(piece: str) -> str:
    """What ends the tag that ``piece`` ends with, and the space after it where that is drawn."""
    return ">" if BLOCK_TAG.fullmatch(piece, max(piece.rfind("<"), 0)) else "> "
