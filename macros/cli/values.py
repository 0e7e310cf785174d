"""Values: what a command's options take, read as in a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from macros.records.scalars import Date, FormError, Money

FIRST_YEAR, LAST_YEAR = 1970, 2199


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


DAY = _Day()
AMOUNT = _Amount()
