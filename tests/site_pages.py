"""The addresses of the built site, and how a test waits until a page is what its reader gets."""

from pathlib import Path

from playwright.sync_api import Page, Response, expect

from course.course import load

course = load(Path(__file__).resolve().parents[1])
MODELS = len(course.models.all if course.models else ())  # featured: an author's new one changes no test


# What is not in sight is laid out in an estimated height, and axe would see what stands in it over its neighbours
LAID_OUT = """() => document.querySelectorAll("main *").forEach((it) => {
    if (getComputedStyle(it).contentVisibility === "auto") it.style.contentVisibility = "visible";
})"""


def lay_out(page: Page) -> None:
    """Lay out all of the page, for who measures where things stand."""
    page.evaluate(LAID_OUT)


def addresses(site: Path) -> list[str]:
    """Every page's address relative to the site's root, and one that does not exist."""
    folders = (file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html")))
    return [*("" if folder == "." else f"{folder}/" for folder in folders), "no/such/page/"]


def arrive(page: Page, address: str) -> Response:
    """Open the page and wait until it has loaded and asks for nothing more. Without the first, a machine that is
    busy for half a second before the scripts are asked for passes for a page that is done."""
    response = page.goto(address, wait_until="load")
    page.wait_for_load_state("networkidle")
    assert response is not None
    return response


def visit(page: Page, address: str) -> Response:
    """Arrive, and wait until scripts have made what they make of the page."""
    response = arrive(page, address)
    wake(page)
    return response


def wake(page: Page) -> None:
    """Have the parts of the text that wait for a reader to come near: those come when focus goes about it too. The link
    to continue waits for another page."""
    page.locator("main").dispatch_event("focusin")
    expect(page.locator(":not(:defined, course-continue), model-picker:not([data-ready])")).to_have_count(0)
