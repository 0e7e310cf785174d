"""Calendar: the arithmetic of month ends and of days of the month."""

from __future__ import annotations

import calendar
import datetime as dt


def month_end(date: dt.date) -> dt.date:
    """Return the last day of the month of `date`."""
    return date.replace(day=calendar.monthrange(date.year, date.month)[1])


def days_after_month_end(date: dt.date, days: int) -> dt.date:
    """Return the day `days` after the end of the month of `date`."""
    return month_end(date) + dt.timedelta(days=days)


def month_end_after_days(date: dt.date, days: int) -> dt.date:
    """Return the end of the month in which `days` after `date` fall."""
    return month_end(date + dt.timedelta(days=days))


def month_number(date: dt.date) -> int:
    """Return the month of `date` as a number that grows by one from month to month."""
    return date.year * 12 + date.month - 1


def in_month(number: int, day: int) -> dt.date:
    """Return a day of the month with that number, or the last day of a month that is shorter."""
    year, month = divmod(number, 12)
    return dt.date(year, month + 1, min(day, calendar.monthrange(year, month + 1)[1]))
