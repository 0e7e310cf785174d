"""Payment: from the event that starts the clock to the day on which the money leaves the bank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.due import is_too_long
from macros.records.money import ClockStarts, Party, Payment, Run, RunPays
from macros.records.playbook import applies
from macros.records.runs import is_complete
from macros.terms.business_days import BusinessDays
from macros.terms.due import due_date, rolled
from macros.terms.runs import RunDay, run_from, run_until
from macros.terms.steps import Reason, Step, StepKind

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.playbook import Playbook


class Payday(NamedTuple):
    """When a bill is due and paid.

    `due` and `rolled` are None where no rule is agreed, `paid` also where no run goes out.
    `long_stop` is the day of payment should the client never pay, None where nothing waits for
    the client or the wait has no end.
    """

    event: dt.date
    due: dt.date | None
    rolled: dt.date | None
    paid: dt.date | None
    long_stop: dt.date | None
    steps: tuple[Step, ...]


def payer_days(playbook: Playbook, payer: Party = Party.US) -> BusinessDays:
    """Return the business days that count for a payment: those of the firm that pays.

    The money leaves the payer's bank, so its holidays decide when that can be: ours for work, the
    partner's for a fee that the partner pays. A firm without a country has the other one's.
    """
    partner, house = playbook.partner, playbook.house
    if payer is Party.PARTNER and partner.country:
        return BusinessDays.of(partner.country, partner.region)
    if house.country:
        return BusinessDays.of(house.country, house.region)
    return BusinessDays.of(partner.country, partner.region)


def payday(
    payment: Payment,
    event: dt.date,
    days: BusinessDays,
    *,
    billed: dt.date | None = None,
    client_paid: dt.date | None = None,
) -> Payday:
    """Return when a bill is paid whose clock starts on `event`.

    `days` are those of the payer. `billed` is the day of the bill, from which a long stop is
    counted; `client_paid` the day on which the client pays, for terms that wait for it although
    another event starts the clock.
    """
    due = _due(payment, event, days, client_paid)
    start = due.date if due and due.reason is Reason.CLIENT_PAYS else event
    found = _settled(payment, due, start, days)
    latest = _latest(payment, event, billed or event, days)
    if latest and (not found or latest[-1].date < found[-1].date):
        found = latest
    dates = {step.kind: step.date for step in found}
    return Payday(
        event,
        dates.get(StepKind.DUE),
        dates.get(StepKind.ROLLED, dates.get(StepKind.DUE)),
        dates.get(StepKind.PAID),
        latest[-1].date if latest else None,
        found,
    )


def _latest(
    payment: Payment, event: dt.date, billed: dt.date, days: BusinessDays
) -> tuple[Step, ...]:
    """Return the steps to the payment that is made even when the client has not paid.

    A long stop ends the wait for the client, and not the time that the rule gives anyway.
    """
    waits = payment.pay_when_paid
    length = waits.long_stop if waits and applies(waits) else None
    if length is None or is_too_long(length):
        return ()
    due = Step(StepKind.DUE, days.after(billed, length), Reason.LONG_STOP)
    waits_for_client = payment.clock_starts is ClockStarts.CLIENT_PAID_US
    ruled = None if waits_for_client else _due(payment, event, days, None)
    if ruled is None:
        return _settled(payment, due, billed, days)
    return _settled(payment, due if due.date > ruled.date else ruled, event, days)


def discount_until(payment: Payment, event: dt.date, days: BusinessDays) -> dt.date | None:
    """Return the last day on which a payment earns the early discount, None where none is agreed.

    It is counted from the event that starts the clock, and no weekend moves it: whoever wants the
    discount pays in time.
    """
    discount = payment.early_discount
    within = discount.within if discount and applies(discount) else None
    return days.after(event, within) if within and not is_too_long(within) else None


def retention_paid(payment: Payment, done: dt.date, days: BusinessDays) -> dt.date | None:
    """Return the day on which what was held back is paid, None where nothing is.

    It falls due so long after the work is done, and moves with the roll and the run as a bill does.
    """
    held = payment.retention
    length = held.released_after if held and applies(held) else None
    if length is None or is_too_long(length):
        return None
    return _settled(payment, Step(StepKind.DUE, days.after(done, length)), done, days)[-1].date


def _due(
    payment: Payment, event: dt.date, days: BusinessDays, client_paid: dt.date | None
) -> Step | None:
    date = due_date(payment.due, event, days) if payment.due else None
    if date is None:
        return None
    if client_paid and applies(payment.pay_when_paid) and date < client_paid:
        return Step(StepKind.DUE, client_paid, Reason.CLIENT_PAYS)
    return Step(StepKind.DUE, date)


def _settled(
    payment: Payment, due: Step | None, start: dt.date, days: BusinessDays
) -> tuple[Step, ...]:
    """Return the steps from a due date to the payment; nothing happens before `start`."""
    steps = [due] if due else []
    if due:
        date = rolled(due.date, payment.roll, days, start)
        if date != due.date:
            steps.append(_rolled(due.date, date, payment, days))
    run = payment.run
    if run and applies(run) and is_complete(run):
        steps.append(_run(run, steps[-1].date if steps else None, start, payment, days))
    elif steps:
        date = steps[-1].date
        is_open = days.is_business_day(date)
        reason = Reason.ON_DUE_DATE if is_open else Reason.ON_A_CLOSED_DAY
        steps.append(Step(StepKind.PAID, date, reason))
    return tuple(steps)


def _rolled(due: dt.date, date: dt.date, payment: Payment, days: BusinessDays) -> Step:
    held = date > due and payment.roll == "previous"
    reason = Reason.NOT_BEFORE_EVENT if held else Reason(str(payment.roll))
    return Step(StepKind.ROLLED, date, reason, due, days.holiday(due))


def _run(
    run: Run, due: dt.date | None, start: dt.date, payment: Payment, days: BusinessDays
) -> Step:
    if due and run.pays is RunPays.BEFORE_DUE:
        last = run_until(run, due, payment.roll, days)
        if last.date >= start:
            return _paid(last, Reason.RUN_BEFORE, days)
        return _paid(run_from(run, due, start, payment.roll, days), Reason.NO_RUN_BEFORE, days)
    reason = Reason.RUN_AFTER if due else Reason.NEXT_RUN
    return _paid(run_from(run, due or start, start, payment.roll, days), reason, days)


def _paid(found: RunDay, reason: Reason, days: BusinessDays) -> Step:
    if found.date == found.planned:
        return Step(StepKind.PAID, found.date, reason)
    return Step(StepKind.PAID, found.date, reason, found.planned, days.holiday(found.planned))
