"""Everything an author edits, read into one immutable Course."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .authoring import page, page_checks, recorded
from .authoring.frozen import Frozen
from .authoring.page import Page
from .authoring.problem import Problem, nearest
from .authoring.report_link import Reporter
from .authoring.written import Written
from .figures import figures
from .figures.figures import Figure
from .glossary import glossary
from .glossary.glossary import Terms
from .hub.answers import NO_ANSWERS, Answers
from .lessons import lessons, redirects
from .lessons.lessons import Lesson, Track
from .models import licenses
from .models.featured import Featured, Models
from .models.handmade import load_models
from .models.merge import merge
from .picker import devices, scenarios
from .picker.devices import Device
from .picker.scenarios import Scenario
from .quiz import checks, quiz
from .quiz.quiz import Quiz


@dataclass(frozen=True)
class Course(Frozen):
    """What one build knows. ``problems`` are all mistakes found while reading, in no order.

    ``written`` is the Markdown in data.
    """

    root: Path
    pages: Mapping[str, Page]
    tracks: Mapping[str, Track]
    lessons: Mapping[str, Lesson]
    terms: Terms
    quizzes: Mapping[str, Quiz]
    models: Models | None
    report: Reporter
    problems: tuple[Problem, ...]
    devices: tuple[Device, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    redirects: Mapping[str, str] = field(default_factory=dict)
    written: tuple[Written, ...] = ()
    recorded: Mapping[str, Any] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict, repr=False)

    @cached_property
    def lesson_pages(self) -> Mapping[str, Lesson]:
        """The lessons by their page's path under docs/."""
        return MappingProxyType({lesson.src: lesson for lesson in self.lessons.values()})

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Number and title of every lesson, written or coming, by slug."""
        return MappingProxyType(lessons.titles(self.tracks, self.lessons))

    @cached_property
    def placed(self) -> Collection[str]:
        """The ids of questions that stand in a page by themselves."""
        return quiz.placed(self.pages)

    @cached_property
    def question_ids(self) -> Collection[str]:
        """What ``::: question`` may name."""
        return quiz.question_ids(self.quizzes, self.lessons, self.placed)

    @property
    def numbers(self) -> Mapping[str, Mapping[str, Any]]:
        """The models' numbers by key and name, and what is recorded, as expressions use them."""
        return _numbers(self.models, self.recorded)

    def heads_told(self, src: str) -> bool:
        """Whether something is wrong with the front matter of the page ``src``."""
        page = self.pages.get(src)
        faults = (it.line for it in self.problems if page and it.file == page.file)
        return page is not None and (page.meta is None or any(line < page.first_line for line in faults))

    def model(self, key: str) -> Featured:
        """The featured model with this key, such as ``qwen3_0_6b``. Raises ``LookupError``."""
        for model in self.models.all if self.models else ():
            if model.key == key:
                return model
        raise LookupError(f"there is no model '{key}'")


def _numbers(models: Models | None, said: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    return {**(models.numbers if models else {}), "recorded": said}


Ask = Callable[[Sequence[str]], Answers]


def _no_hub(ids: Sequence[str]) -> Answers:
    return NO_ANSWERS


DATA = ("devices", "glossary", "licenses", "models", "scenarios", "tracks")


def _strays(root: Path) -> Iterator[Problem]:
    """Files in data/ that nobody reads."""
    for path in sorted((root / "data").rglob("[!.]*.y*ml")):
        place = path.relative_to(root / "data")
        file = path.relative_to(root).as_posix()
        if path.suffix == ".yaml":
            yield Problem(file, 1, "the file is not read", f"Let its name end in .yml: {path.stem}.yml")
        elif len(place.parts) == 1 and path.stem not in DATA:
            known = [f"{name}.yml" for name in DATA]
            yield Problem(file, 1, "the file is not read", nearest(path.name, known))
        elif len(place.parts) > 1:
            yield Problem(file, 1, "the file is not read", "Put it into data/ itself")
    for path in sorted((root / "docs").glob("*/*/[!.]*.y*ml")):
        if path.name != "quiz.yml":
            file = path.relative_to(root).as_posix()
            yield Problem(file, 1, "the file is not read", "A lesson's questions are in quiz.yml")


def load(root: Path, report: Reporter | None = None, ask: Ask = _no_hub) -> Course:
    """Read data/ and docs/ below ``root``, and ``ask`` the Hub about the models named there.

    What cannot be read is left out and told in ``problems``.
    """
    problems = [*_strays(root)]
    texts: list[Written] = []
    written = page.read_all(root, problems)
    problems += (
        problem
        for it in written.values()
        if it.first_line > 1  # else its front matter is not read, and no page begins without
        for problem in page_checks.check(it, root)
    )
    tracks, tracks_source = lessons.load_tracks(root, problems)
    the_lessons = lessons.load_lessons(written, problems)
    problems += lessons.check(the_lessons, tracks, tracks_source, written)
    slugs = {*lessons.slugs(written), *(coming.slug for track in tracks for coming in track.coming)}
    planned = tracks_source and not any(it.file == tracks_source.file for it in problems)
    terms = glossary.load(root, slugs if planned else None, problems, texts)
    quizzes = quiz.load(root, problems)
    texts += (text for it in quizzes.values() for text in it.written())
    licences = licenses.load(root, problems)
    whole = not any(it.file == licenses.FILE for it in problems)
    handmade = load_models(root, problems, licences if whole else None)
    machines = devices.load(root, problems)
    leads = redirects.load(written, problems)
    featured = merge(handmade, licences, ask(handmade.known)) if handmade and licences else None
    said = recorded.load(root, problems)
    numbers = _numbers(featured, said) if featured else None
    problems += checks.check(quizzes, numbers, the_lessons, written)
    problems += checks.lost(quizzes, quiz.published(root, problems))
    course = Course(
        root=root,
        pages=written,
        tracks={track.id: track for track in tracks},
        lessons=the_lessons,
        terms=terms,
        quizzes=quizzes,
        models=featured,
        devices=machines,
        scenarios=scenarios.load(root, handmade, machines, problems, texts),
        redirects=leads,
        written=tuple(texts),
        recorded=said,
        report=report or Reporter(),
        problems=tuple(problems),
    )
    told: list[Problem] = []
    drawn = figures.draw_all(course, _classes(root), told)
    return replace(course, figures=drawn, problems=(*course.problems, *told))


def _classes(root: Path) -> set[str]:
    """The classes that the figures' sheet has."""
    sheet = root / "docs" / "css" / "figures.css"
    return set(re.findall(r"\.(fig-[\w-]+)", sheet.read_text(encoding="utf-8"))) if sheet.is_file() else set()
