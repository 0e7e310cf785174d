"""Workers: the same work for many things, by all processors where it pays."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from threading import active_count
from typing import TYPE_CHECKING, Any, TypeVar

from macros.garbage import keep_what_is_there, seldom

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import ProcessPoolExecutor

Item = TypeVar("Item")
Made = TypeVar("Made")


def made_of_all(
    make: Callable[[Item], Made], items: Sequence[Item], *, worth: int, at_once: int = 1
) -> Work[Made]:
    """Return what `make` makes of each item, in their order.

    From `worth` items on the work is shared out over all processors, `at_once` items at a time,
    and begins at once, whatever the caller does meanwhile; below that it takes longer to start the
    workers than to do their work, and each is made when it is asked for.
    """
    count = _processors() if len(items) >= worth and _may_fork() else 1
    if count == 1:
        return Work(map(make, items))
    keep_what_is_there()
    pool = _pool(count, make)
    return Work(pool.map(_work, items, chunksize=at_once), pool)


def _pool(count: int, make: Callable[[Any], Any]) -> ProcessPoolExecutor:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    return ProcessPoolExecutor(count, get_context("fork"), _begin, (make,))


class Work(Iterator[Made]):
    """What is made of items, as it comes."""

    def __init__(self, made: Iterator[Made], pool: ProcessPoolExecutor | None = None) -> None:
        self._made, self._pool = made, pool

    def __next__(self) -> Made:
        """Wait for what is made of the next item, and return it."""
        try:
            return next(self._made)
        except BaseException:
            # Also where there is no more.
            self.stop()
            raise

    def stop(self) -> None:
        """Let the workers end: Python would wait for them to do all of their work."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


class _Worker:
    """The work of this process, where it is a worker: what is inherited need not be sent."""

    make: Callable[[Any], Any]


def _begin(make: Callable[[Any], Any]) -> None:
    # On Ctrl+C a worker ends without a word: the process that it works for has one.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _end_with_parent()
    seldom()
    _Worker.make = make


_PARENT_DIES = 1
"""Of `prctl`, with Linux: a signal when the parent ends (PR_SET_PDEATHSIG)."""


def _end_with_parent() -> None:
    """Leave no worker behind where the process that it works for is killed."""
    if sys.platform == "linux":
        # Here, since most processes have no workers.
        import ctypes

        ctypes.CDLL(None).prctl(_PARENT_DIES, signal.SIGKILL)


def _work(item: Any) -> Any:  # noqa: ANN401 - what is made, and of what, is the caller's
    return _Worker.make(item)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _may_fork() -> bool:
    """Tell whether a copy of this process can work.

    Not on Windows, which has none; not on macOS, whose system libraries forbid it; and not beside
    other threads, whose locks a copy would inherit but nobody would open.
    """
    return sys.platform not in {"win32", "darwin"} and active_count() == 1
