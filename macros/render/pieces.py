"""Pieces: single values as HTML.

They are the innermost part of every page, some hundred on each, so they are made here and not by
template macros, which take ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from macros.render.prose import prose

if TYPE_CHECKING:
    from macros.views.parts import Cell, Houses
    from macros.views.wording import Words

_SHORT = 70


def word(piece: Words) -> Markup:
    """Return one piece of a value."""
    return _trusted(_word(piece))


def pieces(all_: tuple[Words, ...]) -> Markup:
    """Return a value: several plain texts become a list, anything else stands in a row."""
    return _trusted(_pieces(all_))


def house(theirs: Houses | None) -> Markup:
    """Return the house's value, to stand below the partner's, or nothing."""
    return _trusted(_house(theirs))


def cell(value: Cell) -> Markup:
    """Return a value, and the house's below it where the two differ."""
    return _trusted(_pieces(value.words) + _house(value.house))


def _word(piece: Words) -> str:
    text = escape(piece.text)
    match piece.kind:
        case "prose":
            return f'<div class="pb-prose">{prose(piece.text)}</div>'
        case "phone":
            return f'<a class="pb-tel" href="{escape(piece.href)}"><bdi dir="ltr">{text}</bdi></a>'
        case "link":
            # An address of a desk is long: it may break behind its @.
            shown = text.replace("@", Markup("@<wbr>"))
            return f'<a href="{escape(piece.href)}" rel="noreferrer">{shown}</a>'
        case "code":
            return f"<code>{text}</code>"
        case "text":
            return f"<span>{text}</span>"
        case "money" | "date":
            return f'<span class="pb-{piece.kind}">{text}</span>'
        case chip:
            return f'<span class="pb-chip pb-{chip}">{text}</span>'


def _pieces(all_: tuple[Words, ...]) -> str:
    if len(all_) > 1 and all(piece.kind == "text" for piece in all_):
        short = sum(len(piece.text) for piece in all_) <= _SHORT
        items = "".join(f"<li>{escape(piece.text)}</li>" for piece in all_)
        return f'<ul class="pb-short">{items}</ul>' if short else f"<ul>{items}</ul>"
    return " ".join(map(_word, all_))


def _house(theirs: Houses | None) -> str:
    if theirs is None:
        return ""
    mark = f'<span class="pb-mark">{escape(theirs.mark)}</span>'
    return f'<div class="pb-house">{mark} {escape(theirs.lead)} {_pieces(theirs.words)}</div>'


def _trusted(html: str) -> Markup:
    return Markup(html)  # noqa: S704 - every text in it went through `escape` or `prose`
