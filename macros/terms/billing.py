"""Billing: the next moments at which work is billed, and when each bill is paid."""

from __future__ import annotations

import datetime as dt
from itertools import count as numbers
from itertools import dropwhile, islice, pairwise, starmap
from typing import TYPE_CHECKING, NamedTuple

from macros.records.calendar import in_month, month_number
from macros.records.due import is_too_long
from macros.records.identity import Status
from macros.records.money import (
    BilledWhen,
    ClockStarts,
    DueRule,
    Invoicing,
    Party,
    Payment,
)
from macros.records.playbook import applies
from macros.records.runs import LAST_DAY, WEEK, number_of
from macros.terms.business_days import DAY
from macros.terms.payment import Payday, Reason, Step, StepKind, payday, payer_days

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.terms.business_days import BusinessDays

# What nobody can know in advance, and an example therefore takes and says.
CHECK_TAKES = dt.timedelta(days=7)
CLIENT_TAKES = dt.timedelta(days=30)
# Business days fall behind their share of the week by no more than this when holidays meet.
HOLIDAYS = 21

_SILENT = Invoicing.model_validate({})
_BY_THE_CALENDAR = frozenset(
    [BilledWhen.WEEKLY, BilledWhen.FORTNIGHTLY, BilledWhen.MONTHLY, BilledWhen.ON_STATEMENT]
)
_OF_WORK = frozenset([ClockStarts.JOB_COMPLETED, ClockStarts.SUPPLY_DATE])
_CHECKED = frozenset([ClockStarts.DELIVERABLES_APPROVED, ClockStarts.CERTIFIED])


class Moment(NamedTuple):
    """The work that one bill is for: its first day, where that is known, and its last.

    `sent` is the day on which the bill is raised.
    """

    first: dt.date | None
    last: dt.date | None
    sent: dt.date


