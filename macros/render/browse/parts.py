"""Parts: the further pages of long lists, and the files that scripts find partners by.

A site whose lists fit on one page each, and whose partners fit into the theme's own search, has
none of them.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from macros.render.browse.facets import facets
from macros.render.browse.tables import (
    DATA,
    HOMES,
    TITLES,
    Place,
    Table,
    compared_html,
    compared_table,
    directory_html,
    directory_table,
    needs_html,
    needs_list,
    source,
)
from macros.render.browse.words import Found, files, gaps, postings
from macros.render.engine import embed
from macros.render.links import Links
from macros.views.attention import Case
from macros.views.house import house_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping

    from markupsafe import Markup

    from macros.records.house import House
    from macros.render.browse.limits import Limits
    from macros.render.sheets import Sheet


class Leaf(NamedTuple):
    """A further page of a long list; it stands among the partners' pages, as theirs do."""

    slug: str
    title: str
    packed: bytes
    """The page's HTML, in UTF-8 and compressed."""
    headings: tuple[tuple[str, str], ...] = ()

    @property
    def source(self) -> str:
        """The place that the page takes among the guidance."""
        return f"partners/{self.slug}.md"

    @property
    def html(self) -> bytes:
        """The page's HTML, in UTF-8."""
        return zlib.decompress(self.packed)


class Asset(NamedTuple):
    """A file that scripts read: its place on the site, and what is in it."""

    path: str
    content: bytes


class Browsing(NamedTuple):
    """What lists of all partners are made of."""

    sheets: Mapping[str, Sheet]
    house: House
    today: dt.date
    homes: frozenset[str]
    """Those of `HOMES` that the site has."""
    directories: bool
    limits: Limits

    def place(self, page: str) -> Place:
        """Return a place for a list on the page of this address."""
        return Place(Links(page, self.directories), self.homes)


# What the theme's index writes around an entry.
_AROUND_AN_ENTRY = 60


def search_size(sheets: Mapping[str, Sheet]) -> int:
    """Return about how many bytes partners take in the theme's own search."""
    return sum(
        len(each.slug) + len(each.title) + len(each.search_words) + _AROUND_AN_ENTRY
        for each in sheets.values()
    )


def search_is_long(sheets: Mapping[str, Sheet], limits: Limits) -> bool:
    """Tell whether partners are too much for the theme's own search."""
    return search_size(sheets) > limits.search


def parts(browsing: Browsing) -> Iterator[Leaf | Asset]:
    """Yield every further page of long lists, and every file that scripts read; in one order."""
    sheets, limits = browsing.sheets.values(), browsing.limits
    language = house_language(browsing.house)
    listed = directory_table(((each.entry, each.row) for each in sheets), limits.page)
    compared = compared_table(
        ((each.entry, each.compared) for each in sheets if each.compared),
        limits.page,
        language,
    )
    cases = [
        Case(each.slug, each.title, each.needs, each.missing, each.open_row) for each in sheets
    ]
    needs = needs_list(cases, browsing.today, language, limits.page)
    yield from _leaves(
        browsing,
        listed,
        lambda number, place: directory_html(listed, number, place, browsing.today, form=True),
    )
    yield from _leaves(
        browsing,
        compared,
        lambda number, place: compared_html(compared, number, place, language, form=True),
    )
    yield from _leaves_of(
        browsing,
        "attention",
        len(needs.parts),
        lambda number, place: needs_html(needs, number, place),
    )
    long = [each for each in (listed, compared) if len(each.parts) > 1]
    if long or search_is_long(browsing.sheets, limits):
        yield from _data(browsing, listed)
    if compared in long:
        yield from _table_data(compared, limits, _numbers(listed, compared))


def _leaves(
    browsing: Browsing, table: Table, html: Callable[[int, Place], Markup]
) -> Iterator[Leaf]:
    yield from _leaves_of(browsing, table.name, len(table.parts), html)


def _leaves_of(
    browsing: Browsing, name: str, pages: int, html: Callable[[int, Place], Markup]
) -> Iterator[Leaf]:
    """Yield the pages of a list that has several; the first as well where it has no home."""
    for number in range(1, pages + 1) if pages > 1 else ():
        at = source(name, number, browsing.homes)
        if at != HOMES[name]:
            place = browsing.place(Links("", browsing.directories).address(at))
            title = f"{TITLES[name]}, page {number} of {pages}"
            content = f"<h1>{title}</h1>{embed(html(number, place)).strip()}"
            yield Leaf(f"{name}_{number}", title, zlib.compress(content.encode("utf-8"), 1))


def _data(browsing: Browsing, listed: Table) -> Iterator[Asset]:
    """Yield what finds partners by their words, and the rows of the directory."""
    sheets = [browsing.sheets[entry.slug] for entry in listed.offers.entries]
    found = (
        Found(each.title, f"{each.entry.cells[1]} {each.entry.cells[2]}", each.search_words)
        for each in sheets
    )
    made = files(postings(found), browsing.limits.words)
    for number, each in enumerate(made):
        yield _asset(f"words-{number}", each.content)
    end, rows = browsing.place("").end, browsing.limits.rows
    known = {"end": end, "rows": rows, "firsts": [each.first for each in made]}
    yield _asset("words", json.dumps(known, separators=(",", ":")))
    yield from _table_data(listed, browsing.limits, None)


def _table_data(table: Table, limits: Limits, numbers: list[int] | None) -> Iterator[Asset]:
    """Yield what finds the rows of a table, and the rows themselves."""
    known = {
        "count": len(table.rows),
        "rows": limits.rows,
        "numbers": numbers,
        "facets": facets(table.offers.entries),
    }
    content = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    yield _asset(table.name, content)
    for number, start in enumerate(range(0, len(table.rows), limits.rows)):
        rows = table.rows[start : start + limits.rows]
        yield _asset(f"{table.name}-{number}", f"[{','.join(row.data for row in rows)}]")


def _numbers(listed: Table, compared: Table) -> list[int]:
    """Return which row of the directory each row of the comparison is, as gaps."""
    at = {entry.slug: number for number, entry in enumerate(listed.offers.entries)}
    return gaps(at[entry.slug] for entry in compared.offers.entries)


def _asset(name: str, content: str) -> Asset:
    return Asset(f"{DATA}{name}.json", content.encode("utf-8"))
