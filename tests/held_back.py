"""A file that comes late: what a reader can do meanwhile is done first, however slow the machine is."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def held_back(page: Page, file: str) -> Iterator[None]:
    """Requests for the file (a glob of addresses) wait until the block ends, and it ends once there is one."""
    waiting: list[Route] = []
    page.route(file, lambda route: waiting.append(route))
    with one_more(page, file, waiting):
        yield
    for route in waiting:
        route.continue_()
    page.unroute(file)


@contextmanager
def one_more(page: Page, file: str, waiting: list[Route]) -> Iterator[None]:
    """The block ends once one more request for the file waits: Playwright tells of it before its route is there."""
    before = len(waiting)
    with page.expect_request(file):
        yield
    while len(waiting) == before:
        page.evaluate("0")  # a round trip, which the route comes before
