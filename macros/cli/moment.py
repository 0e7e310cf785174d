"""Moment: a time on the command line, by the clocks of the partner's place."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import click

from macros.terms.clock import moments

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)


class Moment(click.ParamType[dt.datetime]):
    """A date with a time, such as 2026-03-14T10:00; an offset behind it, such as +01:00, may stand.

    Without one the value has no time zone.
    """

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the time that was written, or end the command as wrongly used."""
        if isinstance(value, dt.datetime):
            return value
        text = str(value)
        try:
            found = dt.datetime.fromisoformat(text) if FORM.fullmatch(text) else None
        except ValueError:
            self.fail(f"there is no such time as '{text}'", param, ctx)
        if found is None:
            wrong = f"'{text}' is not a date and time; write it as in '2026-03-14T10:00'"
            self.fail(wrong, param, ctx)
        return found


def placed(written: dt.datetime, zone: ZoneInfo, option: str) -> dt.datetime:
    """Return the moment that was written, in the zone, or end the command as wrongly used."""
    if written.tzinfo is not None:
        return written.astimezone(zone)
    found = moments(written, zone)
    text = f"{written:%Y-%m-%dT%H:%M}"
    if not found:
        message = f"clocks in {zone.key} never show {text}: they are put forward over it"
        raise click.BadParameter(message, param_hint=f"'{option}'")
    if len(found) > 1:
        both = " or ".join(f"'{text}{_offset(each)}'" for each in found)
        message = f"clocks in {zone.key} show {text} twice, as they are put back; write {both}"
        raise click.BadParameter(message, param_hint=f"'{option}'")
    return found[0]


def _offset(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")[-6:]
