"""Fewer and larger scripts: a module that only one file needs becomes part of it.

A file stays what a page or a module fetches by its name, and what two files need. A module that becomes part
of another keeps a scope of its own, so names never meet. Of the forms of `import` and `export`, those are
known that docs/js has; another one fails the build.
"""

import re
from pathlib import Path

from .files import Pages, read, write

IMPORT = re.compile(r'^import (?:\{(?P<names>[^{}]*)\} from )?"\./(?P<file>[\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
ON_DEMAND = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def join_modules(site: Path, _: Pages) -> None:
    texts = {file.name: read(file) for file in sorted(site.glob("js/*.js"))}
    needs = {name: [found["file"] for found in IMPORT.finditer(text)] for name, text in texts.items()}
    files = _files(texts, needs)
    for name in texts:
        if name in files:
            write(site / "js" / name, _joined(name, texts, needs, files))
        else:
            (site / "js" / name).unlink()


def _files(texts: dict[str, str], needs: dict[str, list[str]]) -> set[str]:
    """Which modules stay files."""
    needed = {name for names in needs.values() for name in names}
    by_name = {name for text in texts.values() for name in ON_DEMAND.findall(text)}
    elements = {name for name, text in texts.items() if f'define("{name.removesuffix(".js")}"' in text}
    files = (texts.keys() - needed) | by_name | elements
    while True:
        parts = [part for file in files for part in _parts(file, needs, files)]
        shared = {part for part in parts if parts.count(part) > 1}
        if not shared:
            return files
        files |= shared


def _parts(file: str, needs: dict[str, list[str]], files: set[str]) -> list[str]:
    """The modules that become part of ``file``, each after those that it needs itself."""
    found: list[str] = []
    for name in needs[file]:
        if name not in files:
            found += [part for part in [*_parts(name, needs, files), name] if part not in found]
    return found


def _joined(file: str, texts: dict[str, str], needs: dict[str, list[str]], files: set[str]) -> str:
    outside: dict[str, set[str]] = {}

    def inside(found: re.Match[str]) -> str:
        names = {name.strip() for name in (found["names"] or "").split(",") if name.strip()}
        if found["file"] in files:
            outside.setdefault(found["file"], set()).update(names)
            return ""
        return f"const {{ {', '.join(sorted(names)).replace(' as ', ': ')} }} = {_scope(found['file'])};\n"

    parts = []
    for name in _parts(file, needs, files):
        code = IMPORT.sub(inside, texts[name])
        exports = ", ".join(EXPORT.findall(code))
        code = EXPORT.sub("", code)
        if unknown := UNKNOWN.search(code):
            raise ValueError(
                f"docs/js/{name}: '{unknown[0]}' cannot be joined; write it as the other modules do"
            )
        parts.append(f"const {_scope(name)} = (() => {{\n{code}return {{ {exports} }};\n}})();\n")
    parts.append(IMPORT.sub(inside, texts[file]))
    imports = [
        f'import {{ {", ".join(sorted(names))} }} from "./{name}";\n' if names else f'import "./{name}";\n'
        for name, names in outside.items()
    ]
    return "".join([*imports, *parts])


def _scope(name: str) -> str:
    return "$" + name.removesuffix(".js").replace("-", "_")  # no name of ours begins so
