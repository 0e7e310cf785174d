"""`playbook serve`: show the site while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.engine import plain_option, run_mkdocs

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, help="Host and port to serve at."
)
@plain_option
@click.pass_obj
def serve(folder: Path, address: str, *, plain: bool) -> None:
    """Serve the site and build it anew whenever a record or a page changes."""
    raise click.exceptions.Exit(run_mkdocs(folder, "serve", "--dev-addr", address, plain=plain))
