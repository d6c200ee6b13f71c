"""`make lesson`: a lesson's folder with its page and its questions. It builds as laid down."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from string import Template

from ..authoring import page
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
# yaml-language-server: $$schema=../../../data/schema/quiz.json
lesson: $slug
questions:
  - id: $slug-first # choose well: it is never changed, saved answers are kept under it
    kind: one # or: several, number, order, match
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
    """Write the lesson ``slug`` below ``root``; the files that were written. Raises ``Refused``.

    A lesson that data/tracks.yml announces takes its number, title and summary from there. Another one comes
    last in the last track.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise Refused(f"'{slug}' is not a good name: use lower-case letters, digits and single hyphens")
    problems: list[Problem] = []
    tracks, _ = lessons.load_tracks(root, problems)
    written = lessons.load_lessons(page.read_all(root, problems), problems)
    if not tracks:
        raise Refused("data/tracks.yml names no track: mend it first")
    fields = _announced(tracks, slug) or _last(tracks[-1], written, slug)
    folder = root / "docs" / fields["track"] / slug
    if folder.exists():
        raise Refused(f"{folder.relative_to(root)} is there already")
    folder.mkdir(parents=True)
    files = {folder / "index.md": LESSON, folder / "quiz.yml": QUIZ}
    for path, text in files.items():
        path.write_text(text.substitute(fields), encoding="utf-8")
    return list(files)


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
