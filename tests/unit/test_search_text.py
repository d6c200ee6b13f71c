"""What the search index reads of a page is what it would have kept."""

import pytest
from material.plugins.search.plugin import Parser

from course.site.search_text import EXCLUDE, readable

PAGE = f"""<h1 id="h">Title</h1><p class="x">One <a href="#">link</a>, <em>two</em> &amp; <code>a &lt; b</code>.</p>
<figure{EXCLUDE}><table><tr><td>hidden</td></tr></table></figure>
<div class="list"><section><h2 id="s"><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>Section</h2><ul><li>item</li></ul>
<article><h3 id="e">Entry</h3><p>text</p></article></section></div>
<details open="open"{EXCLUDE}><summary>Answer</summary><p>hidden</p></details>
<h2 id="t">Third</h2><pre><code><span class="k">for</span> x\n  y</code></pre>"""


def entries(html: str) -> list[tuple[str | None, str, str]]:
    """The theme's own reading: id, title and text of each section, without the white space."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [(it.id, *("".join("".join(part).split()) for part in (it.title, it.text))) for it in parser.data]


def test_the_index_has_the_same_entries_as_of_the_whole_page() -> None:
    assert entries(readable(PAGE)) == entries(PAGE)
    assert [id for id, _, _ in entries(PAGE)] == [None, "s", "e", "t"]
    assert "hidden" not in readable(PAGE) and "<svg" not in readable(PAGE)


@pytest.mark.parametrize("inner", ["<div>in</div>after", "<p><div>in</div></p>after", "<divide-/>in"])
def test_excluded_text_around_its_like_stays_excluded(inner: str) -> None:
    """The theme's own parser takes the first end for the last one, and lets the rest in."""
    page = f'<h1 id="h">Title</h1><div{EXCLUDE}>before{inner}</div><p>seen</p>'
    assert entries(readable(page)) == [(None, "Title", "<p>seen</p>")]


def test_what_is_excluded_within_what_is_excluded_lets_nothing_back_in() -> None:
    page = f'<h1 id="h">Title</h1><div{EXCLUDE}>before<p{EXCLUDE}>in</p>after</div><p>seen</p>'
    assert entries(readable(page)) == [(None, "Title", "<p>seen</p>")]


def test_a_text_that_says_how_to_exclude_is_read() -> None:
    page = f'<h1 id="h">Title</h1><p>Write{EXCLUDE} in a tag.</p><p>seen</p>'
    assert readable(page) == page
