"""Serving: how long a change takes from the save of its file to the page that says it."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from bench.run import SAID, SETTINGS
from support.server import fetched, served_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

EVERY = 0.005
PATIENCE = 900
"""Seconds that a server may take to start, or to show a change."""


def seconds_to_show(
    root: Path,
    serve: Callable[[int], Sequence[str]],
    path: str,
    now: str,
    changes: Iterable[tuple[str, Callable[[], object]]],
) -> list[float]:
    """Serve a project, and return for each change the seconds from its save to its showing.

    `path` is the page that is looked at, and `now` what it says before the first change. Of each
    change are given the words that tell it, and what saves it.
    """
    with served_by(serve, root, root / SAID, SETTINGS) as origin:
        _wait_for(f"{origin}{path}", now, root)
        return [_seconds(f"{origin}{path}", words, save, root) for words, save in changes]


def _seconds(url: str, words: str, save: Callable[[], object], root: Path) -> float:
    start = time.perf_counter()
    save()
    _wait_for(url, words, root)
    return time.perf_counter() - start


def _wait_for(url: str, words: str, root: Path) -> None:
    end = time.monotonic() + PATIENCE
    while words not in fetched(url, PATIENCE):
        if time.monotonic() > end:
            said = (root / SAID).read_text(encoding="utf-8")
            sys.exit(f"{url} does not say '{words}' after {PATIENCE} seconds:\n{said}")
        time.sleep(EVERY)
