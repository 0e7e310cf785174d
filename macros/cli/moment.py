"""Moment: a time on the command line, by the clocks of the partner's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.terms.clock import moments

if TYPE_CHECKING:
    import datetime as dt
    from zoneinfo import ZoneInfo


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
