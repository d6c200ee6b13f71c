"""The figures drawn for the course: templates of SVG, by id."""

from pathlib import Path

from ..authoring.jinja import environment
from ..course import Course

DRAWINGS = Path(__file__).parent / "templates" / "figures"


def ids() -> set[str]:
    return {path.stem for path in DRAWINGS.glob("*.svg")}


def draw(course: Course, id: str) -> str:
    """The SVG of the figure ``id``, drawn once a build. Raises ``LookupError`` where there is none."""
    if id not in course.drawings:
        if id not in ids():
            raise LookupError(f"there is no figure '{id}'")
        course.drawings[id] = environment().get_template(f"figures/{id}.svg").render(course=course)
    return course.drawings[id]
