"""Dates of payment found by walking the calendar day by day, as one does with a finger."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from holidays import country_holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DAY = dt.timedelta(days=1)
FIRST, LAST = dt.date(2025, 1, 1), dt.date(2032, 12, 31)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Open = dict[dt.date, bool]


class Terms(NamedTuple):
    """Terms of payment as written, and the day of the bill for a long stop."""

    due: Mapping[str, object] | None
    roll: str
    run: Mapping[str, object] | None
    long_stop: int | None = None


class Found(NamedTuple):
    """The days that the finger stopped at."""

    due: dt.date | None
    rolled: dt.date | None
    paid: dt.date | None
    long_stop: dt.date | None


@cache
def open_days(country: str, region: str) -> Open:
    """Return of each day whether banks are open: no Saturday, no Sunday, no holiday."""
    shut = country_holidays(country, subdiv=region or None, years=range(2024, 2034))
    days = (FIRST + DAY * number for number in range((LAST - FIRST).days))
    return {day: day.isoweekday() < 6 and day not in shut for day in days}


def found(terms: Terms, event: dt.date, billed: dt.date, is_open: Open) -> Found:
    """Return the days of a payment by terms that may wait for the client."""
    due, rolled, paid = _settled(_due(terms.due, event, is_open), terms, event, is_open)
    if terms.long_stop is None:
        return Found(due, rolled, paid, None)
    stop = billed
    for _ in range(terms.long_stop):
        stop += DAY
    # A stop ends the wait for the client, and not the time that the rule gives anyway.
    start = billed if due is None else event
    at_last = _settled(stop if due is None else max(stop, due), terms, start, is_open)
    if paid is None or (at_last[2] is not None and at_last[2] < paid):
        due, rolled, paid = at_last
    return Found(due, rolled, paid, at_last[2])


def _settled(
    due: dt.date | None, terms: Terms, event: dt.date, is_open: Open
) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
    rolled = due
    if due is not None and terms.roll == "next":
        rolled = _forward(due, is_open)
    if due is not None and terms.roll == "previous":
        rolled = _back(due, is_open)
        if rolled < event:
            rolled = _forward(due, is_open)
    if terms.run is None:
        return due, rolled, rolled
    wanted = rolled or event
    days = [run for run in _runs(terms.run, terms.roll, event, wanted, is_open) if run[1] >= event]
    if rolled is not None and terms.run.get("pays") == "before_due":
        before = [goes for _, goes in days if goes <= wanted]
        if before:
            return due, rolled, before[-1]
    # The run that was planned for the day pays, though banks are shut and it goes out before it.
    return due, rolled, min(goes for plan, goes in days if plan >= wanted or goes >= wanted)


def _due(due: Mapping[str, object] | None, event: dt.date, is_open: Open) -> dt.date | None:
    if due is None:
        return None
    days, weeks, months, day = (
        int(str(due.get(name, 0))) for name in ("days", "weeks", "months", "day")
    )
    match due["rule"]:
        case "days_after":
            return _steps(event, days)
        case "business_days_after":
            return _open_steps(event, days, is_open)
        case "days_after_month_end":
            return _steps(_until(event, _is_month_end), days)
        case "month_end_after_days":
            return _until(_steps(event, days), _is_month_end)
        case "week_end_after_weeks":
            weeks_later = _steps(event, weeks * 7)
            return _until(weeks_later, lambda each: WEEKDAYS[each.weekday()] == "sunday")
        case "day_of_month":
            return _day_of_month(event, months, day)
    return event


def _open_steps(here: dt.date, left: int, is_open: Open) -> dt.date:
    while left:
        here += DAY
        left -= is_open[here]
    return here


def _day_of_month(here: dt.date, months: int, day: int) -> dt.date:
    for _ in range(months):
        here = _until(here + DAY, lambda each: each.day == 1)
    return _until(here, lambda each: _is_day_of_month(each, day))


def _steps(day: dt.date, number: int) -> dt.date:
    for _ in range(number):
        day += DAY
    return day


def _until(day: dt.date, reached: Callable[[dt.date], bool]) -> dt.date:
    while not reached(day):
        day += DAY
    return day


def _is_month_end(day: dt.date) -> bool:
    return (day + DAY).day == 1


def _is_day_of_month(day: dt.date, number: int) -> bool:
    return day.day == number or (_is_month_end(day) and number > day.day)


def _forward(day: dt.date, is_open: Open) -> dt.date:
    return _until(day, lambda each: is_open[each])


def _back(day: dt.date, is_open: Open) -> dt.date:
    while not is_open[day]:
        day -= DAY
    return day


def _runs(
    run: Mapping[str, object], roll: str, event: dt.date, wanted: dt.date, is_open: Open
) -> list[tuple[dt.date, dt.date]]:
    """Return each day planned for a run, and when it goes out, from well before to well after."""
    days = []
    here = min(event, wanted) - DAY * 50
    while here < wanted + DAY * 80:
        if _is_planned(run, here, is_open):
            goes = _forward(here, is_open) if roll == "next" else _back(here, is_open)
            days.append((here, goes))
        here += DAY
    return days


def _is_planned(run: Mapping[str, object], day: dt.date, is_open: Open) -> bool:
    match run["every"]:
        case "weekly":
            return WEEKDAYS[day.weekday()] == run["weekday"]
        case "fortnightly":
            first = dt.date.fromisoformat(str(run["first"]))
            return abs((day - first).days) % 14 == 0
        case "monthly":
            return _is_day_of_month(day, int(str(run["day"])))
        case _:
            last = calendar.monthrange(day.year, day.month)[1]
            rest = (day.replace(day=number) for number in range(day.day + 1, last + 1))
            return is_open[day] and not any(is_open[later] for later in rest)


def bills(written: Mapping[str, str], today: dt.date, is_open: Open) -> list[dt.date]:
    """Return the days by which the next three bills have to be in."""
    found: list[dt.date] = []
    here = max(FIRST, today - DAY * 120)
    while len(found) < 3:
        if _is_billed(written, here):
            by = _with_time(written, here, is_open)
            found += [by] if by >= today else []
        here += DAY
    return found


def _is_billed(written: Mapping[str, str], day: dt.date) -> bool:
    match written["when"]:
        case "weekly":
            return WEEKDAYS[day.weekday()] == written["weekday"]
        case "fortnightly":
            return abs((day - dt.date.fromisoformat(written["first"])).days) % 14 == 0
        case _:
            return _is_day_of_month(day, int(written.get("cut_off", "31")))


def _with_time(written: Mapping[str, str], day: dt.date, is_open: Open) -> dt.date:
    if "within" not in written or (written["when"] == "monthly" and "cut_off" in written):
        return day
    number, unit = written["within"].split(" ", 1)
    return _steps(day, int(number)) if unit == "days" else _open_steps(day, int(number), is_open)
