"""A file that comes late: what a reader can do meanwhile is done first, however slow the machine is."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route


@contextmanager
def held_back(page: Page, file: str) -> Iterator[None]:
    """Requests for the file (a glob of addresses) wait until the block ends, and it ends once there is one."""
    waiting: list[Route] = []
    page.route(file, lambda route: waiting.append(route))
    with page.expect_request(file):
        yield
    for route in waiting:
        route.continue_()
    page.unroute(file)
