"""Pages in fewer bytes say the same, word for word."""

import re
from html import unescape
from pathlib import Path

from conftest import with_steps

ATTRIBUTES = r"""(?:[^>"']|"[^"]*"|'[^']*')*>"""
INLINE = "a|b|code|em|i|label|small|span|strong|sub|sup|svg"
PARTS_NOTHING = re.compile(rf"<!--.*?-->|</?(?:{INLINE})(?=[\s/>]){ATTRIBUTES}", re.DOTALL)
PARTS_WORDS = re.compile(rf"</?[a-z]{ATTRIBUTES}")


def words(html: str) -> list[str]:
    """Split as browsers do it: white space in a line is one space, and a no-break space parts nothing."""
    text = PARTS_WORDS.sub("\n", PARTS_NOTHING.sub("", html[html.index("<body") :]))
    return unescape(text).replace("\N{NO-BREAK SPACE}", "_").split()


def said(site: Path) -> dict[str, list[str]]:
    return {
        page.relative_to(site).as_posix(): words(page.read_text("utf-8")) for page in site.rglob("*.html")
    }


def test_a_published_page_has_the_words_of_the_page_as_written(
    site: Path, written: Path, tmp_path: Path
) -> None:
    with_steps(written, tmp_path / "site", "review")  # its questions are in pages of their own
    short, long = said(site), said(tmp_path / "site")
    assert len(short) > 10 and short == long
