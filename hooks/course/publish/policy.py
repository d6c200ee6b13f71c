"""A content security policy in every page. GitHub Pages sends no headers of ours, so it stands in a <meta>.

No ``unsafe-inline``: an inline script runs because the page names its hash. ``frame-ancestors`` and
``report-uri`` do nothing in a <meta>.
"""

import base64
import hashlib
import re

from .files import CHARSET, Built

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


def add(site: Built) -> None:
    site.edit(with_policy)


def with_policy(html: str) -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
    return CHARSET.sub(rf"\g<0>{meta}", html, count=1)


def policy(html: str) -> str:
    """What this page may load and run."""
    sources = ["'self'", *sorted({f"'{digest(code)}'" for code in inline_scripts(html)})]
    return f"default-src 'self'; script-src {' '.join(sources)}; {REST}"


def inline_scripts(html: str) -> list[str]:
    """The code of a page's scripts that a browser would run: none with an address, none that is data."""
    return [
        found["code"]
        for found in SCRIPT.finditer(html)
        if "src=" not in found["attributes"] and "json" not in found["attributes"]
    ]


def digest(code: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
