"""Dated: how a paper stands, in words that stay true on whatever day they are read.

What a partner is handed has no script to count the days anew, so that it names the last day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.terms.expiry import Standing, State
from macros.views.parts import Chip
from macros.views.standing import MARK, paper_name, told, tone

if TYPE_CHECKING:
    import datetime as dt

    from macros.views.wording import Language


def dated_chip(of: str, standing: Standing, until: dt.date | None, language: Language) -> Chip:
    """Return how a paper that holds to the end of `until` stands, as a chip."""
    return Chip(dated(of, standing, until, language), tone(of, standing.state))


def dated(of: str, standing: Standing, until: dt.date | None, language: Language) -> str:
    """Return how something stands, with its last day where it has one.

    A mark stands beside its day already, and says only that this is past.
    """
    if of == MARK:
        return language.say("expired") if standing.state is State.EXPIRED else ""
    if until is None:
        return told(of, standing, language)
    name, day = paper_name(of, language), language.date(until)
    match standing.state:
        case State.HOLDS:
            return language.say("{paper} valid until {date}", paper=name, date=day)
        case State.EXPIRING:
            return language.say("{paper} expires on {date}", paper=name, date=day)
        case State.EXPIRED:
            return language.say("{paper} expired on {date}", paper=name, date=day)
        case _:
            return told(of, standing, language)
