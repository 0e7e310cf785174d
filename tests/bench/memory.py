"""Memory: what all processes of a command take together, at its highest.

The kernel shares a page that several processes use out among them (PSS), so nothing is counted
twice. To look takes time, so what is looked at here is not timed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.run import SAID, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVERY = 0.02
PROCESSES = Path("/proc")


def together(root: Path, command: Sequence[str]) -> float:
    """Run a command in the folder `root` and return the MB of all its processes at their highest.

    Looked at fifty times a second; the program ends where the command fails.
    """
    highest = 0.0
    with (root / SAID).open("wb") as output:
        process = subprocess.Popen(
            command, cwd=root, env=SETTINGS, stdout=output, stderr=output, start_new_session=True
        )
        try:
            while process.poll() is None:
                highest = max(highest, session_mb(process.pid))
                time.sleep(EVERY)
        finally:
            if process.poll() is None:
                # Ctrl+C is not heard in a session of its own.
                os.killpg(process.pid, signal.SIGTERM)
    if process.returncode:
        sys.exit((root / SAID).read_text(encoding="utf-8"))
    return highest


def session_mb(session: int) -> float:
    """Return the MB that the processes of a session share out among them now."""
    return sum(_pss_kb(pid) for pid in _of_session(session)) / 1024


def _of_session(session: int) -> Iterator[str]:
    for entry in PROCESSES.iterdir():
        if entry.name.isdigit():
            try:
                if os.getsid(int(entry.name)) == session:
                    yield entry.name
            except OSError:
                continue  # it has ended


def _pss_kb(pid: str) -> int:
    try:
        text = (PROCESSES / pid / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0  # it has ended
    return next((int(line.split()[1]) for line in text.splitlines() if line[:4] == "Pss:"), 0)