class Bill(NamedTuple):
    """One bill: the work that it is for, the day by which it must be in, and when it is paid.

    `is_scheduled` tells bills that the calendar brings from those that need a job to end first.
    `client_pays` is the assumed day on which the client pays, where the payment waits for it.
    """

    work: Moment
    by: dt.date
    clock: Step
    client_pays: dt.date | None
    is_scheduled: bool
    payday: Payday

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps from the end of the work to the payment, in order."""
        last = self.work.last
        done = (Step(StepKind.WORK_DONE, last),) if last and last <= self.by else ()
        return (*done, Step(StepKind.BILL_BY, self.by), self.clock, *self.payday.steps)


def billing_moments(playbook: Playbook, today: dt.date, count: int = 3) -> tuple[Bill, ...]:
    """Return the next bills that are not yet late on `today`, the earliest first.

    Jobs that end on no day one can know are taken to end on the next business day, and a week and
    two weeks later. Nothing where the partnership has ended, where the record has no terms of
    payment, or where it does not say on which day a bill is sent.
    """
    work = playbook.partner.subcontract
    payment = work.payment if work and applies(work) else None
    has_ended = playbook.partner.status is Status.ENDED
    if has_ended or not (work and payment and applies(payment)):
        return ()
    billing = _Billing(work.invoicing or _SILENT, payment, playbook)
    if billing.says_nothing:
        return ()
    open_still = dropwhile(lambda moment: billing.by(moment) < today, billing.moments(today))
    return tuple(map(billing.bill, islice(open_still, count)))


def bill_by(invoicing: Invoicing, moment: dt.date, days: BusinessDays) -> dt.date:
    """Return the day by which a bill must be in that is raised on `moment`.

    `days` are those of the firm that writes it. A monthly cut-off is itself that day.
    """
    is_cut_off = invoicing.when is BilledWhen.MONTHLY and invoicing.cut_off
    if is_cut_off or invoicing.within is None or is_too_long(invoicing.within):
        return moment
    return days.after(moment, invoicing.within)


def month_of_bill(invoicing: Invoicing, done: dt.date) -> dt.date:
    """Return the day of the monthly bill, or statement, that work done on `done` goes onto.

    That is the cut-off, or the month's end where none is agreed; what is done after the cut-off
    waits for the next month's.
    """
    day = invoicing.cut_off.value if invoicing.cut_off else LAST_DAY
    here = in_month(month_number(done), day)
    return here if done <= here else in_month(month_number(done) + 1, day)


class _Billing(NamedTuple):
    """The terms by which one partner bills and is paid."""

    invoicing: Invoicing
    payment: Payment
    playbook: Playbook

    @property
    def says_nothing(self) -> bool:
        due, run = self.payment.due, self.payment.run
        return self.invoicing.when is None and due is None and run is None

    @property
    def is_in_advance(self) -> bool:
        return bool(self.payment.due and self.payment.due.rule is DueRule.IN_ADVANCE)

    @property
    def biller_days(self) -> BusinessDays:
        """The business days by which the time to bill is counted: of the firm that writes it."""
        ours = self.invoicing.raised_by is Party.US
        return payer_days(self.playbook, Party.US if ours else Party.PARTNER)

    def moments(self, today: dt.date) -> Iterator[Moment]:
        """Yield what each bill is for, from the first on that may be open still on `today`."""
        within = self.invoicing.within
        is_job = self.invoicing.when not in _BY_THE_CALENDAR
        if is_job or within is None or is_too_long(within):
            return _moments(self, today)
        return _moments(self, today - dt.timedelta(days=int(within.days()) + HOLIDAYS))

    def by(self, work: Moment) -> dt.date:
        # A bill in advance is in before its work, so there is no time after the work to write it.
        if self.is_in_advance:
            return work.sent
        return bill_by(self.invoicing, work.sent, self.biller_days)

    def bill(self, work: Moment) -> Bill:
        by = self.by(work)
        clock = self._clock(work, by)
        client_pays = self._client_pays(by)
        return Bill(
            work,
            by,
            clock,
            client_pays,
            self.invoicing.when in _BY_THE_CALENDAR,
            payday(
                self.payment,
                clock.date,
                payer_days(self.playbook),
                billed=by,
                client_paid=client_pays,
            ),
        )

    def _clock(self, work: Moment, by: dt.date) -> Step:
        starts = self.payment.clock_starts
        done = work.last or by
        if starts is ClockStarts.CLIENT_PAID_US:
            return Step(StepKind.CLOCK_STARTS, by + CLIENT_TAKES, Reason.ASSUMED)
        if starts in _CHECKED:
            return Step(StepKind.CLOCK_STARTS, done + CHECK_TAKES, Reason.ASSUMED)
        if starts in _OF_WORK:
            return Step(StepKind.CLOCK_STARTS, done)
        is_sent = starts is ClockStarts.STATEMENT_DATE
        return Step(StepKind.CLOCK_STARTS, work.sent if is_sent else by)

    def _client_pays(self, by: dt.date) -> dt.date | None:
        waits = applies(self.payment.pay_when_paid)
        known = self.payment.clock_starts is ClockStarts.CLIENT_PAID_US
        return by + CLIENT_TAKES if waits or known else None


def _moments(billing: _Billing, since: dt.date) -> Iterator[Moment]:
    """Yield what each bill is for, from the last one before `since` on; nothing if unknown."""
    invoicing = billing.invoicing
    match invoicing.when:
        case BilledWhen.WEEKLY if invoicing.weekday:
            # The first day of the calendar was a Monday.
            found = _every(WEEK, number_of(invoicing.weekday) + 1, since)
        case BilledWhen.FORTNIGHTLY if invoicing.first:
            found = _every(2 * WEEK, invoicing.first.toordinal(), since)
        case BilledWhen.WEEKLY | BilledWhen.FORTNIGHTLY:
            return iter(())
        case BilledWhen.MONTHLY | BilledWhen.ON_STATEMENT:
            found = _monthly(invoicing, since)
        case _:
            jobs = _jobs(billing.biller_days, since)
            return map(_job_ahead, jobs) if billing.is_in_advance else jobs
    return starmap(_ahead, pairwise(found)) if billing.is_in_advance else found


def _every(step: int, start: int, since: dt.date) -> Iterator[Moment]:
    before = since.toordinal() - (since.toordinal() - start) % step
    for last in map(dt.date.fromordinal, numbers(before, step)):
        yield Moment(last - dt.timedelta(days=step - 1), last, last)


def _monthly(invoicing: Invoicing, since: dt.date) -> Iterator[Moment]:
    day = invoicing.cut_off.value if invoicing.cut_off else LAST_DAY
    for month in numbers(month_number(since) - 1):
        last = in_month(month, day)
        yield Moment(in_month(month - 1, day) + DAY, last, last)


def _jobs(days: BusinessDays, since: dt.date) -> Iterator[Moment]:
    for week in numbers():
        day = days.next(since + dt.timedelta(weeks=week))
        yield Moment(None, day, day)


def _ahead(this: Moment, following: Moment) -> Moment:
    """Return what a bill in advance is for: the time after that in which it is sent."""
    return following._replace(sent=this.sent)


def _job_ahead(job: Moment) -> Moment:
    return job._replace(last=None)
