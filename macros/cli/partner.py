"""Partner: the one playbook that a command is asked about."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from macros.book import Book
from macros.records.problems import errors

if TYPE_CHECKING:
    from pathlib import Path

    from macros.records.playbook import Playbook


def playbook_of(folder: Path, slug: str) -> Playbook:
    """Return the playbook of a partner; click's exceptions end a command that asks in vain.

    ClickException (exit 1) with every error of a record that cannot be read, UsageError (exit 2)
    where there is no such partner.
    """
    book = Book.load(folder)
    playbook = book.playbooks.get(slug)
    if playbook is None:
        raise refusal(book, slug)
    return playbook


def refusal(book: Book, slug: str) -> click.ClickException:
    """Return the exception that ends a command which asks a book in vain for a partner."""
    files = {f"partners/{slug}.yml", "partners/_house.yml"}
    own = [each for each in errors(book.problems) if each.mark.file in files]
    if own:
        return click.ClickException("\n".join(["the record cannot be read:", *map(str, own)]))
    close = difflib.get_close_matches(slug, book.playbooks, 1)
    known = ", ".join(book.playbooks) or "none"
    cure = f"did you mean '{close[0]}'?" if close else f"there are: {known}"
    message = f"there is no partner '{slug}'; {cure}"
    return click.UsageError(message)
