"""Fees: what one referral earns, line by line, from the terms and the figures of the deal."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from macros.records.referral import FeeKind, FeeOf, TiersApply
from macros.records.scalars import Money, Percent
from macros.records.tiers import Part, amounts, figure, parts, reached, steps
from macros.terms.deal import Figure, charges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.referral import Fee
    from macros.terms.deal import Deal

T = TypeVar("T")

_HUNDRED = Decimal(100)
_WITHOUT_MONEY = frozenset([FeeKind.NONE, FeeKind.RECIPROCAL])


class LineKind(StrEnum):
    """What a line of a fee adds."""

    SHARE = "share"
    MONTHS = "months"
    UNITS = "units"
    FIXED = "fixed"
    MINIMUM = "minimum"
    """What lifts the fee to the least that is paid."""
    CAP = "cap"
    """What brings the fee down to the most that is paid, below 0."""


class Line(NamedTuple):
    """A line of a fee and what it adds, rounded to the smallest coin; the lines add up to the fee.

    `percent` of `base`, or `each` times `number` (months or units); a share of every monthly charge
    has all four. The `base` of a limit is the limit. `above` is the start of the step, `up_to` the
    end of the part that it holds for; None where there are no steps or the part is the last one.
    """

    kind: LineKind
    amount: Money
    base: Money | None = None
    percent: Percent | None = None
    each: Money | None = None
    number: Decimal | None = None
    above: Decimal | None = None
    up_to: Decimal | None = None


class Earned(NamedTuple):
    """What a referral earns; `base` is the amount that a share is of, None for other kinds."""

    total: Money
    lines: tuple[Line, ...]
    base: Money | None = None


class TermsUnclear(ValueError):  # noqa: N818 - it says what is the case
    """The record lacks what a fee needs, or says it in two ways: `playbook check` tells which."""


def fee_earned(fee: Fee, deal: Deal) -> Earned | None:
    """Return what a deal earns by a fee, None for a fee that is no money.

    Raises FigureWanted where the deal lacks a figure, CurrenciesDiffer where it is in another
    currency, TermsUnclear where the record lacks one. Each line is rounded by itself, because each
    is billed by itself; so is each month of a share that is earned month by month.
    """
    is_plain_gift = fee.kind is FeeKind.GIFT and not fee.amount and not fee.tiers
    if fee.kind in _WITHOUT_MONEY or is_plain_gift:
        return None
    currency = fee_currency(fee)
    lines = list(_LINES[_known(fee.kind)](fee, deal, currency))
    earned = Money(
        sum((line.amount.amount for line in lines), Decimal(0)), lines[0].amount.currency
    )
    limits = list(_limits(fee, earned))
    total = Money(earned.amount + sum(line.amount.amount for line in limits), earned.currency)
    base = deal.base(fee, currency) if fee.kind is FeeKind.PERCENT else None
    return Earned(total, (*lines, *limits), base)


def fee_currency(fee: Fee) -> str:
    """Return the currency of a fee's amounts, nothing where it has none of its own."""
    currencies = {amount.currency for amount in amounts(fee)}
    if len(currencies) > 1:
        raise TermsUnclear
    return next(iter(currencies), "")


def _share(fee: Fee, deal: Deal, currency: str) -> Iterator[Line]:
    _known(fee.of)
    base = deal.base(fee, currency)
    months = _months(fee, deal) if fee.of is FeeOf.MONTHLY_RECURRING else None
    for part in _parts(fee, deal, base.amount):
        of = Money(part.size, base.currency)
        share = Money(part.size * part.step.rate / _HUNDRED, base.currency).rounded()
        rate = Percent(part.step.rate)
        if months is None:
            yield _stepped(fee, part, Line(LineKind.SHARE, share, of, rate))
        else:
            line = Line(LineKind.SHARE, _times(share, months), of, rate, share, Decimal(months))
            yield _stepped(fee, part, line)


def _units(fee: Fee, deal: Deal, currency: str) -> Iterator[Line]:
    for part in _parts(fee, deal, Decimal(deal.number(Figure.UNITS))):
        each = Money(part.step.rate, currency)
        amount = Money(part.size * each.amount, currency).rounded()
        line = Line(LineKind.UNITS, amount, each=each, number=part.size)
        yield _stepped(fee, part, line)


def _recurring(fee: Fee, deal: Deal, currency: str) -> Iterator[Line]:
    months = _known(fee.months).value
    monthly = deal.money(Figure.MONTHLY, currency)
    amount = Money(months * monthly.amount, monthly.currency).rounded()
    yield Line(LineKind.MONTHS, amount, each=monthly, number=months)


def _fixed(fee: Fee, deal: Deal, currency: str) -> Iterator[Line]:
    by_value = fee.tiers and fee.tiers_apply is not TiersApply.TO_LATER_REFERRALS
    measure = deal.money(Figure.VALUE, currency).amount if by_value else Decimal(1)
    (part,) = _parts(fee, deal, measure)
    yield _stepped(fee, part, Line(LineKind.FIXED, Money(part.step.rate, currency).rounded()))


_LINES = {
    FeeKind.PERCENT: _share,
    FeeKind.PER_UNIT: _units,
    FeeKind.MONTHS_OF_RECURRING: _recurring,
    FeeKind.FLAT: _fixed,
    FeeKind.CREDIT: _fixed,
    FeeKind.GIFT: _fixed,
}


def _parts(fee: Fee, deal: Deal, whole: Decimal) -> list[Part]:
    """Return the parts of a whole, each with the step that holds for it."""
    rising = steps(fee)
    if not fee.tiers:
        _known(figure(fee, fee.kind))
        return [Part(rising[0], None, whole)]
    match fee.tiers_apply:
        case TiersApply.TO_LATER_REFERRALS:
            count = Decimal(deal.number(Figure.REFERRAL))
            return [Part(reached(count, rising), None, whole)]
        case TiersApply.TO_THE_PART_ABOVE if fee.kind in {FeeKind.PERCENT, FeeKind.PER_UNIT}:
            return list(parts(whole, rising)) or [Part(rising[0], None, whole)]
        case TiersApply.TO_EVERYTHING:
            return [Part(reached(whole, rising), None, whole)]
        case _:
            raise TermsUnclear


def _stepped(fee: Fee, part: Part, line: Line) -> Line:
    return line._replace(above=part.step.above, up_to=part.up_to) if fee.tiers else line


def _months(fee: Fee, deal: Deal) -> int:
    """Return how many monthly charges earn a share: no more than the contract has."""
    if fee.lasts is None:
        _known(fee.ends_when)
        return deal.number(Figure.MONTHS)
    agreed = charges(fee.lasts)
    return min(agreed, deal.months) if deal.months else agreed


def _limits(fee: Fee, earned: Money) -> Iterator[Line]:
    if fee.minimum and earned.amount < fee.minimum.rounded().amount:
        lifted = fee.minimum.rounded().amount - earned.amount
        yield Line(LineKind.MINIMUM, Money(lifted, earned.currency), base=fee.minimum)
    elif fee.cap and earned.amount > fee.cap.rounded().amount:
        lowered = fee.cap.rounded().amount - earned.amount
        yield Line(LineKind.CAP, Money(lowered, earned.currency), base=fee.cap)


def _times(amount: Money, count: int) -> Money:
    return Money(amount.amount * count, amount.currency)


def _known(value: T | None) -> T:
    if value is None:
        raise TermsUnclear
    return value
