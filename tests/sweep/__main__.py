"""`python -m sweep [KILLS [PARTNERS]]` from the folder `tests`: whatever can happen to a build.

Somebody reads the site all the while. It ends with 1 where a reader has met anything but a whole
page, or a site was not that of before or after.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sweep.company import two_at_once, vanishing
from sweep.disks import full, read_only
from sweep.kills import kills
from sweep.reader import FAULTS, watched
from sweep.states import Project, snapshots

if TYPE_CHECKING:
    from collections import Counter

    from sweep.result import Result

AT_ONCE = 20
VANISHING = 10


def main(times: int = 200, partners: int = 300) -> int:
    """Do all of it and print a table; return 1 where anything was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder) / "project", partners)
        states = snapshots(project)
        print("| what | times | seen | faults |\n| --- | --- | --- | --- |", flush=True)
        with watched(project.site, states) as met:
            results = [_told(kills(project, states, times))]
            results += [_told(two_at_once(project, states, AT_ONCE))]
        results += [_told(vanishing(project, states, VANISHING))]
        result, met_there = full(project, states, Path(folder) / "disk")
        results += [_told(result), _told(read_only(project, states, Path(folder) / "disk"))]
    found = met + met_there
    print(f"\n{found.total()} pages were read meanwhile: {_counted(found)}")
    for fault in (each for result in results for each in result.faults):
        print(f"\n{fault}")
    return int(any(result.faults for result in results) or any(found[each] for each in FAULTS))


def _told(result: Result) -> Result:
    seen = f"skipped: {result.skipped}" if result.skipped else _counted(result.seen)
    print(f"| {result.what} | {result.times} | {seen} | {len(result.faults)} |", flush=True)
    return result


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
