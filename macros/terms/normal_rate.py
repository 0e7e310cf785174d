"""Normal rate: what an hour and a day of each kind of work cost, so that firms can be compared."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Basis
from macros.records.scalars import Money, Text
from macros.terms.rates import holds

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
    the smallest coin. A price that buys another time than that counts for the time that it buys.
    Prices by the visit, the unit or the job are for more than time, and are left out.
    """
    by_work: dict[tuple[Text | None, str], dict[Basis, _Bought]] = {}
    minutes = _minutes(day_length)
    for rate in rates:
        price = _price(rate)
        if price and rate.basis in BY_HOUR_OR_DAY and holds(rate, today):
            found = by_work.setdefault((rate.name, price.most.currency), {})
            # Of two prices for the same work and time, the first one listed is shown.
            found.setdefault(rate.basis, _Bought(price, _minutes(rate.covers)))
    return tuple(_normal(work, found, minutes) for (work, _), found in by_work.items())


BY_HOUR_OR_DAY = frozenset({Basis.HOURLY, Basis.HALF_DAY, Basis.DAY})
"""What prices of time are for."""


class _Bought(NamedTuple):
    """A price, and the minutes that it buys where they are not those of its basis."""

    price: Price
    minutes: Decimal | None


def _price(rate: Rate) -> Price | None:
    most = rate.up_to or rate.rate
    return Price(rate.rate, most) if most else None


def _minutes(length: Duration | None) -> Decimal | None:
    """Return a length in minutes, or None where it is not said in clock time."""
    if length is None or length.unit not in _MINUTES:
        return None
    return length.amount * _MINUTES[length.unit] or None


def _normal(work: Text | None, found: dict[Basis, _Bought], minutes: Decimal | None) -> NormalRate:
    hourly, half, whole = (found.get(basis) for basis in (Basis.HOURLY, Basis.HALF_DAY, Basis.DAY))
    day = _a_day(whole, Decimal(1), minutes) or _a_day(half, Decimal(2), minutes)
    # From the price as it is agreed, not from one that has been rounded.
    hour = _an_hour(whole, Decimal(1), minutes) or _an_hour(half, Decimal(2), minutes)
    if hourly:
        hour = hourly.price
        day = day or (_times(hour, minutes, _HOUR) if minutes else None)
    return NormalRate(work, hour, day)


def _a_day(bought: _Bought | None, parts: Decimal, minutes: Decimal | None) -> Price | None:
    """Return the price of a day, of which `bought` is one of so many parts."""
    if bought is None:
        return None
    if bought.minutes and minutes:
        return _times(bought.price, minutes, bought.minutes)
    return bought.price if parts == 1 else _times(bought.price, parts, Decimal(1))


def _an_hour(bought: _Bought | None, parts: Decimal, minutes: Decimal | None) -> Price | None:
    if bought is None:
        return None
    if bought.minutes:
        return _times(bought.price, _HOUR, bought.minutes)
    return _times(bought.price, _HOUR * parts, minutes) if minutes else None


def _times(price: Price, factor: Decimal, divisor: Decimal) -> Price:
    """Return a price times factor / divisor, both ends rounded once."""

    def scaled(money: Money) -> Money:
        return Money(money.amount * factor / divisor, money.currency).rounded()

    return Price(scaled(price.least) if price.least else None, scaled(price.most))
