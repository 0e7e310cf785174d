"""Once: HTML that is made once for the same object.

Nearly all of a page is the house's, and views give the same objects for it on every page. To look
for an equal one instead would mean to go through all its words again and again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar, TypeVarTuple

from macros.views.lately import Lately

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

T = TypeVar("T")
How = TypeVarTuple("How")


class once(Generic[T, *How]):  # noqa: N801 - a decorator
    """A function that makes HTML of an object that never changes; it is made once and kept."""

    def __init__(self, make: Callable[[T, *How], str]) -> None:
        self._make = make
        # The object is kept too, so that no other one gets its id.
        self._known: Lately[tuple[Hashable, ...], tuple[T, str]] = Lately()

    def __call__(self, of: T, *how: *How) -> str:
        """Return the HTML of an object."""
        key = (id(of), *how)
        found = self._known[key]
        if found is None:
            found = of, self._make(of, *how)
            self._known.keep(key, found)
        return found[1]

    def cache_clear(self) -> None:
        """Forget everything."""
        self._known.clear()
