"""The addresses of the built site, and how a test waits until a page is what its reader gets."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Response, expect

from course.course import load

ROOT = Path(__file__).resolve().parents[1]
course = load(ROOT)
MODELS = len(course.models.all if course.models else ())  # featured: an author's new one changes no test
IN_LESSONS = len(course.models.in_lessons if course.models else ())


# Of many rows, entries or sections side by side that are made of the same kinds of elements, two stay: they look alike,
# and work alike. So do questions of one kind. The article's own paragraphs all stay.
TAKE_ALIKE_OUT = """() => {
  const kind = (it) => `${it.localName} ${it.getAttribute("class")}`;
  const shape = (it) => [kind(it), ...new Set([...it.querySelectorAll("*")].map(kind))].sort().join();
  const thin = (some, alike) => {
    const seen = {};
    for (const it of some) {
      seen[alike(it)] = (seen[alike(it)] ?? 0) + 1;
      if (seen[alike(it)] > 2) it.remove();
    }
  };
  thin(document.querySelectorAll("article quiz-question"), (it) => it.querySelector("fieldset").dataset.kind);
  for (const { children } of document.querySelectorAll("main :not(article, svg, svg *)")) {
    if (children.length > 6) thin([...children], shape);
  }
}"""


def take_alike_out(page: Page) -> None:
    """Leave two of what is alike, for what takes long at each: axe goes through what is merely hidden, too."""
    page.evaluate(TAKE_ALIKE_OUT)


MISSING = "no/such/page/"
PAGES = [src.removesuffix("index.md").replace(".md", "/") for src in course.pages if not src.startswith("_")]
ADDRESSES = [*PAGES, MISSING]  # of every page, relative to the site's root, and one that does not exist


def addresses(site: Path) -> list[str]:
    """The same, of the site as it was built."""
    folders = (file.parent.relative_to(site).as_posix() for file in sorted(site.rglob("index.html")))
    return [*("" if folder == "." else f"{folder}/" for folder in folders), MISSING]


def complaints(context: BrowserContext) -> list[str]:
    """What the browser complains of from now on: errors, failed requests, answers that are none."""
    said: list[str] = []
    context.on(
        "console",
        lambda message: (
            said.append(f"{message.type}: {message.text}")
            if message.type in ("error", "warning") and MISSING not in str(message.location)
            else None
        ),
    )
    context.on("weberror", lambda error: said.append(f"error: {error.error}"))
    context.on("requestfailed", lambda request: said.append(f"failed: {request.url} {request.failure}"))
    context.on(
        "response",
        lambda answer: (
            said.append(f"{answer.status}: {answer.url}")
            if answer.status >= 400 and not answer.url.endswith(MISSING)
            else None
        ),
    )
    return said


def arrive(page: Page, address: str) -> Response:
    """Open the page and wait until it has loaded and asks for nothing more. Without the first, a machine that is
    busy for half a second before the scripts are asked for passes for a page that is done."""
    response = page.goto(address, wait_until="load")
    settle(page)
    assert response is not None
    return response


(TO_COME,) = re.findall(
    r'toCome = "(.+)"', (ROOT / "overrides/partials/before-paint.html").read_text(encoding="utf-8")
)


def settle(page: Page) -> None:
    """Wait until the page, which has loaded, asks for nothing more and is there to its end."""
    wait_for_requests(page)
    expect(page.locator(TO_COME)).to_have_count(0)


def wait_for_requests(page: Page) -> None:
    """On a busy machine Playwright can lose count of them before the page has loaded, and wait for ever
    (microsoft/playwright#42598): with one more request it begins anew."""
    page.evaluate("fetch(location)")
    page.wait_for_load_state("networkidle")


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
    expect(page.locator("quiz-question:has(.actions[hidden])")).to_have_count(0)  # whose kind is on its way
