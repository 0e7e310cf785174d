"""Codes: the QR codes of links as pictures to print, in a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.cli.files import made_folder
from macros.cli.written import written
from macros.outputs.ledger.address import is_internal, link_of
from macros.outputs.packs.qr import drawn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from macros.cli.share.told import Handed
    from macros.outputs.packs.handout import Place


def check_codes(folder: Path, place: Place) -> None:
    """Make the folder for codes; ClickException where none can be written into it.

    The name of a code tells the partner, so it must not be published.
    """
    if folder.resolve().is_relative_to(place.shelf.resolve()):
        message = f"'{folder}' is in the public folder; name another one, the names tell partners"
        raise click.BadParameter(message, param_hint="'--qr-dir'")
    if not place.base or is_internal(place.base):
        message = "a QR code needs an address that leads there from outside; see '--base-url'"
        raise click.ClickException(message)
    made_folder(folder)


def write_codes(folder: Path, handed: Sequence[Handed], place: Place) -> None:
    """Write a picture for each link into a folder that was checked."""
    for each in handed:
        share = each.step.share
        picture = drawn(link_of(place.base, share.token))
        written(picture, folder / f"{share.slug}-{share.audience.value}.svg")
