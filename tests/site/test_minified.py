"""Pages in fewer bytes say the same, word for word."""

from html.parser import HTMLParser
from pathlib import Path

from conftest import ADDRESS, Project

INLINE = ["a", "b", "code", "em", "i", "label", "small", "span", "strong", "sub", "sup", "svg"]


class Words(HTMLParser):
    """What a page says. Elements that are no inline ones part words; white space in a line is one space."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.feed(html[html.index("<body") :])

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.text.append("" if tag in INLINE else "\n")

    def handle_endtag(self, tag: str) -> None:
        self.text.append("" if tag in INLINE else "\n")

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def words(self) -> list[str]:
        """Split as browsers do it: a no-break space parts nothing."""
        return "".join(self.text).replace("\N{NO-BREAK SPACE}", "_").split()


def said(site: Path) -> dict[str, list[str]]:
    pages = sorted(site.rglob("*.html"))
    return {page.relative_to(site).as_posix(): Words(page.read_text("utf-8")).words() for page in pages}


def test_a_published_page_has_the_words_of_the_page_as_written(site: Path, project: Project) -> None:
    project.edit("mkdocs.yml", "minify: true", "minify: false")
    result = project.build(SITE_URL=ADDRESS, OFFLINE="false")
    assert result.returncode == 0, result.stdout
    short, written = said(site), said(project.root / "site")
    assert len(short) > 10 and short == written
