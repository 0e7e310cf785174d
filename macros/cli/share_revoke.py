"""`playbook share revoke`: a link leads nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.share_desk import OUT, desk
from macros.cli.share_options import active, all_or, for_option, readers_of
from macros.cli.share_told import READERS, reminder
from macros.outputs.shares import Why

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Let links lead nowhere.")
@click.argument("slug", required=False)
@click.option("--all", "everybody", is_flag=True, help="The links of every partner.")
@for_option("Whose link, if not every link of the partner.")
@OUT
@click.pass_obj
def revoke(
    folder: Path,
    slug: str | None,
    *,
    everybody: bool,
    readers: tuple[str, ...],
    out: Path | None,
) -> None:
    """Let the links of the partner SLUG, or of all, lead nowhere.

    A page that names nobody takes their place. What somebody has saved or printed stays with them.
    The record need not be there any more.
    """
    whose = all_or(slug, everybody=everybody)
    today = as_of()
    with desk(folder, out) as at:
        at.sweep(today)
        ended = active(at.ledger, whose, readers_of(readers))
        for share in ended:
            at.ledger = at.ledger.end(share.token, today, Why.REVOKED)
        at.keep({})
    for share in ended:
        click.echo(f"{share.slug}, for their {READERS[share.audience]}: revoked")
    for line in reminder(at.ledger.base_url, str(at.shelf)):
        click.echo(line)
