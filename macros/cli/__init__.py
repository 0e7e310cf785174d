"""The command `playbook`: one verb a file."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.agree import agree
from macros.cli.attention import attention
from macros.cli.build import build
from macros.cli.calendar import calendar
from macros.cli.changes import changes
from macros.cli.check import check
from macros.cli.cost import cost
from macros.cli.export import export
from macros.cli.fee import fee
from macros.cli.new import new
from macros.cli.pdf import pdf
from macros.cli.schema import schema
from macros.cli.serve import serve
from macros.cli.share import share
from macros.cli.show import show


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-C",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, if it is not this one.",
)
@click.version_option(package_name="alliance-playbooks")
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Keep alliance playbooks: one record per partner, one page each."""
    context.obj = folder


for command in (
    *(check, attention, new, show, agree, changes, cost, fee),
    *(share, pdf, export, calendar, schema, build, serve),
):
    main.add_command(command)
