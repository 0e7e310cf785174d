"""Again: a site whose records have changed, made from what the theme has drawn before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from macros.known import OnPage
from macros.outputs.site.kept import INDEX
from macros.outputs.site.together import browsing_of, of_all
from macros.render.browse import limits
from macros.render.browse.parts import search_is_long
from macros.render.shell import Kind, ShellKind, encoded

if TYPE_CHECKING:
    from macros.edition import Edition
    from macros.outputs.site.kept import Kept
    from macros.render.shell import Bound, Leaf


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
    # Whoever makes all of the site tells what is wrong, of pages too.
    if edition.problems or not kept.read.isdisjoint(edition.new):
        raise StaleError
    # Whether there is a search of our own is said on every page.
    if search_is_long(edition.size, limits.LIMITS) is not kept.has_own_search:
        raise StaleError
    for name, known in kept.files.items():
        if not sink.keep(name, known):
            raise StaleError
    browsing = browsing_of(edition, kept.homes, has_own_search=kept.has_own_search)
    if browsing is None:
        raise StaleError
    places = {slug: _partner(slug, kept, edition, sink) for slug in kept.pages}
    for name, frame in kept.frames.items():
        made = frame.filled(piece.html(browsing) for piece in frame.pieces)
        sink.write(name, encoded(made))
    for name, content in of_all(browsing, lambda leaf: _bound(Kind.PART, leaf, kept).page):
        if name not in kept.by_hand:
            sink.write(name, content)
    found = [] if kept.has_own_search else [edition.sheets[slug] for slug in kept.pages]
    sink.write(INDEX, kept.search.around(found, kept.addresses).encode("utf-8"))
    return Remade(edition.new, {slug: place for slug, place in places.items() if place})


def _partner(slug: str, kept: Kept, edition: Edition, sink: Sink) -> OnPage | None:
    """Put the page of a partner into `sink`, and return where its HTML stands then, if known."""
    name, place = kept.addresses.file(slug), edition.place(slug)
    known = place.digest.hex() if place and place.page == kept.site / name else ""
    if slug not in edition.new and sink.keep(name, known):
        return place
    leaf = edition.leaf(slug)
    if leaf is None:
        raise StaleError
    bound = _bound(Kind.PARTNER, leaf, kept)
    sink.write(name, bound.page)
    return OnPage.of(kept.site / name, bound, leaf)


def _bound(kind: Kind, leaf: Leaf, kept: Kept) -> Bound:
    shell = kept.shells.get(ShellKind(kind, bool(leaf.headings)))
    if shell is None:
        raise StaleError
    return shell.around(leaf)
