"""Charged: how much time of a visit is paid for, and at which price each part of it.

Time is rounded once for the whole visit, and the least time raises it, as if the visit had ended so
much earlier or later. Time that was not worked is never dearer than the time before it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Rounding
from macros.terms.rates import length
from macros.terms.refusals import PriceError, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from decimal import Decimal

    from macros.records.money import OutOfHours, Pricing
    from macros.terms.business_days import Holiday
    from macros.terms.windows import Piece

NO_TIME = dt.timedelta()


class Spell(NamedTuple):
    """Time that is paid for, in one window."""

    window: OutOfHours | None
    time: dt.timedelta
    holiday: Holiday | None = None
    is_minimum: bool = False
    """Whether the least time of the window raised it."""


def rounded(elapsed: dt.timedelta, pricing: Pricing) -> dt.timedelta:
    """Return the time of a visit, rounded to the step in which it is charged; half a step is up."""
    step = length(pricing.increment) if pricing.increment else NO_TIME
    rest = elapsed % step if step else NO_TIME
    if not rest:
        return elapsed
    match pricing.rounding:
        case Rounding.DOWN:
            return elapsed - rest
        case Rounding.NEAREST if rest * 2 < step:
            return elapsed - rest
        case None:
            raise PriceError(Why.ROUNDING, elapsed, pricing.increment)
        case _:
            return elapsed - rest + step


def spells(
    pieces: Iterable[Piece],
    end: dt.datetime,
    charged_until: dt.datetime,
    hourly: Callable[[OutOfHours | None], Decimal] | None,
) -> list[Spell]:
    """Return the time that is paid for, in the order of the clock.

    `pieces` reach to the later of the visit's end and the end of the time that is charged.
    `hourly` gives the price of an hour in a window; without it, time that was not worked is that of
    the window in which the visit ends.
    """
    found: list[Spell] = []
    worked: list[OutOfHours] = []
    for piece in pieces:
        window, time = piece.slot.window, min(piece.end, charged_until) - piece.start
        if piece.start >= charged_until:
            break
        if piece.start < end:
            worked += [window] if window and window not in worked else []
        elif found and not _is_cheaper(piece, found[-1].window, hourly):
            found[-1] = found[-1]._replace(time=found[-1].time + time)
            continue
        found.append(Spell(window, time, piece.slot.holiday))
    return [*found, *_minima(found, worked)]


def _is_cheaper(
    piece: Piece, before: OutOfHours | None, hourly: Callable[[OutOfHours | None], Decimal] | None
) -> bool:
    window = piece.slot.window
    if hourly is None or not piece.slot.is_priced or (window and window.unavailable):
        return False
    return hourly(window) < hourly(before)


def _minima(found: list[Spell], worked: list[OutOfHours]) -> list[Spell]:
    """Return what is missing to the least time of each window in which somebody worked."""
    missing = []
    for window in worked:
        here = [spell for spell in found if spell.window is window]
        paid = sum((spell.time for spell in here), NO_TIME)
        least = length(window.minimum) if window.minimum else NO_TIME
        if paid < least:
            missing.append(Spell(window, least - paid, here[0].holiday, is_minimum=True))
    return missing


def together(found: Iterable[Spell]) -> list[Spell]:
    """Return one spell for each window, in the order in which each is met first."""
    merged: list[Spell] = []
    for spell in found:
        at = next((at for at, each in enumerate(merged) if each.window is spell.window), None)
        if at is None:
            merged.append(spell)
        else:
            merged[at] = merged[at]._replace(
                time=merged[at].time + spell.time,
                is_minimum=merged[at].is_minimum or spell.is_minimum,
            )
    return merged


def split(found: list[Spell], covered: dt.timedelta) -> tuple[list[Spell], list[Spell]]:
    """Return the time that a price buys, the first `covered` of it, and the time beyond."""
    bought, beyond = [], []
    for spell in found:
        time = min(spell.time, covered)
        covered -= time
        bought += [spell._replace(time=time)] if time else []
        beyond += [spell._replace(time=spell.time - time)] if time < spell.time else []
    return bought, beyond
