"""Windows: a span of real time cut into pieces, each with the window of the week that prices it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from macros.records.week import DAY_MINUTES, WEEK_MINUTES, spans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from macros.records.money import OutOfHours
    from macros.records.scalars import Hours
    from macros.terms.business_days import BusinessDays, Holiday

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


class Slot(NamedTuple):
    """What prices a time: a window, the normal rate (no window), or nothing at all."""

    window: OutOfHours | None = None
    is_priced: bool = True
    holiday: Holiday | None = None
    """The public holiday on which the window holds all day."""


class Piece(NamedTuple):
    """A span of time, both ends in UTC, in one window."""

    start: dt.datetime
    end: dt.datetime
    slot: Slot

    @property
    def time(self) -> dt.timedelta:
        """The time that passes, whatever clocks do."""
        return self.end - self.start


NORMAL = Slot()
UNPRICED = Slot(is_priced=False)
Spans: TypeAlias = tuple[tuple[int, int, Slot], ...]
"""First minute of the day, minute after the last, and what prices the time between."""


@dataclass(frozen=True)
class Week:
    """What prices each minute of the week, and of public holidays."""

    days: tuple[Spans, ...]
    holiday_window: OutOfHours | None
    calendar: BusinessDays

    @classmethod
    def of(
        cls, windows: tuple[OutOfHours, ...], hours: Hours | None, calendar: BusinessDays
    ) -> Week:
        """Return the week of a record; where it names no normal hours, all other time is normal."""
        claims = next((window for window in windows if window.holidays), None)
        return cls(_days(windows, hours), claims, calendar)

    def on(self, date: dt.date) -> Spans:
        """Return what prices the minutes of a day; a window for holidays takes all of one."""
        usual = self.days[date.weekday()]
        holiday = self.calendar.holiday(date)
        if not holiday:
            return usual
        if self.holiday_window:
            return ((0, DAY_MINUTES, Slot(self.holiday_window, holiday=holiday)),)
        return tuple((first, last, _on_holiday(slot, holiday)) for first, last, slot in usual)

    def cut(self, start: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> Iterator[Piece]:
        """Yield the pieces of a span in order; the windows are those of the clocks of `zone`."""
        for first, last, offset in _between_changes(start, end, zone):
            local, stop = (each.replace(tzinfo=None) + offset for each in (first, last))
            while local < stop:
                midnight = dt.datetime.combine(local, dt.time())
                for since, until, slot in self.on(local.date()):
                    begin = max(local, midnight + since * MINUTE)
                    close = min(stop, midnight + until * MINUTE)
                    if begin < close:
                        yield Piece(_utc(begin, offset), _utc(close, offset), slot)
                local = midnight + DAY


def _utc(local: dt.datetime, offset: dt.timedelta) -> dt.datetime:
    return (local - offset).replace(tzinfo=dt.UTC)


def _on_holiday(slot: Slot, holiday: Holiday) -> Slot:
    """Return what prices a time on a holiday that no window claims: `holidays: no` means none."""
    if slot.window and slot.window.holidays is not None:
        return Slot(is_priced=False, holiday=holiday)
    return slot


def _days(windows: tuple[OutOfHours, ...], hours: Hours | None) -> tuple[Spans, ...]:
    slots = [
        (first, last, Slot(window))
        for window in windows
        if window.days and window.start and window.end
        for first, last in spans(window.days.days, window.start.minutes, window.end.minutes)
    ]
    # What stands first counts: a window goes before the normal hours.
    slots += [(first, last, NORMAL) for first, last in hours.spans()] if hours else []
    slots.append((0, WEEK_MINUTES, UNPRICED if hours else NORMAL))
    return tuple(_day(slots, day * DAY_MINUTES) for day in range(7))


def _day(slots: list[tuple[int, int, Slot]], start: int) -> Spans:
    """Return the minutes of the day that starts at a minute of the week, each with its first slot.

    Times between two edges are priced alike.
    """
    here = [
        (max(first - start, 0), min(last - start, DAY_MINUTES), slot)
        for first, last, slot in slots
        if first < start + DAY_MINUTES and last > start
    ]
    edges = sorted({edge for first, last, _ in here for edge in (first, last)})
    return tuple(
        (edge, until, next(slot for first, last, slot in here if first <= edge < last))
        for edge, until in pairwise(edges)
    )


def _between_changes(
    start: dt.datetime, end: dt.datetime, zone: ZoneInfo
) -> Iterator[tuple[dt.datetime, dt.datetime, dt.timedelta]]:
    """Yield the parts of a span in UTC in which clocks do not change, with their offset."""
    start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    while start < end:
        offset = _offset(start, zone)
        # Clocks are not put forward and back within one day.
        stop = min(start + DAY, end)
        if _offset(stop, zone) != offset:
            stop = _change(start, stop, zone)
        yield start, stop, offset
        start = stop


def _change(before: dt.datetime, after: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """Return the first moment at which clocks show another offset than at `before`."""
    offset = _offset(before, zone)
    while after - before > dt.timedelta.resolution:
        middle = before + (after - before) // 2
        before, after = (middle, after) if _offset(middle, zone) == offset else (before, middle)
    return after


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()
