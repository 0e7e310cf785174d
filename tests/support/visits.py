"""What a visit costs, worked out another way: minute by minute, in fractions, from plain data."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from typing import Any
from zoneinfo import ZoneInfo

import holidays

MINUTE = dt.timedelta(minutes=1)
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
Plain = dict[str, Any]
"""A block as a record writes it: pricing, a rate, a window."""


def _amount(text: str) -> Fraction:
    return Fraction(text.split(" ")[1])


def _minutes(text: str) -> int:
    number, unit = text.split(" ")
    return int(Fraction(number) * (60 if unit.startswith("hour") else 1))


def _clock(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def _days(text: str) -> set[int]:
    first, _, last = text.partition("-")
    return set(range(NAMES.index(first), NAMES.index(last or first) + 1))


def coins(amount: Fraction) -> Decimal:
    """Return an amount to the penny, a half up."""
    return Decimal(floor(amount * 100 + Fraction(1, 2))) / 100


class Place:
    """A place with its clocks and public holidays."""

    def __init__(self, zone: str, country: str, part: str | None) -> None:
        self.zone = ZoneInfo(zone)
        self._holidays = holidays.country_holidays(country, subdiv=part)
        self._known: dict[dt.date, bool] = {}

    def is_holiday(self, day: dt.date) -> bool:
        if day not in self._known:
            self._known[day] = day in self._holidays
        return self._known[day]

    def is_business_day(self, day: dt.date) -> bool:
        return day.weekday() < 5 and day not in self._holidays


class Walk:
    """A visit walked through minute by minute."""

    def __init__(self, pricing: Plain, start: dt.datetime, minutes: int, place: Place) -> None:
        self.pricing = pricing
        self.start = start.astimezone(dt.UTC)
        self.worked = minutes
        self.place = place

    @cached_property
    def _windows(self) -> list[tuple[set[int], int, int]]:
        return [
            (_days(window["days"]), _clock(window["start"]), _clock(window["end"]))
            for window in self.pricing["out_of_hours"]
        ]

    @cached_property
    def _of_holidays(self) -> list[int]:
        windows = self.pricing["out_of_hours"]
        return [number for number, each in enumerate(windows) if each.get("holidays") == "yes"]

    def window(self, minute: int) -> int | None:
        """Return the number of the window that holds at a minute of the visit; None is normal."""
        local = (self.start + minute * MINUTE).astimezone(self.place.zone)
        if self._of_holidays and self.place.is_holiday(local.date()):
            return self._of_holidays[0]
        today, now = local.weekday(), local.hour * 60 + local.minute
        for number, (days, first, last) in enumerate(self._windows):
            if first < last:
                inside = today in days and first <= now < last
            else:
                inside = (today in days and now >= first) or (
                    (today - 1) % 7 in days and now < last
                )
            if inside:
                return number
        return None

    def is_closed(self, number: int | None) -> bool:
        return number is not None and "unavailable" in self.pricing["out_of_hours"][number]

    def meets_a_closed_window(self) -> bool:
        return any(map(self.is_closed, set(self.walked)))

    @cached_property
    def walked(self) -> list[int | None]:
        """The window of each minute of the visit."""
        return [self.window(minute) for minute in range(self.worked)]

    def charged(self, *, hourly: bool) -> tuple[int, int]:
        """Return the minutes after rounding, and those that are charged."""
        step = _minutes(self.pricing["increment"])
        steps = Fraction(self.worked, step)
        full = {
            "up": ceil(steps),
            "down": floor(steps),
            "nearest": floor(steps + Fraction(1, 2)),
        }[self.pricing["rounding"]]
        charged = max(full * step, _minutes(self.pricing.get("minimum", "0 minutes")))
        return full * step, charged if charged or hourly else self.worked

    def price(self, rate: Plain, number: int | None, end: str = "rate") -> Fraction:
        """Return the price of an hour, or of a day and the like, in a window."""
        window = self.pricing["out_of_hours"][number] if number is not None else {}
        if "rate" in window:
            return _amount(window[end] if end in window else window["rate"])
        price = _amount(rate[end] if end in rate else rate["rate"])
        return price * Fraction(window.get("multiplier", "1"))

    def minutes(self, rate: Plain) -> tuple[list[int | None], list[int | None]]:
        """Return the window of each minute that is charged, and of each that a minimum adds."""
        hourly = rate["basis"] == "hourly"
        _, charged = self.charged(hourly=hourly)
        walked = self.walked[:charged]
        for minute in range(self.worked, charged):
            here, before = self.window(minute), walked[-1]
            keeps = not hourly or self.is_closed(here)
            if keeps or self.price(rate, here) >= self.price(rate, before):
                here = before
            walked.append(here)
        added: list[int | None] = []
        for number in dict.fromkeys(walked[: self.worked]):
            window = self.pricing["out_of_hours"][number] if number is not None else {}
            least = _minutes(window.get("minimum", "0 minutes"))
            added += [number] * max(0, least - walked.count(number))
        return walked, added


def work(walk: Walk, rate: Plain, beyond: Plain | None, bought: int | None) -> list[str]:
    """Return what the work and its surcharges cost, line by line: `low` or `low high`."""
    walked, added = walk.minutes(rate)
    windows = walk.pricing["out_of_hours"]
    lines: list[list[Decimal]] = []

    def by_hour(at: Plain, found: Sequence[int | None]) -> None:
        for number in dict.fromkeys(found):
            hours = Fraction(found.count(number), 60)
            ends = [walk.price(at, number, end) * hours for end in ("rate", "up_to")]
            lines.append([coins(each) for each in ends])

    if rate["basis"] == "hourly":
        by_hour(rate, walked + added)
    else:
        own = [each for each in walked + added if each is not None and "rate" in windows[each]]
        inside, outside = _bought(walk, rate, bought)
        lines += _shares(walk, rate, inside)
        if beyond:
            by_hour(beyond, outside)
        by_hour(rate, own)
    _, charged = walk.charged(hourly=rate["basis"] == "hourly")
    for number in dict.fromkeys(walked[: min(walk.worked, charged)]):
        window = windows[number] if number is not None else {}
        if "surcharge" in window:
            both = [window["surcharge"], window.get("up_to", window["surcharge"])]
            lines.append([coins(_amount(each)) for each in both])
    return _with_minimum(lines, walk.pricing.get("minimum_charge"))


def _bought(
    walk: Walk, rate: Plain, bought: int | None
) -> tuple[list[int | None], list[int | None]]:
    """Return the window of each minute that one price is shared out over, and of each beyond."""
    both = [(is_added, each) for is_added, found in enumerate(walk.minutes(rate)) for each in found]
    windows = walk.pricing["out_of_hours"]
    others = [
        (is_added, each) for is_added, each in both if each is None or "rate" not in windows[each]
    ]
    inside = others[:bought]
    outside = [each for _, each in others[len(inside) :]]
    return [each for is_added, each in inside if not is_added], outside


def shared_price(walk: Walk, rate: Plain, bought: int | None) -> Decimal:
    """Return what all parts of one price cost together: the exact sum, rounded once."""
    return coins(_exactly(walk, rate, _bought(walk, rate, bought)[0]))


def _exactly(walk: Walk, rate: Plain, minutes: Sequence[int | None], end: str = "rate") -> Fraction:
    """Return the mean of the prices in the windows of these minutes."""
    prices = [walk.price(rate, each, end) * minutes.count(each) for each in dict.fromkeys(minutes)]
    return sum(prices, Fraction(0)) / (len(minutes) or 1)


def _shares(walk: Walk, rate: Plain, minutes: Sequence[int | None]) -> list[list[Decimal]]:
    """Return a line for each window; the largest is what the others leave of the whole price."""
    if not minutes:
        return []
    columns = []
    for end in ("rate", "up_to"):
        exact = {
            each: walk.price(rate, each, end) * Fraction(minutes.count(each), len(minutes))
            for each in dict.fromkeys(minutes)
        }
        column = {each: coins(share) for each, share in exact.items()}
        *_, largest = (each for each in exact if exact[each] == max(exact.values()))
        others = sum(column[each] for each in exact if each != largest)
        column[largest] = coins(_exactly(walk, rate, minutes, end)) - others
        columns.append(column)
    low, high = columns
    return [[low[each], high[each]] for each in low]


def _with_minimum(lines: list[list[Decimal]], least: str | None) -> list[str]:
    if least:
        missing = [max(Decimal(0), coins(_amount(least)) - sum(each)) for each in _ends(lines)]
        lines += [missing] if missing[0] else []
    return [" ".join(dict.fromkeys(f"{amount:.2f}" for amount in line)) for line in lines]


def _ends(lines: list[list[Decimal]]) -> list[list[Decimal]]:
    return [[line[end] for line in lines] for end in (0, 1)]


def tightest(
    entries: list[Plain], start: dt.datetime, cancelled: dt.datetime, place: Place
) -> Plain | None:
    """Return the entry with the shortest notice that is not kept; entries are in that order."""
    for entry in entries:
        number, unit = entry["notice_less_than"].split(" ", 1)
        if unit.startswith("business"):
            days = [start.date() - dt.timedelta(days=back) for back in range(1, 60)]
            open_days = [day for day in days if place.is_business_day(day)]
            same_time = [dt.datetime.combine(day, start.time(), place.zone) for day in open_days]
            kept = sum(moment >= cancelled for moment in same_time) >= int(number)
        else:
            seconds = start.timestamp() - cancelled.timestamp()
            kept = seconds >= _minutes(entry["notice_less_than"]) * 60
        if not kept:
            return entry
    return None
