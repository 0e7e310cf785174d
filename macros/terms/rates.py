"""Rates: which price of a record holds for a piece of work on a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.money import Basis
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.money import Pricing, Rate
    from macros.records.scalars import Duration

BY_TIME = (Basis.HOURLY, Basis.HALF_DAY, Basis.DAY, Basis.VISIT)
BY_WORK = (Basis.FIXED, Basis.MILESTONE, Basis.UNIT)
"""Prices of the work itself, however long it takes."""
LONGEST = dt.timedelta(days=31)


def holds(rate: Rate, day: dt.date) -> bool:
    """Tell whether a rate holds on a day; without dates it always does."""
    starts = rate.effective_from is None or rate.effective_from <= day
    return starts and (rate.effective_to is None or day <= rate.effective_to)


def rate_for(pricing: Pricing, day: dt.date, work: str, basis: Basis | None) -> Rate:
    """Return the one rate for a kind of work, or raise PriceError.

    Without a name, there must be one kind of work with such a basis whose price a visit decides;
    without a basis, the work must have one.
    """
    named = [rate for rate in pricing.rates or () if _name(rate).casefold() == work.casefold()]
    if work and not named:
        raise PriceError(Why.NO_SUCH_RATE, work, names(pricing, day))
    found = [rate for rate in named or _by_visit(pricing, basis) if holds(rate, day)]
    if not found:
        raise PriceError(Why.NOT_VALID, work, day)
    if len({_name(rate) for rate in found}) > 1:
        raise PriceError(Why.WHICH_RATE, tuple(dict.fromkeys(_name(rate) for rate in found)))
    of_basis = [rate for rate in found if basis in {None, rate.basis}]
    if len(of_basis) != 1:
        raise _refusal(found, of_basis, basis, day)
    return _priced(of_basis[0])


def _by_visit(pricing: Pricing, basis: Basis | None) -> Iterator[Rate]:
    for rate in pricing.rates or ():
        if rate.basis in {*BY_TIME, *BY_WORK} and basis in {None, rate.basis}:
            yield rate


def _refusal(
    found: list[Rate], of_basis: list[Rate], basis: Basis | None, day: dt.date
) -> PriceError:
    name = _name(found[0])
    bases = tuple(dict.fromkeys(rate.basis for rate in found if rate.basis))
    if basis and not of_basis:
        return PriceError(Why.NO_SUCH_BASIS, name, basis, bases)
    if len({rate.basis for rate in of_basis}) > 1:
        return PriceError(Why.WHICH_BASIS, name, bases)
    return PriceError(Why.TWO_PRICES, name, day)


def _priced(rate: Rate) -> Rate:
    if rate.basis not in {*BY_TIME, *BY_WORK}:
        raise PriceError(Why.NOT_BY_VISIT, _name(rate), rate.basis)
    if rate.rate is None:
        raise PriceError(Why.NO_PRICE, _name(rate))
    return rate


def names(pricing: Pricing, day: dt.date) -> tuple[str, ...]:
    """Return the kinds of work that have a rate on a day, in order, each once."""
    found = (_name(rate) for rate in pricing.rates or () if holds(rate, day))
    return tuple(dict.fromkeys(found))


def _name(rate: Rate) -> str:
    return rate.name or ""


def covers(rate: Rate, pricing: Pricing) -> dt.timedelta | None:
    """Return the time that one price of a rate buys, or None where it buys any.

    Half a day is half of `day_length`. A price by the hour buys none: it is paid for all time.
    """
    if rate.covers:
        return length(rate.covers)
    if rate.basis not in {Basis.DAY, Basis.HALF_DAY}:
        return None
    if not pricing.day_length:
        raise PriceError(Why.DAY_LENGTH, _name(rate))
    day = length(pricing.day_length)
    return day / 2 if rate.basis is Basis.HALF_DAY else day


def rate_beyond(rate: Rate, pricing: Pricing, day: dt.date) -> Rate | None:
    """Return the hourly rate for the time that a price does not buy, or None where none is named.

    PriceError where the one that is named is not there.
    """
    if not rate.beyond:
        return None
    found = [
        each
        for each in pricing.rates or ()
        if each.basis is Basis.HOURLY and holds(each, day) and each.rate
        if _name(each).casefold() == rate.beyond.casefold()
    ]
    if len(found) != 1:
        raise PriceError(Why.UNKNOWN_BEYOND, _name(rate), rate.beyond)
    return found[0]


def deciding(pricing: Pricing, work: str) -> tuple[Rate, ...]:
    """Return the rates that decide what a kind of work costs; without a name that is all of them.

    They are the ones of its name, and those by which time beyond them is paid.
    """
    every = pricing.rates or ()
    named = tuple(rate for rate in every if _name(rate).casefold() == work.casefold())
    beyond = {rate.beyond.casefold() for rate in named if rate.beyond}
    further = (rate for rate in every if beyond and _name(rate).casefold() in beyond)
    return (*named, *further) if work else every


def length(duration: Duration) -> dt.timedelta:
    """Return a length of minutes or hours; of others one cannot tell how much work they hold."""
    minutes = {"minute": 1, "hour": 60}.get(duration.unit)
    if minutes is None or duration.days() > LONGEST.days:
        raise PriceError(Why.LENGTH, duration)
    return dt.timedelta(microseconds=int(duration.amount * minutes * 60_000_000))
