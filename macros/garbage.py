"""Garbage: how often Python looks for what is no longer used.

Nearly all that we make is used until the end, and to look through it again and again takes a tenth
to a half of the time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SELDOM = 200_000
"""So many objects more than before: Python itself takes 700."""


def seldom() -> None:
    """Look for what is no longer used when there is much more than before."""
    gc.set_threshold(_SELDOM)


@contextmanager
def never() -> Iterator[None]:
    """Look for nothing that is made in here."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def many_objects() -> Iterator[None]:
    """Look for nothing that is made in here, a book with all its records, and not later either."""
    with never():
        yield
        # Once, for the first book of a process: what is frozen later could never be freed.
        if not gc.get_freeze_count():
            gc.freeze()


def keep_what_is_there() -> None:
    """Look no more through what there is, as before copies of this process are made.

    They would copy what they inherit by looking through it.
    """
    gc.freeze()
