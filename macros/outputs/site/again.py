"""Again: a site whose records have changed, made from what the theme has drawn before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from macros.digest import digest
from macros.known import OnPage
from macros.outputs.site.kept import INDEX
from macros.outputs.site.together import of_all, page_file
from macros.render.browse import limits
from macros.render.browse.parts import Browsing, search_is_long
from macros.render.shell import Kind, Leaf, ShellKind, encoded
from macros.spool import Span

if TYPE_CHECKING:
    from macros.edition import Edition
    from macros.outputs.site.kept import Kept


class StaleError(Exception):
    """What is kept does not serve: the theme must draw again."""


class Sink(Protocol):
    """Where the files of a site go."""

    def write(self, name: str, content: bytes) -> None:
        """Add a file."""

    def keep(self, name: str, known: str) -> bool:
        """Add a file as it was, if it has this SHA-256; the answer is whether it has."""


class Remade(NamedTuple):
    """What was made again: whose pages, and where the HTML of every partner stands now."""

    playbooks: tuple[str, ...]
    places: dict[str, OnPage]


def again(kept: Kept, edition: Edition, sink: Sink) -> Remade:
    """Put every file of a site into `sink`, made anew where something in the records has changed.

    StaleError where that cannot be done; what is in `sink` by then is of no use.
    """
    house = edition.book.house
    # Whoever makes all of the site tells what is wrong, of pages too.
    if house is None or edition.problems or not kept.read.isdisjoint(edition.new):
        raise StaleError
    # Whether there is a search of our own is said on every page.
    if search_is_long(edition.size, limits.LIMITS) is not kept.has_own_search:
        raise StaleError
    for name, known in kept.files.items():
        if not sink.keep(name, known):
            raise StaleError
    browsing = Browsing(
        edition.sheets,
        house,
        edition.today,
        kept.homes,
        kept.addresses.directories,
        kept.has_own_search,
        limits.LIMITS,
    )
    places = {slug: _partner(slug, kept, edition, sink) for slug in kept.pages}
    for name, frame in kept.frames.items():
        made = frame.filled(piece.html(browsing) for piece in frame.pieces)
        sink.write(name, encoded(made))
    for name, content in of_all(browsing, lambda leaf: _part(leaf, kept)):
        if name not in kept.by_hand:
            sink.write(name, content)
    found = [] if kept.has_own_search else [edition.sheets[slug] for slug in kept.pages]
    sink.write(INDEX, kept.search.around(found, kept.addresses.directories).encode("utf-8"))
    return Remade(edition.new, {slug: place for slug, place in places.items() if place})


def _partner(slug: str, kept: Kept, edition: Edition, sink: Sink) -> OnPage | None:
    """Put the page of a partner into `sink`, and return where its HTML stands then, if known."""
    name, place = page_file(slug, kept.addresses.directories), edition.place(slug)
    known = place.digest.hex() if place and place.page == kept.site / name else ""
    if slug not in edition.new and sink.keep(name, known):
        return place
    sheet = edition.sheets[slug]
    leaf = Leaf(slug, sheet.title, sheet.headings, edition.html(slug))
    shell = kept.shells.get(ShellKind(Kind.PARTNER, bool(leaf.headings)))
    if shell is None:
        raise StaleError
    bound = shell.around(leaf)
    sink.write(name, bound.page)
    span = Span(bound.start, len(leaf.html))
    return OnPage(kept.site / name, digest(bound.page), span)


def _part(leaf: Leaf, kept: Kept) -> bytes:
    shell = kept.shells.get(ShellKind(Kind.PART, has_headings=False))
    if shell is None:
        raise StaleError
    return shell.around(leaf).page
