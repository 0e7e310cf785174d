"""`playbook changes`: tell what has changed since terms were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from macros.book import as_of
from macros.cli.partner import playbook_of
from macros.records.fields import Audience
from macros.terms.changes import changes as changes_of
from macros.terms.sharing import waits_to_be_agreed
from macros.views.changes import count_in_words, told
from macros.views.partner import reader_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from macros.records.playbook import Playbook
    from macros.views.changes import Told
    from macros.views.clauses import Pieces


@click.command()
@click.argument("slug", nargs=-1, required=True)
@click.pass_obj
def changes(folder: Path, slug: tuple[str, ...]) -> None:
    """Tell what of each partner SLUG is no longer as both sides agreed it.

    Changes of money, time and restraint are material and come first. Ends with 1 where one waits
    to be agreed or nobody can tell, because the terms that 'playbook agree' kept are not on file
    as they were; else with 0.
    """
    playbooks = [playbook_of(folder, each) for each in slug]
    for playbook in playbooks:
        for line in _lines(playbook):
            click.echo(line)
    if any(map(waits_to_be_agreed, playbooks)):
        raise click.exceptions.Exit(1)


def _lines(playbook: Playbook) -> Iterator[str]:
    name, agreed = playbook.partner.name, playbook.agreed_terms
    if agreed is None:
        yield f"{name}: {_without_terms(playbook)}"
        return
    reader = reader_of(playbook, Audience.INTERNAL, as_of())
    found = changes_of(playbook)
    counted = count_in_words(found, reader.language)
    header = agreed.header
    yield f"{name}: agreed on {header.on}, version {header.version}; {counted}"
    yield from map(_line, told(playbook, found, reader))


def _without_terms(playbook: Playbook) -> str:
    agreed = playbook.partner.agreed
    if agreed is None or agreed.on is None:
        return "not agreed yet"
    if agreed.fingerprint:
        return f"agreed on {agreed.on}, and the terms of that day are not on file as they were"
    return f"agreed on {agreed.on}, its terms are not on file"


def _line(change: Told) -> str:
    mark = "material: " if change.material else ""
    return f"  {mark}{change.where}: {_text(change.old)} -> {_text(change.new)}, {change.by}"


def _text(words: Pieces) -> str:
    said = ", ".join(piece.text for piece in words).replace(":, ", ": ")
    return " ".join(said.split())
