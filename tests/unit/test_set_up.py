"""What the set-up says while it works and where it cannot; and where nothing can be served."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.commands import install
from course.commands.port import HOST, refusal


def test_without_a_network_the_registry_is_named(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    for name, value in {
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_FIND_LINKS": "",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
    }.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "r.txt").write_text(f"no-such-thing==1.0 --hash=sha256:{'0' * 64}\n")
    assert install.main(tmp_path / "r.txt") != 0
    said = capfd.readouterr()
    assert said.out == "Fetching what r.txt lists\n"
    assert said.err == install.CANNOT_BE_REACHED + "\n"


@pytest.mark.parametrize(
    "output",
    [
        "ERROR: Could not find a version that satisfies the requirement x==1 (from versions: none)\nERROR: No matching distribution found for x==1",
        "ERROR: Could not install packages due to an OSError: HTTPSConnectionPool(host='files', port=443): Max retries exceeded",
        "ERROR: HTTP error 503 while getting https://example.org/x.whl",
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.",
        "ProtocolError: ('Connection broken: IncompleteRead(1 bytes read)')",
    ],
)
def test_so_it_is_when_the_network_goes_on_the_way(output: str) -> None:
    assert install.reason(output) == install.CANNOT_BE_REACHED


def test_another_fault_is_told_in_pips_words() -> None:
    full = "Collecting x==1\nERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n"
    assert install.reason(full) == full.splitlines()[1]
    assert install.reason("a\nkilled") == "a\nkilled"


def test_the_set_up_says_what_it_is_doing() -> None:
    lines = [f"Collecting package-{letter}==1.0 (from -r requirements.txt (line 3))" for letter in "abcdefg"]
    lines += ["Processing /cache/rjsmin-1.2.5-cp311.whl", "Installing collected packages: a, b, c"]
    assert list(install.steps(lines, 8)) == [
        "  1 of 8 packages: package-a",
        "  2 of 8 packages: package-b",
        "  4 of 8 packages: package-d",
        "  6 of 8 packages: package-f",
        "  8 of 8 packages: rjsmin",
        "  installing 3 packages",
    ]


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.create_server((HOST, 0)) as taken:
        yield taken.getsockname()[1]


def test_a_busy_port_is_told_with_one_that_is_free(busy: int) -> None:
    why = refusal(HOST, str(busy))
    assert why.startswith(f"Port {busy} is in use by another program. Take another: `make serve PORT=")
    assert refusal(HOST, why.split("=")[1].strip("`")) == ""


@pytest.mark.parametrize("port", ["80000", "65536", "0", "-1", "abc", "", "8000 ", "8e3", "８０００"])
def test_what_is_no_port_is_told_in_a_line(port: str) -> None:
    why = "is no port: write a number from 1 to 65535, such as `make serve PORT=8001`"
    assert refusal(HOST, port) == f"PORT={port} {why}"
    run = subprocess.run([sys.executable, "-m", "course.commands.port", port], env={"PYTHONPATH": "hooks"}, cwd=Path(__file__).parents[2], capture_output=True, text=True)  # fmt: skip
    assert (run.returncode, run.stdout, run.stderr) == (1, "", f"PORT={port} {why}\n")
