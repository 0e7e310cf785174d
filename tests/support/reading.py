"""Reading: a page as lines of text, as one would read it aloud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.html import Document

if TYPE_CHECKING:
    from support.html import Piece

_LINES = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "tr", "li", "button", "dd"})
_CELLS = frozenset({"td", "th", "dt"})


def reading(html: str) -> str:
    """Return the texts of a page, a line for each block, cells of a row side by side."""
    lines: list[str] = []
    last: tuple[int, ...] = ()
    for piece in Document(html).pieces:
        text = " ".join(re.split(r"[ \t\r\n]+", piece.text)).strip(" ")
        if not text:
            continue
        here = _block(piece)
        if here[:1] == last[:1] and lines:
            lines[-1] += (" " if here == last else " | ") + text
        else:
            lines.append(_marked(piece, text))
        last = here
    return "".join(f"{line}\n" for line in lines)


def _block(piece: Piece) -> tuple[int, ...]:
    """Return which line a text stands on, and in which cell of it."""
    rows = [element for element in piece.inside if element.tag in {"tr", "dl"}]
    cells = [element for element in piece.inside if element.tag in _CELLS | {"dd"}]
    blocks = [element for element in piece.inside if element.tag in _LINES]
    if rows and cells and rows[-1].tag == "tr":
        return id(rows[-1]), id(cells[-1])
    if rows and cells:
        return id(blocks[-2] if cells[-1].tag == "dd" else blocks[-1]), id(cells[-1])
    return (id(blocks[-1] if blocks else None),)


def _marked(piece: Piece, text: str) -> str:
    heading = next((each.tag for each in piece.inside if re.fullmatch("h[1-6]", each.tag)), None)
    return f"\n{'#' * int(heading[1])} {text}" if heading else text
