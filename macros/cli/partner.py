"""Partner: the playbooks that a command is asked about."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from macros.book import FOLDER, HOUSE_FILE, Book
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
        raise _refusal(book, slug)
    return playbook


def playbooks_of(folder: Path, slugs: tuple[str, ...]) -> list[Playbook]:
    """Return the playbooks of `slugs`, or all, in the order of their files.

    ClickException (exit 1) with every error of these records or of the house: half of what was
    asked for would look like the whole. UsageError (exit 2) where there is no such partner.
    """
    return chosen_of(Book.load(folder), slugs)


def chosen_of(book: Book, slugs: tuple[str, ...]) -> list[Playbook]:
    """Return what `playbooks_of` does, of a book that is loaded already."""
    missing = next((slug for slug in slugs if slug not in book.playbooks), None)
    if missing is not None:
        raise _refusal(book, missing)
    files = {f"{FOLDER}/{name}" for name in (HOUSE_FILE, *(f"{slug}.yml" for slug in slugs))}
    wrong = [each for each in errors(book.problems) if not slugs or each.mark.file in files]
    if wrong:
        message = "\n".join(["nothing was written, the records have errors:", *map(str, wrong)])
        raise click.ClickException(message)
    return [each for slug, each in book.playbooks.items() if not slugs or slug in slugs]


def _refusal(book: Book, slug: str) -> click.ClickException:
    files = {f"partners/{slug}.yml", "partners/_house.yml"}
    own = [each for each in errors(book.problems) if each.mark.file in files]
    if own:
        return click.ClickException("\n".join(["the record cannot be read:", *map(str, own)]))
    close = difflib.get_close_matches(slug, book.playbooks, 1)
    known = ", ".join(book.playbooks) or "none"
    cure = f"did you mean '{close[0]}'?" if close else f"there are: {known}"
    message = f"there is no partner '{slug}'; {cure}"
    return click.UsageError(message)
