"""Time limit: a connection is cut off when its answer takes too long as a whole.

The timeout of a socket holds for each wait alone: a server that sends a byte now and then, or one
'100 Continue' after the other, would keep us forever.
"""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Event, Timer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType


class TimeLimit:
    """Seconds after which the connection that is watched ends; TimeoutError at the end then."""

    def __init__(self, seconds: float) -> None:
        """Take the seconds, which run from the start of the block."""
        self._over = Event()
        self._watched: socket.socket | None = None
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def watch(self, line: socket.socket | None) -> None:
        """Cut off this connection in time; TimeoutError where it is late already."""
        self._watched = line
        if self._over.is_set():
            raise TimeoutError

    def _cut(self) -> None:
        self._over.set()
        if self._watched is not None:
            with suppress(OSError):
                self._watched.shutdown(socket.SHUT_RDWR)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        # What is read of a connection that was cut off looks like an end, or like nonsense.
        if self._over.is_set() and (error is None or isinstance(error, Exception)):
            raise TimeoutError from error
