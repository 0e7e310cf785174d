"""Moments: the days on which bills are raised, and the work that each is for."""

from __future__ import annotations

import datetime as dt
from itertools import count as numbers
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

from macros.records.calendar import in_month, month_number
from macros.records.due import is_too_long
from macros.records.money import BilledWhen, Invoicing
from macros.records.runs import LAST_DAY, WEEK, number_of
from macros.terms.business_days import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.terms.business_days import BusinessDays


class Moment(NamedTuple):
    """The work that one bill is for: its first day, where that is known, and its last.

    `sent` is the day on which the bill is raised.
    """

    first: dt.date | None
    last: dt.date | None
    sent: dt.date


def bill_by(invoicing: Invoicing, moment: dt.date, days: BusinessDays) -> dt.date:
    """Return the day by which a bill must be in that is raised on `moment`.

    `days` are those of the firm that writes it. A monthly cut-off is itself that day.
    """
    is_cut_off = invoicing.when is BilledWhen.MONTHLY and invoicing.cut_off
    if is_cut_off or invoicing.within is None or is_too_long(invoicing.within):
        return moment
    return days.after(moment, invoicing.within)


def month_of_bill(invoicing: Invoicing, done: dt.date) -> dt.date:
    """Return the day of the monthly bill, or statement, that work done on `done` goes onto.

    That is the cut-off, or the month's end where none is agreed; what is done after the cut-off
    waits for the next month's.
    """
    day = invoicing.cut_off.value if invoicing.cut_off else LAST_DAY
    here = in_month(month_number(done), day)
    return here if done <= here else in_month(month_number(done) + 1, day)


def moments(
    invoicing: Invoicing, since: dt.date, days: BusinessDays, *, in_advance: bool
) -> Iterator[Moment]:
    """Yield what each bill is for, from the last one before `since` on; nothing if unknown.

    A job is taken to end on the first of the biller's business days, and again each week.
    """
    match invoicing.when:
        case BilledWhen.WEEKLY if invoicing.weekday:
            # The first day of the calendar was a Monday.
            found = _every(WEEK, number_of(invoicing.weekday) + 1, since)
        case BilledWhen.FORTNIGHTLY if invoicing.first:
            found = _every(2 * WEEK, invoicing.first.toordinal(), since)
        case BilledWhen.WEEKLY | BilledWhen.FORTNIGHTLY:
            return iter(())
        case BilledWhen.MONTHLY | BilledWhen.ON_STATEMENT:
            found = _monthly(invoicing, since)
        case _:
            jobs = _jobs(days, since)
            return map(_job_ahead, jobs) if in_advance else jobs
    return starmap(_ahead, pairwise(found)) if in_advance else found


def _every(step: int, start: int, since: dt.date) -> Iterator[Moment]:
    before = since.toordinal() - (since.toordinal() - start) % step
    for last in map(dt.date.fromordinal, numbers(before, step)):
        yield Moment(last - dt.timedelta(days=step - 1), last, last)


def _monthly(invoicing: Invoicing, since: dt.date) -> Iterator[Moment]:
    day = invoicing.cut_off.value if invoicing.cut_off else LAST_DAY
    for month in numbers(month_number(since) - 1):
        last = in_month(month, day)
        yield Moment(in_month(month - 1, day) + DAY, last, last)


def _jobs(days: BusinessDays, since: dt.date) -> Iterator[Moment]:
    for week in numbers():
        day = days.next(since + dt.timedelta(weeks=week))
        yield Moment(None, day, day)


def _ahead(this: Moment, following: Moment) -> Moment:
    """Return what a bill in advance is for: the time after that in which it is sent."""
    return following._replace(sent=this.sent)


def _job_ahead(job: Moment) -> Moment:
    return job._replace(last=None)
