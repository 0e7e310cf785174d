"""Payment: whether every bill has one due date and one day of payment, within the law."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.due import (
    NEEDS,
    is_too_long,
    lacking,
    longest_wait,
    plus_weekdays,
    reached,
    too_long,
)
from macros.records.law import LATE_PAYMENT
from macros.records.money import (
    ClockStarts,
    Due,
    DueRule,
    EarlyDiscount,
    Invoicing,
    Payment,
    PayWhenPaid,
    Retention,
)
from macros.records.playbook import Playbook, applies
from macros.records.problems import Severity
from macros.records.referral import Scheme, Settlement
from macros.records.rules.rule import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.source import Path_

# Late Payment of Commercial Debts (Interest) Act 1998, section 4; Directive 2011/7/EU, article 3.
DAYS_TO_PAY = 60
# The example that an error shows: a bill on its way over the end of a month.
SENT = dt.date(2026, 2, 27)
RECEIVED = dt.date(2026, 3, 2)


@rule("due-rule-incomplete")
def _due_rule_incomplete(playbook: Playbook) -> Iterator[Finding]:
    for path, due in playbook.blocks_of(Due):
        needed = NEEDS.get(due.rule, ()) if due.rule else ()
        absent = lacking(due)
        idle = [
            name
            for name in ("days", "day", "months", "weeks")
            if getattr(due, name) is not None and name not in needed and due.rule
        ]
        if absent and due.rule:
            needs = " and ".join(repr(name) for name in absent)
            cure = f"write it as in '{_DUE_EXAMPLE[due.rule]}'"
            yield Finding(path, f"the rule '{due.rule}' needs {needs}", cure)
        elif absent:
            cure = "add 'rule:', such as 'rule: days_after'"
            yield Finding(path, "nothing says by which rule the due date follows", cure)
        if idle:
            yield Finding(
                (*path, idle[0]),
                f"the rule '{due.rule}' does not use '{idle[0]}'",
                "remove it, or choose another rule",
            )


_DUE_EXAMPLE: dict[DueRule, str] = {
    DueRule.DAYS_AFTER: "days: 30",
    DueRule.BUSINESS_DAYS_AFTER: "days: 10",
    DueRule.DAYS_AFTER_MONTH_END: "days: 30",
    DueRule.MONTH_END_AFTER_DAYS: "days: 30",
    DueRule.DAY_OF_MONTH: "day: 20, months: 1",
    DueRule.WEEK_END_AFTER_WEEKS: "weeks: 2",
}


@rule("clock-two-readings")
def _clock_two_readings(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in payments(playbook):
        due = payment.due
        if payment.clock_starts or not due or not due.rule or due.rule in _EVENTS_OF_THEIR_OWN:
            continue
        by_date, by_receipt = (reached(due, day, plus_weekdays) for day in (SENT, RECEIVED))
        if by_date:
            yield Finding(
                path,
                f"nothing says what starts the clock: a bill dated {SENT} that arrives on"
                f" {RECEIVED} is due on {by_date} by its date, and on {by_receipt} by its arrival",
                "write 'clock_starts: invoice_date' for the first, 'clock_starts: invoice_received'"
                " for the second, or another event",
            )


_EVENTS_OF_THEIR_OWN = frozenset([DueRule.ON_RECEIPT, DueRule.IN_ADVANCE])


@rule("paid-before-its-clock")
def _paid_before_its_clock(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in payments(playbook):
        is_in_advance = payment.due and payment.due.rule is DueRule.IN_ADVANCE
        if is_in_advance and payment.clock_starts in _AFTER_THE_WORK:
            yield Finding(
                (*path, "clock_starts"),
                f"'in_advance' is before the work, and '{payment.clock_starts}' is after it",
                "let the bill start the clock, as in 'clock_starts: invoice_received', or choose"
                " another rule",
            )


_AFTER_THE_WORK = frozenset(
    [
        ClockStarts.JOB_COMPLETED,
        ClockStarts.DELIVERABLES_APPROVED,
        ClockStarts.SUPPLY_DATE,
        ClockStarts.CERTIFIED,
        ClockStarts.CLIENT_PAID_US,
    ]
)


@rule("wait-too-long")
def _wait_too_long(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        waits = _WAITS.get(type(block))
        for name in _long(block, waits) if waits else ():
            yield Finding(
                (*path, name),
                f"{getattr(block, name)} is a wait of more than ten years",
                "write the wait that was meant",
            )


_WAITS: dict[type[Block], tuple[str, ...]] = {
    Invoicing: ("within", "dispute_within"),
    EarlyDiscount: ("within",),
    Retention: ("released_after",),
    PayWhenPaid: ("long_stop",),
    Scheme: ("waiting_period",),
    Settlement: ("within",),
    Due: ("days", "weeks", "months"),
}
"""For each block, the lengths of time from one day to another that dates are worked out with."""


def _long(block: Block, waits: tuple[str, ...]) -> list[str]:
    """Return those of the waits of a block that are longer than ten years."""
    if isinstance(block, Due):
        return list(filter(None, (too_long(block),)))
    return [name for name in waits if (wait := getattr(block, name)) and is_too_long(wait)]


@rule("pay-when-paid-without-long-stop", Severity.WARNING)
def _pay_when_paid_without_long_stop(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in payments(playbook):
        # Of a fee, waiting for the client's payment is the field's normal term.
        waits = payment.clock_starts is ClockStarts.CLIENT_PAID_US and path[0] == "subcontract"
        late = payment.pay_when_paid
        if (waits or applies(late)) and not (late and (late.long_stop or late.not_applicable)):
            yield Finding(
                path,
                "payment waits for the client's, without an end",
                "add 'pay_when_paid: {long_stop: 60 days}'",
            )


@rule("payment-beyond-60-days", Severity.WARNING)
def _payment_beyond_60_days(playbook: Playbook) -> Iterator[Finding]:
    country = playbook.partner.country or playbook.house.country
    if country not in LATE_PAYMENT:
        return
    for path, payment in payments(playbook):
        due = payment.due
        longest = longest_wait(due) if due and not too_long(due) else 0
        if longest > DAYS_TO_PAY:
            yield Finding(
                (*path, "due"),
                f"payment can take {longest} days, and the law (UK, EU) allows more than"
                f" {DAYS_TO_PAY} only where both sides agreed and it is fair",
                "shorten it, or accept the warning with the reason",
            )


def payments(playbook: Playbook) -> Iterator[tuple[Path_, Payment]]:
    """Yield all terms of payment that are not put aside, for work and for fees, with their path."""
    for path, payment in playbook.blocks_of(Payment):
        if not payment.not_applicable:
            yield path, payment
