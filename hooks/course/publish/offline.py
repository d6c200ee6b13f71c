"""The whole course without a network: fills docs/service-worker.js with the list of the site's files.

Each file is listed with a hash of its content, so the worker can tell a file of another build.
A page also names the build of its assets, so that the worker takes on only pages of its own build, and says
how much there is to fetch.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from .files import CHARSET, Built, read, write

WORKER = "service-worker.js"
UNFILLED = re.compile(r"^const BUILD = .*$", re.MULTILINE)
KEPT = {".html", ".css", ".js", ".json", ".woff2", ".svg", ".png", ".webmanifest", ".py"}
ASKED = {".bin"}  # large: kept from when a reader asks for it
PACKED = {".woff2", ".png"}
LEFT = {WORKER, "card.png", "card.svg"}  # the card is for other sites' previews
TEXT = (".html", "search_index.json", "titles.json")  # other text needs no other assets
LENGTH = 16  # of a hash in hex: 64 bits tell builds apart


SIZE = re.compile(r'(<offline-copy [^>]*data-size=")("><span role="status">[^<]*)\.')


def add(site: Built) -> None:
    site.write()
    files = _named(site.folder, kept(site.folder))
    size = fetched(files.values())
    hashes = _hashes(files, (name for name in files if not name.endswith(TEXT)))
    assets = build_hash(hashes)
    site.edit(lambda html: SIZE.sub(rf"\g<1>{size}\g<2> ({size}).", html, count=1))
    site.edit(lambda html: CHARSET.sub(rf'\g<0><meta name="assets" content="{assets}">', html, count=1))
    site.write()
    hashes |= _hashes(files, files.keys() - hashes.keys())
    by_address = {address(name): hash for name, hash in sorted(hashes.items())}
    large = _named(site.folder, (file for file in site.folder.rglob("*") if file.suffix in ASKED))
    asked = dict(sorted(_hashes(large, large.keys()).items()))
    build = {"name": build_hash(hashes | asked), "assets": assets, "files": by_address, "asked": asked}
    line = f"const BUILD = {json.dumps(build, separators=(',', ':'))};"
    worker = read(site.folder / WORKER)
    if not UNFILLED.search(worker):
        raise ValueError(f"docs/{WORKER} has no line that begins with 'const BUILD = '")
    write(site.folder / WORKER, UNFILLED.sub(lambda _: line, worker))


def fetched(files: Iterable[Path]) -> str:
    """What all of it takes to fetch, in MB (10^6 bytes): text is sent gzipped, about as servers do it."""
    sent = (
        file.read_bytes() if file.suffix in PACKED else zlib.compress(file.read_bytes(), level=5, wbits=31)
        for file in files
    )
    return f"{sum(map(len, sent)) / 1e6:.1f} MB"


def kept(folder: Path) -> list[Path]:
    """What a reader may need: not the worker itself, nor what only machines read, nor what is taken along."""
    files = (file for file in folder.rglob("*") if file.suffix in KEPT and file.name not in LEFT)
    return [file for file in files if file.parent.name != "exports"]


def address(name: str) -> str:
    """As a browser asks for it, below the site's root: ``foundations/`` for ``foundations/index.html``."""
    return re.sub(r"(^|/)index\.html$", r"\1", name)


def build_hash(hashes: Mapping[str, str]) -> str:
    """One for files with these names and hashes, in whatever order."""
    return file_hash("".join(f"{name} {hash}\n" for name, hash in sorted(hashes.items())).encode())


def file_hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:LENGTH]


def _named(folder: Path, files: Iterable[Path]) -> dict[str, Path]:
    return {file.relative_to(folder).as_posix(): file for file in files}


def _hashes(files: Mapping[str, Path], names: Iterable[str]) -> dict[str, str]:
    return {name: file_hash(files[name].read_bytes()) for name in names}
