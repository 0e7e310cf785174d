"""`playbook show`: print the resolved terms of a partner with their origins."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from macros.book import Book
from macros.records.fields import Audience
from macros.records.playbook import Origin, Playbook, Setting
from macros.records.problems import errors
from macros.records.source import field_name
from macros.views.audience import may_see

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.argument("slug")
@click.option(
    "--as",
    "audience",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.INTERNAL.value,
    show_default=True,
    help="Who reads: our staff, the partner's office, or the engineer at the door.",
)
@click.pass_obj
def show(folder: Path, slug: str, audience: str) -> None:
    """Print every term of the partner SLUG, and whether partner, house or program set it."""
    book = Book.load(folder)
    playbook = book.playbooks.get(slug)
    if playbook is None:
        _refuse(book, slug)
        return
    reader = Audience(audience)
    for setting in playbook.settings():
        if may_see(reader, setting.path):
            click.echo(_line(playbook, setting))


def _refuse(book: Book, slug: str) -> None:
    files = {f"partners/{slug}.yml", "partners/_house.yml"}
    own = [each for each in errors(book.problems) if each.mark.file in files]
    if own:
        raise click.ClickException("\n".join(["the record cannot be read:", *map(str, own)]))
    close = difflib.get_close_matches(slug, book.playbooks, 1)
    known = ", ".join(book.playbooks) or "none"
    cure = f"did you mean '{close[0]}'?" if close else f"there are: {known}"
    message = f"there is no partner '{slug}'; {cure}"
    raise click.UsageError(message)


def _line(playbook: Playbook, setting: Setting) -> str:
    mark = playbook.mark(setting.path)
    where = "" if setting.origin is Origin.BUILT_IN else f" {mark.file}:{mark.line}"
    house = f"; house: {_written(setting.house)}" if setting.differs else ""
    name = field_name(setting.path)
    return f"{name}: {_written(setting.value)}  # {setting.origin}{where}{house}"


def _written(value: object) -> str:
    """Return a value on one line, as a record would hold it."""
    text = f"[{', '.join(map(str, value))}]" if isinstance(value, tuple) else str(value)
    return " ".join(text.split())
