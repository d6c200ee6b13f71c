"""Fewer and larger scripts: a module that only one file needs becomes part of it.

A file stays what a page or a module fetches by its name, and what two files need. What main.js needs becomes
part of it whoever else needs it: main.js is on every page, and hands on the scopes of its parts. A part keeps
a scope of its own, so names never meet. Of the forms of `import` and `export`, those are known that docs/js
has; another one fails the build.
"""

import re
from collections.abc import Container
from pathlib import Path

from .files import read, write

MAIN = "main.js"
IMPORT = re.compile(r'^import (?:\{(?P<names>[^{}]*)\} from )?"\./(?P<file>[\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function\*?) (\w+))", re.MULTILINE)
ON_DEMAND = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
UNKNOWN = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def join_modules(site: Path) -> None:
    texts = {file.name: read(file) for file in sorted(site.glob("js/*.js"))}
    needs = {name: [found["file"] for found in IMPORT.finditer(text)] for name, text in texts.items()}
    homes = _homes(texts, needs)
    for name in texts:
        if homes[name] == name:
            write(site / "js" / name, _joined(name, texts, needs, homes))
        else:
            (site / "js" / name).unlink()


def _homes(texts: dict[str, str], needs: dict[str, list[str]]) -> dict[str, str]:
    """The file that each module is in: main.js, that of the only one that needs it, or one of its own."""
    needed = {name for names in needs.values() for name in names}
    by_name = {name for text in texts.values() for name in ON_DEMAND.findall(text)}
    elements = {name for name, text in texts.items() if f'define("{name.removesuffix(".js")}"' in text}
    files = dict.fromkeys(_parts(MAIN, needs, by_name), MAIN)
    files |= {name: name for name in ((texts.keys() - needed) | by_name | elements) - files.keys()}
    while True:
        homes = dict(files)
        for file in [name for name in files if files[name] == name]:
            for part in _parts(file, needs, files):
                homes[part] = part if part in homes else file
        shared = {name: name for name in homes.keys() - files if homes[name] == name}
        if not shared:
            return homes
        files |= shared


def _parts(file: str, needs: dict[str, list[str]], files: Container[str]) -> list[str]:
    """The modules that ``file`` needs and that are in no other file, each after those it needs itself."""
    found: list[str] = []
    for name in needs[file]:
        if name not in files:
            found += [part for part in [*_parts(name, needs, files), name] if part not in found]
    return found


def _joined(file: str, texts: dict[str, str], needs: dict[str, list[str]], homes: dict[str, str]) -> str:
    outside: dict[str, set[str]] = {}

    def inside(found: re.Match[str]) -> str:
        name, home = found["file"], homes[found["file"]]
        names = {name.strip() for name in (found["names"] or "").split(",") if name.strip()}
        if home != file:
            outside.setdefault(home, set()).update(names if home == name else {_scope(name)} if names else ())
        if home == name or not names:
            return ""
        return f"const {{ {', '.join(sorted(names)).replace(' as ', ': ')} }} = {_scope(name)};\n"

    parts = []
    others = {name for name, home in homes.items() if home != file}
    for name in _parts(file, needs, others):
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
    asked = {
        _scope(need)
        for name in texts
        for need in needs[name]
        if homes[need] == file != need and homes[name] != file
    }
    if asked:
        parts.append(f"export {{ {', '.join(sorted(asked))} }};\n")
    return "".join([*imports, *parts])


def _scope(name: str) -> str:
    return "$" + name.removesuffix(".js").replace("-", "_")  # no name of ours begins so
