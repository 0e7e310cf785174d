"""Lately: what was made lately; what is asked for again and again stays, the rest goes soon."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Thing = TypeVar("Thing")

NEW, PROVEN = 1024, 4096
"""How many things are new, and how many were asked for again, before the old ones of their kind
are forgotten."""


class Lately(dict[Key, "Thing | None"], Generic[Key, Thing]):
    """Things by their keys, None where nothing is known.

    Half of them one partner alone gives reason for: nobody asks for them again, and they take no
    room from the others. At most twice NEW and twice PROVEN are kept.
    """

    def __init__(self) -> None:
        super().__init__()
        # What was asked for again is in this dictionary itself, and found at once.
        self._fading: dict[Key, Thing | None] = {}
        self._new: dict[Key, Thing | None] = {}
        self._old: dict[Key, Thing | None] = {}

    def __missing__(self, key: Key) -> Thing | None:
        """Return what was made before, and keep it on, or None."""
        for others in (self._fading, self._new, self._old):
            if key in others:
                return self._prove(key, others[key])
        return None

    def _prove(self, key: Key, thing: Thing | None) -> Thing | None:
        if len(self) >= PROVEN:
            self._fading = dict(self)
            super().clear()
        self[key] = thing
        return thing

    def keep(self, key: Key, thing: Thing) -> None:
        """Keep a thing under its key."""
        for others in (self, self._fading):
            others.pop(key, None)
        if len(self._new) >= NEW:
            self._old, self._new = self._new, {}
        self._new[key] = thing

    def clear(self) -> None:
        """Forget everything."""
        super().clear()
        for others in (self._fading, self._new, self._old):
            others.clear()
