"""`playbook export`: the resolved terms for other programs and for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.options import AS, OUT_FILE
from macros.cli.partner import playbooks_of
from macros.cli.written import written
from macros.outputs.export import as_csv, as_json
from macros.records.fields import Audience
from macros.views.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

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
@AS
@OUT_FILE
@click.pass_obj
def export(
    folder: Path, slugs: tuple[str, ...], form: str, audience: str, out: Path | None
) -> None:
    """Give the terms of the partners SLUG, or of all, to another program.

    Ends with 1 where a record has an error: half an export would look like a whole one.
    """
    reader = Audience(audience)
    chosen = playbooks_of(folder, slugs)
    text = _WRITERS[form](chosen, reader)
    if reader is not Audience.INTERNAL and len(chosen) > 1:
        click.echo(f"note: this holds the terms of {counted(len(chosen), 'partner')}", err=True)
    # By its first bytes Excel knows a file of UTF-8.
    written(text.encode("utf-8-sig" if out and form == "csv" else "utf-8"), out)
