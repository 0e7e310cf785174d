"""`playbook export`: the resolved terms for other programs and for spreadsheets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.book import FOLDER, HOUSE_FILE, Book
from macros.cli.partner import refusal
from macros.outputs.export import as_csv, as_json
from macros.outputs.files import write_whole
from macros.records.fields import Audience
from macros.records.problems import errors
from macros.views.wording import counted

if TYPE_CHECKING:
    from macros.records.playbook import Playbook

_WRITERS = {"json": as_json, "csv": as_csv}


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_WRITERS)),
    required=True,
    help="JSON for programs, or CSV for spreadsheets.",
)
@click.option(
    "--as",
    "audience",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.INTERNAL.value,
    show_default=True,
    help="Who reads: our staff, the partner's office, or the engineer at the door.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, and not to the screen.",
)
@click.pass_obj
def export(
    folder: Path, slugs: tuple[str, ...], form: str, audience: str, out: Path | None
) -> None:
    """Give the terms of the partners SLUG, or of all, to another program.

    Ends with 1 where a record has an error: half an export would look like a whole one.
    """
    reader = Audience(audience)
    chosen = _chosen(folder, slugs)
    text = _WRITERS[form](chosen, reader)
    if reader is not Audience.INTERNAL and len(chosen) > 1:
        click.echo(f"note: this holds the terms of {counted(len(chosen), 'partner')}", err=True)
    if out is None:
        # Bytes, so that no system changes the line ends.
        click.echo(text.encode(), nl=False)
        return
    _write(out, text.encode("utf-8-sig" if form == "csv" else "utf-8"))
    click.echo(f"wrote {out}")


def _chosen(folder: Path, slugs: tuple[str, ...]) -> list[Playbook]:
    """Return the playbooks of `slugs` or all, in the order of their files, none with an error."""
    book = Book.load(folder)
    missing = next((slug for slug in slugs if slug not in book.playbooks), None)
    if missing is not None:
        raise refusal(book, missing)
    files = {f"{FOLDER}/{name}" for name in (HOUSE_FILE, *(f"{slug}.yml" for slug in slugs))}
    wrong = [each for each in errors(book.problems) if not slugs or each.mark.file in files]
    if wrong:
        message = "\n".join(["nothing was exported, the records have errors:", *map(str, wrong)])
        raise click.ClickException(message)
    return [each for slug, each in book.playbooks.items() if not slugs or slug in slugs]


def _write(path: Path, content: bytes) -> None:
    try:
        write_whole(path, content)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}"
        raise click.ClickException(message) from error
