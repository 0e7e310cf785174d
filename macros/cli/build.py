"""`playbook build`: build the site."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.engine import plain_option, run_mkdocs


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write the site, if not to the folder that mkdocs.yml names.",
)
@plain_option
@click.pass_obj
def build(folder: Path, site_dir: Path | None, *, plain: bool) -> None:
    """Build the site; a warning stops the build as an error does."""
    options = ["--site-dir", str(site_dir.absolute())] if site_dir else []
    raise click.exceptions.Exit(run_mkdocs(folder, "build", "--strict", *options, plain=plain))
