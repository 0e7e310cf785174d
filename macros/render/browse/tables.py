"""Tables: all partners in a directory, side by side, or by what they need; one part or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from macros.records.identity import Kind, Status
from macros.records.partner import Relationship
from macros.render.browse.cut import cut
from macros.render.browse.pager import Pager, pager
from macros.render.browse.rows import Row, placed
from macros.render.engine import render
from macros.render.pages import absent
from macros.views.attention import attention
from macros.views.compare import heads, spoken_trades
from macros.views.directory import EVERYONE, Directory, Entry, Filters, directory
from macros.views.standing import PAPERS, script
from macros.views.wording import PLAIN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable

    from macros.records.fields import Choice
    from macros.render.links import Links
    from macros.views.attention import Attention, Case
    from macros.views.wording import Language

HOMES = {
    "directory": "partners/index.md",
    "comparison": "compare.md",
    "attention": "attention.md",
}
"""For each long list the page that shows its first part, if the site has that page."""
TITLES = {"directory": "Partners", "comparison": "Compare", "attention": "Needs attention"}
DATA = "search/partners/"
"""The folder of what scripts read to find partners."""

Line = tuple[Entry, Row]


class Place(NamedTuple):
    """Where a list stands: the page's links, and those of `HOMES` that the site has."""

    links: Links
    homes: frozenset[str]

    @property
    def folder(self) -> str:
        """The way to the folder of partners, to be written before their names."""
        return self.links.partner("x").removesuffix(f"x{self.end}")

    @property
    def end(self) -> str:
        """What stands behind a partner's name in an address."""
        return self.links.end

    def part(self, name: str) -> Callable[[int], str]:
        """Return what tells the address of each part of a list."""
        return lambda number: self.links.to(source(name, number, self.homes))


def homes(pages: Iterable[str]) -> frozenset[str]:
    """Return those pages of a site that show the first part of a long list."""
    return frozenset(HOMES.values()).intersection(pages)


def source(name: str, number: int, homes: frozenset[str]) -> str:
    """Return the page that shows a part of a list; no partner's name can hold an underscore."""
    if number == 1 and HOMES[name] in homes:
        return HOMES[name]
    return f"partners/{name}_{number}.md"


class Table(NamedTuple):
    """A table of partners in its order, what its filters offer, and its parts."""

    name: str
    filters: Filters
    offers: Directory
    rows: tuple[Row, ...]
    parts: tuple[range, ...]

    def shown(self, number: int, place: Place) -> Shown:
        """Return one part of it, counted from 1, as a page shows it."""
        part = self.parts[number - 1]
        rows = placed((self.rows[at].html for at in part), place.folder)
        everybody = self.filters == EVERYONE
        pages = len(self.parts) if everybody else 1
        steps = pager(f"Pages of {_CALLED[self.name]}", number, pages, place.part(self.name))
        cut_off = len(self.rows) - len(part) if not everybody else 0
        more = More(_more(self, place), f"… and {cut_off:,} more") if cut_off else None
        return Shown(
            rows, self.offers, _count(part, len(self.rows)), steps, more, _attributes(self, place)
        )


_CALLED = {
    "directory": "the directory",
    "comparison": "the comparison",
    "attention": "what needs attention",
}


class More(NamedTuple):
    """Where the rest of a table is, and how much it is."""

    href: str
    text: str


class Shown(NamedTuple):
    """A part of a table on a page."""

    rows: Markup
    offers: Directory
    told: str
    pager: Pager
    more: More | None
    attributes: Markup
    """What a script needs to find all rows; nothing where they are all here."""

    @property
    def is_cut(self) -> bool:
        """Tell whether there are rows on other pages."""
        return bool(self.attributes)


def directory_table(lines: Iterable[Line], most: int, filters: Filters = EVERYONE) -> Table:
    """Return the partners that pass `filters`, best fit first, at most `most` bytes a part."""
    lines = list(lines)
    _check(filters, [entry for entry, _ in lines])
    return _table("directory", lines, filters, most)


