"""Again: a site whose records have changed, made from what the theme has drawn before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from macros.content import OnPage, Written
from macros.digest import digest
from macros.outputs.site.kept import Together
from macros.outputs.site.together import (
    INDEX,
    Group,
    browsing_of,
    files_of,
    made_of,
    search_entries,
)
from macros.render.browse import limits
from macros.render.browse.parts import search_is_long
from macros.render.pages import PageError
from macros.render.shell import Kind, ShellKind, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from macros.content import Stamp
    from macros.edition import Edition
    from macros.outputs.site.kept import Kept
    from macros.render.browse.browsing import Browsing
    from macros.render.browse.piece import Frame
    from macros.render.shell import Bound, Leaf


class StaleError(Exception):
    """What is kept does not serve: the theme must draw again."""


class Sink(Protocol):
    """Where the files of a site go."""

    def write(self, name: str, content: bytes) -> Stamp | None:
        """Add a file, and return its stamp, if it lasts."""

    def keep(self, name: str, known: Written) -> bool:
        """Add a file as it was written, if it still is so; the answer is whether it is."""


class Remade(NamedTuple):
    """What stands where now: the HTML of every partner, and what is made of all together."""

    places: dict[str, OnPage]
    together: dict[Group, Together]


def again(kept: Kept, before: Mapping[Group, Together], edition: Edition, sink: Sink) -> Remade:
    """Put every file of a site into `sink`, made anew where something in the records has changed.

    `before` is what was made of all partners together the last time. StaleError where that cannot
    be done; what is in `sink` by then is of no use.
    """
    # Whoever makes all of the site tells what is wrong, of pages too.
    if edition.problems or any(edition.key(slug) != known for slug, known in kept.read.items()):
        raise StaleError
    # Whether there is a search of our own is said on every page.
    if search_is_long(edition.size, limits.LIMITS) is not kept.has_own_search:
        raise StaleError
    if not _all_kept(kept.files, sink):
        raise StaleError
    new = frozenset(edition.new)
    places = {slug: _partner(slug, kept, edition, sink, is_new=slug in new) for slug in kept.pages}
    together: dict[Group, Together] = {}
    for group, of in together_of(kept.ground, edition).items():
        known = before.get(group)
        if known and known.of == of and _all_kept(known.files, sink):
            together[group] = known
            continue
        together[group] = Together(of, {})
        for name, content in _made(group, kept, edition, together):
            stamp = sink.write(name, content)
            together[group].files[name] = Written(digest(content), stamp)
    return Remade({slug: place for slug, place in places.items() if place}, together)


def together_of(ground: str, edition: Edition) -> dict[Group, bytes]:
    """Return what the files of each group come down to, with all that they stand on."""
    return {group: digest(ground.encode() + of) for group, of in made_of(edition).items()}


def _all_kept(files: Mapping[str, Written], sink: Sink) -> bool:
    return all(sink.keep(name, known) for name, known in files.items())


def _made(
    group: Group, kept: Kept, edition: Edition, before: Mapping[Group, Together]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a group, those `before` it being made."""
    browsing = browsing_of(edition, kept.homes, has_own_search=kept.has_own_search)
    if browsing is None:
        raise StaleError
    if group is Group.LISTS:
        for name, frame in kept.frames.items():
            yield name, _filled(frame, browsing)
    elif group is Group.SEARCH:
        found = () if kept.has_own_search else kept.pages
        entries = search_entries((edition.faces[slug] for slug in found), kept.addresses)
        yield INDEX, kept.search.around(entries).encode("utf-8")
    listed = before[Group.LISTS].files if Group.LISTS in before else ()
    for name, content in files_of(group, edition, browsing, partial(_part, kept), listed):
        if name not in kept.by_hand:
            yield name, content


def _filled(frame: Frame, browsing: Browsing) -> bytes:
    """Return a page with its lists; StaleError where one asks for what there no longer is."""
    try:
        return encoded(frame.filled([piece.html(browsing) for piece in frame.pieces]))
    except PageError as error:
        raise StaleError from error


def _part(kept: Kept, leaf: Leaf) -> bytes:
    """Return a further page of a list."""
    return _bound(Kind.PART, leaf, kept).page


def _partner(slug: str, kept: Kept, edition: Edition, sink: Sink, *, is_new: bool) -> OnPage | None:
    """Put the page of a partner into `sink`, and return where its HTML stands then, if known."""
    name, place = kept.addresses.file(slug), edition.place(slug)
    page = f"{kept.site}/{name}"
    known = place.written if place and place.page == page else Written(b"", None)
    if not is_new and sink.keep(name, known):
        return place
    leaf = edition.leaf(slug)
    if leaf is None:
        raise StaleError
    bound = _bound(Kind.PARTNER, leaf, kept)
    stamp = sink.write(name, bound.page)
    return OnPage.of(page, bound, leaf, stamp)


def _bound(kind: Kind, leaf: Leaf, kept: Kept) -> Bound:
    shell = kept.shells.get(ShellKind(kind, bool(leaf.headings)))
    if shell is None:
        raise StaleError
    return shell.around(leaf)
