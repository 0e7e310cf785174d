"""Length: a length of time as an option of a command."""

from __future__ import annotations

import re
from typing import Any

import click

from macros.records.scalars import Duration, FormError

_SHORT = re.compile(r"(\d+) ?d", re.ASCII)


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


LENGTH = _Length()
