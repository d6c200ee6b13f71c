"""Keep of the theme's style sheet what the site can show: most is for parts of Material not used here.

A rule goes when each of its selectors names a class, id, attribute (or its value) or element that stands in
no page and in no script of ours, or wants an element without a class that has one wherever it stands. Scripts
count by the words of their strings, so a class that is only ever set by a script stays. Variables go when
nothing reads them, animations when nothing plays them. When in doubt, a rule stays.
"""

import re
from collections.abc import Collection, Iterable, Iterator

from .files import Built, read, write

THEME = "assets/stylesheets/main.*.css"
STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\((?:\"[^\"]*\"|'[^']*'|[^\"')]*)\)"
PIECE = re.compile(rf"(?:{STRING}|[^{{}};\"'u]++|u)*+[{{}};]?", re.DOTALL)  # a u may begin url(…)
DECLARATION = re.compile(rf"(?:{STRING}|[^;\"'])+", re.DOTALL)
BODY = re.compile(r"\{([^{}]*--[^{}]*)\}")  # of a rule that may set variables
KEYFRAMES = re.compile(r"@(?:-[a-z]+-)?keyframes ([\w-]+)\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
ANIMATION = re.compile(r"animation(?:-name)?\s*:([^;}]*)")
EMPTY = re.compile(r"(?:^|(?<=[{}]))[^{}]*\{\}")
ARGUMENTS = re.compile(r"::?[\w-]+(?:\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))?")
NAME = re.compile(r"[#.]((?:[\w-]|\\.)+)|\[([\w-]+)[^\]]*\]|(?<![\w.#\\-])([a-z][\w-]*)", re.IGNORECASE)
BARE = re.compile(r"[a-z][\w-]*:not\(\[class\]\)")
VALUE = re.compile(r"\[[\w-]+[~|^$*]?=[\"']?([\w-]+)")
PROSE = {"aria-label", "alt", "content", "placeholder", "title"}  # attributes that are read, not matched
QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`")  # in a script
AS_SPACE = bytes.maketrans(b"\t\n", b"  ")  # patterns that begin with one character find sooner
ATTRIBUTE = re.compile(r" ([\w-]+)=\"([^\"]*)\"")
SWITCHED = re.compile(r" (hidden|checked|open|disabled|required)\b")
ELEMENT = re.compile(r"[a-zA-Z][\w-]*")
COMMA = re.compile(r",(?![^()]*\))(?![^\[\]]*\])")


def keep_used(site: Built) -> None:
    folder, pieces = site.folder, set[bytes]()
    for page in site.pages():
        pieces.update(page.read_bytes().translate(AS_SPACE).split(b"<"))
    tags = {piece.partition(b">")[0].decode() for piece in pieces}
    scripts = [read(file) for file in folder.glob("js/**/*.js")]
    known = names(tags, scripts)
    styled = (tag for tag in tags if "--" in tag or "animation" in tag)
    ours = "".join([*map(read, folder.glob("css/*.css")), *scripts, *styled])
    for sheet in folder.glob(THEME):
        css = without_unplayed_keyframes(used(read(sheet), known), ours)
        write(sheet, without_unread_variables(css, ours))


def names(tags: Collection[str], scripts: Iterable[str]) -> set[str]:
    """Every element, attribute, class and id in ``tags``, and every word in our scripts.

    An element that stands somewhere without a class is there as ``name:not([class])`` too.
    """
    found, attributes = {"html", "body", "root"}, set[tuple[str, str]]()
    for tag in tags:
        if element := ELEMENT.match(tag):
            found.add(element[0])
            if " class=" not in tag:
                found.add(f"{element[0]}:not([class])")
        attributes.update(ATTRIBUTE.findall(tag))
    found.update(attribute for attribute, _ in attributes)
    found.update(SWITCHED.findall("<".join(tags)))
    found.update(" ".join(value for attribute, value in attributes if attribute not in PROSE).split())
    for code in scripts:
        found.update(ELEMENT.findall(" ".join(filter(_names_parts, QUOTED.findall(code)))))
        found.update(f"{quoted}:not([class])" for quoted in re.findall(r"[\"'`]([a-z][\w-]*)[\"'`]", code))
        for name in re.findall(r"dataset\.(\w+)", code):
            found.add("data-" + re.sub("[A-Z]", lambda letter: f"-{letter[0].lower()}", name))
    return found


def _names_parts(quoted: str) -> bool:
    """Whether a script's string may name classes or elements: a selector, markup, some words; no sentence."""
    return bool(re.search(r"[.#\[<][\w-]|^.[\w-]+(?: [\w-]+){0,2}.$", quoted))


def used(css: str, known: set[str]) -> str:
    """The sheet without the rules that can match nothing. Blocks of @media and the like lose theirs too."""
    pieces = (piece for piece in PIECE.findall(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)) if piece)
    return "".join(_rules(pieces, known))


def _rules(pieces: Iterator[str], known: set[str]) -> Iterator[str]:
    """Rules up to the brace that closes the block they stand in."""
    for piece in pieces:
        head = piece[:-1].strip()
        if piece.endswith("}"):
            return
        if piece.endswith(";"):
            yield piece
        elif head.startswith(("@media", "@supports", "@layer", "@container")):
            inner = "".join(_rules(pieces, known))
            if inner:
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{_block(pieces)}}}"
        else:
            body = _block(pieces)
            selectors = [it for it in COMMA.split(head) if matchable(it, known)]
            if selectors:
                yield f"{','.join(selectors)}{{{body}}}"


def _block(pieces: Iterator[str]) -> str:
    """What stands before the closing brace, nested blocks (those of @keyframes) included."""
    text = ""
    for piece in pieces:
        if piece.endswith("}"):
            return text + piece[:-1]
        text += f"{piece}{_block(pieces)}}}" if piece.endswith("{") else piece
    return text


def matchable(selector: str, known: set[str]) -> bool:
    """Whether all that a selector names exists. What stands in :not(…) and :is(…) is not looked at.

    But ``table:not([class])`` is: no page has such a table, and for the theme's ``+ *`` after it a browser
    styles anew all that follows whatever a script adds.
    """
    bare = ARGUMENTS.sub("", selector)
    found = [a or b or c for a, b, c in NAME.findall(bare)] + VALUE.findall(bare)
    if ":not([class])" in selector:
        found += BARE.findall(selector)
    return all(name.replace("\\", "") in known for name in found)


def without_unplayed_keyframes(css: str, elsewhere: str) -> str:
    """Animations that no declaration, here or of ours, plays."""
    played = " ".join(ANIMATION.findall(css + elsewhere))
    return KEYFRAMES.sub(lambda it: it[0] if re.search(rf"\b{re.escape(it[1])}\b", played) else "", css)


def without_unread_variables(css: str, elsewhere: str) -> str:
    """Custom properties that no ``var()`` of this sheet, and nothing of ours, reads."""
    variable = re.compile(r"var\(\s*(--[\w-]+)")
    read_elsewhere = {*variable.findall(elsewhere), *re.findall(r"[\"'](--[\w-]+)[\"']", elsewhere)}
    while True:
        read_names = {*variable.findall(css), *read_elsewhere}

        def is_read(declaration: str, names: set[str] = read_names) -> bool:
            return not declaration.startswith("--") or declaration.partition(":")[0] in names

        kept = BODY.sub(lambda body: f"{{{';'.join(filter(is_read, DECLARATION.findall(body[1])))}}}", css)
        kept = EMPTY.sub("", kept)
        if kept == css:
            return css
        css = kept