def compared_table(
    lines: Iterable[Line], most: int, language: Language, filters: Filters = EVERYONE
) -> Table:
    """Return active subcontractors, best fit first, with filters in the house's language."""
    lines = list(lines)
    _check(filters, [entry for entry, _ in lines])
    made = _table("comparison", lines, filters, most)
    trades = sorted(
        spoken_trades(made.offers.trades, language), key=lambda trade: trade[1].casefold()
    )
    offers = made.offers._replace(trades=tuple(trades), relationships=(), statuses=())
    return made._replace(offers=offers)


def _table(name: str, lines: list[Line], filters: Filters, most: int) -> Table:
    rows = {entry.slug: row for entry, row in lines}
    offers = directory((entry for entry, _ in lines), filters)
    ordered = tuple(rows[entry.slug] for entry in offers.entries)
    return Table(name, filters, offers, ordered, cut([row.size for row in ordered], most))


def directory_html(
    table: Table, number: int, place: Place, today: dt.date, *, form: bool
) -> Markup:
    """Return a part of the directory, with the form that filters it where `form` says so."""
    shown = table.shown(number, place)
    standing = script(PLAIN, today, *PAPERS)
    with_form = form and not shown.more
    return render("directory.html", place.links, shown=shown, form=with_form, standing=standing)


def compared_html(
    table: Table, number: int, place: Place, language: Language, *, form: bool
) -> Markup:
    """Return a part of the comparison, with the form that filters where `form` says so."""
    shown = table.shown(number, place)
    known = {"language": language, "heads": heads(language)}
    return render("compare.html", place.links, shown=shown, form=form and not shown.more, **known)


class Needs(NamedTuple):
    """What needs attention at all partners, and its parts."""

    view: Attention
    parts: tuple[range, ...]


def needs_list(cases: Iterable[Case], today: dt.date, language: Language, most: int) -> Needs:
    """Return what needs attention, the most urgent first, at most `most` bytes a part."""
    view = attention(cases, today, language)
    return Needs(view, cut([len(row.encode("utf-8")) for row in view.rows], most))


def needs_html(needs: Needs, number: int, place: Place) -> Markup:
    """Return a part of what needs attention."""
    view = needs.view.part(needs.parts[number - 1])
    name = "attention"
    pages = pager(f"Pages of {_CALLED[name]}", number, len(needs.parts), place.part(name))
    known = {"placed": placed, "folder": place.folder, "pages": pages}
    return render("attention.html", place.links, view=view, **known)


def _attributes(table: Table, place: Place) -> Markup:
    """Return where the data are that a script finds all rows by, if some are on other pages."""
    if len(table.parts) == 1 or table.filters != EVERYONE:
        return Markup()
    known = Markup(' data-data="{}" data-name="{}" data-folder="{}" data-end="{}"')
    return known.format(place.links.root + DATA, table.name, place.folder, place.end)


def _count(part: range, of: int) -> str:
    partners = "partner" if of == 1 else "partners"
    if len(part) == of:
        return f"{of:,} {partners}"
    return f"{part.start + 1:,} to {part.stop:,} of {of:,} {partners}"


def _more(table: Table, place: Place) -> str:
    """Return the address of the whole table, narrowed by its form to the same rows."""
    asked, offers = table.filters, table.offers
    area = asked.area and next(
        each for each in offers.areas if each.casefold() == asked.area.casefold()
    )
    ooh = "yes" if asked.out_of_hours else None
    known = asked._asdict() | {"area": area}
    del known["out_of_hours"]
    query = {name: value for name, value in (known | {"ooh": ooh}).items() if value}
    return f"{place.part(table.name)(1)}{'?' if query else ''}{urlencode(query)}"


def _check(filters: Filters, everyone: Collection[Entry]) -> None:
    """Raise PageError where a filter names what there is not, or what no partner has."""
    asked_for: tuple[tuple[str, str | None, type[Choice]], ...] = (
        ("relationship", filters.relationship, Relationship),
        ("trade", filters.trade, Kind),
        ("status", filters.status, Status),
    )
    for words, asked, choices in asked_for:
        if asked is not None and asked not in list(choices):
            what = f"there is no {words}"
            raise absent(what, asked, list(choices))
    if filters.area is not None:
        known = directory(everyone).areas
        if filters.area.casefold() not in map(str.casefold, known):
            what = "no partner covers"
            raise absent(what, filters.area, known)
