"""Cut: a long list in parts, each small enough for a page or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def cut(sizes: Sequence[int], most: int) -> tuple[range, ...]:
    """Return which rows stand in each part: all in their order, of each part at most `most` bytes.

    A row that is larger has a part to itself. There is always one part, if an empty one.
    """
    return tuple(_cut(sizes, most)) or (range(0),)


def _cut(sizes: Sequence[int], most: int) -> Iterator[range]:
    start, held = 0, 0
    for index, size in enumerate(sizes):
        if index > start and held + size > most:
            yield range(start, index)
            start, held = index, 0
        held += size
    if start < len(sizes):
        yield range(start, len(sizes))
