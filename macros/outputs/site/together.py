"""Together: the files of a site that are made of all partners together."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from markupsafe import escape

from macros.digest import digest_of
from macros.outputs.site.verify import in_index, in_rows
from macros.render.browse import limits
from macros.render.browse.browsing import Browsing
from macros.render.browse.parts import ROWS, WORDS, parts, words_found
from macros.render.browse.tables import DATA
from macros.render.calendar_feed import feed
from macros.render.shell import Leaf

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping
    from pathlib import Path

    from macros.edition import Edition
    from macros.render.links import Addresses
    from macros.render.sheets import Face, Sheet

CALENDAR = "calendar.ics"
INDEX = "search/search_index.json"


class Group(StrEnum):
    """Files that are made of the same of all partners, and so are made again together."""

    # First, while nothing else is in memory: it is as large as all lists.
    CALENDAR = "calendar"
    LISTS = "lists"
    # Words lead to rows of the directory.
    SEARCH = "search"

    @classmethod
    def of(cls, name: str) -> Group:
        """Return the group of a file that is made of all partners."""
        if name == CALENDAR:
            return cls.CALENDAR
        is_search = name == INDEX or name.startswith(f"{DATA}{WORDS}")
        return cls.SEARCH if is_search else cls.LISTS


def made_of(edition: Edition) -> dict[Group, bytes]:
    """Return what the files of each group come down to, but for what all of a site stands on."""
    return {
        Group.CALENDAR: edition.dated,
        Group.LISTS: edition.listed,
        Group.SEARCH: digest_of([edition.listed, edition.seen]),
    }


def browsing_of(
    edition: Edition, homes: frozenset[str], *, has_own_search: bool
) -> Browsing | None:
    """Return what lists of all partners are made of, `homes` being the pages that the site has.

    None without a house, of which lists have their language.
    """
    house, directories = edition.book.house, edition.addresses.directories
    if house is None:
        return None
    faces, today = edition.faces, edition.today

    def drawn() -> Mapping[str, Sheet]:
        return edition.sheets

    return Browsing(faces, drawn, house, today, homes, directories, has_own_search, limits.LIMITS)


def files_of(
    group: Group,
    edition: Edition,
    browsing: Browsing,
    bound: Callable[[Leaf], bytes],
    listed: Container[str],
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a group that are the records' alone.

    Neither pages of guidance that show a list are among them nor the theme's search index. `bound`
    sets a further page of a list into the theme's page, `listed` holds the names of the files of
    lists, which come before those of the search.
    """
    match group:
        case Group.CALENDAR:
            yield CALENDAR, feed(edition.events, browsing.house)
        case Group.LISTS:
            for part in parts(browsing):
                if isinstance(part, Leaf):
                    yield edition.addresses.file(part.slug), bound(part)
                else:
                    yield part
        case Group.SEARCH:
            yield from words_found(browsing) if ROWS in listed else ()


def of_all(
    edition: Edition, browsing: Browsing, bound: Callable[[Leaf], bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of every group: see `files_of`."""
    made: set[str] = set()
    for group in Group:
        for name, content in files_of(group, edition, browsing, bound, made):
            made.add(name)
            yield name, content


def search_entries(faces: Iterable[Face], addresses: Addresses) -> list[dict[str, str]]:
    """Return the words by which people search for partners, as Material's index has them."""
    return [
        {
            "location": addresses.partner(face.entry.slug),
            "title": str(escape(face.title)),
            "text": str(escape(face.search_words)),
        }
        for face in faces
    ]


def found_by_search(site: Path, addresses: Addresses, *, has_own_search: bool) -> list[str]:
    """Return the addresses of whole pages that the search leads to; SiteError where it is cut."""
    return in_rows(site, DATA, addresses.end) if has_own_search else in_index(site)
