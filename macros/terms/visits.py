"""Visits: what a visit costs by a record's terms, line by line.

An amount is rounded half up to the smallest coin once, where its line ends; the total is the sum of
the lines. One price that is shared out over several lines is rounded once for all of them. Where a
price is a range, a line has an upper end.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from macros.records.money import PricesAre, Tax, TaxRegime
from macros.records.playbook import applies
from macros.records.scalars import Money
from macros.terms.business_days import BusinessDays
from macros.terms.cancelling import due
from macros.terms.cost import Cost, Item, Kind, Range, total
from macros.terms.rates import BY_TIME, LONGEST, rate_for
from macros.terms.refusals import PriceError, Why
from macros.terms.travel import mileage
from macros.terms.windows import Week
from macros.terms.work import Worked, by_time, by_work, surcharges, time_to_charge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.money import Basis, Pricing, Rate
    from macros.records.playbook import Playbook
    from macros.records.scalars import Distance, Hours


class Visit(NamedTuple):
    """A visit: when it is, both ends with their time zone, and what its price depends on."""

    start: dt.datetime
    end: dt.datetime
    work: str = ""
    """The name of the rate; it may be left out where the record has one kind of work."""
    basis: Basis | None = None
    """Which of several rates for the same work."""
    distance: Distance | None = None
    """From where the record counts the journey to the client, in miles or km."""
    units: int | None = None
    cancelled_at: dt.datetime | None = None


@dataclass(frozen=True)
class Tariff:
    """The terms that decide what a visit costs."""

    pricing: Pricing
    hours: Hours | None
    tax: Tax | None
    zone: ZoneInfo
    calendar: BusinessDays

    @classmethod
    def of(cls, playbook: Playbook) -> Tariff:
        """Return the terms of a playbook, or raise PriceError where it has none."""
        partner, house, work = playbook.partner, playbook.house, playbook.partner.subcontract
        if (
            work is None
            or work.pricing is None
            or not (applies(work.pricing) and work.pricing.rates)
        ):
            raise PriceError(Why.NO_TERMS)
        zone = partner.timezone or house.timezone
        if zone is None:
            raise PriceError(Why.NO_TIMEZONE)
        place = partner if partner.country or partner.region else house
        return cls(
            work.pricing,
            work.scope.hours if work.scope else None,
            work.tax if applies(work.tax) else None,
            ZoneInfo(zone),
            BusinessDays.of(place.country, place.region),
        )

    @cached_property
    def week(self) -> Week:
        """What prices each minute of the week."""
        return Week.of(self.pricing.out_of_hours or (), self.hours, self.calendar)


def visit_cost(tariff: Tariff, visit: Visit) -> Cost:
    """Return what a visit costs, or raise PriceError.

    Hours are counted as they pass, in the windows that the clocks of the partner's time zone show;
    the rate is the one that holds on the day on which the visit starts.
    """
    # Python compares and subtracts times of one zone as if clocks never changed.
    visit = visit._replace(
        start=visit.start.astimezone(dt.UTC),
        end=visit.end.astimezone(dt.UTC),
        cancelled_at=visit.cancelled_at.astimezone(dt.UTC) if visit.cancelled_at else None,
    )
    worked = _worked(tariff, visit)
    day = visit.start.astimezone(tariff.zone).date()
    rate = rate_for(tariff.pricing, day, visit.work, visit.basis)
    cost = _work(tariff, visit, rate, worked, day)
    if visit.cancelled_at:
        return _cancelled(tariff, visit, cost)
    if visit.distance:
        way = mileage(tariff.pricing.travel, visit.distance)
        cost = _summed(cost, [*cost.items, Item(Kind.MILEAGE, way.amount, mileage=way)])
    return _taxed(cost._replace(limit=tariff.pricing.not_to_exceed), tariff.tax)


def _worked(tariff: Tariff, visit: Visit) -> Worked:
    """Return the pieces of a visit, each of which has a price."""
    if visit.end <= visit.start:
        raise PriceError(Why.ENDS_BEFORE_START)
    start, end = visit.start, visit.end
    if end - start > LONGEST:
        raise PriceError(Why.TOO_LONG, end - start)
    pieces = tuple(tariff.week.cut(start, end, tariff.zone))
    for piece in pieces:
        moment = piece.start.astimezone(tariff.zone)
        if not piece.slot.is_priced:
            holiday = piece.slot.holiday
            raise PriceError(Why.UNPRICED, moment, holiday.name() if holiday else "")
        if piece.slot.window and piece.slot.window.unavailable:
            raise PriceError(Why.UNAVAILABLE, piece.slot.window, moment)
    return Worked(pieces, lambda until: tariff.week.cut(end, until, tariff.zone))


def _work(tariff: Tariff, visit: Visit, rate: Rate, worked: Worked, day: dt.date) -> Cost:
    """Return what the work costs, before travel and tax."""
    pricing, elapsed = tariff.pricing, worked.end - worked.start
    currency = rate.rate.currency if rate.rate else ""
    cost = Cost(rate, (), Money(Decimal(0), currency), None, elapsed)
    if rate.basis in BY_TIME:
        times = time_to_charge(rate, pricing, elapsed)
        cost = cost._replace(rounded=times.rounded, charged=times.charged)
        items = list(by_time(rate, pricing, worked, times.charged, day))
        items += surcharges(worked, worked.start + times.charged)
    else:
        items = [by_work(rate, visit.units), *surcharges(worked, worked.end)]
    return _summed(cost, [*items, *_minimum_charge(pricing, total(items, currency))])


def _minimum_charge(pricing: Pricing, work: Range) -> Iterator[Item]:
    """Yield what is missing to the least that a visit costs, travel and tax not counted."""
    least = pricing.minimum_charge
    if least is None:
        return
    if least.currency != work.currency:
        raise PriceError(Why.CURRENCIES, Money(work.low, work.currency), least)
    low, high = (max(least.amount - paid, Decimal(0)) for paid in (work.low, work.high))
    item = Item.of(Kind.MINIMUM_CHARGE, Range(low, high, work.currency))
    if item.amount.amount:
        yield item


def _cancelled(tariff: Tariff, visit: Visit, cost: Cost) -> Cost:
    """Return what is due instead when the visit is called off; on whose tax the law decides."""
    moment = visit.cancelled_at or visit.start
    if moment >= visit.end:
        raise PriceError(Why.CANCELLED_AFTER)
    entries = tariff.pricing.cancellation
    if not entries:
        raise PriceError(Why.NO_CANCELLATION)
    found = due(entries, visit.start, moment, tariff.zone, tariff.calendar)
    if found is None:
        return _summed(cost, [])._replace(cancelled_at=moment)
    price = total(cost.items, cost.total.currency)
    if found.entry.charge:
        amount = price.times(found.entry.charge.value, Decimal(100))
    else:
        amount = Range.of(found.entry.amount or cost.total)
    item = Item.of(Kind.CANCELLATION, amount)
    item = item._replace(cancellation=found.entry, deadline=found.deadline, price=price)
    return _summed(cost, [item])._replace(cancelled_at=moment)


def _summed(cost: Cost, items: list[Item]) -> Cost:
    low, high = total(items, cost.total.currency).in_coins()
    return cost._replace(items=tuple(items), total=low, up_to=high)


def _taxed(cost: Cost, tax: Tax | None) -> Cost:
    """Return the cost with the tax that comes on top, where the record says that it does."""
    cost = cost._replace(tax=tax)
    if (
        tax is None
        or tax.regime in {None, TaxRegime.NONE}
        or not (tax.rate and tax.rate.value)
        or tax.prices_are is not PricesAre.EXCLUDING
        or tax.reverse_charge
    ):
        return cost
    net = Range.of(cost.total, cost.up_to)
    return cost._replace(tax_due=Item.of(Kind.TAX, net.times(tax.rate.value, Decimal(100))))
