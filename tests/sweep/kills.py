"""Kills: `kill -9` at any moment, of a whole build or only of the process that makes the site."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from sweep.result import Result, is_whole, next_build
from sweep.states import ended

if TYPE_CHECKING:
    from sweep.states import Project, Snapshot

AIMED = 3
"""Of so many kills one is aimed at the end of a build, where the site is looked through and put in
its place: that takes no long time, and is what must not go wrong."""


class Length(NamedTuple):
    """How many seconds a build takes, and the part of it from when all is drawn."""

    whole: float
    end: float


def kills(project: Project, snapshots: list[Snapshot], times: int) -> Result:
    """Kill so many builds, and look each time at the site and at what the next build makes."""
    project.put(0)
    length = _length(project)
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(times):
        state = (number + 1) % 2
        project.put(state)
        phase, process = _killed(project, length, is_aimed=number % AIMED == 0)
        seen[phase] += 1
        found = [] if is_whole(project.site, snapshots) else ["the site is broken"]
        found += next_build(project, project.site, snapshots[state])
        # Workers may have been left behind, and no longer be an obstacle.
        _signal_all(process, signal.SIGKILL)
        faults += [f"kill {number}, {phase}: {each}" for each in found]
    return Result("kill -9", times, seen, faults)


def _length(project: Project) -> Length:
    start = time.monotonic()
    run = _Run(project)
    run.wait_until_drawn()
    drawn = time.monotonic()
    ended(run.process)
    return Length(time.monotonic() - start, time.monotonic() - drawn)


class _Run:
    """A build that has been started."""

    def __init__(self, project: Project) -> None:
        self._site = project.site
        self._beside = project.site.with_name(f".{project.site.name}.playbook")
        self._before = project.site.stat().st_ino
        self._began = time.time()
        self.process = project.start()

    def wait_until_drawn(self) -> None:
        """Wait until all pages are drawn, and the first are a part of the next site."""
        while self.process.poll() is None and not self._is_drawn() and not self._is_swapped():
            time.sleep(0.001)

    def phase(self) -> str:
        """Tell what it is at."""
        drawn = self._beside / "drawn"
        if self.process.poll() is not None:
            return "had ended"
        if self._is_swapped():
            return "after the swap"
        if self._is_drawn():
            return "looking through, swapping"
        if not drawn.exists():
            return "starting"
        return "drawing" if any(drawn.iterdir()) else "reading records"

    def builder(self) -> int | None:
        """Return the number of the process that is making the site, if one is."""
        if not (self._beside / "drawn").exists():
            return None
        said = (self._beside / "lock").read_text(encoding="utf-8")
        number = int(said.split()[1].rstrip(","))
        return number if _group(number) == self.process.pid else None

    def _is_drawn(self) -> bool:
        try:
            return (self._beside / "other/index.html").stat().st_mtime > self._began
        except FileNotFoundError:
            return False

    def _is_swapped(self) -> bool:
        return self._site.stat().st_ino != self._before


def _group(number: int) -> int | None:
    try:
        return os.getpgid(number)
    except ProcessLookupError:
        return None


def _killed(
    project: Project, length: Length, *, is_aimed: bool
) -> tuple[str, subprocess.Popen[str]]:
    run = _Run(project)
    if is_aimed:
        run.wait_until_drawn()
    moment = random.uniform(0, length.end if is_aimed else length.whole)  # noqa: S311 - chance
    with suppress(subprocess.TimeoutExpired):
        run.process.wait(moment)
    # Stopped first, so that one sees where it was.
    _signal_all(run.process, signal.SIGSTOP)
    phase = run.phase()
    builder = run.builder()
    if builder and random.choice((True, False)):  # noqa: S311 - chance
        os.kill(builder, signal.SIGKILL)
        _signal_all(run.process, signal.SIGCONT)
    else:
        _signal_all(run.process, signal.SIGKILL)
    run.process.wait()
    if run.process.stdout:
        run.process.stdout.close()
    return phase, run.process


def _signal_all(process: subprocess.Popen[str], number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)
