"""Result: what came of one kind of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from sweep.states import Build, Project, Snapshot

from sweep.states import snapshot


class Result(NamedTuple):
    """How often a thing was tried, what was seen, by its name, and what was wrong."""

    what: str
    times: int
    seen: Counter[str]
    faults: list[str]
    skipped: str = ""


def is_whole(site: Path, snapshots: list[Snapshot]) -> bool:
    """Tell whether a site is exactly that of one state."""
    return snapshot(site) in snapshots


def faults_of(build: Build, *, said: str = "") -> list[str]:
    """Return what is wrong with how a build has ended: well, or with a line that says `said`."""
    if "Traceback" in build.said:
        return [f"a traceback: {build.said[-2000:]}"]
    if build.code not in {0, 1}:
        return [f"exit code {build.code}: {build.said[-500:]}"]
    if build.code and said not in build.said:
        return [f"no word of '{said}': {build.said[-500:]}"]
    return []


def next_build(project: Project, site: Path, wanted: Snapshot) -> list[str]:
    """Return what is wrong with the next build: it must go well, and clean up."""
    build = project.build(site)
    if build.code:
        return [f"the next build fails: {build.said[-1000:]}"]
    if snapshot(site) != wanted:
        return ["the next build makes another site"]
    beside = site.with_name(f".{site.name}.playbook")
    left = {path.name for path in beside.iterdir()} - {"lock", "other", ".gitignore"}
    parts = [str(path) for path in beside.rglob("*.part")]
    return [f"the next build leaves {left} {parts}"] if left or parts else []
