"""Figures: what was measured of each way, and how ours stands beside Hugo's."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OURS, HUGO = "playbook build", "hugo"
OF_COUNTS = 1.1
"""Our time may grow so many times as much as the partners: 11 times for ten times as many."""


class Figures(NamedTuple):
    """What one way took for one house and so many partners; seconds are medians."""

    way: str
    partners: int
    house: str
    seconds: float
    """From nothing."""
    cpu_seconds: float
    again_seconds: float
    """The same command, after one record has changed."""
    again_cpu_seconds: float
    shown_seconds: float
    """While the site is served: from the save of a record to the page that says so."""
    largest_mb: float
    """The memory of the largest process, at its highest."""
    together_mb: float
    """The memory of all processes, at its highest."""
    output_mb: float
    files: int


class Measure(NamedTuple):
    """A field of the figures that has a target: at most so many times what Hugo takes."""

    field: str
    told: str
    target: float


MEASURES = (
    Measure("seconds", "from nothing, seconds", 1.0),
    Measure("again_seconds", "one record changed, the command again, seconds", 0.25),
    Measure("shown_seconds", "one record changed while serving, seconds", 0.25),
    Measure("largest_mb", "memory of the largest process, MB", 0.5),
    Measure("together_mb", "memory of all processes, MB", 0.5),
)


class Verdict(NamedTuple):
    """A ratio beside its target."""

    told: str
    case: str
    ratio: float
    target: float

    @property
    def holds(self) -> bool:
        """Whether the ratio is within its target."""
        return self.ratio <= self.target


def verdicts(found: Iterable[Figures]) -> Iterator[Verdict]:
    """Yield how ours stands beside Hugo's in each case that has both, and how our time grows."""
    by_case = {(each.way, each.house, each.partners): each for each in found}
    ours = {key[1:]: each for key, each in by_case.items() if key[0] == OURS}
    for (house, partners), mine in ours.items():
        theirs = by_case.get((HUGO, house, partners))
        for measure in MEASURES if theirs else ():
            ratio = getattr(mine, measure.field) / getattr(theirs, measure.field)
            told = f"{measure.told.rpartition(',')[0]}, of Hugo's"
            yield Verdict(told, f"{partners:,}, {house}", ratio, measure.target)
    for house in dict.fromkeys(house for house, _ in ours):
        counts = sorted(partners for each, partners in ours if each == house)
        for few, many in pairwise(counts):
            ratio = ours[house, many].seconds / ours[house, few].seconds
            case = f"{few:,} to {many:,}, {house}"
            yield Verdict("growth from nothing", case, ratio, OF_COUNTS * many / few)
