"""A content security policy in every page. GitHub Pages sends no headers of ours, so it stands in a <meta>.

No ``unsafe-inline``: an inline script runs because its hash is named. All pages name all hashes of the site,
since a page that is opened without a reload stays under the policy of the first. ``frame-ancestors`` and
``report-uri`` do nothing in a <meta>.
"""

import base64
import hashlib
import re
from pathlib import Path

from .files import CHARSET, pages, write

SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
REST = "; ".join(
    (
        "style-src 'self'",
        "img-src 'self' data:",  # the theme's icons are in its style sheet
        "object-src 'none'",
        "frame-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


def add(site: Path) -> None:
    hashes = sorted({digest(code) for _, html in pages(site) for code in inline_scripts(html)})
    sources = " ".join(["'self'", *(f"'{it}'" for it in hashes)])
    meta = (
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'self'; script-src {sources}; {REST}\">"
    )
    for page, html in pages(site):
        write(page, CHARSET.sub(lambda charset: charset[0] + meta, html, count=1))


def inline_scripts(html: str) -> list[str]:
    """The code of a page's scripts that a browser would run: none with an address, none that is data."""
    return [
        found["code"]
        for found in SCRIPT.finditer(html)
        if "src=" not in found["attributes"] and "json" not in found["attributes"]
    ]


def digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
