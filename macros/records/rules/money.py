"""Money: whether every hour has one price, and every price one reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Basis, OutOfHours, TaxRegime
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

    from macros.records.playbook import Playbook


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


@rule("tax-two-readings", Severity.WARNING)
def _tax_two_readings(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    tax = work and work.tax
    if not (work and tax and work.pricing and work.pricing.rates) or tax.prices_are:
        return
    if tax.rate and tax.regime not in {None, TaxRegime.NONE}:
        yield Finding(
            ("subcontract", "tax"),
            "nothing says whether the prices include the tax",
            "add 'prices_are: excluding' (or 'including')",
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


def _windows(playbook: Playbook) -> tuple[OutOfHours, ...]:
    work = playbook.partner.subcontract
    return (work and work.pricing and work.pricing.out_of_hours) or ()


def _window_spans(window: OutOfHours) -> list[tuple[int, int]]:
    if not (window.days and window.start and window.end):
        return []
    return spans(window.days.days, window.start.minutes, window.end.minutes)
