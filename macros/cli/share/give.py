"""`playbook share`: hand a partner its own terms as a page of its own, behind a link."""

from __future__ import annotations

from pathlib import Path

import click

from macros.book import Book, Folder, as_of
from macros.cli.options import PAPER, named_or_all
from macros.cli.share.codes import check_codes, write_codes
from macros.cli.share.desk import OUT, desk
from macros.cli.share.flow import Making, chosen, hand_out, settled_place, tell
from macros.cli.share.options import ACCEPT, for_option, readers_of
from macros.cli.share.refused import overrides, overruled, told_of_refused
from macros.cli.values import WORDS
from macros.outputs.packs.handout import Wish, steps
from macros.records.fields import Audience

LONGEST = 3650
"""Days; a link that works for longer than ten years is a mistake."""


@click.command("share", short_help="Hand partners their own terms behind a link.")
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Every partner that may have one.")
@for_option("Who reads: the partner's office, or the engineer at the door. Can be given twice.")
@click.option("--seal/--no-seal", default=None, help="Whether only a passphrase opens it.")
@click.option("--ask", is_flag=True, help="Ask for the passphrase, and do not make one.")
@click.option("--pdf/--no-pdf", default=None, help="Whether a PDF lies beside the page.")
@click.option("--paper", type=PAPER, help="The paper the PDF is for.")
@OUT
@click.option("--base-url", metavar="URL", help="Where the public folder is on the web.")
@click.option("--to", type=WORDS, help="To whom you give it, for your own list.")
@click.option("--days", type=click.IntRange(1, LONGEST), help="How long the link works from today.")
@click.option("--qr/--no-qr", default=None, help="Whether to draw a QR code of a single link.")
@click.option(
    "--qr-dir",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the QR codes into this folder, as pictures to print.",
)
@ACCEPT
@overrides
@click.pass_obj
def give(  # noqa: PLR0913 - one for each option
    folder: Path,
    /,
    slugs: tuple[str, ...],
    *,
    everybody: bool,
    readers: tuple[str, ...],
    seal: bool | None,
    ask: bool,
    pdf: bool | None,
    paper: str | None,
    out: Path | None,
    base_url: str | None,
    to: str | None,
    days: int | None,
    qr: bool | None,
    qr_dir: Path | None,
    accepted: tuple[str, ...],
    **given: bool,
) -> None:
    """Hand the partners SLUG their own terms, each behind a link of its own.

    Writes a page for each into the public folder, under an address that nobody guesses, and prints
    the link with a message to send. A link that works stays the same; a pack that would say the
    same is left as it is.
    """
    named_or_all(slugs, everybody=everybody)
    if ask and seal is False:
        message = "'--ask' is for a passphrase, and '--no-seal' wants none; leave out one of them"
        raise click.UsageError(message)
    today = as_of()
    wish = Wish(ask or seal, pdf, paper, days, to)
    records = Folder.read(folder)
    book = Book.understood(records)
    wanted = chosen(
        book, slugs, readers_of(readers, (Audience.COMMERCIAL,)), today, overruled(given)
    )
    with desk(folder, out) as at:
        at.sweep(today)
        place = settled_place(at, base_url)
        if qr_dir:
            check_codes(qr_dir, place)
        planned = steps(wanted.pairs, at.ledger, wish, place, today)
        handed = hand_out(at, planned, place, Making(records, today, ask, accepted))
    tell(handed, place, qr=qr)
    if qr_dir:
        write_codes(qr_dir, handed, place)
    for line in (*wanted.idle, *told_of_refused(wanted.refused, at.ledger)):
        click.echo(line, err=True)
    if wanted.refused:
        raise click.exceptions.Exit(1)
