"""Work: what the work of a visit costs by its rate, window by window."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Basis
from macros.terms.charged import NO_TIME, Spell, rounded, spells, split, together
from macros.terms.cost import Item, Kind, Range, shared
from macros.terms.rates import covers, length, rate_beyond
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from macros.records.money import OutOfHours, Pricing, Rate
    from macros.terms.windows import Piece

HOUR = Decimal(3_600_000_000)


class Times(NamedTuple):
    """The time of a visit, rounded to the steps in which it is charged, and what is charged."""

    rounded: dt.timedelta
    charged: dt.timedelta


class Worked(NamedTuple):
    """The time of a visit: the pieces that were worked, and whatever comes after them."""

    pieces: tuple[Piece, ...]
    after: Callable[[dt.datetime], Iterable[Piece]]
    """Gives the pieces from the end of the visit until a later moment."""

    @property
    def start(self) -> dt.datetime:
        """When the visit starts."""
        return self.pieces[0].start

    @property
    def end(self) -> dt.datetime:
        """When it ends."""
        return self.pieces[-1].end


def by_work(rate: Rate, units: int | None) -> Item:
    """Return the price of work that costs the same however long it takes."""
    if rate.basis is Basis.UNIT and units is None:
        raise PriceError(Why.UNITS, rate.name, rate.per)
    count = units if rate.basis is Basis.UNIT else None
    amount = _price(rate).times(Decimal(1 if count is None else count))
    return Item.of(Kind.PRICE, amount)._replace(rate=rate, units=count)


def by_time(
    rate: Rate, pricing: Pricing, worked: Worked, charged: dt.timedelta, day: dt.date
) -> Iterator[Item]:
    """Yield the lines of work that is paid by the time it takes, as valid on `day`.

    Windows with an hourly rate of their own are paid at that. A price for more than an hour, such
    as a day's, is shared out over all others by the time in each; the time that it does not buy is
    paid by the hour, at the rate that the record names.
    """
    until = worked.start + charged
    pieces = [*worked.pieces, *(worked.after(until) if until > worked.end else ())]
    if rate.basis is Basis.HOURLY:
        found = spells(pieces, worked.end, until, lambda window: hourly(rate, window).low)
        yield from _hours(rate, found)
        return
    found = spells(pieces, worked.end, until, None)
    others = [spell for spell in found if not _has_rate(spell)]
    bought = covers(rate, pricing)
    inside, outside = (others, []) if bought is None else split(others, bought)
    yield from _shares(rate, [spell for spell in inside if not spell.is_minimum])
    if outside:
        beyond = rate_beyond(rate, pricing, day)
        if beyond is None:
            raise PriceError(Why.BEYOND, rate, bought, sum((each.time for each in others), NO_TIME))
        yield from _hours(beyond, outside)
    yield from _hours(rate, [spell for spell in found if _has_rate(spell)])


def _has_rate(spell: Spell) -> bool:
    return spell.window is not None and spell.window.rate is not None


def time_to_charge(rate: Rate, pricing: Pricing, elapsed: dt.timedelta) -> Times:
    """Return the time that is charged; a price that is not by the hour is due for any time."""
    least = length(pricing.minimum) if pricing.minimum else NO_TIME
    steps = rounded(elapsed, pricing)
    charged = max(steps, least)
    return Times(steps, charged if charged or rate.basis is Basis.HOURLY else elapsed)


def surcharges(worked: Worked, until: dt.datetime) -> Iterator[Item]:
    """Yield what is paid on top, once a visit for each window in which time is charged."""
    seen: list[OutOfHours] = []
    for piece in worked.pieces:
        window = piece.slot.window
        if window and window.surcharge and piece.start < until and window not in seen:
            seen.append(window)
            amount = Range.of(window.surcharge, window.up_to)
            spell = Spell(window, piece.time, piece.slot.holiday)
            yield Item.of(Kind.SURCHARGE, amount)._replace(spell=spell)


def hourly(rate: Rate, window: OutOfHours | None) -> Range:
    """Return the price of an hour in a window."""
    if window and window.rate:
        return Range.of(window.rate, window.up_to)
    if window and window.multiplier:
        return _price(rate).times(window.multiplier.value)
    return _price(rate)


def _price(rate: Rate) -> Range:
    if rate.rate is None:
        raise PriceError(Why.NO_PRICE, rate.name)
    return Range.of(rate.rate, rate.up_to)


def _hours(rate: Rate, found: list[Spell]) -> Iterator[Item]:
    for spell in together(found):
        amount = hourly(rate, spell.window).times(_exact(spell.time), HOUR)
        yield Item.of(Kind.TIME, amount)._replace(rate=rate, spell=spell)


def _shares(rate: Rate, found: list[Spell]) -> Iterator[Item]:
    whole = sum((spell.time for spell in found), NO_TIME)
    merged = together(found)
    parts = [hourly(rate, spell.window).times(_exact(spell.time)) for spell in merged]
    for spell, amount in zip(merged, shared(parts, _exact(whole)), strict=True):
        yield Item.of(Kind.PRICE, amount)._replace(rate=rate, spell=spell, whole=whole)


def _exact(time: dt.timedelta) -> Decimal:
    return Decimal(time // dt.timedelta.resolution)
