"""'Edit this page' and 'Report a mistake', at whichever forge the site's repository is."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit


@dataclass(frozen=True)
class Forge:
    """What stands below a repository's address: the editor, a new issue, and what prefills it."""

    edit: str
    issue: str = "issues/new"
    title: str = "title"
    body: str = "body"


# By a label of the host, so that gitlab.example.org is known too
FORGES = {
    "github": Forge("edit/"),
    "gitlab": Forge("-/edit/", "-/issues/new", "issue[title]", "issue[description]"),
    **dict.fromkeys(("codeberg", "forgejo", "gitea"), Forge("_edit/")),
}


@dataclass(frozen=True)
class Reporter:
    """``repository`` is an address such as https://github.com/owner/name.

    Where it is empty, or at a forge whose addresses are not known, there is no link.
    """

    repository: str = ""
    commit: str = ""
    page: str = ""

    @property
    def home(self) -> str:
        return self.repository.strip().rstrip("/").removesuffix(".git")

    @property
    def forge(self) -> Forge | None:
        host = urlsplit(self.home).hostname or ""
        return next((FORGES[label] for label in host.split(".") if label in FORGES), None)

    @property
    def issues(self) -> str | None:
        """Where a new issue is written."""
        return f"{self.home}/{self.forge.issue}" if self.forge else None

    def edit_uri(self, at_github: str) -> str | None:
        """mkdocs.yml's ``edit_uri``, which is GitHub's, as this forge has it."""
        return self.forge.edit + at_github.removeprefix("edit/") if self.forge and at_github else None

    def on(self, page: str) -> "Reporter":
        return replace(self, page=page)

    def __call__(self, kind: str, id: str) -> str | None:
        """The address of a new issue about the ``kind`` (question, term, table, page) named ``id``."""
        if not self.forge:
            return None
        about = "" if kind == "page" else f"{kind}: {id}\n"
        body = (
            f"What is wrong, and what should it say?\n\n\n---\n{about}page: {self.page}\n"
            f"build: {self.commit or 'a local build'}\n"
        )
        query = urlencode({self.forge.title: f"Mistake in {kind} {id}", self.forge.body: body})
        return f"{self.issues}?{query}"
