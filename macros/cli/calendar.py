"""`playbook calendar`: the days of all partners as a file for calendars."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.options import OUT_FILE
from macros.cli.partner import playbooks_of
from macros.cli.written import written
from macros.render.calendar_feed import calendar_feed
from macros.views.agenda import agenda

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@OUT_FILE
@click.pass_obj
def calendar(folder: Path, slugs: tuple[str, ...], out: Path | None) -> None:
    """Give the days that matter at the partners SLUG, or at all, to a calendar.

    They are those of the feed that the site has: what ends, what is due, and the next bills.
    """
    chosen = playbooks_of(folder, slugs)
    if not chosen:
        message = "there are no partners yet; 'playbook new' writes the record of one"
        raise click.ClickException(message)
    today = as_of()
    events = [event for playbook in chosen for event in agenda(playbook, today)]
    written(calendar_feed(events, chosen[0].house, today), out)
