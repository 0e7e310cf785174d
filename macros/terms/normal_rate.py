"""Normal rate: what an hour and a day of each kind of work cost, so that firms can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Basis
from macros.records.scalars import Money, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from macros.records.money import Rate
    from macros.records.scalars import Duration

_HOUR = Decimal(60)
_MINUTES = {"minute": Decimal(1), "hour": _HOUR}


class Price(NamedTuple):
    """A price, or a range of two; `least` is None where only the upper end is agreed."""

    least: Money | None
    most: Money


class NormalRate(NamedTuple):
    """What one kind of work costs by the hour and by the day; None where it cannot be known."""

    work: Text | None
    hour: Price | None
    day: Price | None


def normal_rates(
    rates: Iterable[Rate], day_length: Duration | None, today: dt.date
) -> tuple[NormalRate, ...]:
    """Return the rates by time that hold on `today`, one for each kind of work, in their order.

    Where the same work has a price for an hour and one for a day, each stands as it is. The other
    one is worked out from the length of a day, half a day being half of it, and rounded once, to
    the smallest coin. Prices by the visit, the unit or the job have no length, and are left out.
    """
    by_work: dict[tuple[Text | None, str], dict[Basis, Price]] = {}
    for rate in rates:
        price = _price(rate)
        if price and rate.basis in BY_TIME and holds_on(rate, today):
            found = by_work.setdefault((rate.name, price.most.currency), {})
            # Of two prices for the same work and time, the first one listed is shown.
            found.setdefault(rate.basis, price)
    minutes = _minutes(day_length)
    return tuple(_normal(work, found, minutes) for (work, _), found in by_work.items())


BY_TIME = frozenset({Basis.HOURLY, Basis.HALF_DAY, Basis.DAY})
"""What prices of time are for."""


def holds_on(rate: Rate, day: dt.date) -> bool:
    """Tell whether a rate holds on a day; without dates it always does."""
    begins, ends = rate.effective_from, rate.effective_to
    return (begins is None or begins <= day) and (ends is None or day <= ends)


def _price(rate: Rate) -> Price | None:
    most = rate.up_to or rate.rate
    return Price(rate.rate, most) if most else None


def _minutes(day_length: Duration | None) -> Decimal | None:
    """Return the minutes of a working day, or None where its length is not said in clock time."""
    if day_length is None or day_length.unit not in _MINUTES:
        return None
    return day_length.amount * _MINUTES[day_length.unit] or None


def _normal(work: Text | None, found: dict[Basis, Price], minutes: Decimal | None) -> NormalRate:
    hour, half, whole = (found.get(basis) for basis in (Basis.HOURLY, Basis.HALF_DAY, Basis.DAY))
    day = whole or (_times(half, Decimal(2), Decimal(1)) if half else None)
    if minutes:
        day = day or (_times(hour, minutes, _HOUR) if hour else None)
        # From the price as it is agreed, not from one that has been rounded.
        hour = hour or (_times(whole, _HOUR, minutes) if whole else None)
        hour = hour or (_times(half, 2 * _HOUR, minutes) if half else None)
    return NormalRate(work, hour, day)


def _times(price: Price, factor: Decimal, divisor: Decimal) -> Price:
    """Return a price times factor / divisor, both ends rounded once."""

    def scaled(money: Money) -> Money:
        return Money(money.amount * factor / divisor, money.currency).rounded()

    return Price(scaled(price.least) if price.least else None, scaled(price.most))
