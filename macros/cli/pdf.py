"""`playbook pdf`: playbooks, check-in cards and sign-off sheets to print or to attach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.files import made_folder, replace
from macros.cli.options import AUDIENCE, PAPER, named_or_all, out_option
from macros.cli.partner import playbooks_of
from macros.cli.progress import shown
from macros.outputs.paper.sheets import Made, Order, Sheet, papers
from macros.outputs.parts_missing import MissingPart
from macros.records.fields import Audience
from macros.render.paper.size import Paper, paper_of
from macros.views.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

OUT = "pdf"
"""The folder for PDFs in the project's own, of which git keeps nothing."""


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option("--all", "everybody", is_flag=True, help="Every partner.")
@click.option(
    "--sheet",
    type=click.Choice([each.value for each in Sheet]),
    default=Sheet.PLAYBOOK.value,
    show_default=True,
    help="What to print: all terms, the check-in card, four cards to a sheet, or what is signed.",
)
@click.option(
    "--as",
    "audience",
    type=AUDIENCE,
    help="Who reads: the partner's office unless said, the engineer at the door, or our staff.",
)
@click.option(
    "--paper",
    type=PAPER,
    help="The size of paper, if not the one of our own country.",
)
@out_option("DIR", f"Write into this folder, and not into '{OUT}' of the project.")
@click.pass_obj
def pdf(
    folder: Path,
    /,
    slugs: tuple[str, ...],
    *,
    everybody: bool,
    sheet: str,
    audience: str | None,
    paper: str | None,
    out: Path | None,
) -> None:
    """Write the playbooks of the partners SLUG, or of all, as PDFs.

    A file that says the same already is left as it is. Ends with 1 where one could not be made.
    """
    named_or_all(slugs, everybody=everybody)
    reader = _reader(Sheet(sheet), audience)
    playbooks = playbooks_of(folder, slugs)
    if not playbooks:
        message = "there are no partners yet; 'playbook new' writes the record of one"
        raise click.ClickException(message)
    size = Paper(paper) if paper else paper_of(playbooks[0].house.country)
    order = Order(Sheet(sheet), reader, size, as_of())
    into = made_folder(out or folder / OUT)
    making = shown(papers(playbooks, order), len(playbooks), "Making PDFs")
    try:
        told = [_kept(made, into / order.file_name(made.slug)) for made in making]
    except MissingPart as error:
        raise click.ClickException(str(error)) from error
    _tell(told, everybody=everybody)


def _reader(sheet: Sheet, audience: str | None) -> Audience:
    usual = Audience.ONSITE if sheet.is_card else Audience.COMMERCIAL
    reader = Audience(audience) if audience else usual
    if sheet is Sheet.SIGN_OFF and reader is not Audience.COMMERCIAL:
        message = "what is signed are the terms that the partner's office sees; leave out '--as'"
        raise click.UsageError(message)
    return reader


def _kept(made: Made, path: Path) -> tuple[Made, str]:
    """Write a PDF where it is new, and return it with what to tell of it."""
    if made.problem:
        return made, made.problem
    if path.is_file() and path.read_bytes() == made.content:
        return made, f"unchanged {path}"
    replace(path, made.content)
    return made, f"wrote {path}"


def _tell(told: list[tuple[Made, str]], *, everybody: bool) -> None:
    failed = [line for made, line in told if made.problem and not (made.is_idle and everybody)]
    for made, line in told:
        if not made.problem:
            click.echo(line)
    idle = sum(made.is_idle for made, _ in told) if everybody else 0
    if idle:
        click.echo(f"note: {counted(idle, 'partner')} without a check-in card", err=True)
    if failed:
        raise click.ClickException("\n".join(failed))
