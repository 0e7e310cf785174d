"""Due: the day that a rule reaches, what it needs for that, and how long a wait may be."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from macros.records.calendar import (
    days_after_month_end,
    in_month,
    month_end_after_days,
    month_number,
)
from macros.records.money import Due, DueRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from macros.records.scalars import Count, Duration

FRIDAY = 4
SUNDAY = 6

# Ten years: beyond it a term is a slip of the pen, and dates would leave the calendar.
LONGEST_WAIT = 3653

NEEDS: dict[DueRule, tuple[str, ...]] = {
    DueRule.DAYS_AFTER: ("days",),
    DueRule.BUSINESS_DAYS_AFTER: ("days",),
    DueRule.DAYS_AFTER_MONTH_END: ("days",),
    DueRule.MONTH_END_AFTER_DAYS: ("days",),
    DueRule.DAY_OF_MONTH: ("day", "months"),
    DueRule.WEEK_END_AFTER_WEEKS: ("weeks",),
}
"""The numbers that a due rule counts with; a rule that is not here needs none."""

_FIRST_OF_JULY = dt.date(2026, 7, 1)
_JULY = month_number(_FIRST_OF_JULY)

_DAYS: dict[str, Decimal] = {"days": Decimal(1), "weeks": Decimal(7), "months": Decimal(30)}


def lacking(due: Due) -> tuple[str, ...]:
    """Return the fields without which the day of a due rule is not known."""
    needed = NEEDS.get(due.rule, ()) if due.rule else ("rule",)
    return tuple(name for name in needed if getattr(due, name) is None)


def too_long(due: Due) -> str:
    """Return the field by which a due rule waits more than ten years, or nothing."""
    for name, length in _DAYS.items():
        count = getattr(due, name)
        business = name == "days" and due.rule is DueRule.BUSINESS_DAYS_AFTER
        each = Decimal("1.4") if business else length
        if count is not None and count.value * each > LONGEST_WAIT:
            return name
    return ""


def is_too_long(wait: Due | Duration) -> bool:
    """Tell whether a wait is longer than ten years."""
    return bool(too_long(wait)) if isinstance(wait, Due) else wait.days() > LONGEST_WAIT


def longest_wait(due: Due) -> int:
    """Return the most days from the event to the due date, months counted as 30 days."""
    days = due.days.value if due.days else 0
    month = 30
    match due.rule:
        case DueRule.DAYS_AFTER:
            return days
        case DueRule.BUSINESS_DAYS_AFTER:
            return -(-days * 7 // 5)
        case DueRule.DAYS_AFTER_MONTH_END | DueRule.MONTH_END_AFTER_DAYS:
            return days + month
        case DueRule.DAY_OF_MONTH:
            months = due.months.value if due.months else 0
            day = due.day.value if due.day else 0
            # Counted from the first of July, before two long months; the next day of a month, with
            # none between, is a month away at most.
            return (in_month(_JULY + months, day) - _FIRST_OF_JULY).days if months else 31
        case DueRule.WEEK_END_AFTER_WEEKS:
            return (due.weeks.value if due.weeks else 0) * 7 + 6
        case _:
            return 0


def reached(
    due: Due, event: dt.date, business_days: Callable[[dt.date, int], dt.date]
) -> dt.date | None:
    """Return the day on which a bill falls due, counted from `event`; never a day before it.

    `business_days` counts them from a day. None where the rule does not have the numbers that it
    needs, or waits longer than ten years. In advance means on the event itself: the bill comes
    before the work. A week ends on Sunday, as in ISO 8601, so that every day of it is counted.
    """
    if lacking(due) or is_too_long(due):
        return None
    count = number(due.days)
    match due.rule:
        case DueRule.DAYS_AFTER:
            return event + dt.timedelta(days=count)
        case DueRule.DAYS_AFTER_MONTH_END:
            return days_after_month_end(event, count)
        case DueRule.MONTH_END_AFTER_DAYS:
            return month_end_after_days(event, count)
        case DueRule.DAY_OF_MONTH:
            return _day_of_month(event, number(due.months), number(due.day))
        case DueRule.WEEK_END_AFTER_WEEKS:
            reached = event + dt.timedelta(weeks=number(due.weeks))
            return reached + dt.timedelta(days=SUNDAY - reached.weekday())
        case DueRule.BUSINESS_DAYS_AFTER:
            return business_days(event, count)
        case _:
            return event


def plus_weekdays(date: dt.date, count: int) -> dt.date:
    """Return the `count`th day from Monday to Friday after `date`, holidays not left out."""
    for _ in range(count):
        date += dt.timedelta(days=1)
        while date.weekday() > FRIDAY:
            date += dt.timedelta(days=1)
    return date


def _day_of_month(event: dt.date, months: int, day: int) -> dt.date:
    there = in_month(month_number(event) + months, day)
    return there if there >= event else in_month(month_number(event) + 1, day)


def number(count: Count | None) -> int:
    """Return a number that a rule counts with; 0 where none is written."""
    return count.value if count else 0
