"""What the processors share while a page is converted."""

from collections.abc import Callable
from dataclasses import dataclass

from ..data import Course
from ..pages import Page
from ..problems import Problem

GENERATED = "data-generated"  # on the root of what a directive made, until the tree is done


@dataclass
class Rendering:
    course: Course
    report: Callable[[Problem], None]
    page: Page
