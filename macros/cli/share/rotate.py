"""`playbook share rotate`: another link for the same pack, because the old one got around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import Book, Folder, as_of
from macros.cli.options import named_or_all
from macros.cli.share.desk import OUT, desk
from macros.cli.share.flow import Making, chosen, hand_out, settled_place, tell
from macros.cli.share.options import ACCEPT, active, for_option, readers_of
from macros.cli.share.refused import overrides, overruled, told_of_kept
from macros.outputs.packs.handout import Wish, anew, steps

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Give another link for the same pack.")
@click.argument("slug", required=False)
@click.option("--all", "everybody", is_flag=True, help="Every link that works.")
@for_option("Whose link, if the partner has one for each reader.")
@click.option("--ask", is_flag=True, help="Ask for the passphrase, and do not make one.")
@OUT
@ACCEPT
@overrides
@click.pass_obj
def rotate(
    folder: Path,
    /,
    slug: str | None,
    *,
    everybody: bool,
    readers: tuple[str, ...],
    ask: bool,
    out: Path | None,
    accepted: tuple[str, ...],
    **given: bool,
) -> None:
    """Give the partner SLUG, or every one, another link, and let the old one lead nowhere.

    The new one works as long as the old one would have; what was sealed gets a new passphrase.
    """
    named_or_all(slug, everybody=everybody)
    today = as_of()
    records = Folder.read(folder)
    book = Book.understood(records)
    with desk(folder, out) as at:
        at.sweep(today)
        shares = active(at.ledger, slug, readers_of(readers))
        running = {each.key for each in shares}
        named = (slug,) if slug else ()
        readers_now = sorted({each.audience for each in shares})
        wanted = chosen(book, named, readers_now, today, overruled(given))
        place = settled_place(at, None)
        pairs = [pair for pair in wanted.pairs if (pair[0].slug, pair[1]) in running]
        planned = steps(pairs, at.ledger, Wish(), place, today)
        handed = hand_out(
            at,
            [anew(each, today) for each in planned],
            place,
            Making(records, today, ask, accepted),
        )
    tell(handed, place, qr=None)
    kept = sorted(running - {each.step.share.key for each in handed})
    for line in told_of_kept(kept, wanted.refused):
        click.echo(line, err=True)
    if kept:
        raise click.exceptions.Exit(1)
