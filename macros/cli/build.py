"""`playbook build`: build the site."""

from __future__ import annotations

from pathlib import Path

import click

from macros.cli.engine import plain_option, run_mkdocs
from macros.outputs.site.ground import OPTIONS, found


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
    told = None if plain else _remade(folder, " ".join(options))
    if told is None:
        words = ["build", "--strict", *options]
        kept = {OPTIONS: " ".join(options)}
        raise click.exceptions.Exit(run_mkdocs(folder, *words, plain=plain, settings=kept))
    click.echo(told)


def _remade(folder: Path, options: str) -> str | None:
    """Make the site without MkDocs, and tell what was made; None where MkDocs has to draw."""
    ground = found(folder, options)
    if not ground:
        return None
    from macros.outputs.site.remake import remake
    from macros.outputs.site.trouble import SiteError

    try:
        return remake(folder, ground)
    except SiteError as error:
        raise click.ClickException(str(error)) from error
