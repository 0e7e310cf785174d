"""Shell: a theme's page drawn once, into which the pages of all partners are set."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from html import unescape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Kind(Enum):
    """What a page shows; the value names what would stand beside it and is left out."""

    # The menu would hold the one word that breadcrumb and tab say already.
    PARTNER = ("navigation",)
    PART = ("navigation", "toc")
    """A further page of a list of partners."""


class ShellKind(NamedTuple):
    """What pages have in common that fit into the same shell."""

    kind: Kind
    has_headings: bool


class Heading(NamedTuple):
    """A second-level heading of a page, as its table of contents lists it."""

    id: str
    title: str


class Leaf(NamedTuple):
    """What a page that the records make has of its own."""

    slug: str
    title: str
    headings: tuple[Heading, ...]
    html: bytes
    """The content, in UTF-8."""


class Bound(NamedTuple):
    """A whole page, and where in it the content begins."""

    page: bytes
    start: int


class Place(NamedTuple):
    """What a page has of its own: how it stands in the drawn page, and the core of that.

    Where the core is found outside the whole, the theme has made something else of it.
    """

    whole: str
    core: str


_SLUG = Place("pb0slug", "pb0slug")
# Themes that change a title (to strip it of tags, say) would change these references.
_TITLE = Place("pb0title&lt;&amp;", "pb0title")
# Themes add a heading where a page has none.
_CONTENT = Place("<h1>pb0content</h1>", "pb0content")
# With two in the table of contents one sees what stands between them.
_IDS = (Place("pb0first", "pb0first"), Place("pb0second", "pb0second"))
_HEADS = (Place("pb0one&lt;&amp;", "pb0one"), Place("pb0two&lt;&amp;", "pb0two"))
_PLACES = (_SLUG, _TITLE, _CONTENT, *_IDS, *_HEADS)
_CUT = re.compile("|".join(f"({re.escape(place.whole)})" for place in _PLACES))
_FIRST, _SECOND = ({_IDS[at], _HEADS[at]} for at in (0, 1))


class ShellError(Exception):
    """The theme's page cannot serve all partners: why."""


Piece = bytes | Place


class _Contents(NamedTuple):
    """The part of a page that repeats for each heading, and what stands between two of them."""

    item: tuple[Piece, ...]
    between: tuple[Piece, ...]


class Shell:
    """A page drawn by the theme, cut at the places that vary."""

    def __init__(self, drawn: str) -> None:
        """Cut a page that was drawn of a `blank` leaf; ShellError where a place is lost."""
        pieces = _pieces(drawn)
        if pieces.count(_CONTENT) != 1:
            message = "it does not show a page's content exactly once"
            raise ShellError(message)
        self._pieces = tuple(_with_contents(pieces))

    def around(self, leaf: Leaf) -> Bound:
        """Return the page of a leaf, as the theme would have drawn it."""
        own = {_SLUG: encoded(leaf.slug), _TITLE: _escaped(leaf.title), _CONTENT: leaf.html}
        laid_out = _laid_out(self._pieces, leaf.headings)
        made = [piece if isinstance(piece, bytes) else own[piece] for piece in laid_out]
        before = made[: laid_out.index(_CONTENT)]
        return Bound(b"".join(made), sum(map(len, before)))


# Most partners have the same headings.
@lru_cache(maxsize=256)
def _laid_out(
    pieces: tuple[Piece | _Contents, ...], headings: tuple[Heading, ...]
) -> tuple[Piece, ...]:
    """Return the pieces with these headings set in, what stays the same on every page as one."""
    first = _of(headings[0]) if headings else {}
    made: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, _Contents):
            made += _listed(piece, headings)
        else:
            made.append(first.get(piece, piece) if isinstance(piece, Place) else piece)
    return tuple(_joined(made))


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    for is_text, run in groupby(pieces, lambda piece: isinstance(piece, bytes)):
        if is_text:
            yield b"".join(piece for piece in run if isinstance(piece, bytes))
        else:
            yield from run


def blank(*, with_headings: bool) -> Leaf:
    """Return a leaf with placeholders for all that a page has of its own.

    A page without headings has no table of contents, and so another shell.
    """
    named = zip(_IDS, _HEADS, strict=True) if with_headings else ()
    headings = tuple(Heading(name.whole, unescape(title.whole)) for name, title in named)
    return Leaf(_SLUG.whole, unescape(_TITLE.whole), headings, encoded(_CONTENT.whole))


def encoded(html: str) -> bytes:
    """Return a page as its file holds it."""
    return html.encode("utf-8", errors="xmlcharrefreplace")


def _escaped(title: str) -> bytes:
    return encoded(str(escape(title)))


def _pieces(drawn: str) -> list[Piece]:
    places = {place.whole: place for place in _PLACES}
    found = [piece for piece in _CUT.split(drawn) if piece]
    for piece in found:
        changed = [place.core for place in _PLACES if place.core in piece.casefold()]
        if changed and piece not in places:
            message = f"it changes what stands at '{changed[0]}'"
            raise ShellError(message)
    return [places.get(piece) or encoded(piece) for piece in found]


def _with_contents(pieces: list[Piece]) -> Iterator[Piece | _Contents]:
    """Yield the pieces, each table of contents as one.

    The first heading may stand elsewhere as well, as in a link that skips what is above it.
    """
    rest = pieces
    while (second := _index(rest, _SECOND)) < len(rest):
        next_ = second + _index(rest[second:], _FIRST)
        end = 1 + max(at for at in range(second, next_) if rest[at] in _SECOND)
        item = [_of_first(piece) for piece in rest[second:end]]
        starts = [at for at in range(second) if rest[at : at + len(item)] == item]
        if not starts:
            message = "it does not list a page's headings one like the other"
            raise ShellError(message)
        yield from rest[: starts[-1]]
        yield _Contents(tuple(item), tuple(rest[starts[-1] + len(item) : second]))
        rest = rest[end:]
    yield from rest


def _index(pieces: list[Piece], wanted: set[Place]) -> int:
    return next((at for at, piece in enumerate(pieces) if piece in wanted), len(pieces))


def _of_first(piece: Piece) -> Piece:
    first = dict(zip((_IDS[1], _HEADS[1]), (_IDS[0], _HEADS[0]), strict=True))
    return piece if isinstance(piece, bytes) else first.get(piece, piece)


def _listed(contents: _Contents, headings: Sequence[Heading]) -> Iterator[bytes]:
    for number, heading in enumerate(headings):
        own = _of(heading)
        pieces = (*(contents.between if number else ()), *contents.item)
        yield from (piece if isinstance(piece, bytes) else own[piece] for piece in pieces)


def _of(heading: Heading) -> dict[Place, bytes]:
    return {_IDS[0]: encoded(heading.id), _HEADS[0]: _escaped(heading.title)}
