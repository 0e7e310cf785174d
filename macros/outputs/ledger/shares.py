"""Shares: who was given which pack, from when to when."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.fields import Audience

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}", re.ASCII)


def new_token() -> str:
    """Return an address that nobody guesses: 128 random bits as 22 letters, digits, - and _."""
    return secrets.token_urlsafe(16)


class Why(StrEnum):
    """Why a link came to its end."""

    ROTATED = "rotated"
    REVOKED = "revoked"
    EXPIRED = "expired"


class Share(NamedTuple):
    """One pack under one address: for whom it is, and what it held when it was made last.

    `expires` is the last day on which the link works, `made` the day that the pack speaks of.
    `content` and `files` are SHA-256 as 64 hexadecimal digits: of what the pack says, and of the
    files as they were written, which are other bytes where it is sealed; `files` is "" until they
    are. `to` is to whom the link was given, in free words, `paper` the size that the PDF is for.
    `ended` and `why` are None while the link works.
    """

    token: str
    slug: str
    audience: Audience
    sealed: bool
    pdf: bool
    issued: dt.date
    expires: dt.date
    made: dt.date
    revision: str
    content: str
    files: str
    to: str = ""
    paper: str = "a4"
    ended: dt.date | None = None
    why: Why | None = None

    @property
    def key(self) -> tuple[str, Audience]:
        """For whom it is: at most one link for each works at a time."""
        return self.slug, self.audience

    @property
    def is_active(self) -> bool:
        """Whether nobody has ended it, be its last day past or not."""
        return self.ended is None

    def is_past(self, today: dt.date) -> bool:
        """Tell whether its last day is over; on that day itself it still works."""
        return self.expires < today
