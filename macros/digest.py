"""Digest: what tells some bytes from all others."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SIZE = hashlib.sha256().digest_size


def digest(content: bytes) -> bytes:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(content).digest()


def digest_of(pieces: Iterable[bytes]) -> bytes:
    """Return what tells several pieces, in their order, from all others."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(len(piece).to_bytes(8) + piece)
    return found.digest()
