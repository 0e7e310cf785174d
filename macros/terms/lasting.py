"""Lasting: the duties that outlive an alliance, and when they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.playbook import in_force
from macros.terms.deadline import Deadline, DeadlineKind
from macros.terms.period import end_of, reached

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.partner import Partner
    from macros.records.referral import Scheme
    from macros.records.scalars import Duration
    from macros.records.source import Path_
    from macros.terms.business_days import BusinessDays


def after_the_end(partner: Partner, days: BusinessDays) -> Iterator[Deadline]:
    """Yield the last days of duties that are counted from the end of an alliance."""
    end = end_of(partner, days)
    for kind, start, length, path in _lasting(partner, end):
        day = reached(start, length, days)
        if day:
            yield Deadline(kind, day, path)


class _Lasting(NamedTuple):
    """A duty that outlives the alliance by a length of time."""

    kind: DeadlineKind
    start: dt.date | None
    length: Duration | None
    path: Path_


def _lasting(partner: Partner, end: dt.date | None) -> Iterator[_Lasting]:
    referral, nda = in_force(partner.referral), in_force(partner.nda)
    for way in ("we_refer", "they_refer"):
        scheme: Scheme | None = in_force(getattr(referral, way, None))
        if scheme:
            yield _Lasting(DeadlineKind.TAIL_ENDS, end, scheme.tail, ("referral", way, "tail"))
    protection = in_force(partner.client_protection)
    promise = in_force(protection.non_engagement) if protection else None
    if promise:
        path = ("client_protection", "non_engagement", "after")
        yield _Lasting(DeadlineKind.RESTRAINT_ENDS, end, promise.after, path)
    if nda:
        start = nda.expires or end
        yield _Lasting(DeadlineKind.SECRECY_ENDS, start, nda.survives, ("nda", "survives"))
