"""Lock: one run at a time, and who it is."""

from __future__ import annotations

import datetime as dt
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PRIVATE = 0o600


class HeldError(Exception):
    """Somebody else is at work: `process 4711, since 09:30:00`, as far as one can tell."""


_held: set[int] = set()
"""What this process has locked, as numbers of open files."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep a second run out while this one works; HeldError where one is at work already.

    The system opens the lock when a run ends, however it ends: the file that stays is no obstacle.
    OSError where the file cannot be written.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    opened = os.open(path, flags, PRIVATE)
    try:
        if not _lock(opened):
            raise HeldError(_told(opened))
        _held.add(opened)
        _tell(opened)
        yield
    finally:
        _held.discard(opened)
        os.close(opened)


def _tell(opened: int) -> None:
    # By the clock of whoever reads it.
    now = dt.datetime.now().astimezone()
    os.ftruncate(opened, 0)
    os.lseek(opened, 0, os.SEEK_SET)
    os.write(opened, f"process {os.getpid()}, since {now:%H:%M:%S}\n".encode())


def _told(opened: int) -> str:
    os.lseek(opened, 0, os.SEEK_SET)
    return os.read(opened, 100).decode("utf-8", "replace").partition("\n")[0] or "another process"


_FAR = 1 << 20
"""Where Windows locks the file: what is written at its start can then be read by others."""


def _lock(opened: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(opened, _FAR, os.SEEK_SET)
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go() -> None:
    """Close what a worker has inherited: it may outlive the run that holds the lock."""
    for opened in _held:
        os.close(opened)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)
