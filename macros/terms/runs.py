"""Runs: the days on which payments go out, moved off weekends and holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Roll, Run, RunEvery
from macros.records.runs import number_near, planned

if TYPE_CHECKING:
    import datetime as dt

    from macros.terms.business_days import BusinessDays


class RunDay(NamedTuple):
    """The day on which a run goes out, and the one that it was planned for."""

    date: dt.date
    planned: dt.date


def run_from(
    run: Run, date: dt.date, not_before: dt.date, roll: Roll | None, days: BusinessDays
) -> RunDay:
    """Return the first run that is planned for `date` or after it, or goes out then.

    One that is planned for that day and goes out before it, since banks are shut, pays too: nobody
    waits for the next one because of a holiday. None goes out before `not_before`.
    """

    def is_in_time(number: int) -> bool:
        found = run_day(run, number, roll, days)
        return max(found) >= date and found.date >= not_before

    number = number_near(run, date)
    while is_in_time(number):
        number -= 1
    while not is_in_time(number):
        number += 1
    return run_day(run, number, roll, days)


def run_until(run: Run, date: dt.date, roll: Roll | None, days: BusinessDays) -> RunDay:
    """Return the last run that goes out on `date` or before it."""
    number = number_near(run, date)
    while run_day(run, number, roll, days).date <= date:
        number += 1
    while run_day(run, number, roll, days).date > date:
        number -= 1
    return run_day(run, number, roll, days)


def run_day(run: Run, number: int, roll: Roll | None, days: BusinessDays) -> RunDay:
    """Return a run by its number.

    Banks move no money on a weekend or a holiday, so a run moves even where due dates do not: with
    them where they move to the next business day, and else to the one before, so that nobody is
    paid later than the plan says.
    """
    day = planned(run, number)
    if run.every is RunEvery.LAST_WORKING_DAY:
        last = days.previous(day)
        return RunDay(last, last)
    return RunDay(days.next(day) if roll is Roll.NEXT else days.previous(day), day)
