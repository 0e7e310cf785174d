"""Marking: what a copy that is handed out says of itself, on a page and on paper."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from macros.views.partner import PlaybookView
    from macros.views.wording import Language


def title_of(view: PlaybookView) -> str:
    """Return the title of a playbook that is handed out: of whom it is, and from whom."""
    return view.language.say("{partner}: playbook of {house}", partner=view.name, house=view.house)


def as_of(view: PlaybookView) -> str:
    """Return the day of which a copy speaks, as a sentence."""
    return view.language.say("As of {date}.", date=view.as_of)


def valid_until(day: dt.date | None, language: Language) -> str:
    """Return the last day on which a copy may be relied on, as a sentence; "" for None."""
    return language.say("Valid until {date}.", date=language.date(day)) if day else ""


@lru_cache(maxsize=16)
def around_numbers(language: Language) -> tuple[str, str, str]:
    """Return what stands before the number of a page, up to how many there are, and behind."""
    before, between, after = language.say("Page {page} of {pages}", page="\0", pages="\0").split(
        "\0"
    )
    return before, between, after
