"""Piece: a list of partners on a page of guidance, set when all partners are known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from macros.render.browse.tables import compared_html, directory_html, needs_html
from macros.render.engine import embed
from macros.views.directory import EVERYONE, Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from markupsafe import Markup

    from macros.render.browse.browsing import Browsing


class Piece(NamedTuple):
    """What a page asks for: the list, and what it is narrowed to; `form` adds the filters."""

    name: str
    page: str
    """The address of the page."""
    filters: Filters = EVERYONE
    form: bool = False

    def html(self, browsing: Browsing) -> str:
        """Return the list; PageError where a filter names what there is not."""
        return embed(_LISTS[self.name](self, browsing)).strip()


def _directory(piece: Piece, browsing: Browsing) -> Markup:
    table, place = browsing.directory(piece.filters), browsing.place(piece.page)
    return directory_html(table, 1, place, browsing.today, form=piece.form)


def _comparison(piece: Piece, browsing: Browsing) -> Markup:
    table, place = browsing.comparison(piece.filters), browsing.place(piece.page)
    return compared_html(table, 1, place, browsing.language, form=piece.form)


def _attention(piece: Piece, browsing: Browsing) -> Markup:
    return needs_html(browsing.needs, 1, browsing.place(piece.page))


_LISTS: dict[str, Callable[[Piece, Browsing], Markup]] = {
    "directory": _directory,
    "compare": _comparison,
    "attention": _attention,
}


_PLACE = '<div data-pb-piece="{}"></div>'
_HELD = re.compile(_PLACE.format(r"(\d+)"))


def place_of(number: int) -> str:
    """Return what holds the place of a piece until it is set.

    To Markdown and to the search it says nothing, and of a thousand rows they would read for a
    second and more.
    """
    return f"\n\n{_PLACE.format(number)}\n\n"


class Frame(NamedTuple):
    """A page of guidance as the theme has drawn it, with the places of its pieces."""

    cuts: tuple[str, ...]
    """What stands before, between and after them."""
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, drawn: str, pieces: Sequence[Piece]) -> Frame:
        """Cut a page at the places of `pieces`, which hold their numbers."""
        texts = _HELD.split(drawn)
        return cls(tuple(texts[::2]), tuple(pieces[int(number)] for number in texts[1::2]))

    def filled(self, made: Iterable[str]) -> str:
        """Return the page with what was made of its pieces, in their order."""
        pairs = zip(self.cuts, [*made, ""], strict=True)
        return "".join(text for pair in pairs for text in pair)
