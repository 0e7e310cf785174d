"""Envelopes: what a sealed page holds in clear, which is how it was sealed and not what it says."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from enum import Enum
from typing import NamedTuple

VERSION = 1
FEWEST_ROUNDS, MOST_ROUNDS = 600_000, 10_000_000
"""How often a passphrase is hashed at least, by OWASP's page on storing passwords, and at most:
a header that asks for more would only keep a processor busy."""


class Why(Enum):
    """Why an envelope does not open."""

    DAMAGED = "the file is damaged; get it again"
    PASSPHRASE = "the passphrase is wrong; type it as it was given, word by word"  # noqa: S105
    UNKNOWN = "it was sealed in a way that is not known here; update the program"


class SealError(Exception):
    """An envelope does not open: `why`."""

    def __init__(self, why: Why) -> None:
        """Keep why; the text says it in words."""
        super().__init__(why.value)
        self.why = why


class Envelope(NamedTuple):
    """Sealed content: its header (JSON), its payload (base64), and a checksum of both (hex).

    The checksum is no secret. It only tells a damaged file from a wrong passphrase.
    """

    header: str
    payload: str
    checksum: str

    @property
    def is_whole(self) -> bool:
        """Whether header and payload are as they were written."""
        return self.checksum == checksum(self.header, self.payload)


class Header(NamedTuple):
    """How an envelope was sealed."""

    rounds: int
    salt: bytes
    nonce: bytes


_FIXED = {
    "version": VERSION,
    "kdf": "PBKDF2-HMAC-SHA-256",
    "cipher": "AES-256-GCM",
    "content": "length (4 bytes, big endian), gzip, zeros to a multiple of 16384 bytes",
}


def written(header: Header) -> str:
    """Return a header as its envelope holds it; every byte of it is protected by the seal."""
    how = {
        "rounds": header.rounds,
        "salt": base64.b64encode(header.salt).decode(),
        "nonce": base64.b64encode(header.nonce).decode(),
    }
    return json.dumps(_FIXED | how)


def read(text: str) -> Header:
    """Return what a header says; SealError where it is of another version, or asks for folly."""
    try:
        found = json.loads(text)
        header = Header(
            found["rounds"],
            base64.b64decode(found["salt"], validate=True),
            base64.b64decode(found["nonce"], validate=True),
        )
        known = all(found[name] == value for name, value in _FIXED.items())
    except (ValueError, TypeError, KeyError) as error:
        raise SealError(Why.UNKNOWN) from error
    if not known or not _is_sound(header):
        raise SealError(Why.UNKNOWN)
    return header


def _is_sound(header: Header) -> bool:
    return (
        type(header.rounds) is int
        and FEWEST_ROUNDS <= header.rounds <= MOST_ROUNDS
        and (len(header.salt), len(header.nonce)) == (16, 12)
    )


def checksum(header: str, payload: str) -> str:
    """Return the SHA-256 of a header and a payload, with a line break between them, in hex."""
    return hashlib.sha256(f"{header}\n{payload}".encode()).hexdigest()


def envelope_in(page: bytes) -> Envelope | None:
    """Return the envelope that a sealed page holds, damaged or not; None where it holds none."""
    found = [re.search(_held(name), page, re.DOTALL) for name in Envelope._fields]
    texts = [match[1].decode("utf-8", errors="replace") for match in found if match]
    return Envelope(*texts) if len(texts) == len(Envelope._fields) else None


def _held(name: str) -> bytes:
    return rb'<script type="application/json" id="%b">(.*?)</script>' % name.encode()
