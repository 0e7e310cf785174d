"""Rows: what a partner is in the tables of all partners, drawn before anybody knows where.

Every partner has half a dozen, so they are made without templates, as `pieces` are.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from macros.render.engine import one_line
from macros.render.pieces import escaped, papers_told, standing, worst_standing
from macros.views.attention import points
from macros.views.compare import heads, spoken
from macros.views.needs import Speech, told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from macros.terms.need import Need, Urgency
    from macros.views.compare import Cells
    from macros.views.directory import Entry
    from macros.views.needs import Told
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


_COLUMNS = ("Relationship", "Trades", "Area", "Out of hours", "Fit", "Status")


def directory_row(entry: Entry, ways: Ways) -> Row:
    """Return a partner's row in the directory."""
    cells = entry.cells
    html = one_line(
        f'<tr role="row" data-relationship="{entry.relationship}"{_filtered(entry)}'
        f' data-status="{entry.status}"> {_name(entry.slug, entry.name, ways)} '
        f"{''.join(map(_cell, _COLUMNS, cells))}"
        f'<td role="cell" class="pb-papers">{_papers(entry.papers)}</td> </tr>'
    )
    return Row(html, _data(entry, [*cells, _chip(entry.papers)]))


def _cell(label: str, said: str) -> str:
    fit = ' class="pb-id"' if label == "Fit" else ""
    return f'<td role="cell" data-label="{label}"{fit}>{escaped(said)}</td> '


def _papers(chip: Chip | None) -> str:
    if chip is None:
        return ""
    stand = worst_standing(chip.papers)
    return f'<span class="pb-chip pb-chip--{chip.tone}"{stand}>{escaped(chip.text)}</span>'


def compared_row(entry: Entry, cells: Cells, language: Language, ways: Ways) -> Row:
    """Return a partner's row in the comparison, in the language of the house."""
    entry = spoken(entry, language)
    fit = language.say("{fit} of 5", fit=entry.fit) if entry.fit else ""
    _, trades, areas, *_ = entry.cells
    every = ((trades,), (areas,), (fit,), *cells)
    first, second, *others = map(_lines, _compared(language), every)
    html = one_line(
        f'<tr role="row"{_filtered(entry)}> {_name(entry.slug, entry.name, ways)} '
        f"{first} {second} {''.join(others)}</tr>"
    )
    data = [lines[0] if len(lines) == 1 else lines for lines in every]
    return Row(html, _data(entry, data))


@lru_cache(maxsize=16)
def _compared(language: Language) -> tuple[str, ...]:
    """Return how a cell of each column of the comparison begins."""
    say = language.say
    titles = (say("Trades"), say("Area"), say("Fit"), *heads(language))
    kinds = {2: ' class="pb-id"'}
    return tuple(
        f'<td role="cell" data-label="{escaped(title)}"{kinds.get(at, "")}>'
        for at, title in enumerate(titles)
    )


def _lines(begin: str, lines: Sequence[str]) -> str:
    said = [escaped(line) for line in lines]
    shown = said[0] if len(said) == 1 else "".join([f"<div>{line}</div>" for line in said])
    return f"{begin}{shown}</td>"


def pressing(
    slug: str, name: str, needs: Iterable[Need], speech: Speech, ways: Ways
) -> tuple[Pressing, ...]:
    """Return what somebody has to see to at a partner, each with its row."""
    who = _name(slug, name, ways)
    return tuple(
        Pressing(each.urgency, each.date, _need_row(who, told(each, speech))) for each in needs
    )


def _need_row(name: str, need: Told) -> str:
    chip = need.chip
    return one_line(
        f'<tr role="row">{name} <td role="cell"><span class="pb-chip pb-chip--{chip.tone}"'
        f"{standing(chip.papers)}>{escaped(chip.text)}</span></td> "
        f'<td role="cell">{escaped(need.sentence)}</td> '
        f'<td role="cell">{escaped(need.todo)}</td></tr>'
    )


def _name(slug: str, name: str, ways: Ways) -> str:
    link = f'<a href="{escaped(ways.partner(slug))}">{escaped(name)}</a>'
    return f'<th class="pb-name" scope="row" role="rowheader">{link}</th>'


def _filtered(entry: Entry) -> str:
    trades = tuple(trade for trade, _ in entry.trades)
    out_of_hours = "yes" if entry.out_of_hours else "no"
    return f'{_listed("trade", trades)}{_listed("area", entry.areas)} data-ooh="{out_of_hours}"'


@lru_cache(maxsize=1024)
def _listed(name: str, values: tuple[str, ...]) -> str:
    return f" data-{name}='{htmlsafe_json_dumps(list(values))}'"


def open_row(slug: str, name: str, missing: int, language: Language, ways: Ways) -> str:
    """Return the line of a partner with points that nobody has settled."""
    link = f'<a href="{escaped(ways.partner(slug))}#settled">{escaped(name)}</a>'
    return f"<li>{link}: {escaped(points(missing, language))}</li>"


def placed(rows: Iterable[str], folder: str) -> Markup:
    """Return rows as a page has them from which `folder` leads to the partners."""
    return Markup(" ".join(rows).replace(HERE, folder))  # noqa: S704 - every text in them was escaped


def _data(entry: Entry, cells: Iterable[object]) -> str:
    return _JSON.encode([entry.slug, entry.name, *cells])


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _chip(chip: Chip | None) -> list[str]:
    return [chip.tone, chip.text, papers_told(chip.papers)] if chip else []
