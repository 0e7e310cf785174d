"""Disks: one that is full after so many megabytes, and one that nothing can be written to."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sweep.reader import watched
from sweep.result import Result, faults_of, is_whole, next_build
from sweep.states import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sweep.states import Project, Snapshot

MEGABYTE = 1 << 20
NEEDS_ROOT = "only root may mount a disk of a certain size"


def full(project: Project, snapshots: list[Snapshot], disk: Path) -> tuple[Result, Counter[str]]:
    """Build where the disk is full after no megabyte more, one more, two more, until one fits.

    The disk is one in memory. What a reader has met meanwhile comes with the result.
    """
    what = "disk full at every MB"
    if not _may_mount(disk):
        return Result(what, 0, Counter(), [], NEEDS_ROOT), Counter()
    seen: Counter[str] = Counter()
    faults: list[str] = []
    with _mounted(disk, "tmpfs", "-o", "size=512m"):
        site = disk / "site"
        state = _first(project, site)
        used = shutil.disk_usage(disk).used
        project.put(1 - state)
        with watched(site, snapshots) as met:
            for more in range(used // MEGABYTE + 3):
                _mount("-o", f"remount,size={used + more * MEGABYTE}", str(disk))
                build = project.build(site)
                seen["the site was built" if build.code == 0 else "the build said so"] += 1
                found = faults_of(build, said="the disk is full; make room and build again")
                found += [] if is_whole(site, snapshots) else ["the site is broken"]
                faults += [f"{more} MB: {each}" for each in found]
                if build.code == 0:
                    break
            else:
                faults.append("no build fits, with as much room as the site takes")
            _mount("-o", "remount,size=512m", str(disk))
            faults += next_build(project, site, snapshots[1 - state])
    return Result(what, seen.total(), seen, faults), met


def read_only(project: Project, snapshots: list[Snapshot], disk: Path) -> Result:
    """Build where nothing can be written, and where only the site itself can."""
    what = "read-only folder"
    if not _may_mount(disk):
        return Result(what, 0, Counter(), [], NEEDS_ROOT)
    faults: list[str] = []
    with _mounted(disk, "tmpfs", "-o", "size=512m"):
        site = disk / "site"
        project.put(1 - _first(project, site))
        _mount("-o", "remount,ro", str(disk))
        build = project.build(site)
        faults += faults_of(build, said="the disk is read-only; name a folder elsewhere")
        faults += [] if build.code else ["it was built all the same"]
        faults += [] if is_whole(site, snapshots) else ["the site is broken"]
        _mount("-o", "remount,rw", str(disk))
    return Result(what, 1, Counter({"the build said so": 1}), faults)


def _first(project: Project, site: Path) -> int:
    """Put the site of state 0 on a disk."""
    project.put(0)
    assert project.build(site).code == 0
    assert snapshot(site)
    return 0


def _may_mount(disk: Path) -> bool:
    disk.mkdir(exist_ok=True)
    try:
        with _mounted(disk, "tmpfs", "-o", "size=1m"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def _mounted(disk: Path, kind: str, *options: str) -> Iterator[None]:
    _mount("-t", kind, *options, kind, str(disk))
    try:
        yield
    finally:
        subprocess.run([_program("umount"), str(disk)], check=True)


def _mount(*options: str) -> None:
    subprocess.run([_program("mount"), *options], check=True, capture_output=True)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None or os.geteuid() != 0:
        raise PermissionError
    return found
