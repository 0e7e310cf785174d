"""Due: the day on which a bill falls due, and where a weekend or a holiday moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.due import reached
from macros.records.money import Due, Roll

if TYPE_CHECKING:
    import datetime as dt

    from macros.terms.business_days import BusinessDays


def due_date(due: Due, event: dt.date, days: BusinessDays) -> dt.date | None:
    """Return the day on which a bill falls due, counted from `event`; never a day before it.

    It may be a weekend or a holiday. None where the rule lacks a number or waits too long.
    """
    return reached(due, event, days.plus)


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
