"""`playbook share expire`: links whose last day is past lead nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.share.desk import OUT, desk
from macros.cli.share.options import active, for_option, readers_of
from macros.cli.share.told import again, print_all, reminder, whose
from macros.cli.values import DAY

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


@click.command(short_help="End what is past its last day, or set that day.")
@click.argument("slug", required=False)
@click.option("--on", type=DAY, help="Make this the last day of the links of SLUG.")
@for_option("Whose link, if not every link of the partner; with '--on'.")
@OUT
@click.pass_obj
def expire(
    folder: Path,
    slug: str | None,
    *,
    on: dt.date | None,
    readers: tuple[str, ...],
    out: Path | None,
) -> None:
    """End the links whose last day is past, of the partner SLUG or of all.

    Made to be run every night. 'share' and the others do the same before anything else.
    """
    if (on or readers) and not (slug and on):
        message = "'--on' sets the last day of one partner's links; name the partner and the day"
        raise click.UsageError(message)
    today = as_of()
    if slug and on:
        _check_day(on, today, " ".join([slug, *(f"--for {reader}" for reader in readers)]))
    with desk(folder, out) as at:
        moved = active(at.ledger, slug, readers_of(readers)) if slug and on else ()
        for share in moved:
            at.ledger = at.ledger.renewed(share._replace(expires=on or share.expires))
        ended = at.sweep(today, *([slug] if slug else []))
        at.keep({})
    for share in moved:
        told = f"works until {on}; its page says so when you run '{again(share)}'"
        click.echo(f"{whose(share.slug, share.audience)}: {told}")
    for share in ended:
        told = f"ended, its last day was {share.expires}"
        click.echo(f"{whose(share.slug, share.audience)}: {told}")
    if not (moved or ended):
        click.echo("no link is past its last day")
    if ended:
        print_all(reminder(at.ledger.base_url, str(at.shelf)))


def _check_day(on: dt.date, today: dt.date, whom: str) -> None:
    """Refuse a day that is past: it would end links for good, and may be a slip of the pen."""
    if on < today:
        instead = f"playbook share revoke {whom}"
        message = f"{on} is past; name today or a later day, or run '{instead}' to end it now"
        raise click.BadParameter(message, param_hint="'--on'")
