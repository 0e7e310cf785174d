"""Kills: `kill -9` at any moment, of a whole build or only of the process that makes the site."""

from __future__ import annotations

import os
import random
import signal
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


ROUND = (0, 1, 2, 1)
"""The states that follow each other: half of the builds go without MkDocs."""


class Length(NamedTuple):
    """How many seconds a build takes, and the part of it from when all is drawn."""

    whole: float
    end: float


def kills(project: Project, snapshots: list[Snapshot], times: int) -> Result:
    """Kill so many builds, and look each time at the site and at what the next build makes."""
    lengths = [_length(project, state) for state in ROUND]
    seen: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(times):
        at = number % len(ROUND)
        state = ROUND[at]
        project.put(state)
        phase, run = _killed(project, lengths[at], is_aimed=number % AIMED == 0)
        seen[phase] += 1
        found = [] if is_whole(project.site, snapshots) else ["the site is broken"]
        found += next_build(project, project.site, snapshots[state])
        # Workers may have been left behind, and were no obstacle.
        run.end()
        faults += [f"kill {number}, {phase}: {each}" for each in found]
    return Result("kill -9", times, seen, faults)


def _length(project: Project, state: int) -> Length:
    project.put(state)
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
        self.process = project.start(self._site)

    def wait_until_drawn(self) -> None:
        """Wait until all pages are drawn, and the first are a part of the next site."""
        while not (self.has_ended() or self._is_drawn() or self._is_swapped()):
            time.sleep(0.001)

    def has_ended(self, *, wait: bool = False) -> bool:
        """Tell whether the first process has ended, or wait for that; its number stays taken.

        As long as nobody asks how it has ended, the system gives the number to nobody else, and a
        signal to the group reaches nobody else.
        """
        how = os.WEXITED | os.WNOWAIT | (0 if wait else os.WNOHANG)
        return os.waitid(os.P_PID, self.process.pid, how) is not None

    def wait(self, seconds: float) -> None:
        """Wait so long, or until it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.has_ended():
            time.sleep(0.001)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to every process of the build."""
        # One system or the other says so where all of them have ended.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)

    def end(self) -> None:
        """End what is left of it."""
        self.signal(signal.SIGKILL)
        self.process.communicate()

    def phase(self) -> str:
        """Tell what it is at."""
        drawn = self._beside / "drawn"
        if self.has_ended():
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


def _killed(project: Project, length: Length, *, is_aimed: bool) -> tuple[str, _Run]:
    run = _Run(project)
    if is_aimed:
        run.wait_until_drawn()
    run.wait(random.uniform(0, length.end if is_aimed else length.whole))  # noqa: S311 - chance
    # Stopped first, so that one sees where it was.
    run.signal(signal.SIGSTOP)
    phase = run.phase()
    builder = run.builder()
    if builder and random.choice((True, False)):  # noqa: S311 - chance
        os.kill(builder, signal.SIGKILL)
        run.signal(signal.SIGCONT)
    else:
        run.signal(signal.SIGKILL)
    run.has_ended(wait=True)
    return phase, run
