"""'Report a mistake': an issue on the site's repository, prefilled with what it is about."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode


@dataclass(frozen=True)
class Reporter:
    """``repository`` is an address such as https://github.com/owner/name; without one there is no link."""

    repository: str = ""
    commit: str = ""
    page: str = ""

    def on(self, page: str) -> "Reporter":
        return replace(self, page=page)

    def __call__(self, kind: str, id: str) -> str | None:
        """The address of a new issue about the ``kind`` (question, term, table, page) named ``id``."""
        if not self.repository:
            return None
        body = (
            f"What is wrong, and what should it say?\n\n\n---\n{kind}: {id}\npage: {self.page}\n"
            f"build: {self.commit or 'a local build'}\n"
        )
        query = urlencode({"title": f"Mistake in {kind} {id}", "body": body})
        return f"{self.repository.rstrip('/')}/issues/new?{query}"
