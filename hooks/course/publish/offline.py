"""The whole course without a network: fills docs/service-worker.js with the list of the site's files.

Each file is listed with a hash of its content, so the worker can tell a file of another build.
A page also names the build of its assets, so that a page opened without a reload is of the same build.
"""

import hashlib
import json
import re
from pathlib import Path

from .files import pages, read, write

WORKER = "service-worker.js"
UNFILLED = re.compile(r"^const BUILD = .*$", re.MULTILINE)
KEPT = {".html", ".css", ".js", ".json", ".woff2", ".svg", ".png", ".webmanifest", ".py"}
LEFT = {WORKER, "card.png", "card.svg"}  # the card is for other sites' previews
TEXT = {"search/search_index.json"}  # follows the pages' text: other text needs no other assets
LENGTH = 16  # of a hash in hex: 64 bits tell builds apart


def add(site: Path) -> None:
    assets = site_hash(
        site, [file for file in kept(site) if file.suffix != ".html" and _name(site, file) not in TEXT]
    )
    for page in pages(site):
        html = read(page)
        write(
            page,
            re.sub(r"<meta charset=[^>]*>", rf'\g<0><meta name="assets" content="{assets}">', html, count=1),
        )
    files = {address(_name(site, file)): file_hash(file) for file in kept(site)}
    build = {"name": site_hash(site, kept(site)), "assets": assets, "files": files}
    line = f"const BUILD = {json.dumps(build, separators=(',', ':'))};"
    worker = read(site / WORKER)
    if not UNFILLED.search(worker):
        raise ValueError(f"docs/{WORKER} has no line that begins with 'const BUILD = '")
    write(site / WORKER, UNFILLED.sub(lambda _: line, worker))


def kept(site: Path) -> list[Path]:
    """What a reader may need: not the worker itself, nor what only machines read."""
    return [file for file in sorted(site.rglob("*")) if file.suffix in KEPT and file.name not in LEFT]


def address(name: str) -> str:
    """As a browser asks for it, below the site's root: ``foundations/`` for ``foundations/index.html``."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)


def site_hash(site: Path, files: list[Path]) -> str:
    whole = hashlib.sha256("".join(f"{_name(site, file)} {file_hash(file)}\n" for file in files).encode())
    return whole.hexdigest()[:LENGTH]


def file_hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:LENGTH]


def _name(site: Path, file: Path) -> str:
    return file.relative_to(site).as_posix()
