"""Values: what a command's options take, read as in a record."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import click

from macros.records.scalars import Date, Distance, Duration, FormError, Money
from macros.records.source import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST_YEAR, LAST_YEAR = 1970, 2199
_SHORT = re.compile(r"(\d+) ?d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)

T = TypeVar("T")


class _WrongError(Exception):
    """What is wrong with a text, and what to write instead."""


class _Value(click.ParamType[T], Generic[T]):
    """What `read` makes of a text; a text of which it makes nothing is wrong usage."""

    def __init__(self, name: str, read: Callable[[str], T]) -> None:
        self.name = name
        self._read = read

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> T:
        """Return the value that a text spells; one that was read before is right already."""
        if not isinstance(value, str):
            return value  # type: ignore[no-any-return] # by the same protocol
        try:
            return self._read(value)
        except _WrongError as error:
            self.fail(str(error), param, ctx)


def _day(text: str) -> dt.date:
    try:
        day = Date.parse(text)
    except FormError as error:
        message = f"{error.message}; {error.cure}"
        raise _WrongError(message) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"'{text}' is too far away; write a year as in '2026-11-23'"
        raise _WrongError(message)
    return day


class Amount(str):
    """An amount of money as it was typed, with a currency or without."""

    __slots__ = ()

    def money(self, currency: str) -> Money:
        """Return the amount, in `currency` where it names none."""
        return Money.parse(self if " " in self else f"{currency} {self}")


def _amount(text: str) -> Amount:
    """Return an amount such as 'GBP 12000' or '12000'."""
    amount = Amount(text)
    try:
        amount.money("XXX")
    except FormError as error:
        message = f"'{text}' is not an amount; write it as in 'GBP 12000' or '12000'"
        raise _WrongError(message) from error
    return amount


def _length(text: str) -> Duration:
    """Return a length of time, written as in a record or as in '60d'."""
    short = _SHORT.fullmatch(text)
    try:
        return Duration.parse(f"{short[1]} days" if short else text)
    except FormError as error:
        message = f"'{text}' is not a length of time; write it as in '60d' or '2 months'"
        raise _WrongError(message) from error


def _distance(text: str, unit: str) -> Distance:
    """Return a distance whose number is written; the option says the unit."""
    try:
        return Distance.parse(f"{text} {unit}")
    except FormError as error:
        message = f"'{text}' is not a distance; write it as in '34.5'"
        raise _WrongError(message) from error


def _moment(text: str) -> dt.datetime:
    """Return a date with its time; it has a zone where an offset is written."""
    if not _MOMENT.fullmatch(text):
        message = f"'{text}' is not a date and time; write it as in '2026-03-14T10:00'"
        raise _WrongError(message)
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError as error:
        message = f"there is no such time as '{text}'"
        raise _WrongError(message) from error


def _words(text: str) -> str:
    """Return words on one line, without what no list may hold."""
    words = " ".join(text.split())
    if UNSAFE.search(words):
        message = "it has an invisible character; type it again"
        raise _WrongError(message)
    return words


DAY = _Value("DATE", _day)
AMOUNT = _Value("AMOUNT", _amount)
LENGTH = _Value("LENGTH", _length)
MILES = _Value("NUMBER", partial(_distance, unit="miles"))
KILOMETRES = _Value("NUMBER", partial(_distance, unit="km"))
MOMENT = _Value("TIME", _moment)
WORDS = _Value("WORDS", _words)
