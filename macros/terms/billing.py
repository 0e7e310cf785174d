"""Billing: the next moments at which work is billed, and when each bill is paid."""

from __future__ import annotations

import datetime as dt
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, NamedTuple

from macros.records.due import is_too_long
from macros.records.identity import Status
from macros.records.money import (
    OF_WORK,
    BilledWhen,
    ClockStarts,
    DueRule,
    Invoicing,
    Party,
    Payment,
)
from macros.records.playbook import applies
from macros.terms.moments import Moment, bill_by, moments
from macros.terms.payment import Payday, payday, payer_days
from macros.terms.steps import Reason, Step, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.terms.business_days import BusinessDays

# What nobody can know in advance, and an example therefore takes and says.
CHECK_TAKES = dt.timedelta(days=7)
CLIENT_TAKES = dt.timedelta(days=30)
# Business days fall behind their share of the week by no more than this when holidays meet.
HOLIDAYS = 21

_SILENT = Invoicing.silent()
_BY_THE_CALENDAR = frozenset(
    [BilledWhen.WEEKLY, BilledWhen.FORTNIGHTLY, BilledWhen.MONTHLY, BilledWhen.ON_STATEMENT]
)
_CHECKED = frozenset([ClockStarts.DELIVERABLES_APPROVED, ClockStarts.CERTIFIED])


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


class CutOff(NamedTuple):
    """The work that one bill is for, and the day by which the bill must be in."""

    work: Moment
    by: dt.date


def billing_moments(playbook: Playbook, today: dt.date, count: int = 3) -> tuple[Bill, ...]:
    """Return the next bills that are not yet late on `today`, the earliest first.

    Jobs that end on no day one can know are taken to end on the next business day, and a week and
    two weeks later. Nothing where the partnership has ended, where the record has no terms of
    payment, or where it does not say on which day a bill is sent.
    """
    billing = _billing(playbook)
    return tuple(map(billing.bill, islice(billing.open(today), count))) if billing else ()


def cut_offs(playbook: Playbook, today: dt.date, count: int = 3) -> tuple[CutOff, ...]:
    """Return the next bills that the calendar brings and that are not yet late on `today`.

    Nothing where a bill waits for a job to end or there is no partnership yet, or for the reasons
    of `billing_moments`.
    """
    billing = _billing(playbook)
    is_prospect = playbook.partner.status is Status.PROSPECT
    if billing is None or is_prospect or not billing.is_scheduled:
        return ()
    return tuple(CutOff(work, billing.by(work)) for work in islice(billing.open(today), count))


def _billing(playbook: Playbook) -> _Billing | None:
    work = playbook.partner.subcontract
    payment = work.payment if work and applies(work) else None
    has_ended = playbook.partner.status is Status.ENDED
    if has_ended or not (work and payment and applies(payment)):
        return None
    billing = _Billing(work.invoicing or _SILENT, payment, playbook)
    return None if billing.says_nothing else billing


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

    @property
    def is_scheduled(self) -> bool:
        return self.invoicing.when in _BY_THE_CALENDAR

    def open(self, today: dt.date) -> Iterator[Moment]:
        """Yield what each bill is for that is not yet late on `today`."""
        days, in_advance = self.biller_days, self.is_in_advance
        found = moments(self.invoicing, self._since(today), days, in_advance=in_advance)
        return dropwhile(lambda moment: self.by(moment) < today, found)

    def _since(self, today: dt.date) -> dt.date:
        """Return the day of the first bill that may be open still."""
        within = self.invoicing.within
        if within is None or is_too_long(within) or not self.is_scheduled:
            return today
        return today - dt.timedelta(days=int(within.days()) + HOLIDAYS)

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
            self.is_scheduled,
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
            return Step(StepKind.CLOCK_STARTS, self._client_would_pay(by), Reason.ASSUMED)
        if starts in _CHECKED:
            return Step(StepKind.CLOCK_STARTS, done + CHECK_TAKES, Reason.ASSUMED)
        if starts in OF_WORK:
            return Step(StepKind.CLOCK_STARTS, done)
        is_sent = starts is ClockStarts.STATEMENT_DATE
        return Step(StepKind.CLOCK_STARTS, work.sent if is_sent else by)

    def _client_pays(self, by: dt.date) -> dt.date | None:
        waits = applies(self.payment.pay_when_paid)
        known = self.payment.clock_starts is ClockStarts.CLIENT_PAID_US
        return self._client_would_pay(by) if waits or known else None

    def _client_would_pay(self, by: dt.date) -> dt.date:
        # Money arrives on days on which our bank is open.
        return payer_days(self.playbook).next(by + CLIENT_TAKES)
