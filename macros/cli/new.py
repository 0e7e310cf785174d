"""`playbook new`: write a starter record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import FOLDER, HOUSE_FILE, unfit_slug
from macros.records.starter import house_text, partner_text

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("slug")
@click.option("--name", help="The firm's name, if it is not the slug in words.")
@click.pass_obj
def new(folder: Path, slug: str, name: str | None) -> None:
    """Write partners/SLUG.yml, a starter record with remarks that explain it.

    SLUG becomes the address of the partner's page: small letters, digits and hyphens. Where there
    is no house file yet, one is written too.
    """
    unfit = unfit_slug(slug)
    if unfit:
        message = f"{unfit.message}: use {unfit.instead}, as in 'northern-cabling'"
        raise click.BadParameter(message, param_hint="SLUG")
    records = folder / FOLDER
    records.mkdir(exist_ok=True)
    _write(records / f"{slug}.yml", partner_text(name or slug.replace("-", " ").title()))
    house = records / HOUSE_FILE
    if not house.exists():
        _write(house, house_text())


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"{path} is there already; nothing was changed"
        raise click.ClickException(message) from error
    click.echo(f"wrote {path}")
