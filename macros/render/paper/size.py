"""Size: the sheets that paper comes in."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"


def paper_of(country: str | None) -> Paper:
    """Return the paper that a country prints on: North America has its own."""
    return Paper.LETTER if country in {"US", "CA"} else Paper.A4
