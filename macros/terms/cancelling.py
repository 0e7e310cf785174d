"""Cancelling: which charge is due for a visit that is called off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from macros.terms.business_days import DAY, plus_months
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from macros.records.money import Cancellation
    from macros.records.scalars import Duration
    from macros.terms.business_days import BusinessDays

LONGEST_NOTICE = 3650


class Due(NamedTuple):
    """A charge, and the last moment at which calling off would have been free of it."""

    entry: Cancellation
    deadline: dt.datetime | None


def due(
    entries: tuple[Cancellation, ...],
    start: dt.datetime,
    cancelled_at: dt.datetime,
    zone: ZoneInfo,
    calendar: BusinessDays,
) -> Due | None:
    """Return the charge with the shortest notice that was not kept, or None where all were.

    An entry without a notice is due whenever a visit is called off.
    """
    late = []
    for entry in entries:
        notice = entry.notice_less_than
        deadline = last_moment(start, notice, zone, calendar) if notice else None
        if deadline is None or cancelled_at > deadline:
            late.append(Due(entry, deadline))
    if not late:
        return None
    found = max(late, key=lambda each: each.deadline.timestamp() if each.deadline else 0.0)
    if (found.entry.charge is None) == (found.entry.amount is None):
        raise PriceError(Why.CHARGE, found.entry)
    return found


def last_moment(
    start: dt.datetime, notice: Duration, zone: ZoneInfo, calendar: BusinessDays
) -> dt.datetime:
    """Return the last moment, in UTC, at which the notice before `start`, in UTC, is kept.

    Minutes and hours are counted as they pass. Days and all that is longer end at the same time of
    the clock, a part of a day is that many hours, and a year is twelve months; business days are
    counted back from the day of the visit, that day left out.
    """
    if notice.days() > LONGEST_NOTICE:
        raise PriceError(Why.LENGTH, notice)
    local = start.astimezone(zone)
    date, part = local.date(), dt.timedelta()
    match notice.unit:
        case "minute":
            return start - dt.timedelta(microseconds=int(notice.amount * 60_000_000))
        case "hour":
            return start - dt.timedelta(microseconds=int(notice.amount * 3_600_000_000))
        case "business day":
            date = calendar.minus(date, int(notice.amount))
        case "month":
            date = plus_months(date, -int(notice.amount))
        case "year":
            date = plus_months(date, -int(12 * notice.amount))
        case _:
            days = notice.days()
            date -= int(days) * DAY
            part = dt.timedelta(microseconds=int((days - int(days)) * 86_400_000_000))
    return (dt.datetime.combine(date, local.time(), zone) - part).astimezone(dt.UTC)
