"""Limits: from where on a list or a search is too long for one page or one file."""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """In bytes, but for `rows`."""

    page: int = 200_000
    """The rows of a page; what the theme sets around them takes up to a third more."""
    searched: int = 2_500_000
    """Records whose partners the theme's own search holds, which loads all of it at once: a fifth
    of what they say is looked for."""
    words: int = 32_000
    """A file of words, unless one word alone takes more."""
    rows: int = 64
    """How many rows a file holds from which scripts show some."""


LIMITS = Limits()
