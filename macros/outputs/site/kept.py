"""Kept: what the theme has drawn of a site, so that a changed record needs it no more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from macros.content import Written
    from macros.render.browse.piece import Frame
    from macros.render.links import Addresses
    from macros.render.shell import Shell, ShellKind

FILE, TOGETHER = "frames", "together"


class Index(NamedTuple):
    """The theme's search index as it stands around the entries of partners, which come first."""

    before: str
    after: str

    @classmethod
    def of(cls, written: str, entries: list[dict[str, str]]) -> Index | None:
        """Cut an index out of whose start these entries are; None where they are not."""
        before, found, rest = written.partition('"docs":[')
        ours = _joined(entries)
        return cls(before + found, rest.removeprefix(ours)) if rest.startswith(ours) else None

    def around(self, entries: list[dict[str, str]]) -> str:
        """Return the index with these entries."""
        return f"{self.before}{_joined(entries)}{self.after}"


def _joined(entries: list[dict[str, str]]) -> str:
    return json.dumps(entries, separators=(",", ":"))[1:-1]


class Kept(NamedTuple):
    """What of a site does not change with what records say; files go by their names below it."""

    ground: str
    """On what all this stands besides the records."""
    site: Path
    addresses: Addresses
    homes: frozenset[str]
    pages: tuple[str, ...]
    """The partners whose pages records make."""
    by_hand: frozenset[str]
    """What stands in `docs/` and so is not made."""
    read: dict[str, bytes]
    """The partners whose records pages of guidance speak of, and what these came down to."""
    shells: dict[ShellKind, Shell]
    frames: dict[str, Frame]
    """The pages that have lists of partners."""
    has_own_search: bool
    """Whether partners are found by scripts of ours, and not by the theme's."""
    search: Index
    files: dict[str, Written]
    """Every other file."""


class Together(NamedTuple):
    """Files that are made of all partners together, and what they come down to."""

    of: bytes
    files: dict[str, Written]
