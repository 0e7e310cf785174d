"""Calendar: the arithmetic of month ends."""

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
