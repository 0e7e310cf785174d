"""Lately: what was made lately; what is asked for again and again stays, the rest goes soon."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")

MOST = 4096
"""How many things are new before the old ones are forgotten."""


class Lately(dict[Key, "Thing | None"], Generic[Key, Thing]):
    """Things by their keys, None where nothing is known; at most twice MOST of them."""

    def __init__(self) -> None:
        super().__init__()
        self._old: dict[Key, Thing | None] = {}

    def __missing__(self, key: Key) -> Thing | None:
        """Return what was made before, and keep it on, or None."""
        found = self._old.get(key)
        if found is not None:
            self.keep(key, found)
        return found

    def keep(self, key: Key, thing: Thing) -> None:
        """Keep a thing under its key."""
        if len(self) >= MOST:
            self._old = dict(self)
            super().clear()
        self[key] = thing

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        self._old.clear()
