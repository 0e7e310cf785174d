"""Company: two builds at once, and somebody who removes a record while one is read."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from typing import TYPE_CHECKING

from sweep.result import Result, faults_of, is_whole, next_build
from sweep.states import ended

if TYPE_CHECKING:
    from sweep.states import Project, Snapshot

_REFUSED = re.compile(r"another build is writing .*\(process \d+, since \d\d:\d\d:\d\d\)")


def two_at_once(project: Project, snapshots: list[Snapshot], times: int) -> Result:
    """Start two builds at the same moment: one is to win, and the other to say who does."""
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(times):
        state = number % 2
        project.put(state)
        first, second = project.start(), project.start()
        builds = [ended(first), ended(second)]
        refused = [bool(_REFUSED.search(each.said.replace("\n", " "))) for each in builds]
        seen["one was refused" if any(refused) else "one came after the other"] += 1
        found = [each for build in builds for each in faults_of(build, said="another build is")]
        found += ["neither has built"] if all(build.code for build in builds) else []
        found += [] if is_whole(project.site, snapshots) else ["the site is broken"]
        found += next_build(project, project.site, snapshots[state])
        faults += [f"two at once, {number}: {each}" for each in found]
    return Result("two builds at once", times, seen, faults)


def vanishing(project: Project, snapshots: list[Snapshot], times: int) -> Result:
    """Remove a record and a page while the site is being built."""
    seen: Counter[str] = Counter()
    faults: list[str] = []
    page = project.root / "docs/passing.md"
    for number in range(times):
        project.put(0)
        record = random.choice(sorted(project.root.glob("partners/[!_]*.yml")))  # noqa: S311
        lost, content = (record, record.read_bytes()) if number % 2 else (page, b"# Passing\n")
        lost.write_bytes(content)
        process = project.start()
        # The records are read early in a build, and soon.
        time.sleep(random.uniform(0, 2))  # noqa: S311 - chance
        lost.unlink()
        build = ended(process)
        if lost == record:
            lost.write_bytes(content)
        seen["the site was built" if build.code == 0 else "the build said so"] += 1
        found = faults_of(build, said="; ")
        if build.code:
            found += [] if is_whole(project.site, snapshots) else ["the site is broken"]
        found += next_build(project, project.site, snapshots[0])
        faults += [f"{lost.name} vanishes: {each}" for each in found]
    return Result("a file vanishes meanwhile", times, seen, faults)
