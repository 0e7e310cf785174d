"""Rows: what a partner is in the tables of all partners, drawn before anybody knows where."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from macros.render.engine import row
from macros.render.pieces import papers_told
from macros.views.attention import points
from macros.views.compare import heads, spoken
from macros.views.needs import Speech, told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from macros.terms.need import Need, Urgency
    from macros.views.compare import Cells
    from macros.views.directory import Entry
    from macros.views.parts import Chip
    from macros.views.wording import Language

HERE = "\0"
"""What stands in a row for the way to the folder of partners: no text of a record can hold it."""


class Row(NamedTuple):
    """A partner's row: as HTML, and its cells as JSON for a script that shows them elsewhere."""

    html: str
    data: str

    @property
    def size(self) -> int:
        """How many bytes it takes on a page."""
        return len(self.html.encode("utf-8"))


class Pressing(NamedTuple):
    """Something to see to: what it is sorted by, and its row."""

    urgency: Urgency
    date: dt.date | None
    html: str


class Ways(NamedTuple):
    """How rows lead to partners: `end` is `/` or `.html`."""

    end: str

    def partner(self, slug: str) -> str:
        """Return the address of a partner's page, the way to its folder still open."""
        return f"{HERE}{slug}{self.end}"


def directory_row(entry: Entry, ways: Ways) -> Row:
    """Return a partner's row in the directory."""
    html = row("directory_row", entry, ways)
    return Row(html, _data(entry, [*entry.cells, _chip(entry.papers)]))


def compared_row(entry: Entry, cells: Cells, language: Language, ways: Ways) -> Row:
    """Return a partner's row in the comparison, in the language of the house."""
    entry = spoken(entry, language)
    fit = language.say("{fit} of 5", fit=entry.fit) if entry.fit else ""
    first = (entry.cells[1], entry.cells[2], fit)
    every = (*((text,) for text in first), *cells)
    say = language.say
    labels = (say("Trades"), say("Area"), say("Fit"), *heads(language))
    data = [lines[0] if len(lines) == 1 else lines for lines in every]
    return Row(row("compared_row", entry, every, labels, ways), _data(entry, data))


def pressing(
    slug: str, name: str, needs: Iterable[Need], speech: Speech, ways: Ways
) -> tuple[Pressing, ...]:
    """Return what somebody has to see to at a partner, each with its row."""
    return tuple(
        Pressing(each.urgency, each.date, row("need_row", slug, name, told(each, speech), ways))
        for each in needs
    )


def open_row(slug: str, name: str, missing: int, language: Language, ways: Ways) -> str:
    """Return the line of a partner with points that nobody has settled."""
    line = Markup('<li><a href="{}#settled">{}</a>: {}</li>')
    return line.format(ways.partner(slug), name, points(missing, language))


def placed(rows: Iterable[str], folder: str) -> Markup:
    """Return rows as a page has them from which `folder` leads to the partners."""
    return Markup(" ".join(rows).replace(HERE, folder))  # noqa: S704 - templates made them


def _data(entry: Entry, cells: Iterable[object]) -> str:
    values = [entry.slug, entry.name, *cells]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _chip(chip: Chip | None) -> list[str]:
    return [chip.tone, chip.text, papers_told(chip.papers)] if chip else []
