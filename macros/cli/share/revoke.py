"""`playbook share revoke`: a link leads nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.options import named_or_all
from macros.cli.share.desk import OUT, desk
from macros.cli.share.options import active, for_option, readers_of
from macros.cli.share.told import print_all, reminder, whose
from macros.outputs.ledger.shares import Why

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
    named_or_all(slug, everybody=everybody)
    today = as_of()
    with desk(folder, out) as at:
        at.sweep(today)
        ended = active(at.ledger, slug, readers_of(readers))
        for share in ended:
            at.ledger = at.ledger.end(share.token, today, Why.REVOKED)
        at.keep({})
    for share in ended:
        click.echo(f"{whose(share.slug, share.audience)}: revoked")
    print_all(reminder(at.ledger.base_url, str(at.shelf)))
