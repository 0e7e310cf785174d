"""Visit words: times, windows and amounts of a visit, as one says them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from macros.records.scalars import Count, Number
from macros.views.phrases import window_hours
from macros.views.wording import Words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from macros.records.money import OutOfHours, Rate
    from macros.records.scalars import Money
    from macros.terms.charged import Spell
    from macros.views.wording import Language

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)


def money(language: Language, amount: Money, up_to: Money | None = None) -> Words:
    """Return an amount, or a range of two, as a value of a page."""
    return Words(language.money(amount, up_to=up_to), "money")


# Visits of the same days and lengths are worked out for every partner.
@lru_cache(maxsize=1024)
def time(language: Language, length: dt.timedelta) -> str:
    """Return a length of time: 3 h 20 min."""
    hours, rest = divmod(length, HOUR)
    exact = Decimal(rest // dt.timedelta.resolution) / 60_000_000
    whole = exact == exact.to_integral_value()
    minutes = language.text(Count(int(exact)) if whole else Number(round(exact, 2).normalize()))
    said = language.text(Count(hours))
    if not rest:
        return language.say("{hours} h", hours=said)
    if not hours:
        return language.say("{minutes} min", minutes=minutes)
    return language.say("{hours} h {minutes} min", hours=said, minutes=minutes)


def clock(language: Language, moment: dt.datetime) -> str:
    """Return a moment: Sat, 14 Mar 2026, 10:00."""
    day = language.day(moment.date()).text
    return language.say("{day}, {time}", day=day, time=language.clock(moment))


@lru_cache(maxsize=1024)
def span(language: Language, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> str:
    """Return from when to when a visit is, by the clocks of a zone."""
    start, end = start.astimezone(zone), end.astimezone(zone)
    if end.date() != start.date():
        first, last = clock(language, start), clock(language, end)
        return language.say("{first} to {last}", first=first, last=last)
    return language.say(
        "{day}, {start} to {end}",
        day=language.day(start.date()).text,
        start=language.clock(start),
        end=language.clock(end),
    )


def window_name(window: OutOfHours | None, language: Language) -> str:
    """Return when a window of the week is, without its holidays: Sat 08:00 to 13:00."""
    if window is None:
        return language.say("normal hours")
    days = language.text(window.days) if window.days else ""
    return " ".join(filter(None, (days, window_hours(window, language))))


def where(spell: Spell, language: Language) -> str:
    """Return the window of some time, or the public holiday that takes its place."""
    if spell.holiday:
        return language.say("public holiday ({name})", name=language.holiday(spell.holiday))
    return window_name(spell.window, language)


def work_in(rate: Rate, spell: Spell, language: Language) -> str:
    """Return what a line is for: the work and the window."""
    return language.say(
        "{work}, {window}", work=rate.name or "", window=where(spell, language)
    ).removeprefix(", ")
