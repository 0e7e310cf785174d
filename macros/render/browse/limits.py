"""Limits: from where on a list or a search is too long for one page or one file."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """In bytes, but for `rows`."""

    page: int = 200_000
    """The rows of a page; what the theme sets around them takes up to a third more."""
    search: int = 500_000
    """What the theme's own search, which loads all of it at once, holds of partners."""
    words: int = 32_000
    """A file of words, unless one word alone takes more."""
    rows: int = 64
    """How many rows a file holds from which scripts show some."""


LIMITS = Limits()
