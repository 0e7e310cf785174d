"""Pager: the way from part to part of a long list, for readers without scripts as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AROUND = 2


class Step(NamedTuple):
    """A place in the pager: a page to go to, the page that one is on, or a gap."""

    text: str
    told: str = ""
    href: str = ""
    rel: str = ""
    here: bool = False


class Pager(NamedTuple):
    """The steps of a list in parts; none where it has one part."""

    label: str
    steps: tuple[Step, ...]


def pager(label: str, number: int, of: int, href: Callable[[int], str]) -> Pager:
    """Return the pager on page `number` of so many; `href` tells the address of each."""
    return Pager(label, tuple(_steps(number, of, href)) if of > 1 else ())


def _steps(here: int, of: int, href: Callable[[int], str]) -> Iterator[Step]:
    if here > 1:
        yield Step("Previous", "Previous page", href(here - 1), "prev")
    last = 0
    for number in sorted({1, *range(max(1, here - _AROUND), min(of, here + _AROUND) + 1), of}):
        if number > last + 1:
            yield Step("…")
        told = f"Page {number}"
        is_here = number == here
        yield Step(str(number), told, "" if is_here else href(number), here=is_here)
        last = number
    if here < of:
        yield Step("Next", "Next page", href(here + 1), "next")
