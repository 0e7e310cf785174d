"""Runs: whether one knows on which days bills are sent and payments go out."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import TYPE_CHECKING

from macros.records.money import BilledWhen, DueRule, Invoicing, Run, RunEvery, Weekday
from macros.records.playbook import applies
from macros.records.rules.payment import payments
from macros.records.rules.rule import Finding, rule
from macros.records.runs import WEEK, is_complete, number_near, number_of, planned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.source import Path_

# The example that an error shows: a Wednesday in the middle of a month.
A_DAY = dt.date(2026, 3, 11)
DAY = dt.timedelta(days=1)


@rule("billing-day-missing")
def _billing_day_missing(playbook: Playbook) -> Iterator[Finding]:
    for path, invoicing in _invoicing(playbook):
        if invoicing.when is BilledWhen.WEEKLY and invoicing.weekday is None:
            message = "nothing says on which day the weekly bill is sent"
            yield Finding(path, message, "add it, as in 'weekday: friday'")


@rule("run-incomplete")
def _run_incomplete(playbook: Playbook) -> Iterator[Finding]:
    for path, run in _runs(playbook):
        said = [name for name in ("weekday", "first", "day") if getattr(run, name) is not None]
        if run.every is None:
            if said or run.pays:
                cure = "add 'every:', such as 'every: weekly'"
                yield Finding(path, "nothing says how often payments go out", cure)
            continue
        needed, usable = _RUN_TAKES[run.every]
        if needed and needed not in said and needed != "first":
            cure = f"add it, as in '{_RUN_EXAMPLE[needed]}'"
            yield Finding(path, f"the run '{run.every}' needs '{needed}'", cure)
        for name in said:
            if name not in usable:
                message = f"the run '{run.every}' does not use '{name}'"
                yield Finding((*path, name), message, "remove it, or choose another 'every'")


_RUN_TAKES: dict[RunEvery, tuple[str, tuple[str, ...]]] = {
    RunEvery.WEEKLY: ("weekday", ("weekday",)),
    RunEvery.FORTNIGHTLY: ("first", ("first", "weekday")),
    RunEvery.MONTHLY: ("day", ("day",)),
    RunEvery.LAST_WORKING_DAY: ("", ()),
}
"""For each rhythm, the field that it needs and those that it can use."""
_RUN_EXAMPLE = {"weekday": "weekday: friday", "day": "day: 25"}


@rule("fortnight-two-readings")
def _fortnight_two_readings(playbook: Playbook) -> Iterator[Finding]:
    for path, run in _runs(playbook):
        if run.every is RunEvery.FORTNIGHTLY:
            yield from _fortnight(path, run.first, run.weekday)
    for path, invoicing in _invoicing(playbook):
        if invoicing.when is BilledWhen.FORTNIGHTLY:
            yield from _fortnight(path, invoicing.first, invoicing.weekday)


def _fortnight(path: Path_, first: dt.date | None, weekday: Weekday | None) -> Iterator[Finding]:
    if first and weekday and first.weekday() != number_of(weekday):
        day = list(Weekday)[first.weekday()]
        yield Finding(
            (*path, "first"),
            f"it can be read in two ways: 'first' is a {day.capitalize()}, {first}, and 'weekday'"
            f" says {weekday.capitalize()}, {_next(weekday, first)}",
            f"write 'weekday: {day}', or another 'first'",
        )
    if first is None:
        one = _next(weekday or Weekday.FRIDAY, A_DAY)
        other = one + WEEK * DAY
        yield Finding(
            path,
            f"'fortnightly' can be read in two ways: on {one} and every second week from then, or"
            f" on {other} and every second week from then",
            f"write 'first: {one}' for the first, or 'first: {other}' for the second",
        )


def _next(weekday: Weekday, date: dt.date) -> dt.date:
    return date + (number_of(weekday) - date.weekday()) % WEEK * DAY


@rule("run-two-readings")
def _run_two_readings(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in payments(playbook):
        run, due = payment.run, payment.due
        # What is due on the event itself has no run before it.
        if not (run and due and due.rule) or due.rule in {DueRule.ON_RECEIPT, DueRule.IN_ADVANCE}:
            continue
        if applies(run) and is_complete(run) and run.pays is None:
            day, before, after = _between(run)
            yield Finding(
                (*path, "run"),
                f"a bill that is due on {day} can be paid in the run before, on {before}, or in the"
                f" one after, on {after}",
                "write 'pays: before_due' for the first, or 'pays: after_due' for the second",
            )


def _between(run: Run) -> tuple[dt.date, dt.date, dt.date]:
    """Return a day between two runs, and the two."""
    day = next(A_DAY + DAY * more for more in count() if not _goes_out(run, A_DAY + DAY * more))
    number = number_near(run, day)
    before, after = (number - 1, number) if planned(run, number) > day else (number, number + 1)
    return day, _working(run, before), _working(run, after)


def _goes_out(run: Run, day: dt.date) -> bool:
    return planned(run, number_near(run, day)) == day


def _working(run: Run, number: int) -> dt.date:
    """Return a run; the last working day is told without holidays, which differ by country."""
    day = planned(run, number)
    weekend = max(0, day.weekday() - number_of(Weekday.FRIDAY))
    return day - weekend * DAY if run.every is RunEvery.LAST_WORKING_DAY else day


def _runs(playbook: Playbook) -> Iterator[tuple[Path_, Run]]:
    for path, payment in payments(playbook):
        if payment.run and applies(payment.run):
            yield (*path, "run"), payment.run


def _invoicing(playbook: Playbook) -> Iterator[tuple[Path_, Invoicing]]:
    for path, invoicing in playbook.blocks_of(Invoicing):
        if applies(invoicing):
            yield path, invoicing
