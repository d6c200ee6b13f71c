"""`make lesson`: a lesson, its quiz file and its entry in the navigation. They build as laid down."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from ..authoring import page, source
from ..authoring.problem import Problem
from ..lessons import lessons
from ..lessons.lessons import Lesson, Track, place

LESSON = Template("""\
---
title: $title
description: $summary
track: $track
lesson: "$number"
level: beginner
prerequisites: []
outcome: Say in one sentence what the reader can do after this lesson.
outcomes:
  first: say here what a question can test
---

## The first section {#first}

Write here. CONTRIBUTING.md has the recipes for figures, tables and numbers.

## Check yourself {#check}

::: quiz $slug
""")

QUIZ = Template("""\
# yaml-language-server: $$schema=../schema/quiz.json
lesson: $slug
questions:
  - id: $slug-first # choose well: it is never changed, saved answers are kept under it
    kind: one # or: several, number
    tests: first # one of the outcomes in the lesson's front matter
    ask: Write here what a reader of the section can work out?
    options:
      - id: tempting
        text: An answer that a thinking learner may well choose
        because: Say what is right about the thought, and where it goes wrong.
      - id: right
        text: The right answer, not the longest one
        correct: true
        because: Say why this holds.
    see: "#first"
""")


class Refused(Exception):
    """The lesson cannot be laid down; the message says why, in an author's words."""


def lay_down(root: Path, slug: str) -> list[Path]:
    """Write the lesson ``slug`` below ``root``; the files that were written or changed. Raises ``Refused``.

    A lesson that data/tracks.yml announces as coming takes its number, title and summary from there, and
    leaves that list. Another one comes last in the last track.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise Refused(f"'{slug}' is not a good name: use lower-case letters, digits and single hyphens")
    problems: list[Problem] = []
    tracks, _ = lessons.load_tracks(root, problems)
    written = lessons.load_lessons(page.read_all(root, problems), problems)
    if not tracks:
        raise Refused("data/tracks.yml names no track: mend it first")
    fields = _announced(tracks, slug) or _last(tracks[-1], written, slug)
    src = f"{fields['track']}/{slug}.md"
    lesson, quiz = root / "docs" / src, root / "data" / "quizzes" / f"{slug}.yml"
    for path in (lesson, quiz):
        if path.exists():
            raise Refused(f"{path.relative_to(root)} is there already")
    nav = _with_nav(root / "mkdocs.yml", src, fields, written)
    for path, text in ((lesson, LESSON.substitute(fields)), (quiz, QUIZ.substitute(fields))):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(nav, encoding="utf-8")
    changed = [lesson, quiz, root / "mkdocs.yml"]
    return [*changed, root / "data" / "tracks.yml"] if _no_longer_coming(root, slug) else changed


def _announced(tracks: tuple[Track, ...], slug: str) -> dict[str, str] | None:
    for track in tracks:
        for it in track.coming:
            if it.slug == slug:
                return {
                    "slug": slug,
                    "track": track.id,
                    "number": it.number,
                    "title": _quoted(it.title),
                    "summary": _quoted(it.summary),
                }
    return None


def _last(track: Track, written: Mapping[str, Lesson], slug: str) -> dict[str, str]:
    taken = [lesson.place for lesson in written.values() if lesson.header.track == track.id]
    taken += [place(coming.number) for coming in track.coming]
    major, minor = max(taken, default=(0, 0))
    return {
        "slug": slug,
        "track": track.id,
        "number": f"{major}.{minor + 1}",
        "title": slug.replace("-", " ").capitalize(),
        "summary": "Say in one sentence what this lesson is about.",
    }


def _quoted(text: str) -> str:
    """``text`` as a YAML scalar on one line."""
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if re.search(r"[:#\"'{}\[\]]", text)
        else text
    )


def _with_nav(path: Path, src: str, fields: Mapping[str, str], written: Mapping[str, Lesson]) -> str:
    """The text of mkdocs.yml with ``src`` after the last page of its track that comes before it."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    earlier = {lesson.src for lesson in written.values() if lesson.place < place(fields["number"])}
    earlier.add(f"{fields['track']}/index.md")
    entries = [
        (i, re.match(r"( *- )(?:[^:#]+: )?(\S+\.md)\s*(?:#.*)?$", line)) for i, line in enumerate(lines)
    ]
    before = [(i, match) for i, match in entries if match and match[2] in earlier]
    if not before:
        raise Refused(f"mkdocs.yml's nav does not list {fields['track']}/index.md: add it first")
    index, match = before[-1]
    lines.insert(index + 1, f"{match[1]}{src}\n")
    return "".join(lines)


def _no_longer_coming(root: Path, slug: str) -> bool:
    """Take ``slug`` out of data/tracks.yml, line by line: comments and all else stay as they are."""
    path = root / "data" / "tracks.yml"
    read = source.read(path, root, [])
    for t, track in enumerate(read.data["tracks"] if read else ()):
        coming = track.get("coming", [])
        for c, planned in enumerate(coming):
            if read and planned["slug"] == slug:
                lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                start = read.line("tracks", t, "coming", c) - 1
                indent = len(lines[start]) - len(lines[start].lstrip())
                end = start + 1
                while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
                    end += 1
                if len(coming) == 1:
                    start -= 1  # an empty 'coming:' would be no list
                path.write_text("".join(lines[:start] + lines[end:]), encoding="utf-8")
                return True
    return False


def main() -> None:
    if len(sys.argv) != 2 or not sys.argv[1]:
        sys.exit("Name the lesson: make lesson NAME=what-a-model-is")
    try:
        for path in lay_down(Path.cwd(), sys.argv[1]):
            print(path.relative_to(Path.cwd()))
    except Refused as why:
        sys.exit(str(why))


if __name__ == "__main__":
    main()
