"""Due: the day that a rule reaches from its event, and where a weekend or a holiday moves it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.calendar import (
    days_after_month_end,
    in_month,
    month_end_after_days,
    month_number,
)
from macros.records.money import Due, DueRule, Roll
from macros.records.waits import is_too_long, lacking

if TYPE_CHECKING:
    from macros.records.scalars import Count
    from macros.terms.business_days import BusinessDays

SUNDAY = 6


def due_date(due: Due, event: dt.date, days: BusinessDays) -> dt.date | None:
    """Return the day on which a bill falls due, counted from `event`; never a day before it.

    It may be a weekend or a holiday. None where the rule does not have the numbers that it needs,
    or waits longer than ten years. In advance means on the event itself: the bill comes before the
    work. A week ends on Sunday, as in ISO 8601, so that every day of it is counted.
    """
    if lacking(due) or is_too_long(due):
        return None
    count = _number(due.days)
    match due.rule:
        case DueRule.DAYS_AFTER:
            return event + dt.timedelta(days=count)
        case DueRule.DAYS_AFTER_MONTH_END:
            return days_after_month_end(event, count)
        case DueRule.MONTH_END_AFTER_DAYS:
            return month_end_after_days(event, count)
        case DueRule.DAY_OF_MONTH:
            return _day_of_month(event, _number(due.months), _number(due.day))
        case DueRule.WEEK_END_AFTER_WEEKS:
            reached = event + dt.timedelta(weeks=_number(due.weeks))
            return reached + dt.timedelta(days=SUNDAY - reached.weekday())
        case DueRule.BUSINESS_DAYS_AFTER:
            return days.plus(event, count)
        case _:
            return event


def rolled(date: dt.date, roll: Roll | None, days: BusinessDays, not_before: dt.date) -> dt.date:
    """Return the day to which a due date moves when it is no business day.

    Where the business day before would lie before `not_before`, the event, it is the next one: no
    bill is due before what makes it due.
    """
    if roll is Roll.NEXT:
        return days.next(date)
    if roll is Roll.PREVIOUS:
        earlier = days.previous(date)
        return earlier if earlier >= not_before else days.next(date)
    return date


def _day_of_month(event: dt.date, months: int, day: int) -> dt.date:
    reached = in_month(month_number(event) + months, day)
    return reached if reached >= event else in_month(month_number(event) + 1, day)


def _number(count: Count | None) -> int:
    return count.value if count else 0
