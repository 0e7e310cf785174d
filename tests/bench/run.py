"""Run: one command, and what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# The examples are looked up in one table: a build that finds it empty works none out.
WITHOUT_EXAMPLES = """\
from macros.views import worked
from mkdocs.__main__ import cli
assert worked.EXAMPLES
worked.EXAMPLES.clear()
cli(["build", "--strict"])
"""
BUILD = 'from mkdocs.__main__ import cli; cli(["build", "--strict"])'


class Run(NamedTuple):
    """What one command took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def timed(root: Path, program: str, *arguments: str, processors: int | None = None) -> Run:
    """Run a program of Python in the folder `root`, on so many processors; end where it fails."""
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", program, *arguments]
    said = root / "said.txt"
    start = time.perf_counter()
    with said.open("wb") as output, _on(processors):
        process = subprocess.Popen(command, cwd=root, env=settings, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(said.read_text(encoding="utf-8"))
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def _on(processors: int | None) -> Iterator[None]:
    """Let what is started in here run on so many processors; on all where that is None."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:processors])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)
