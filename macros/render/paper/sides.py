"""Sides: which parts of a check-in card stand on which side of it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from macros.render.paper.columns import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.views.card import Card, CardPart
    from macros.views.parts import Step

LINES = 27
"""How many lines a side has room for, below its title and above its foot."""
_EMS = 27.0
"""How wide a line is; somewhat less than there is, as words do not fill it to the end."""


def sides(card: Card) -> tuple[tuple[CardPart, ...], ...]:
    """Return the parts of each side, in their order; a part is cut only where no side holds it."""
    made: list[list[CardPart]] = [[]]
    left = LINES
    for part in _that_fit(card):
        needed = _lines(part)
        if needed > left and made[-1]:
            made.append([])
            left = LINES
        made[-1].append(part)
        left -= needed
    return tuple(map(tuple, made))


def _that_fit(card: Card) -> Iterator[CardPart]:
    """Yield the parts; one that is longer than a side comes in several."""
    for part in card.parts:
        steps: list[Step] = []
        for step in part.steps:
            if steps and _lines(part._replace(steps=(*steps, step))) > LINES:
                yield part._replace(steps=tuple(steps))
                steps = []
            steps.append(step)
        yield part._replace(steps=tuple(steps))


def _lines(part: CardPart) -> int:
    return 1 + sum(map(_lines_of, part.steps))


def _lines_of(step: Step) -> int:
    said = [f"{step.when} {' '.join(piece.text for piece in step.what)}"]
    if step.say:
        said.append(f"{step.lead} {step.say.text}")
    if step.remark:
        said.append(step.remark)
    return sum(ceil(width(line) / _EMS) for each in said for line in each.split("\n"))
