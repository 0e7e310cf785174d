"""`playbook share list`: who has what, since when and until when."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import click

from macros.book import FOLDER, Book, as_of
from macros.cli.options import FORM
from macros.cli.share.desk import OUT, desk
from macros.cli.share.told import READERS, place_of, print_all, table
from macros.outputs.packs.handout import revision
from macros.outputs.packs.shelf import digest, on_shelf
from macros.views.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from macros.cli.share.desk import Desk
    from macros.outputs.ledger.shares import Share

_SOON = 14
"""Days before its last one from which on a link is marked."""


class Row(NamedTuple):
    """A link and how it stands."""

    share: Share
    state: str
    remarks: tuple[str, ...]
    link: str


@click.command("list", short_help="Tell who has what.")
@FORM
@click.option("--all", "everything", is_flag=True, help="Those that have ended too.")
@OUT
@click.pass_obj
def share_list(folder: Path, *, form: str, everything: bool, out: Path | None) -> None:
    """Tell who has what: the links that work, for whom, since when and until when.

    It changes nothing: a link that is past its last day is marked until something ends it.
    """
    today = as_of()
    book = Book.load(folder)
    with desk(folder, out) as at:
        rows = [
            _row(share, book, at, today)
            for share in sorted(at.ledger.shares, key=lambda each: each.key)
            if everything or share.is_active
        ]
    if form == "json":
        listed = [_entry(row) for row in rows]
        click.echo(json.dumps(listed, indent=2, ensure_ascii=False))
        return
    if rows:
        print_all(_lines(rows))
    working = sum(row.state == "works" for row in rows)
    click.echo(f"{counted(working, 'link')} that work{'s' if working == 1 else ''}", err=bool(rows))


def _row(share: Share, book: Book, at: Desk, today: dt.date) -> Row:
    link = place_of(share, at.ledger.base_url, str(at.shelf))
    if share.ended:
        return Row(share, f"{share.why} {share.ended}", (), link)
    state = "past its last day" if share.is_past(today) else "works"
    return Row(share, state, tuple(_remarks(share, book, at, today)), link)


def _remarks(share: Share, book: Book, at: Desk, today: dt.date) -> list[str]:
    """Return what somebody may want to do something about."""
    playbook = book.playbooks.get(share.slug)
    left = (share.expires - today).days
    is_written = (at.root / FOLDER / f"{share.slug}.yml").exists()
    found = {
        "ends soon": 0 <= left <= _SOON,
        "no record": playbook is None and not is_written,
        "record has errors": playbook is None and is_written,
        "older terms": playbook is not None and revision(playbook) != share.revision,
        "not in the public folder": digest(on_shelf(at.shelf, share.token)) != share.files,
    }
    return [remark for remark, holds in found.items() if holds]


def _lines(rows: list[Row]) -> list[str]:
    head = ("PARTNER", "FOR", "SINCE", "UNTIL", "TERMS", "TO", "STATE")
    cells = [
        (
            row.share.slug,
            READERS[row.share.audience],
            row.share.issued.isoformat(),
            row.share.expires.isoformat(),
            row.share.revision,
            row.share.to,
            ", ".join((row.state, *row.remarks, *(["sealed"] if row.share.sealed else []))),
        )
        for row in rows
    ]
    return list(table([head, *cells]))


def _entry(row: Row) -> dict[str, object]:
    share = row.share
    return {
        "partner": share.slug,
        "for": share.audience.value,
        "link": row.link,
        "state": row.state.partition(" ")[0] if share.ended else row.state,
        "remarks": list(row.remarks),
        "since": share.issued.isoformat(),
        "until": share.expires.isoformat(),
        "made": share.made.isoformat(),
        "terms": share.revision,
        "to": share.to,
        "sealed": share.sealed,
        "pdf": share.pdf,
        "ended": share.ended.isoformat() if share.ended else None,
    }
