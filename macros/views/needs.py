"""Needs: one thing to see to in words, with how it stands and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.terms import expiry
from macros.terms.deadline import DeadlineKind
from macros.terms.need import Gap, Need, Urgency
from macros.views.dues import due
from macros.views.lacks import lack, mark
from macros.views.parts import Chip
from macros.views.standing import DUE, ENDS, MARK, REVIEW, chip, paper

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.scalars import Duration
    from macros.views.wording import Language


class Speech(NamedTuple):
    """How needs are told: in which language, on which day, and what counts as near."""

    language: Language
    today: dt.date
    within: Duration


class Told(NamedTuple):
    """A need in words: how it stands, what it is, and what to do."""

    chip: Chip
    sentence: str
    todo: str


def told(need: Need, speech: Speech) -> Told:
    """Return a need in words."""
    say = lack if isinstance(need.kind, Gap) else due
    return Told(_chip(need, speech), *say(need, speech.language))


_WORDS_OF = {
    DeadlineKind.CHECK_DUE: DUE,
    DeadlineKind.NOTICE_BY: DUE,
    DeadlineKind.REVIEW_DUE: REVIEW,
    DeadlineKind.PRICE_REVIEW_DUE: REVIEW,
    DeadlineKind.TERM_ENDS: ENDS,
    DeadlineKind.RATE_ENDS: ENDS,
    DeadlineKind.TAIL_ENDS: ENDS,
    DeadlineKind.RESTRAINT_ENDS: ENDS,
    DeadlineKind.SECRECY_ENDS: ENDS,
}
_TONES = {Urgency.NOW: "bad", Urgency.SOON: "warn", Urgency.LATER: "neutral"}


def _chip(need: Need, speech: Speech) -> Chip:
    if isinstance(need.kind, Gap) or need.date is None:
        gap = need.kind if isinstance(need.kind, Gap) else Gap.UNDATED
        return Chip(mark(gap, speech.language), _TONES[need.urgency])
    of = _WORDS_OF.get(need.kind, MARK)
    standing = expiry.until(need.date, speech.today, speech.within)
    known = paper(of, need.date, speech.within, standing)
    return chip(of, standing, speech.language, (known,))


def urgency(value: Urgency, language: Language) -> str:
    """Return the heading above needs of one urgency."""
    match value:
        case Urgency.NOW:
            return language.say("Now")
        case Urgency.SOON:
            return language.say("Soon")
        case Urgency.LATER:
            return language.say("At the next talk")
