"""Settlement: the days on which a referral is reported, earned, billed, paid and safe to keep."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.calendar import in_month, month_number
from macros.records.due import LONGEST_WAIT, is_too_long
from macros.records.identity import Status
from macros.records.money import ClockStarts, Party
from macros.records.playbook import applies
from macros.records.referral import Trigger
from macros.records.scalars import Duration
from macros.terms.payment import Payday, payday, payer_days
from macros.terms.period import days_of, end_of, reached, renews_itself, term_of
from macros.terms.ways import Way, payer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Fee, Scheme, Settlement
    from macros.terms.business_days import BusinessDays
    from macros.terms.course import Course

REPORTS = 3

_PAID = frozenset([Trigger.CLIENT_PAID, Trigger.CLIENT_PAID_N_MONTHS])


class Settled(NamedTuple):
    """The days that follow for one fee; None where the record does not settle them.

    `counts_until` is the last day on which the registration counts, `reports` the first days on
    which progress is reported, `earned` the day of the trigger, `due` that plus the waiting
    period. `clawback_until` is the last day on which a client that leaves costs the fee,
    `ends` the last day of the alliance, None while it renews itself or runs on, `tail_until` the
    last one on which a referral made before that still earns,
    `lasts_until` the end of the time for which a continuing contract earns, counted from the day
    on which the service is live unless the fee says otherwise in words.
    """

    counts_until: dt.date | None
    reports: tuple[dt.date, ...]
    earned: dt.date | None
    due: dt.date | None
    statement: dt.date | None
    invoice_by: dt.date | None
    payday: Payday | None
    clawback_until: dt.date | None
    ends: dt.date | None
    tail_until: dt.date | None
    lasts_until: dt.date | None


def settled(playbook: Playbook, way: Way, scheme: Scheme, fee: Fee, course: Course) -> Settled:
    """Return the days of a fee for a client that takes this course.

    Bills are sent on their last day, and business days are those of the firm that acts: who
    invoices, who pays; those of the tail are the alliance's.
    """
    days = payer_days(playbook, payer(way, fee))
    earned = _earned(scheme, course)
    due = _after(earned, scheme.waiting_period, days) if scheme.waiting_period else earned
    bill = _Bill.of(playbook, scheme.settlement, due)
    return Settled(
        _counts_until(scheme, course, days),
        tuple(_reports(scheme, course, earned, days)),
        earned,
        due,
        bill.statement,
        bill.invoice_by,
        _payday(scheme, course, due, bill, days),
        _clawback_until(scheme, course, days),
        ends(playbook),
        _tail_until(playbook, scheme),
        _after(course.live, fee.lasts, days) if fee.lasts and not fee.starts else None,
    )


class Lapse(StrEnum):
    """Why a referral earns nothing although its client signs."""

    REGISTRATION = "registration"
    AFTER_THE_END = "after the end"
    AFTER_THE_TAIL = "after the tail"


def lapse(found: Settled, course: Course) -> Lapse | None:
    """Return why the referral is too late to earn, or None where it is in time."""
    if _is_past(found.counts_until, course.signed):
        return Lapse.REGISTRATION
    if _is_past(found.ends, course.registered):
        return Lapse.AFTER_THE_END
    return Lapse.AFTER_THE_TAIL if _is_past(found.tail_until, found.earned) else None


def _is_past(last: dt.date | None, day: dt.date | None) -> bool:
    return last is not None and day is not None and last < day


class _Bill(NamedTuple):
    """The days of the statement and the invoice, and the day that the bill has in the end."""

    statement: dt.date | None
    invoice_by: dt.date | None
    sent: dt.date | None

    @classmethod
    def of(cls, playbook: Playbook, terms: Settlement | None, due: dt.date | None) -> _Bill:
        if due is None or terms is None or not applies(terms):
            return cls(None, None, due)
        statement = _statement(terms, due)
        since = statement or due
        days = payer_days(playbook, terms.invoiced_by or Party.US)
        invoice_by = _after(since, terms.within, days) if terms.within else None
        return cls(statement, invoice_by, invoice_by or since)


def _earned(scheme: Scheme, course: Course) -> dt.date | None:
    months = scheme.trigger_months.value if scheme.trigger_months else 1
    return course.day(scheme.trigger, months) if scheme.trigger else None


def _statement(terms: Settlement, due: dt.date) -> dt.date | None:
    if terms.statement_on is None:
        return None
    here = in_month(month_number(due), terms.statement_on.value)
    return here if here >= due else in_month(month_number(due) + 1, terms.statement_on.value)


def _payday(
    scheme: Scheme, course: Course, due: dt.date | None, bill: _Bill, days: BusinessDays
) -> Payday | None:
    terms = scheme.settlement
    payment = terms.payment if terms and applies(terms) else None
    if payment is None or not applies(payment) or due is None or bill.sent is None:
        return None
    client_paid = due if scheme.trigger in _PAID else course.paid
    events = {
        ClockStarts.CLIENT_PAID_US: client_paid,
        ClockStarts.JOB_COMPLETED: course.live,
        ClockStarts.SUPPLY_DATE: course.live,
        ClockStarts.DELIVERABLES_APPROVED: due,
        ClockStarts.CERTIFIED: due,
        ClockStarts.STATEMENT_DATE: bill.statement or due,
    }
    event = events.get(payment.clock_starts, bill.sent) if payment.clock_starts else bill.sent
    # Nothing is paid for a fee that is not due yet, whatever starts the clock.
    start = max(event, due)
    return payday(payment, start, days, billed=bill.sent, client_paid=client_paid)


def _counts_until(scheme: Scheme, course: Course, days: BusinessDays) -> dt.date | None:
    qualifies = scheme.qualifies
    if qualifies is None or not applies(qualifies) or qualifies.valid_for is None:
        return None
    return _after(course.registered, qualifies.valid_for, days)


def _reports(
    scheme: Scheme, course: Course, earned: dt.date | None, days: BusinessDays
) -> Iterator[dt.date]:
    """Yield the first reports after the registration, until the fee is earned, one at least."""
    progress = scheme.progress
    every = progress.every if progress and applies(progress) else None
    if every is None or every.days() < 1:
        return
    for number in range(1, REPORTS + 1):
        report = _after(course.registered, Duration(every.amount * number, every.unit), days)
        if report is None or (number > 1 and earned and report > earned):
            return
        yield report


def _clawback_until(scheme: Scheme, course: Course, days: BusinessDays) -> dt.date | None:
    clawback = scheme.clawback
    if clawback is None or not applies(clawback) or clawback.within is None:
        return None
    if clawback.counted_from is None or clawback.counted_from is scheme.trigger:
        start = _earned(scheme, course)
    else:
        start = course.day(clawback.counted_from)
    return _after(start, clawback.within, days)


def ends(playbook: Playbook) -> dt.date | None:
    """Return the last day of an alliance, None while it renews itself or runs on."""
    partner, term = playbook.partner, term_of(playbook.partner)
    runs_on = term is not None and renews_itself(term) and partner.status is not Status.ENDED
    return None if runs_on else end_of(partner, days_of(partner, playbook.house))


def _tail_until(playbook: Playbook, scheme: Scheme) -> dt.date | None:
    return reached(ends(playbook), scheme.tail, days_of(playbook.partner, playbook.house))


def _after(date: dt.date | None, length: Duration, days: BusinessDays) -> dt.date | None:
    """Return the day a length of time after `date`; None where that is ten years or more."""
    if date is None or is_too_long(length) or date.year + LONGEST_WAIT // 365 >= dt.MAXYEAR:
        return None
    return days.after(date, length)
