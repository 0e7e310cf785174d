"""Values: what a command's options take, read as in a record."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import click

from macros.records.scalars import Date, Distance, Duration, FormError, Money

FIRST_YEAR, LAST_YEAR = 1970, 2199
_SHORT = re.compile(r"(\d+) ?d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)


class _Day(click.ParamType[dt.date]):
    name = "DATE"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> dt.date:
        """Return the date that a text spells; anything else is wrong usage."""
        if isinstance(value, Date):
            return value
        try:
            day = Date.parse(value)
        except FormError as error:
            self.fail(f"{error.message}; {error.cure}", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"'{value}' is too far away; write a year as in '2026-11-23'", param, ctx)
        return day


class Amount(str):
    """An amount of money as it was typed, with a currency or without."""

    __slots__ = ()

    def money(self, currency: str) -> Money:
        """Return the amount, in `currency` where it names none."""
        return Money.parse(self if " " in self else f"{currency} {self}")


class _Amount(click.ParamType["Amount"]):
    name = "AMOUNT"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Amount:
        """Return an amount such as 'GBP 12000' or '12000'; anything else is wrong usage."""
        amount = Amount(value)
        try:
            amount.money("XXX")
        except FormError:
            message = f"'{value}' is not an amount; write it as in 'GBP 12000' or '12000'"
            self.fail(message, param, ctx)
        return amount


class _Length(click.ParamType[Duration]):
    name = "LENGTH"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Duration:
        """Return the length that a text spells, as in a record or as in '60d'."""
        if isinstance(value, Duration):
            return value
        short = _SHORT.fullmatch(value)
        try:
            return Duration.parse(f"{short[1]} days" if short else value)
        except FormError:
            message = f"'{value}' is not a length of time; write it as in '60d' or '2 months'"
            self.fail(message, param, ctx)


class _Distance(click.ParamType[Distance]):
    name = "NUMBER"

    def __init__(self, unit: str) -> None:
        self.unit = unit

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Distance:
        """Return the distance whose number a text spells; the option says the unit."""
        if isinstance(value, Distance):
            return value
        try:
            return Distance.parse(f"{value} {self.unit}")
        except FormError:
            self.fail(f"'{value}' is not a distance; write it as in '34.5'", param, ctx)


class _Moment(click.ParamType[dt.datetime]):
    name = "TIME"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's protocol
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> dt.datetime:
        """Return the date and time that a text spells; it has a zone where an offset is written."""
        if isinstance(value, dt.datetime):
            return value
        if not _MOMENT.fullmatch(value):
            message = f"'{value}' is not a date and time; write it as in '2026-03-14T10:00'"
            self.fail(message, param, ctx)
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"there is no such time as '{value}'", param, ctx)


DAY = _Day()
AMOUNT = _Amount()
LENGTH = _Length()
MILES = _Distance("miles")
KILOMETRES = _Distance("km")
MOMENT = _Moment()
