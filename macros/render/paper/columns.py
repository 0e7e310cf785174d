"""Columns: how wide each column of a table on paper is, by what stands in it.

A printing engine that has to find this out itself sets every cell several times.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NARROW = "\N{ZERO WIDTH SPACE}"
"""Where a long word may break without a mark."""

UPRIGHT = 54.0
"""How many ems of a table's letters go into a line, on the narrower of the papers: A4."""
LYING = 76.5
"""The same where the paper lies on its side: US Letter is the narrower one then."""

_GUTTER = 0.75
_TIGHT_GUTTER = 0.42
_BOLDER = 1.07
_MOST = 60
_SHORT, _FOR_SHORT = 12.0, 0.7
"""Ems of a text that stays on one line, where all such texts leave the others enough room."""
_MANY = 6
"""Up to so many columns a table is one, whatever stands in it."""
_TALLEST = 2.2
"""Lines of a cell beyond which a table of many columns is a worse read than a list."""
_LOOSE = 1.12
"""How much more room a text needs on several lines, as words do not fill them to the end."""

# Widths of letters in thousandths of an em, rounded up; whatever is not here is somewhere between.
_CLASSES = {
    350: " !'(),-./:;I[]{}\\fijlrt|",
    500: '"#$*+0123456789<=>?FJL^_acegksvxyz~',
    580: "ACEKPSTVXYZ`bdhnopqu",
    670: "&BDGHNOQRU",
    850: "%@MWmw",
}
_WIDTHS = {letter: width / 1000 for width, letters in _CLASSES.items() for letter in letters}
_OTHER = 0.62
_SQUARE = 1.0

_BREAKS = re.compile(rf"[ \t\n{NARROW}]+|(?<=[-–—])")


class Layout(NamedTuple):
    """How a table is set: the widths of its columns in hundredths, and the style of its cells."""

    widths: tuple[float, ...]
    is_wide: bool = False
    """Whether it needs a page that lies on its side."""
    style: str = ""
    """Empty as usual, `tight` with smaller gutters, `broken` where words have to break too."""


class _Column(NamedTuple):
    need: float
    """The width of its longest word."""
    want: float
    """The width of its longest text."""


def layout(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Layout | None:
    """Return how a table is set so that no word breaks: upright if it can be, or on its side.

    None where it has many columns and neither is a good read: its rows are then set as a list.
    """
    columns = [_column(texts) for texts in zip(head, *rows, strict=True)]
    is_small = len(columns) <= _MANY
    # A page on its side interrupts the reading; that is worth it for cells of one line each.
    for room, is_wide, tallest in ((UPRIGHT, False, _TALLEST), (LYING, True, 1)):
        for gutter, style in ((_GUTTER, ""), (_TIGHT_GUTTER, "tight")):
            sizes = _filled(columns, room - gutter * len(columns))
            if sizes and (is_small or _tallest(columns, sizes) <= tallest):
                return Layout(_shares([size + gutter for size in sizes]), is_wide, style)
    if not is_small:
        return None
    return Layout(_shares([column.need for column in columns]), is_wide=True, style="tight broken")


def _column(texts: Sequence[str]) -> _Column:
    title, *values = texts
    words = [width(word) for value in values for word in _BREAKS.split(value)]
    bold = [width(word) * _BOLDER for word in _BREAKS.split(title)]
    need = max([*words, *bold])
    return _Column(need, max([need, *map(width, values)]))


def _tallest(columns: Sequence[_Column], sizes: Sequence[float]) -> float:
    return max(column.want / size for column, size in zip(columns, sizes, strict=True))


def _filled(columns: Sequence[_Column], room: float) -> list[float]:
    """Return widths that fill the room with as few lines as can be; none where words break."""
    if sum(column.need for column in columns) > room:
        return []
    kept = [column._replace(need=max(column.need, _kept(column))) for column in columns]
    if sum(column.need for column in kept) <= room * _FOR_SHORT:
        columns = kept
    lines = 1
    while sum(_sizes(columns, lines)) > room and lines < _MOST:
        lines += 1
    sizes = _sizes(columns, lines)
    spare = room - sum(sizes)
    # With what is left, first those that come to a single line by it, the nearest first.
    for at in sorted(range(len(sizes)), key=lambda at: columns[at].want - sizes[at]):
        more = columns[at].want - sizes[at]
        if 0 < more <= spare:
            sizes[at] += more
            spare -= more
    return [size * room / sum(sizes) for size in sizes]


def _kept(column: _Column) -> float:
    return column.want if column.want <= _SHORT else 0


def _sizes(columns: Sequence[_Column], lines: int) -> list[float]:
    """Return the widths in which no text has more lines, as far as no word breaks."""
    loose = _LOOSE if lines > 1 else 1
    return [max(column.need, column.want * loose / lines) for column in columns]


def _shares(sizes: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(100 * size / sum(sizes), 2) for size in sizes)


def width(text: str) -> float:
    """Return about how wide a text is on one line, in ems; rather too wide than too narrow."""
    return sum(map(_width, text))


def _width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if letter == NARROW:
        return 0
    return _SQUARE if east_asian_width(letter) in "WF" else _OTHER
