"""Leak: one thing that a pack must not say, as a person reads of it."""

from __future__ import annotations

from typing import NamedTuple


class Leak(NamedTuple):
    """What was found in a file of a pack, and what to do."""

    file: str
    message: str
    """What is wrong, in words; whose it is, and in which form it stands there."""
    cure: str

    def __str__(self) -> str:
        return f"{self.file}: {self.message}; {self.cure}"


class UnreadableError(Exception):
    """A file cannot be looked into: why, and what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message}; {cure}")
        self.message = message
        self.cure = cure
