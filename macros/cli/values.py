"""Values: what a command's options take, read as in a record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from macros.records.scalars import Date, FormError

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


DAY = _Day()
