"""Steps: the days between the work and the money, and why each is the day that it is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from macros.terms.business_days import Holiday


class StepKind(StrEnum):
    """What happens on a day between the work and the money."""

    WORK_DONE = "work_done"
    BILL_BY = "bill_by"
    CLOCK_STARTS = "clock_starts"
    DUE = "due"
    ROLLED = "rolled"
    PAID = "paid"


class Reason(StrEnum):
    """Why a step falls on its day, where the terms alone do not say it."""

    AS_AGREED = "as_agreed"
    ASSUMED = "assumed"
    """Nobody can know the day, so the example takes one."""
    CLIENT_PAYS = "client_pays"
    """Due later than the rule says, on the day on which the client pays."""
    LONG_STOP = "long_stop"
    """Due earlier than the rule says, because the wait for the client ends."""
    NEXT = "next"
    PREVIOUS = "previous"
    NOT_BEFORE_EVENT = "not_before_event"
    """Moved on, because the business day before lies before the event."""
    ON_DUE_DATE = "on_due_date"
    ON_A_CLOSED_DAY = "on_a_closed_day"
    """Paid on the due date, although that is no business day and nothing moves it."""
    RUN_BEFORE = "run_before"
    RUN_AFTER = "run_after"
    NEXT_RUN = "next_run"
    """Paid in the next run, because no rule gives a due date."""
    NO_RUN_BEFORE = "no_run_before"
    """Paid in the run after, because none goes out between the event and the due date."""


class Step(NamedTuple):
    """A day on the way to the money, and why it is that day.

    `moved_from` is the day that it would have been, which was a weekend or the public
    `holiday`.
    """

    kind: StepKind
    date: dt.date
    reason: Reason = Reason.AS_AGREED
    moved_from: dt.date | None = None
    holiday: Holiday | None = None
