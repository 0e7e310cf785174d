"""Desk: the ledger and the public folder, for one command alone while it works on them."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.outputs.hosting.hosts import root_files
from macros.outputs.ledger.address import PAGE
from macros.outputs.ledger.file import locked, read_ledger, would_take, write_ledger
from macros.outputs.ledger.ledger import Ledger, LedgerError
from macros.outputs.ledger.shares import Why
from macros.outputs.packs.shelf import USUAL, Change, ShelfError, check, put
from macros.render.pack import neutral_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from macros.outputs.ledger.shares import Share

OUT = click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The public folder, if it is not the one of last time; at first, 'share'.",
)


_IN_HISTORY = (
    "git would take '{0}' into its history, and with it every link; add the line '/{0}/' to"
    " .gitignore"
)


@dataclass
class Desk:
    """What lies on the desk. Nothing is kept until `keep` is called."""

    root: Path
    ledger: Ledger
    shelf: Path

    def sweep(self, today: dt.date, *slugs: str) -> tuple[Share, ...]:
        """End the links whose last day is past, of `slugs` or of all, and return them."""
        past = tuple(each for each in self.ledger.past(today) if not slugs or each.slug in slugs)
        for share in past:
            self.ledger = self.ledger.end(share.token, today, Why.EXPIRED)
        return past

    def keep(self, packs: Mapping[str, Mapping[str, bytes]]) -> None:
        """Write the ledger, then the packs by their address; what is gone becomes neutral.

        The ledger comes first, so that no link is out that it does not know, and says of a pack
        that it lies there only when it does. ClickException where something cannot be written; the
        same command puts it right when it runs again.
        """
        change = Change(packs, self.ledger.gone(), neutral_page(), root_files())
        try:
            check(self.shelf, self.root)
            write_ledger(self.root, self.ledger.without_files(packs))
            for _ in put(self.shelf, change):
                pass
            if packs:
                write_ledger(self.root, self.ledger)
        except (LedgerError, ShelfError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            message = (
                f"{error.filename or self.shelf} cannot be written: {error.strerror or error};"
                " make room, and run the same command again"
            )
            raise click.ClickException(message) from error


@contextmanager
def desk(root: Path, out: Path | None) -> Iterator[Desk]:
    """Open the ledger of a project, and shut others out until the command ends.

    ClickException where it is damaged, in git or in use, or where the public folder is none.
    """
    try:
        with locked(root):
            ledger, note = read_ledger(root)
            if note:
                click.echo(f"note: {note}", err=True)
            shelf = out or root / (ledger.folder or USUAL)
            check(shelf, root)
            named = _named(shelf, root)
            if would_take(root, shelf / PAGE):
                click.echo(f"note: {_IN_HISTORY.format(named)}", err=True)
            if ledger.running() and ledger.folder not in {"", named}:
                click.echo(f"note: {_moved(ledger.folder, named)}", err=True)
            yield Desk(root, replace(ledger, folder=named), shelf)
    except (LedgerError, ShelfError) as error:
        raise click.ClickException(str(error)) from error


def _moved(old: str, new: str) -> str:
    return (
        f"the packs so far lie in '{old}', where nothing ends them any more; to have them in"
        f" '{new}', run 'playbook share SLUG' for each office in 'playbook share list', with"
        f" '--for onsite' for each engineer, then delete '{old}'"
    )


def _named(shelf: Path, root: Path) -> str:
    """Return a folder as the ledger names it: from the project's root where it is below it."""
    here, home = shelf.resolve(), root.resolve()
    return here.relative_to(home).as_posix() if here.is_relative_to(home) else str(here)
