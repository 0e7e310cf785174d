"""Money: whether every hour has one price, and every bill a due date within the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Basis, ClockStarts, Due, DueRule, OutOfHours, Payment
from macros.records.playbook import Playbook, applies
from macros.records.problems import Severity
from macros.records.rules.rule import Finding, rule
from macros.records.week import (
    WEEK_MINUTES,
    merged,
    over_sunday,
    span_in_words,
    spans,
    spans_in_words,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.source import Path_


# Late Payment of Commercial Debts (Interest) Act 1998, section 4; Directive 2011/7/EU, article 3.
DAYS_TO_PAY = 60


@rule("rate-without-price")
def _rate_without_price(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    for index, rate in enumerate((work and work.pricing and work.pricing.rates) or ()):
        shares = rate.basis in {Basis.COST_PLUS, Basis.REVENUE_SHARE}
        if (shares and not rate.percent) or (not shares and not rate.rate):
            wanted = "percent" if shares else "rate"
            yield Finding(
                ("subcontract", "pricing", "rates", index),
                "this rate has no price",
                f"add '{wanted}: {'10%' if shares else 'GBP 45.00'}'",
            )


@rule("out-of-hours-without-price")
def _out_of_hours_without_price(playbook: Playbook) -> Iterator[Finding]:
    for index, window in enumerate(_windows(playbook)):
        prices = [
            price
            for price in (
                window.multiplier,
                window.surcharge,
                window.rate,
                window.unavailable or None,
            )
            if price is not None
        ]
        if len(prices) != 1:
            yield Finding(
                ("subcontract", "pricing", "out_of_hours", index),
                "this window has no price" if not prices else "this window has more than one price",
                "write one of 'multiplier', 'surcharge', 'rate' or 'unavailable: yes'",
            )
        if not (window.days and window.start and window.end):
            yield Finding(
                ("subcontract", "pricing", "out_of_hours", index),
                "this window does not say when it is",
                "write 'days', 'start' and 'end'",
            )


@rule("out-of-hours-overlap")
def _out_of_hours_overlap(playbook: Playbook) -> Iterator[Finding]:
    seen: list[tuple[int, int]] = []
    work = playbook.partner.subcontract
    hours = work and work.scope and work.scope.hours
    if hours and _windows(playbook):
        seen += hours.spans()
    for index, window in enumerate(_windows(playbook)):
        for first, last in _window_spans(window):
            clash = next((span for span in seen if first < span[1] and span[0] < last), None)
            if clash:
                both = (max(first, clash[0]), min(last, clash[1]))
                yield Finding(
                    ("subcontract", "pricing", "out_of_hours", index),
                    f"{span_in_words(both)} is priced twice: by this window, and by one above it or"
                    " the normal hours",
                    "let one window end where the next one starts",
                )
                break
        seen += _window_spans(window)
    yield from _holidays_twice(playbook)


def _holidays_twice(playbook: Playbook) -> Iterator[Finding]:
    claims = [index for index, window in enumerate(_windows(playbook)) if window.holidays]
    for index in claims[1:]:
        yield Finding(
            ("subcontract", "pricing", "out_of_hours", index, "holidays"),
            "public holidays are priced twice: a window with 'holidays: yes' holds all day on them,"
            f" and so does window {claims[0] + 1}",
            "leave 'holidays: yes' in one window only",
        )


@rule("out-of-hours-gap")
def _out_of_hours_gap(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    hours = work and work.scope and work.scope.hours
    windows = _windows(playbook)
    yield from _holidays_unpriced(windows)
    if not windows or not hours:
        return
    covered = hours.spans() + [span for window in windows for span in _window_spans(window)]
    gaps = without([(0, WEEK_MINUTES)], merged(covered))
    if gaps:
        yield Finding(
            ("subcontract", "pricing", "out_of_hours"),
            f"no price is given for {spans_in_words(over_sunday(gaps))}",
            "widen a window, or add one with 'unavailable: yes'",
        )


def _holidays_unpriced(windows: tuple[OutOfHours, ...]) -> Iterator[Finding]:
    """Yield the window that leaves public holidays out, where no other takes them."""
    if any(window.holidays for window in windows):
        return
    left_out = [at for at, window in enumerate(windows) if window.holidays is not None]
    for index in left_out[:1]:
        yield Finding(
            ("subcontract", "pricing", "out_of_hours", index, "holidays"),
            "no price is given for public holidays: this window leaves them out",
            "write 'holidays: yes' in the window whose price holds all day on them",
        )


@rule("due-rule-incomplete")
def _due_rule_incomplete(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        if not isinstance(block, Due):
            continue
        needed = _DUE_NEEDS.get(block.rule, ()) if block.rule else ("rule",)
        absent = [name for name in needed if getattr(block, name) is None]
        idle = [
            name
            for name in ("days", "day", "months", "weeks")
            if getattr(block, name) is not None and name not in needed and block.rule
        ]
        if absent and block.rule:
            needs = " and ".join(repr(name) for name in absent)
            cure = f"write it as in '{_DUE_EXAMPLE[block.rule]}'"
            yield Finding(path, f"the rule '{block.rule}' needs {needs}", cure)
        elif absent:
            cure = "add 'rule:', such as 'rule: days_after'"
            yield Finding(path, "nothing says by which rule the due date follows", cure)
        if idle:
            yield Finding(
                (*path, idle[0]),
                f"the rule '{block.rule}' does not use '{idle[0]}'",
                "remove it, or choose another rule",
            )


_DUE_NEEDS: dict[DueRule, tuple[str, ...]] = {
    DueRule.DAYS_AFTER: ("days",),
    DueRule.BUSINESS_DAYS_AFTER: ("days",),
    DueRule.DAYS_AFTER_MONTH_END: ("days",),
    DueRule.MONTH_END_AFTER_DAYS: ("days",),
    DueRule.DAY_OF_MONTH: ("day", "months"),
    DueRule.WEEK_END_AFTER_WEEKS: ("weeks",),
}
_DUE_EXAMPLE: dict[DueRule, str] = {
    DueRule.DAYS_AFTER: "days: 30",
    DueRule.BUSINESS_DAYS_AFTER: "days: 10",
    DueRule.DAYS_AFTER_MONTH_END: "days: 30",
    DueRule.MONTH_END_AFTER_DAYS: "days: 30",
    DueRule.DAY_OF_MONTH: "day: 20, months: 1",
    DueRule.WEEK_END_AFTER_WEEKS: "weeks: 2",
}


@rule("pay-when-paid-without-long-stop", Severity.WARNING)
def _pay_when_paid_without_long_stop(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in _payments(playbook):
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
    if country not in _LATE_PAYMENT_LAW:
        return
    for path, payment in _payments(playbook):
        longest = longest_wait(payment.due) if payment.due else 0
        if longest > DAYS_TO_PAY:
            yield Finding(
                (*path, "due"),
                f"payment can take {longest} days, and the law (UK, EU) allows more than"
                f" {DAYS_TO_PAY} only where both sides agreed and it is fair",
                "shorten it, or accept the warning with the reason",
            )


_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_LATE_PAYMENT_LAW = frozenset(["GB", *_EU.split()])


def longest_wait(due: Due) -> int:
    """Return the most days from the event to the due date, months counted as 30 days."""
    days = due.days.value if due.days else 0
    month = 30
    match due.rule:
        case DueRule.DAYS_AFTER:
            return days
        case DueRule.BUSINESS_DAYS_AFTER:
            return -(-days * 7 // 5)
        case DueRule.DAYS_AFTER_MONTH_END | DueRule.MONTH_END_AFTER_DAYS:
            return days + month
        case DueRule.DAY_OF_MONTH:
            return (due.months.value if due.months else 0) * month + min(
                due.day.value if due.day else 0, month
            )
        case DueRule.WEEK_END_AFTER_WEEKS:
            return (due.weeks.value if due.weeks else 0) * 7 + 6
        case _:
            return 0


def _windows(playbook: Playbook) -> tuple[OutOfHours, ...]:
    work = playbook.partner.subcontract
    return (work and work.pricing and work.pricing.out_of_hours) or ()


def _window_spans(window: OutOfHours) -> list[tuple[int, int]]:
    if not (window.days and window.start and window.end):
        return []
    return spans(window.days.days, window.start.minutes, window.end.minutes)


def _payments(playbook: Playbook) -> Iterator[tuple[Path_, Payment]]:
    for path, block in playbook.blocks:
        if isinstance(block, Payment) and not block.not_applicable:
            yield path, block
