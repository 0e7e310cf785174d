"""Together: the files of a site that are made of all partners together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from macros.outputs.site.verify import in_index, in_rows
from macros.render.browse import limits
from macros.render.browse.browsing import Browsing
from macros.render.browse.parts import parts
from macros.render.browse.tables import DATA
from macros.render.calendar_feed import feed
from macros.render.links import Addresses
from macros.render.shell import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from macros.edition import Edition
    from macros.render.sheets import Sheet

CALENDAR = "calendar.ics"


def browsing_of(
    edition: Edition, homes: frozenset[str], *, has_own_search: bool
) -> Browsing | None:
    """Return what lists of all partners are made of, `homes` being the pages that the site has.

    None without a house, of which lists have their language.
    """
    house, directories = edition.book.house, edition.addresses.directories
    if house is None:
        return None
    sheets, today = edition.sheets, edition.today
    return Browsing(sheets, house, today, homes, directories, has_own_search, limits.LIMITS)


def of_all(browsing: Browsing, bound: Callable[[Leaf], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the calendar, and of all that lists need which are long.

    `bound` sets a further page of a list into the theme's page.
    """
    events = (event for sheet in browsing.sheets.values() for event in sheet.events)
    yield CALENDAR, feed(events, browsing.house)
    for part in parts(browsing):
        if isinstance(part, Leaf):
            yield Addresses(directories=browsing.directories).file(part.slug), bound(part)
        else:
            yield part.path, part.content


def search_entries(sheets: Iterable[Sheet], addresses: Addresses) -> list[dict[str, str]]:
    """Return the words by which people search for partners, as Material's index has them."""
    return [
        {
            "location": addresses.partner(sheet.slug),
            "title": str(escape(sheet.title)),
            "text": str(escape(sheet.search_words)),
        }
        for sheet in sheets
    ]


def found_by_search(site: Path, addresses: Addresses, *, has_own_search: bool) -> list[str]:
    """Return the addresses of whole pages that the search leads to; SiteError where it is cut."""
    return in_rows(site, DATA, addresses.end) if has_own_search else in_index(site)
