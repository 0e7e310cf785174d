"""Notice: the last day on which an alliance can still be ended in good order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.governance import LandsOn
from macros.records.playbook import in_force
from macros.terms.business_days import DAY
from macros.terms.period import ends_from, landing, reached

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.governance import Term
    from macros.records.scalars import Duration
    from macros.terms.business_days import BusinessDays


class NoticeBy(NamedTuple):
    """The last day of notice of one side: `from_us` or `from_partner`."""

    side: str
    date: dt.date


def notices(term: Term, days: BusinessDays, today: dt.date) -> Iterator[NoticeBy]:
    """Yield the last day of notice, from `today`, of each side whose notice can come too late."""
    notice = in_force(term.notice)
    # What may take effect on any day is never too late.
    if notice is None or notice.lands_on is LandsOn.ANY_DAY:
        return
    for side, length in (("from_us", notice.from_us), ("from_partner", notice.from_partner)):
        if length:
            longest = max(length, notice.up_to or length, key=lambda each: each.days())
            day = _next(term, notice.lands_on, longest, days, today)
            if day:
                yield NoticeBy(side, day)


def _next(
    term: Term, lands_on: LandsOn | None, length: Duration, days: BusinessDays, today: dt.date
) -> dt.date | None:
    """Return the last day of notice for the first end that a notice of today is in time for."""
    earliest = reached(today, length, days)
    if earliest is None:
        return None
    for end in ends_from(term, days, earliest):
        lands = landing(end, lands_on)
        if lands >= earliest:
            return last_notice(lands, length, days)
    return None


def last_notice(landing: dt.date, length: Duration, days: BusinessDays) -> dt.date:
    """Return the last day on which a notice of `length` still takes effect by `landing`."""
    day = days.before(landing, length)
    while day < landing and (following := reached(day + DAY, length, days)):
        if following > landing:
            break
        day += DAY
    return day
