"""Ledger: every link that was ever given out. Nothing is forgotten, what ends stays on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from macros.outputs.ledger.shares import Share, Why
    from macros.records.fields import Audience


class LedgerError(Exception):
    """What is wrong with the ledger or with what it was asked to keep, and what to do."""


@dataclass(frozen=True)
class Ledger:
    """The links in the order in which they were given out, and where the packs were put last."""

    shares: tuple[Share, ...] = ()
    base_url: str = ""
    """Where the public folder is found on the web; empty where nobody has said so yet."""
    folder: str = ""
    """The public folder, below the project's root or as a whole path; empty for the usual one."""

    def __post_init__(self) -> None:
        """Hold what every ledger keeps to; LedgerError where it does not."""
        tokens = {share.token for share in self.shares}
        if len(tokens) < len(self.shares):
            message = "an address is given out twice"
            raise LedgerError(message)
        keys = [share.key for share in self.shares if share.is_active]
        if len(set(keys)) < len(keys):
            message = "two links work for the same partner and reader"
            raise LedgerError(message)

    def active(self, slug: str, audience: Audience) -> Share | None:
        """Return the link that works for a partner and a reader, its last day past or not."""
        return next((each for each in self.running() if each.key == (slug, audience)), None)

    def last(self, slug: str, audience: Audience) -> Share | None:
        """Return the link that was given out last for a partner and a reader, ended or not."""
        found = (each for each in reversed(self.shares) if each.key == (slug, audience))
        return self.active(slug, audience) or next(found, None)

    def running(self) -> tuple[Share, ...]:
        """Return the links that nobody has ended."""
        return tuple(share for share in self.shares if share.is_active)

    def gone(self) -> tuple[str, ...]:
        """Return the addresses that were ended."""
        return tuple(share.token for share in self.shares if not share.is_active)

    def past(self, today: dt.date) -> tuple[Share, ...]:
        """Return the links whose last day is over and that nobody has ended yet."""
        return tuple(share for share in self.running() if share.is_past(today))

    def issue(self, share: Share) -> Ledger:
        """Return the ledger with a new link; where one works already, LedgerError."""
        return replace(self, shares=(*self.shares, share))

    def renewed(self, share: Share) -> Ledger:
        """Return the ledger with another pack under an address that works."""
        before = self._running(share.token)
        if before.key != share.key or before.issued != share.issued or not share.is_active:
            message = f"the link {share.token} belongs to another pack"
            raise LedgerError(message)
        return self._with(share)

    def end(self, token: str, on: dt.date, why: Why) -> Ledger:
        """Return the ledger with a link ended for good."""
        return self._with(self._running(token)._replace(ended=on, why=why))

    def rotated(self, token: str, share: Share, on: dt.date, why: Why) -> Ledger:
        """Return the ledger with a link ended and a new one for the same partner and reader."""
        return self.end(token, on, why).issue(share)

    def without_files(self, tokens: Collection[str]) -> Ledger:
        """Return the ledger while packs are being written: nobody can say yet what lies there."""
        put = (each._replace(files="") if each.token in tokens else each for each in self.shares)
        return replace(self, shares=tuple(put))

    def _running(self, token: str) -> Share:
        found = next((each for each in self.running() if each.token == token), None)
        if found is None:
            message = f"no link works under the address {token}"
            raise LedgerError(message)
        return found

    def _with(self, share: Share) -> Ledger:
        """Return the ledger with a link in place of the one of the same address."""
        put = tuple(share if each.token == share.token else each for each in self.shares)
        return replace(self, shares=put)
