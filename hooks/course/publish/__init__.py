"""What `make build` does to a finished site, step by step. `make serve` does none of it.

Each step can be turned off in mkdocs.yml (``extra.publish``). They run in this order: a step works on what
the earlier ones left, the policy has hashes of the scripts as they are published, the offline copy has hashes
of everything but what is taken along, and the page of the whole course is made of finished ones.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..authoring.problem import Problem, nearest
from . import minify, offline, policy, prune, review_parts, style_sheet, theme_rules, valid, whole_course
from .files import Built

STEPS: Mapping[str, Callable[[Built], Iterable[Problem] | None]] = {
    "prune": prune.remove_unasked,
    "styles": theme_rules.keep_used,
    "valid": valid.mend_theme,
    "sheets": style_sheet.join_sheets,
    "minify": minify.shorten,
    "policy": policy.add,
    "review": review_parts.split,
    "offline": offline.add,
    "whole": whole_course.write_whole,
}


def publish(folder: Path, switches: Mapping[str, object], report: Callable[[Problem], None]) -> None:
    """Run the steps that are switched on, on the folder that MkDocs wrote, and tell what is wrong."""
    site = Built(folder)
    for name, step in STEPS.items():
        if switches.get(name):
            for problem in step(site) or ():
                report(problem)
    site.write()
    for name in switches.keys() - STEPS.keys():
        report(Problem("mkdocs.yml", 1, f"extra.publish has no step '{name}'", nearest(name, STEPS)))
