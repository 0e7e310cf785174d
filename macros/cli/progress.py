"""Progress: how far a long command is, for those who wait for it at a screen."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Made = TypeVar("Made")


def shown(made: Iterable[Made], count: int, label: str) -> Iterator[Made]:
    """Yield what is made, `count` things in all, and show a bar where there are several."""
    quiet = count < 2 or not sys.stderr.isatty()  # noqa: PLR2004 - a bar is for several
    with click.progressbar(made, count, label=label, file=sys.stderr, hidden=quiet) as bar:
        yield from bar
