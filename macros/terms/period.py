"""Period: the last day of an alliance, and the last days that it goes on to."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.calendar import month_end
from macros.records.governance import LandsOn, Renews
from macros.records.playbook import in_force
from macros.terms.business_days import DAY, BusinessDays, plus_months

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.governance import Term
    from macros.records.house import House
    from macros.records.partner import Partner
    from macros.records.scalars import Duration

# How many months each renewal adds; what is renewed by agreement ends unless somebody acts.
_MONTHS = {Renews.YEARLY: 12, Renews.MONTHLY: 1}


def days_of(partner: Partner, house: House) -> BusinessDays:
    """Return the business days by which an alliance counts: ours, or theirs if ours are unknown."""
    if house.country or house.region:
        return BusinessDays.of(house.country, house.region)
    return BusinessDays.of(partner.country, partner.region)


def term_of(partner: Partner) -> Term | None:
    """Return the term of an alliance, or None where none is set or it is put aside."""
    governance = in_force(partner.governance)
    return in_force(governance.term) if governance else None


def begun(partner: Partner) -> dt.date | None:
    """Return the day on which the terms were agreed, or else from which they hold."""
    if partner.agreed and partner.agreed.on:
        return partner.agreed.on
    term = term_of(partner)
    return term.starts if term else None


def reached(date: dt.date | None, length: Duration | None, days: BusinessDays) -> dt.date | None:
    """Return the day that a length after `date` reaches, or None where one is not known.

    None as well where it lies beyond the calendar, which ends with the year 9999.
    """
    if date is None or length is None:
        return None
    try:
        return days.after(date, length)
    except (ValueError, OverflowError):
        return None


def last_day(term: Term, days: BusinessDays) -> dt.date | None:
    """Return the last day of a term as it is written, whether it renews or not."""
    if term.ends is not None:
        return term.ends
    following = reached(term.starts, term.length, days)
    return following - DAY if following and following > dt.date.min else None


def end_of(partner: Partner, days: BusinessDays) -> dt.date | None:
    """Return the day from which duties after an alliance are counted, or None if it is not known.

    A term that renews itself runs on past its length, nobody knows how often: its end is only
    known where it is written.
    """
    term = term_of(partner)
    if term is None or (renews_itself(term) and term.ends is None):
        return None
    return last_day(term, days)


def renews_itself(term: Term) -> bool:
    """Tell whether a term goes on unless somebody gives notice."""
    return term.renews in _MONTHS


def ends_from(term: Term, days: BusinessDays, first: dt.date) -> Iterator[dt.date]:
    """Yield the last days on or after `first` that a term which renews itself goes on to."""
    end = last_day(term, days)
    months = _MONTHS.get(term.renews) if term.renews else None
    if end is None or months is None:
        return
    apart = (first.year - end.year) * 12 + first.month - end.month
    count = max(0, apart // months)
    while (day := _later(end, count * months)) is not None:
        if day >= first:
            yield day
        count += 1


def _later(end: dt.date, months: int) -> dt.date | None:
    """Return the last day some months on; what ends with a month ends with each month."""
    try:
        day = plus_months(end, months)
    except ValueError:
        return None
    return month_end(day) if end == month_end(end) else day


def landing(end: dt.date, lands_on: LandsOn | None) -> dt.date:
    """Return the last day, up to `end`, on which a notice may take effect."""
    if lands_on not in {LandsOn.MONTH_END, LandsOn.QUARTER_END} or end == month_end(end):
        day = end
    else:
        day = end.replace(day=1) - DAY
    while lands_on is LandsOn.QUARTER_END and day.month % 3:
        day = day.replace(day=1) - DAY
    return day
