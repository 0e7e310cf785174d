"""Standing: how something that ends stands on a day, for a page and for the script that keeps it.

A page says how things stood when it was made. The script `standing.js` says it anew by the day on
which somebody reads, in the words that the page brings along.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from macros.records.scalars import Count
from macros.terms.expiry import Standing, State
from macros.views.parts import Chip, Paper

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from macros.records.scalars import Duration
    from macros.views.wording import Language

_TONES = {
    State.HOLDS: "ok",
    State.EXPIRING: "warn",
    State.UNDATED: "warn",
    State.UNSIGNED: "warn",
    State.MISSING: "bad",
    State.EXPIRED: "bad",
}

NDA, AGREEMENT, INSURANCE = "nda", "agreement", "insurance"
PAPERS = (NDA, AGREEMENT, INSURANCE)
MARK, DUE, REVIEW, ENDS = "mark", "due", "review", "ends"
"""What something is that ends: each has its own words."""


def chip(of: str, standing: Standing, language: Language, papers: tuple[Paper, ...] = ()) -> Chip:
    """Return how something stands as a chip, which `papers` keep true as time goes by."""
    return Chip(told(of, standing, language), tone(of, standing.state), papers=papers)


def paper(of: str, until: dt.date | None, within: Duration, standing: Standing) -> Paper:
    """Return what the script has to know of something that holds to the end of `until`."""
    dated = standing.state in {State.HOLDS, State.EXPIRING, State.EXPIRED}
    return Paper(of, until, int(within.days()), "" if dated else _LEAST[standing.state])


# What is not dated, whatever the calendar says.
_LEAST = {State.UNDATED: "undated", State.UNSIGNED: "undated", State.MISSING: "missing"}


def in_order(language: Language) -> str:
    """Return what one says of several papers of which none asks for anything."""
    return language.say("In order")


def tone(of: str, state: State) -> str:
    """Return the tone of a state: ok, warn or bad."""
    return "warn" if of == REVIEW and state is State.EXPIRED else _TONES[state]


def told(of: str, standing: Standing, language: Language) -> str:
    """Return how something stands in a few words; nothing for a mark where nothing is to tell."""
    match of:
        case "nda" | "agreement":
            good = language.say("{paper} signed", paper=paper_name(of, language))
            return _paper(of, good, standing, language)
        case "insurance":
            good = language.say("{paper} valid", paper=paper_name(of, language))
            return _paper(of, good, standing, language)
        case "mark":
            return _mark(standing, language)
        case "ends":
            return _ends(standing, language)
        case _:
            return _due(standing, language)


def paper_name(of: str, language: Language) -> str:
    """Return what a paper is called."""
    match of:
        case "nda":
            return language.say("NDA")
        case "agreement":
            return language.say("Agreement")
        case _:
            return language.say("Insurance")


def _paper(of: str, good: str, standing: Standing, language: Language) -> str:
    paper, days = paper_name(of, language), standing.days or 0
    match standing.state:
        case State.HOLDS:
            return good
        case State.UNDATED | State.UNSIGNED:
            return language.say("{paper}: no date on file", paper=paper)
        case State.MISSING if of == NDA:
            return language.say("NDA: none on file")
        case State.MISSING:
            return language.say("{paper}: no certificate on file", paper=paper)
        case State.EXPIRED:
            return language.say_count(
                -days,
                "{paper} expired {count} day ago",
                "{paper} expired {count} days ago",
                paper=paper,
            )
        case State.EXPIRING if days == 0:
            return language.say("{paper} expires today", paper=paper)
        case State.EXPIRING:
            return language.say_count(
                days,
                "{paper} expires in {count} day",
                "{paper} expires in {count} days",
                paper=paper,
            )


def _mark(standing: Standing, language: Language) -> str:
    days = standing.days or 0
    if standing.state is State.EXPIRED:
        return language.say_count(-days, "expired {count} day ago", "expired {count} days ago")
    if standing.state is State.HOLDS:
        return ""
    if days == 0:
        return language.say("expires today")
    return language.say_count(days, "expires in {count} day", "expires in {count} days")


def _ends(standing: Standing, language: Language) -> str:
    days = standing.days or 0
    if standing.state is State.EXPIRED:
        return language.say_count(-days, "ended {count} day ago", "ended {count} days ago")
    if days == 0:
        return language.say("ends today")
    return language.say_count(days, "ends in {count} day", "ends in {count} days")


def _due(standing: Standing, language: Language) -> str:
    days = standing.days or 0
    if standing.state is State.EXPIRED:
        return language.say_count(-days, "overdue by {count} day", "overdue by {count} days")
    if days == 0:
        return language.say("due today")
    return language.say_count(days, "due in {count} day", "due in {count} days")


# A number that no other word of a sentence holds.
_MANY = 7_777_777


@lru_cache(maxsize=64)
def script(language: Language, built: dt.date, *kinds: str) -> str:
    """Return what the script has to know of a page that was made on `built`, as JSON."""
    words = {of: _sentences(of, language) for of in kinds}
    locale = language.locale.replace("_", "-")
    known = {
        "built": built.isoformat(),
        "locale": locale,
        "fine": in_order(language),
        "words": words,
    }
    return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _sentences(of: str, language: Language) -> dict[str, object]:
    def tell(state: State, days: int | None = None) -> str:
        return told(of, Standing(state, days), language)

    said: dict[str, object] = {
        "soon": counted(lambda days: tell(State.EXPIRING, days), language),
        "today": tell(State.EXPIRING, 0),
        "past": counted(lambda days: tell(State.EXPIRED, -days), language),
        "late": tone(of, State.EXPIRED),
    }
    if of in PAPERS:
        said |= {"holds": tell(State.HOLDS), "undated": tell(State.UNDATED)}
        said["missing"] = tell(State.MISSING)
    return said


def counted(say: Callable[[int], str], language: Language) -> tuple[str, str]:
    """Return what `say` says of one and of many, with {count} in the place of the number."""

    def form(number: int) -> str:
        return say(number).replace(language.text(Count(number)), "{count}")

    return form(1), form(_MANY)
