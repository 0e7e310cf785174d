"""Together: the files of a site that are made of all partners together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from macros.outputs.site.verify import in_index, in_rows
from macros.render.browse.parts import Browsing, parts
from macros.render.browse.tables import DATA
from macros.render.calendar_feed import feed
from macros.render.links import Links
from macros.render.shell import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from macros.render.sheets import Addresses, Sheet

CALENDAR = "calendar.ics"


def of_all(browsing: Browsing, bound: Callable[[Leaf], bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the calendar, and of all that lists need which are long.

    `bound` sets a further page of a list into the theme's page.
    """
    events = (event for sheet in browsing.sheets.values() for event in sheet.events)
    yield CALENDAR, feed(events, browsing.house)
    for part in parts(browsing):
        if isinstance(part, Leaf):
            yield page_file(part.slug, browsing.directories), bound(part)
        else:
            yield part.path, part.content


def page_file(slug: str, directories: bool) -> str:  # noqa: FBT001 - one of two kinds of addresses
    """Return the name of the file of a page that stands among those of partners."""
    address = page_address(slug, directories)
    return f"{address}index.html" if address.endswith("/") else address


def page_address(slug: str, directories: bool) -> str:  # noqa: FBT001 - as above
    """Return the address of such a page on the site."""
    return Links("", directories).address(f"partners/{slug}.md")


def search_entries(sheets: Iterable[Sheet], directories: bool) -> list[dict[str, str]]:  # noqa: FBT001 - as above
    """Return the words by which people search for partners, as Material's index has them."""
    return [
        {
            "location": page_address(sheet.slug, directories),
            "title": str(escape(sheet.title)),
            "text": str(escape(sheet.search_words)),
        }
        for sheet in sheets
    ]


def found_by_search(site: Path, addresses: Addresses, *, has_own_search: bool) -> list[str]:
    """Return the addresses of whole pages that the search leads to; SiteError where it is cut."""
    return in_rows(site, DATA, addresses.end) if has_own_search else in_index(site)
