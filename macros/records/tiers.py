"""Tiers: the arithmetic of fees that grow in steps."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from macros.records.referral import FeeKind
from macros.records.scalars import Money, Percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from macros.records.referral import Fee, Tier


class Step(NamedTuple):
    """From where a step starts, and its rate: a percentage, or an amount for one."""

    above: Decimal
    rate: Decimal


class Part(NamedTuple):
    """The part of a whole that one step holds for; `up_to` is None where the whole ends in it."""

    step: Step
    up_to: Decimal | None
    size: Decimal


def figure(priced: Fee | Tier, kind: FeeKind | None) -> Percent | Money | None:
    """Return what a fee of `kind`, or a step of it, is worked out with."""
    return priced.percent if kind is FeeKind.PERCENT else priced.amount


def steps(fee: Fee) -> tuple[Step, ...]:
    """Return the steps of a fee in rising order; the first one starts at 0."""
    first = Step(Decimal(0), _rate(figure(fee, fee.kind)))
    tiers = [
        Step(tier.above.value if tier.above else Decimal(0), _rate(figure(tier, fee.kind)))
        for tier in fee.tiers or ()
    ]
    rising = sorted(tiers, key=lambda step: step.above)
    return tuple(rising) if rising and not rising[0].above else (first, *rising)


def _rate(value: Percent | Money | None) -> Decimal:
    if value is None:
        return Decimal(0)
    return value.value if isinstance(value, Percent) else value.amount


def reached(measure: Decimal, rising: Sequence[Step]) -> Step:
    """Return the last step that starts below `measure`, or the first one."""
    return next((step for step in reversed(rising) if step.above < measure), rising[0])


def parts(whole: Decimal, rising: Sequence[Step]) -> Iterator[Part]:
    """Yield the parts of `whole` that lie in each step."""
    for step, end in zip(rising, [*(step.above for step in rising[1:]), whole], strict=True):
        if step.above < whole:
            yield Part(step, end if end < whole else None, min(end, whole) - step.above)


def amounts(fee: Fee) -> tuple[Money, ...]:
    """Return every amount that a fee names: its own, its limits, those of its steps."""
    own = (fee.amount, fee.minimum, fee.cap, *(tier.amount for tier in fee.tiers or ()))
    return tuple(amount for amount in own if amount)
