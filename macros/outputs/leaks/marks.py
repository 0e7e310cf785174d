"""Marks: values that stand nowhere else, each in the form of the value whose place it takes.

What another value of its record hangs on stays in order: amounts, shares, numbers and dates are
moved by the same for a whole record, and the same text gets the same mark. A date stays on its side
of today, on which depends whether a paper holds: so much even the door may know.

Closed choices, yes and no, hours and places stay, since it depends on them which other fields there
are. The status too: an alliance that has ended has no dates to come, and its pages tell none.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.records.scalars import (
    Count,
    Date,
    DayOfMonth,
    Distance,
    Duration,
    Email,
    FormError,
    Id,
    Money,
    Number,
    Pattern,
    Percent,
    Phone,
    Text,
    Url,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_LETTERS = "bcdfghjklmnprstvwxz"
WORD = re.compile(f"qzx[{_LETTERS}]{{7}}q")
"""A word that is a mark."""
_FOUR_CENTURIES = dt.timedelta(days=146_097)  # to the day, in the Gregorian calendar
_SMALL = 5  # a score, a number of photos: what is small stays small


class Mark(NamedTuple):
    """A mark, and the value whose place it takes: where that stands, and what it is."""

    text: str
    field: str
    value: str


def word(record: int, number: int) -> str:
    """Return a word that nobody has written, another for each number of each record."""
    return f"qzx{_spelled(record, 3)}{_spelled(number, 4)}q"


def _spelled(number: int, length: int) -> str:
    letters = ""
    for _ in range(length):
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


class Marker:
    """Marks the values of one record; `number` tells it from all others."""

    def __init__(
        self, number: int, today: dt.date, given: dict[tuple[type, str], str] | None = None
    ) -> None:
        """Start with the marks that are `given` already, to the house for one."""
        self.number = number
        self.today = today
        self.given = dict(given or {})
        self.marks: list[Mark] = []

    def mark(self, kind: type, value: str, field: str) -> str:
        """Return the mark that takes the place of a value of a type, or the value where none can.

        The same text gets the same mark, since one field may name another.
        """
        key = (Text if issubclass(kind, Text) else kind, value)
        if key not in self.given:
            self.given[key] = self._made(kind, value)
        made = self.given[key]
        if made != value:
            self.marks.append(Mark(made, field, value))
        return made

    def _made(self, kind: type, value: str) -> str:
        make = next((make for base, make in _MAKE.items() if issubclass(kind, base)), None)
        if make is None:
            return value
        try:
            return make(self, value)
        except (FormError, ValueError, OverflowError, ArithmeticError):
            # What has not the form of its field is told elsewhere.
            return value

    def word(self) -> str:
        """Return the next word of this record; the first is kept for its file's name."""
        return word(self.number, len(self.given) + 1)

    def phone(self) -> str:
        """Return a number of the range for personal numbers, in which nobody of ours is."""
        return f"+44 70{self.number % 10_000:04} {len(self.given) % 10_000:04}"

    def date(self, value: str) -> str:
        """Return the day some centuries before, or after where it has not passed."""
        day, step = dt.date.fromisoformat(value), dt.timedelta(days=7 * (self.number % 5000))
        shift = -_FOUR_CENTURIES - step if day <= self.today else _FOUR_CENTURIES + step
        return (day + shift).isoformat()

    def money(self, value: str) -> str:
        """Return some seven millions more, as much for every amount of the record."""
        money = Money.parse(value)
        return f"{money.currency} {money.amount + 7_310_000 + self.number % 9000}"


def _decimal(value: str, more: str) -> str:
    number = Decimal(value)
    less = number - Decimal(more)
    return f"{less if less > 0 else number + Decimal(more):f}"


def _percent(_: Marker, value: str) -> str:
    return f"{_decimal(value.removesuffix('%'), '0.0269')}%"


def _number(_: Marker, value: str) -> str:
    return f"{Decimal(value) + Decimal('0.0731'):f}"


def _length(_: Marker, value: str) -> str:
    number, unit = value.split(" ", 1)
    whole = unit.startswith(("business", "working", "month", "year"))
    return f"{Decimal(number) + (1 if whole else Decimal('0.37')):f} {_several(unit)}"


def _several(unit: str) -> str:
    return unit if unit.endswith("s") or len(unit) <= len("in") or unit == "mm" else f"{unit}s"


def _count(_: Marker, value: str) -> str:
    number = int(value)
    return str(number % _SMALL + 1 if number <= _SMALL else number + 1)


def _day(_: Marker, value: str) -> str:
    return str(int(value) % 28 + 1)


_MAKE: dict[type, Callable[[Any, str], str]] = {
    Text: lambda marker, _: marker.word(),
    Id: lambda marker, _: marker.word(),
    # Any example still matches it.
    Pattern: lambda marker, _: f"{marker.word()}|.*",
    Email: lambda marker, _: f"{marker.word()}@{marker.word()}.example",
    Url: lambda marker, _: f"https://{marker.word()}.example/",
    Phone: lambda marker, _: marker.phone(),
    Money: Marker.money,
    Date: Marker.date,
    Percent: _percent,
    Number: _number,
    DayOfMonth: _day,
    Count: _count,
    Duration: _length,
    Distance: _length,
}
