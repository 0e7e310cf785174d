"""Runs: the days that a payment run is planned for, before a weekend or a holiday moves it."""

from __future__ import annotations

import datetime as dt

from macros.records.calendar import in_month, month_number
from macros.records.money import Run, RunEvery, Weekday

WEEK = 7
LAST_DAY = 31
# The first day of the calendar was a Monday.
_MONDAY = dt.date.min.toordinal()
_NUMBERS = {weekday: number for number, weekday in enumerate(Weekday)}


def is_complete(run: Run) -> bool:
    """Tell whether a run says enough to know its days."""
    match run.every:
        case RunEvery.WEEKLY:
            return run.weekday is not None
        case RunEvery.FORTNIGHTLY:
            return run.first is not None
        case RunEvery.MONTHLY:
            return run.day is not None
        case _:
            return run.every is RunEvery.LAST_WORKING_DAY


def planned(run: Run, number: int) -> dt.date:
    """Return the day of a run by its number; runs are numbered one after the other."""
    if run.every in {RunEvery.WEEKLY, RunEvery.FORTNIGHTLY}:
        start, step = _rhythm(run)
        return dt.date.fromordinal(start + number * step)
    return in_month(number, _day(run))


def number_near(run: Run, date: dt.date) -> int:
    """Return the number of the last run planned for `date` or before, or for its month."""
    if run.every in {RunEvery.WEEKLY, RunEvery.FORTNIGHTLY}:
        start, step = _rhythm(run)
        return (date.toordinal() - start) // step
    return month_number(date)


def number_of(weekday: Weekday) -> int:
    """Return a day of the week as a number; 0 is Monday."""
    return _NUMBERS[weekday]


def _rhythm(run: Run) -> tuple[int, int]:
    """Return the day that runs are counted from, and the days between two of them."""
    if run.first and run.every is RunEvery.FORTNIGHTLY:
        return run.first.toordinal(), 2 * WEEK
    return _MONDAY + (number_of(run.weekday) if run.weekday else 0), WEEK


def _day(run: Run) -> int:
    return run.day.value if run.day and run.every is RunEvery.MONTHLY else LAST_DAY
