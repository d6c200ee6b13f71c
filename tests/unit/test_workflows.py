"""The steps of the weekly refresh, run with stand-ins for make and for GitHub."""

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MAKE = """#!/bin/sh
case "$*" in
  *refresh*) mkdir -p data; echo '{}' > data/hub.json; echo "a/b: licence: mit, was apache-2.0"; printf '%s\\n' '~~~';;
  build) [ "$HUB" = off ];;
  test) echo "FAILED test_of_a_live_value"; exit $TESTS;;
esac
"""
GH = """#!/bin/sh
case "$2" in
  list) echo 0;;
  create) cp body.md opened.md;;
esac
"""


def step_texts(workflow: str, job: str) -> list[dict[str, Any]]:
    told = yaml.safe_load((ROOT / ".github" / "workflows" / workflow).read_text(encoding="utf-8"))
    return [step for step in told["jobs"][job]["steps"] if "run" in step]


def stub(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A repository whose pushes to GitHub go to a folder."""
    root = tmp_path / "checkout"
    for command in (
        ["git", "init", "-q", "--bare", str(tmp_path / "pushed.git")],
        ["git", "init", "-q", str(root)],
        ["git", "-C", str(root), "config", f"url.{tmp_path / 'pushed.git'}.insteadOf", "https://x-access-token:t@github.com/o/r"],
    ):  # fmt: skip
        subprocess.run(command, check=True)
    stub(tmp_path / "bin", "make", MAKE)
    stub(tmp_path / "bin", "gh", GH)
    return root


def run(step: dict[str, Any], root: Path, **env: str) -> int:
    path = f"{root.parent / 'bin'}:{os.environ['PATH']}"
    given = {**os.environ, "PATH": path, "GITHUB_OUTPUT": str(root / "out"), **env}
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(shell, cwd=root, env=given, capture_output=True).returncode


@pytest.mark.parametrize(("tests", "outcome"), [("0", "success"), ("1", "failure")])
def test_the_pull_request_is_opened_whatever_the_tests_say(checkout: Path, tests: str, outcome: str) -> None:
    refresh, test, opened, red = step_texts("refresh.yml", "refresh")
    assert run(refresh, checkout) == 0
    assert "changed=yes" in (checkout / "out").read_text()
    assert (run(test, checkout, TESTS=tests) == 0) == (outcome == "success")
    assert test["continue-on-error"] and opened["if"] == test["if"] == "steps.refresh.outputs.changed"
    assert opened["env"]["TESTED"] == "${{ steps.test.outcome }}"
    assert run(opened, checkout, TESTED=outcome, GH_TOKEN="t", GITHUB_REPOSITORY="o/r") == 0
    body = (checkout / "opened.md").read_text(encoding="utf-8")
    assert "licence: mit, was apache-2.0" in body
    assert f"Tests with it: **{outcome}**" in body and "FAILED test_of_a_live_value" in body
    assert body.count("~~~") == 4  # no line of the Hub's ends the block
    branches = ["git", "-C", str(checkout.parent / "pushed.git"), "branch", "--list"]
    assert "refresh-hub" in subprocess.run(branches, capture_output=True, text=True).stdout
    assert red == {"if": "steps.test.outcome == 'failure'", "run": "exit 1"}


@pytest.mark.parametrize(
    ("gh", "code", "told"),
    [
        ("echo https://o.example/r", 0, "on=yes\nurl=https://o.example/r/\n"),
        ("echo 'gh: Not Found (HTTP 404)' >&2; exit 1", 0, "url=https://o.github.io/r/\n"),
        ("echo 'gh: (HTTP 502)' >&2; exit 1", 1, ""),
    ],
)
def test_before_pages_is_turned_on_nothing_is_deployed(checkout: Path, gh: str, code: int, told: str) -> None:
    stub(checkout.parent / "bin", "gh", f"#!/bin/sh\n{gh}\n")
    (pages,) = [step for step in step_texts("pages.yml", "build") if step.get("id") == "pages"]
    (checkout / "out").touch()
    assert run(pages, checkout, GITHUB_REPOSITORY="o/r", GITHUB_REPOSITORY_OWNER="o") == code
    assert (checkout / "out").read_text() == told


def test_a_workflow_can_be_run_again() -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8"))["jobs"]
    (upload,) = [step for step in jobs["build"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert (
        "github.run_attempt" in upload["with"]["name"]
        and jobs["build"]["outputs"]["artifact"] == upload["with"]["name"]
    )
    assert jobs["deploy"]["steps"][0]["with"]["artifact_name"] == "${{ needs.build.outputs.artifact }}"
    assert "needs.build.outputs.pages" in jobs["deploy"]["if"]
