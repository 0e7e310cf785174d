"""Once: HTML that is made once for the same object.

Nearly all of a page is the house's, and views give the same objects for it on every page. To look
for an equal one instead would mean to go through all its words again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
How = TypeVarTuple("How")

_MOST = 4096
"""How much HTML is kept and may be a further time; what one page alone shows is soon forgotten."""


class once(Generic[T, *How]):  # noqa: N801 - a decorator
    """A function that makes HTML of an object that never changes; it is made once and kept."""

    def __init__(self, make: Callable[[T, *How], str]) -> None:
        self._make = make
        # The object is kept too, so that no other one gets its id.
        self._known: dict[tuple[Hashable, ...], tuple[T, str]] = {}
        self._before: dict[tuple[Hashable, ...], tuple[T, str]] = {}

    def __call__(self, of: T, *how: *How) -> str:
        """Return the HTML of an object."""
        key = (id(of), *how)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._before.get(key) or (of, self._make(of, *how))
            if len(self._known) >= _MOST:
                # What has not been asked for since the last time goes.
                self._known, self._before = {}, self._known
        return found[1]

    def cache_clear(self) -> None:
        """Forget everything."""
        self._known.clear()
        self._before.clear()
