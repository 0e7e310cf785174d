"""Shell: a theme's page drawn once, into which the pages of all partners are set."""

from __future__ import annotations

import re
import zlib
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import escape

if TYPE_CHECKING:
    from macros.render.browse.parts import Leaf
    from macros.render.sheets import Sheet


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
_PLACES = (_SLUG, _TITLE, _CONTENT)
_CUT = re.compile("|".join(f"({re.escape(place.whole)})" for place in _PLACES))


class ShellError(Exception):
    """The theme's page cannot serve all partners: why."""


class Shell:
    """A page drawn by the theme, cut at the places that vary."""

    def __init__(self, drawn: str) -> None:
        """Cut a page that was drawn of a `blank` sheet; ShellError where a place is lost."""
        pieces = [piece for piece in _CUT.split(drawn) if piece]
        places = {place.whole: place for place in _PLACES}
        for piece in pieces:
            changed = [place.core for place in _PLACES if place.core in piece.casefold()]
            if changed and piece not in places:
                message = f"it changes what stands at '{changed[0]}'"
                raise ShellError(message)
        if pieces.count(_CONTENT.whole) != 1:
            message = "it does not show a page's content exactly once"
            raise ShellError(message)
        self._pieces = [places.get(piece) or encoded(piece) for piece in pieces]

    def around(self, sheet: Sheet | Leaf) -> bytes:
        """Return the page of a partner, as the theme would have drawn it."""
        values = {
            _SLUG: encoded(sheet.slug),
            _TITLE: encoded(str(escape(sheet.title))),
            _CONTENT: sheet.html,
        }
        return b"".join(
            piece if isinstance(piece, bytes) else values[piece] for piece in self._pieces
        )


def blank(sheet: Sheet | Leaf) -> Sheet | Leaf:
    """Return a sheet with placeholders for all but the headings, which a theme sets out itself."""
    title = unescape(_TITLE.whole)
    packed = zlib.compress(_CONTENT.whole.encode("utf-8"))
    return sheet._replace(slug=_SLUG.whole, title=title, packed=packed)


def encoded(html: str) -> bytes:
    """Return a page as its file holds it."""
    return html.encode("utf-8", errors="xmlcharrefreplace")
