"""Travel: what the way to a client costs."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import LongUnit, PaidWay
from macros.records.scalars import Distance, Money
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    from macros.records.money import Travel

# The international mile (1959) is exactly 1609.344 m.
_METRES = {"miles": Decimal("1609.344"), "km": Decimal(1000), "m": Decimal(1)}
_UNITS = {LongUnit.MILE: "miles", LongUnit.KM: "km"}


class Mileage(NamedTuple):
    """What is paid for a journey: the amount, and what it was worked out from."""

    amount: Money
    distance: Distance
    """From where the journey is counted to the client, in the unit of the price."""
    paid: Distance
    """What of it is paid, on all ways that are."""
    ways: int


def mileage(travel: Travel | None, distance: Distance) -> Mileage:
    """Return what is paid for a journey to a client at a distance, or raise PriceError.

    The free radius is taken off each way. A record without `mileage_for` is read only where both
    readings come to the same.
    """
    if travel is None or travel.not_applicable or travel.mileage is None:
        raise PriceError(Why.NO_MILEAGE)
    if travel.mileage_per is None:
        raise PriceError(Why.MILEAGE_UNIT)
    unit = _UNITS[travel.mileage_per]
    way = converted(distance, unit)
    free = travel.free_radius
    if free and free.unit not in _METRES:
        raise PriceError(Why.FREE_RADIUS, free)
    beyond = max(way.amount - (converted(free, unit).amount if free else 0), Decimal(0))
    ways = {PaidWay.ONE_WAY: 1, PaidWay.BOTH_WAYS: 2, None: 0}[travel.mileage_for]
    one, two = (_paid(travel.mileage, beyond, ways) for ways in (1, 2))
    if not ways and one != two:
        raise PriceError(Why.WHICH_WAY, distance, one, two)
    paid = Distance(beyond * max(ways, 1), unit)
    return Mileage(two if ways > 1 else one, way, paid, max(ways, 1))


def converted(distance: Distance, unit: str) -> Distance:
    """Return a distance in miles or km; the same one where that is its unit."""
    if distance.unit == unit:
        return distance
    return Distance(distance.amount * _METRES[distance.unit] / _METRES[unit], unit)


def _paid(price: Money, distance: Decimal, ways: int) -> Money:
    return Money(price.amount * distance * ways, price.currency).rounded()
