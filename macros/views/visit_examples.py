"""Visit examples: what visits of the coming days would cost, worked out from a partner's terms."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from macros.terms.business_days import DAY
from macros.terms.clock import moments
from macros.terms.rates import BY_TIME, holds, length
from macros.terms.refusals import PriceError
from macros.terms.visits import Tariff, Visit, visit_cost
from macros.terms.windows import MINUTE, NORMAL
from macros.views.parts import Example, Group
from macros.views.visits import case, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.money import Basis
    from macros.records.playbook import Playbook
    from macros.terms.business_days import BusinessDays
    from macros.terms.cost import Cost
    from macros.terms.windows import Slot, Spans
    from macros.views.clauses import Reader
    from macros.views.wording import Language

# All in minutes.
MORNING = 9 * 60
VISITS = (200, 180)
"""How long a visit takes; full hours where a record does not say how time is rounded."""
BEFORE = 120
"""How much of a visit comes before the edge of a window."""
WAKING = range(6 * 60, 22 * 60)
MIDDAY = 13 * 60
WORKING_DAY = 8 * 60
CALLED_OFF = ((-1, 15 * 60), (0, 7 * 60))
"""When a day is called off: the day and the time, the first that costs anything."""
WEEKEND = (5, 6, 4)
"""The days on which a visit crosses from one window into the next: Saturday, else a neighbour."""


def visit_examples(playbook: Playbook, reader: Reader) -> Iterator[Group]:
    """Yield what a morning costs, a visit from one window into the next, and a day called off.

    What the record does not settle is left out.
    """
    try:
        tariff = Tariff.of(playbook)
    except PriceError:
        return
    examples = tuple(_examples(tariff, reader.today, reader.language)) if reader.today else ()
    if examples:
        yield Group("visit-examples", reader.language.say("What a visit costs"), examples)


def _examples(tariff: Tariff, today: dt.date, language: Language) -> Iterator[Example]:
    say = language.say
    for caption, visits, with_tax in (
        (say("A weekday morning"), _mornings(tariff, today), True),
        (say("From one window into the next"), _crossings(tariff, today), False),
        (say("A day that is called off"), _called_off(tariff, today), False),
    ):
        found = next(_priced(tariff, visits), None)
        if found:
            visit, cost = found
            whole = say("{what}: {case}", what=caption, case=case(tariff, visit, cost, language))
            # What tax does is said once.
            yield Example(whole, tuple(lines(tariff, cost, language, with_tax=with_tax)))


def _priced(tariff: Tariff, visits: Iterable[Visit]) -> Iterator[tuple[Visit, Cost]]:
    """Yield each visit that has a price by one of the rates, with the first one that it has."""
    for visit in visits:
        day = visit.start.astimezone(tariff.zone).date()
        for work, basis in _asked_for(tariff, day):
            asked = visit._replace(work=work, basis=basis)
            try:
                cost = visit_cost(tariff, asked)
            except PriceError:
                continue
            if cost.items:
                yield asked, cost
                break


_TRIED = 20
"""How many kinds of work are tried for an example: whoever reads it needs one."""


def _asked_for(tariff: Tariff, day: dt.date) -> list[tuple[str, Basis]]:
    """Return the first kinds of work by the hour or day that have a rate on a day."""
    found = (
        (rate.name or "", rate.basis)
        for rate in tariff.pricing.rates or ()
        if rate.basis in BY_TIME and holds(rate, day)
    )
    return list(islice(dict.fromkeys(found), _TRIED))


def _mornings(tariff: Tariff, today: dt.date) -> Iterator[Visit]:
    """Yield visits in the normal hours of the next business day, in the morning if they can be."""
    day = _business_days(tariff.calendar, today)[0]
    for minutes in VISITS:
        for first, last, slot in tariff.week.on(day):
            start = max(first, min(MORNING, last - minutes))
            if slot == NORMAL and start + minutes <= last:
                yield from _visit(tariff, day, start, minutes)


def _crossings(tariff: Tariff, today: dt.date) -> Iterator[Visit]:
    """Yield visits that come from one window into another with another price."""
    for weekday in WEEKEND:
        day = _ordinary(tariff.calendar, today, weekday)
        slots = tariff.week.on(day)
        for minutes in VISITS:
            for edge in sorted(_edges(slots), key=lambda edge: abs(edge - MIDDAY)):
                yield from _visit(tariff, day, edge - BEFORE, minutes)


def _edges(slots: Spans) -> Iterator[int]:
    """Yield the minutes at which the price changes while people are awake."""
    for (_, edge, before), (_, _, after) in pairwise(slots):
        if edge in WAKING and _price(before) != _price(after):
            yield edge


def _price(slot: Slot) -> tuple[object, ...]:
    window = slot.window
    return (window.multiplier, window.surcharge, window.rate) if window else ()


def _called_off(tariff: Tariff, today: dt.date) -> Iterator[Visit]:
    """Yield visits of a working day that are called off the day before, or in the last hour."""
    if not tariff.pricing.cancellation:
        return
    day = _business_days(tariff.calendar, today)[1]
    whole = _working_day(tariff)
    for first, last, slot in tariff.week.on(day):
        start = max(first, min(MORNING, last - whole))
        if slot == NORMAL:
            for visit in _visit(tariff, day, start, min(whole, last - start)):
                for days, minute in CALLED_OFF:
                    when = _moment(tariff, day + days * DAY, minute)
                    yield from (visit._replace(cancelled_at=each) for each in when[:1])


@lru_cache(maxsize=64)
def _business_days(calendar: BusinessDays, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the next business day, and the next after another one that follows one at once."""
    first = calendar.next(today + DAY)
    day = calendar.plus(first, 1)
    while not calendar.is_business_day(day - DAY):
        day = calendar.plus(day, 1)
    return first, day


@lru_cache(maxsize=64)
def _ordinary(calendar: BusinessDays, today: dt.date, weekday: int) -> dt.date:
    """Return the next day of the week after today that is no public holiday."""
    day = today + DAY * ((weekday - today.weekday() - 1) % 7 + 1)
    while calendar.holiday(day):
        day += 7 * DAY
    return day


def _working_day(tariff: Tariff) -> int:
    try:
        day = tariff.pricing.day_length
        return length(day) // MINUTE if day else WORKING_DAY
    except PriceError:
        return WORKING_DAY


def _visit(tariff: Tariff, day: dt.date, start: int, minutes: int) -> Iterator[Visit]:
    """Yield a visit from a minute of a day, unless clocks are changed over its start."""
    found = _moment(tariff, day, start)
    if len(found) == 1:
        yield Visit(found[0], found[0].astimezone(dt.UTC) + minutes * MINUTE)


def _moment(tariff: Tariff, day: dt.date, minute: int) -> tuple[dt.datetime, ...]:
    return moments(dt.datetime.combine(day, dt.time()) + minute * MINUTE, tariff.zone)
