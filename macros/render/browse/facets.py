"""Facets: which rows each choice of a filter lets pass."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from macros.render.browse.words import gaps
from macros.views.directory import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.views.directory import Entry


def facets(entries: Iterable[Entry]) -> dict[str, dict[str, list[int]]]:
    """Return for each filter and each of its values the numbers of the rows, as gaps."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, entry in enumerate(entries):
        for name, value in _values(entry):
            found[name][value].append(number)
    return {
        name: {value: gaps(numbers) for value, numbers in sorted(values.items())}
        for name, values in sorted(found.items())
    }


def _values(entry: Entry) -> Iterator[tuple[str, str]]:
    for kind in kinds(entry):
        yield "relationship", kind.value
    yield from (("trade", value) for value in {value for value, _ in entry.trades})
    yield from (("area", area) for area in set(entry.areas))
    yield "status", entry.status.value
    if entry.out_of_hours:
        yield "ooh", "yes"
