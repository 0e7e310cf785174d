"""Spelling: the one text that stands for a value, however a record writes it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from macros.records.scalars import (
    Count,
    DayOfMonth,
    Distance,
    Duration,
    Hours,
    Money,
    Number,
    Percent,
    Prose,
    Text,
)

if TYPE_CHECKING:
    from decimal import Decimal

Spell: TypeAlias = Callable[[Any], str]


# The type belongs to the key: a pattern heeds every space, a text of the same letters does not.
@lru_cache(maxsize=16384, typed=True)
def spelling(value: object) -> str:
    """Return the same text for all values that say the same: GBP 45.0 and GBP 45.00.

    Texts: white space and the composition of letters make no difference, anything else does.
    Numbers: zeros at the end make none. Lengths of time and distances: those that are equal by
    any calendar are (60 minutes and 1 hour, 2 weeks and 14 days, 1 year and 12 months); a day and
    24 hours, or a month and 30 days, are not.
    """
    spell = _SPELL.get(type(value))
    return spell(value) if spell else str(value)


def _text(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).split())


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _length(value: Duration | Distance) -> str:
    times, unit = _SMALLEST.get(value.unit, (1, value.unit))
    return f"{_number(value.amount * times)} {unit}"


_SMALLEST: Mapping[str, tuple[int, str]] = {
    "hour": (60, "minute"),
    "week": (7, "day"),
    "year": (12, "month"),
    "km": (1_000_000, "mm"),
    "m": (1_000, "mm"),
    "miles": (5280 * 12, "in"),
    "ft": (12, "in"),
}
"""For each unit the smallest one that it is always the same number of."""

_SPELL: Mapping[type, Spell] = {
    Text: _text,
    Prose: _text,
    Money: lambda value: f"{value.currency} {_number(value.amount)}",
    Percent: lambda value: f"{_number(value.value)}%",
    Number: lambda value: _number(value.value),
    Count: lambda value: str(value.value),
    DayOfMonth: lambda value: str(value.value),
    Duration: _length,
    Distance: _length,
    Hours: lambda value: str(value.spans()),
}
