"""Spool: bytes set aside on disk by any of the workers, for as long as the program runs."""

from __future__ import annotations

import os
import tempfile
from typing import IO, TYPE_CHECKING, NamedTuple
from weakref import WeakValueDictionary, finalize

from macros.drawer import DRAWERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.sharedctypes import Synchronized
    from pathlib import Path


class Span(NamedTuple):
    """Where in a file some bytes stand."""

    start: int
    size: int


class Spool:
    """A file without a name: it is gone with the program, however that ends."""

    def __init__(self, root: Path) -> None:
        """Open a file in the project at `root`."""
        self._root = root
        file = _opened(root / DRAWERS)
        finalize(self, file.close)
        self._number = file.fileno()
        self._end = 0
        self._shared: Synchronized[int] | None = None

    def __reduce__(self) -> tuple[Callable[[Path], Spool], tuple[Path]]:
        """Let a worker name it to the process that it works for, which has it too."""
        return spool_of, (self._root,)

    def share(self) -> None:
        """Let processes that are made from now on as copies of this one set bytes aside too."""
        # Here, since it takes a while to read, and most commands have no others.
        from multiprocessing import get_context

        self._shared = self._shared or get_context().Value("q", self._end)

    def keep(self, content: bytes) -> Span:
        """Set bytes aside, and return where; OSError where the disk is full."""
        span = Span(self._taken(len(content)), len(content))
        _write(self._number, content, span.start)
        return span

    def _taken(self, size: int) -> int:
        """Return the start of a place of this size that nobody else takes."""
        if self._shared is None:
            start, self._end = self._end, self._end + size
            return start
        with self._shared.get_lock():
            start = self._shared.value
            self._shared.value += size
        return start

    def read(self, span: Span) -> bytes:
        """Return what stands there."""
        return read(self._number, span)


_spools: WeakValueDictionary[Path, Spool] = WeakValueDictionary()


def spool_of(root: Path) -> Spool:
    """Return the spool of this program for the project at `root`, as long as somebody holds it.

    A served site is made again and again, and each file that is open is one of few.
    """
    found = _spools.get(root)
    if found is None:
        found = _spools[root] = Spool(root)
    return found


def _opened(folder: Path) -> IO[bytes]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=folder)
    except OSError:
        # The system's folder for such files may be in memory, so it comes second.
        return tempfile.TemporaryFile()


def _write(file: int, content: bytes, start: int) -> None:
    rest = memoryview(content)
    while rest:
        done = _write_at(file, rest, start)
        rest, start = rest[done:], start + done


def _write_at(file: int, content: memoryview, start: int) -> int:
    if hasattr(os, "pwrite"):
        return os.pwrite(file, content, start)
    # Without it there are no workers either, and so nobody else who moves the place.
    os.lseek(file, start, os.SEEK_SET)
    return os.write(file, content)


def read(file: int, span: Span) -> bytes:
    """Return what stands there in an open file, which is known by its number."""
    if hasattr(os, "pread"):
        return os.pread(file, span.size, span.start)
    os.lseek(file, span.start, os.SEEK_SET)
    return os.read(file, span.size)
