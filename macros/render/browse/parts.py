"""Parts: the further pages of long lists, and the files that scripts find partners by.

A site whose lists fit on one page each, and whose partners fit into the theme's own search, has
none of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from macros.render.browse.facets import facets
from macros.render.browse.tables import (
    DATA,
    HOMES,
    TITLES,
    compared_html,
    directory_html,
    needs_html,
    source,
)
from macros.render.browse.words import Found, files, gaps, postings
from macros.render.engine import embed
from macros.render.links import Links
from macros.render.shell import Leaf
from macros.views.directory import directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from macros.render.browse.browsing import Browsing
    from macros.render.browse.limits import Limits
    from macros.render.browse.tables import Place, Table


WORDS = "words"
ROWS = f"{DATA}directory.json"
"""What a site has whose scripts read rows: words lead to them."""


class Asset(NamedTuple):
    """A file that scripts read: its place on the site, and what is in it."""

    path: str
    content: bytes


def search_is_long(size: int, limits: Limits) -> bool:
    """Tell whether records of so many bytes are too much for the theme's own search."""
    return size > limits.searched


def parts(browsing: Browsing) -> Iterator[Leaf | Asset]:
    """Yield every further page of long lists, and the rows that scripts read; in one order."""
    listed, compared, needs = browsing.directory(), browsing.comparison(), browsing.needs
    today, language = browsing.today, browsing.language
    yield from _leaves(
        browsing,
        listed,
        lambda number, place: directory_html(listed, number, place, today, form=True),
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
    if long or browsing.has_own_search:
        yield from _table_data(listed, browsing.limits, None)
    if compared in long:
        yield from _table_data(compared, browsing.limits, _numbers(listed, compared))


def words_found(browsing: Browsing) -> Iterator[Asset]:
    """Yield the files by which scripts find partners by their words, where they read rows."""
    faces = browsing.faces
    entries = directory(face.entry for face in faces.values()).entries
    found = (
        Found(each.name, f"{each.cells[1]} {each.cells[2]}", faces[each.slug].search_words)
        for each in entries
    )
    made = files(postings(found), browsing.limits.words)
    for number, each in enumerate(made):
        yield _asset(f"{WORDS}-{number}", each.content)
    end, rows = browsing.place("").end, browsing.limits.rows
    known = {"end": end, "rows": rows, "firsts": [each.first for each in made]}
    yield _asset(WORDS, json.dumps(known, separators=(",", ":")))


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
            yield Leaf(f"{name}_{number}", title, (), content.encode("utf-8"))


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
