"""Progress: how far a build is, for those who wait for it at a screen."""

from __future__ import annotations

import sys
import time

_PAUSE = 0.1
"""Seconds between two words of it: nobody reads faster."""
_CLEAR = "\r\x1b[K"


class Progress:
    """Counts what is made, on one line that is gone at the end; silent where nobody looks on."""

    def __init__(self, count: int) -> None:
        """Count up to `count`."""
        self._count, self._done = count, 0
        self._is_seen = sys.stderr.isatty()
        self._next = time.monotonic() + _PAUSE

    def step(self) -> None:
        """Count one more."""
        self._done += 1
        now = time.monotonic() if self._is_seen else 0
        if now > self._next:
            self._next = now + _PAUSE
            self._say(f"{_CLEAR}{self._done:,} of {self._count:,} playbooks")

    def end(self) -> None:
        """Take the line away."""
        if self._is_seen:
            self._say(_CLEAR)

    def _say(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
