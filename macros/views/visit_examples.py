"""Visit examples: what visits of the coming days would cost, worked out from a partner's terms."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache, partial
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from macros.terms.business_days import DAY
from macros.terms.clock import moments
from macros.terms.rates import BY_TIME, deciding, holds, length
from macros.terms.refusals import PriceError
from macros.terms.visits import Tariff, Visit, visit_cost
from macros.terms.windows import MINUTE, NORMAL
from macros.views.parts import Example
from macros.views.visits import case, lines

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from macros.records.playbook import Playbook
    from macros.records.work import Subcontract
    from macros.terms.business_days import BusinessDays
    from macros.terms.windows import Slot, Spans
    from macros.views.alike import Names
    from macros.views.clauses import Reader
    from macros.views.parts import Group
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
        terms = _Terms.of(Tariff.of(playbook), playbook.defaults.subcontract, reader.names)
    except PriceError:
        return
    examples = tuple(_examples(terms, reader.today, reader)) if reader.today else ()
    if examples:
        yield reader.gathered("visit-examples", reader.language.say("What a visit costs"), examples)


def _examples(terms: _Terms, today: dt.date, reader: Reader) -> Iterator[Example]:
    say, tariff = reader.language.say, terms.tariff
    for caption, visits, with_tax in (
        (say("A weekday morning"), _mornings, True),
        (say("From one window into the next"), _crossings, False),
        (say("A day that is called off"), _called_off, False),
    ):
        find = partial(_all, visits, tariff, today)
        tried = reader.once(("visits", caption, terms.named), terms, find)
        # What tax does is said once.
        told = partial(_told, terms, caption, reader, with_tax=with_tax)
        found = next(filter(None, map(told, _asked_for(tariff, tried))), None)
        if found:
            yield found


def _all(
    visits: Callable[[Tariff, dt.date], Iterator[Visit]], tariff: Tariff, today: dt.date
) -> tuple[Visit, ...]:
    return tuple(visits(tariff, today))


class _Terms(NamedTuple):
    """A tariff, and what names all of its terms but the rates: each example needs few of those."""

    tariff: Tariff
    house: Subcontract | None
    named: Hashable

    @classmethod
    def of(cls, tariff: Tariff, house: Subcontract | None, names: Names) -> _Terms:
        pricing = names.of(tariff.pricing, house and house.pricing, ("rates",))
        tax = names.of(tariff.tax, house and house.tax)
        where = (id(tariff.hours), tariff.zone, tariff.calendar)
        return cls(tariff, house, (pricing, tax, *where))


def _told(
    terms: _Terms, caption: str, reader: Reader, visit: Visit, *, with_tax: bool
) -> Example | None:
    """Return what a visit costs, or None where the record does not settle it.

    It is worked out once for all partners that have the same terms for this work.
    """
    tariff = terms.tariff
    rates = reader.names.of(deciding(tariff.pricing, visit.work))
    return reader.once(
        ("visit", caption, terms.named, visit, rates),
        terms,
        lambda: _example(tariff, caption, visit, reader.language, with_tax=with_tax),
    )


def _example(
    tariff: Tariff, caption: str, visit: Visit, language: Language, *, with_tax: bool
) -> Example | None:
    try:
        cost = visit_cost(tariff, visit)
    except PriceError:
        return None
    if not cost.items:
        return None
    named = case(tariff, visit, cost, language)
    whole = language.say("{what}: {case}", what=caption, case=named)
    return Example(whole, tuple(lines(tariff, cost, language, with_tax=with_tax)))


_TRIED = 20
"""How many kinds of work are tried for an example: whoever reads it needs one."""


def _asked_for(tariff: Tariff, visits: Iterable[Visit]) -> Iterator[Visit]:
    """Yield each visit, for the first kinds of work by the hour or day that have a rate then."""
    for visit in visits:
        day = visit.start.astimezone(tariff.zone).date()
        found = (
            (rate.name or "", rate.basis)
            for rate in tariff.pricing.rates or ()
            if rate.basis in BY_TIME and holds(rate, day)
        )
        for work, basis in islice(dict.fromkeys(found), _TRIED):
            yield visit._replace(work=work, basis=basis)


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
