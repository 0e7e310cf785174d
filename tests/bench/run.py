"""Run: one command, and what it took."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict")
# Without compiled code kept, which people have, every start would be slower.
_NOT_SET = "PYTHONDONTWRITEBYTECODE"
SETTINGS = {name: value for name, value in os.environ.items() if name != _NOT_SET} | {
    "NO_MKDOCS_2_WARNING": "1"
}
SAID = "said.txt"
"""What a command says, in the folder that it runs in."""


class Run(NamedTuple):
    """What one command took."""

    seconds: float
    cpu_seconds: float
    """Of all its processes together."""
    peak_mb: float
    """Of the largest of its processes."""


def timed(root: Path, command: Sequence[str], processors: int | None = None) -> Run:
    """Run a command in the folder `root`, on so many processors; end where it fails."""
    _forget_peak()
    os.sync()
    start = time.perf_counter()
    with (root / SAID).open("wb") as output, _on(processors):
        process = subprocess.Popen(command, cwd=root, env=SETTINGS, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}:\n{(root / SAID).read_text(encoding='utf-8')}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _forget_peak() -> None:
    """Bring the highest memory that this process has had down to what it has now.

    A process that is started begins, for the system's books, with the peak of the one that starts
    it.
    """
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


@contextmanager
def _on(processors: int | None) -> Iterator[None]:
    """Let what is started in here run on so many processors; on all where that is None."""
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(every)[:processors])
    try:
        yield
    finally:
        os.sched_setaffinity(0, every)
