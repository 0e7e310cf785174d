"""Attention: what somebody has to see to, a sentence each, with what to do about it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from macros.terms import expiry
from macros.terms.attention import order
from macros.terms.deadline import DeadlineKind
from macros.terms.need import Gap, Need, Urgency
from macros.views.dues import due
from macros.views.lacks import lack, mark
from macros.views.parts import Chip
from macros.views.standing import DUE, ENDS, MARK, REVIEW, chip, counted, paper, script

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from macros.records.scalars import Duration
    from macros.views.wording import Language

MOST = 300
"""How many needs a page lists; nobody reads more, and the most urgent come first."""


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


class Case(NamedTuple):
    """What a partner needs, as far as a list has to know the partner."""

    slug: str
    name: str
    needs: tuple[Need, ...]
    missing: int
    """How many points of the guide nobody has settled."""


class Row(NamedTuple):
    """A need of one partner."""

    slug: str
    name: str
    told: Told


class Group(NamedTuple):
    """The needs of one urgency; `total` counts those that are not listed as well."""

    id: str
    title: str
    total: str
    rows: tuple[Row, ...]


class Open(NamedTuple):
    """A partner with points that nobody has settled."""

    slug: str
    name: str
    total: str


class Incomplete(NamedTuple):
    """The partners with open points; `more` tells how many are not listed, if any."""

    title: str
    partners: tuple[Open, ...]
    more: str


class Attention(NamedTuple):
    """The page of what needs attention; `more` tells how much is not listed, if anything."""

    language: Language
    as_of: str
    summary: str
    head: tuple[str, str, str, str]
    groups: tuple[Group, ...]
    more: str
    incomplete: Incomplete | None
    standing: str
    stale: tuple[str, str]
    """What a browser says of a page that is one day old, or {count} days."""


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


def attention(cases: Iterable[Case], speech: Speech, most: int = MOST) -> Attention:
    """Return what needs attention at all partners, the most urgent first, at the most `most`."""
    everyone = list(cases)
    found = sorted(
        ((need, each) for each in everyone for need in each.needs),
        key=lambda pair: (*order(pair[0])[:2], pair[1].name.casefold(), pair[1].slug),
    )
    language = speech.language
    left = len(found) - most
    return Attention(
        language=language,
        as_of=language.date(speech.today),
        summary=summary(len(found), sum(1 for each in everyone if each.needs), language),
        head=_head(language),
        groups=tuple(_groups(found, speech, most)),
        more=_more(left, language) if left > 0 else "",
        incomplete=_incomplete(everyone, language, most),
        standing=script(language, speech.today, MARK, DUE, REVIEW, ENDS),
        stale=counted(lambda days: _stale(days, language), language),
    )


def _groups(found: list[tuple[Need, Case]], speech: Speech, most: int) -> Iterator[Group]:
    listed = 0
    for each, run in groupby(found, lambda pair: pair[0].urgency):
        pairs = list(run)
        shown = pairs[: max(0, most - listed)]
        listed += len(shown)
        rows = tuple(Row(case.slug, case.name, told(need, speech)) for need, case in shown)
        title = urgency(each, speech.language)
        yield Group(each.name.lower(), title, counted_needs(len(pairs), speech.language), rows)


def _head(language: Language) -> tuple[str, str, str, str]:
    return (
        language.say("Partner"),
        language.say("How it stands"),
        language.say("What it is"),
        language.say("What to do"),
    )


def _incomplete(everyone: list[Case], language: Language, most: int) -> Incomplete | None:
    """Return the partners with open points, those with the most first."""
    open_ = [each for each in everyone if each.missing]
    if not open_:
        return None
    open_.sort(key=lambda each: (-each.missing, each.name.casefold(), each.slug))
    left = len(open_) - most
    return Incomplete(
        language.say("Points that nobody has settled"),
        tuple(Open(each.slug, each.name, _points(each, language)) for each in open_[:most]),
        _more_partners(left, language) if left > 0 else "",
    )


def _points(case: Case, language: Language) -> str:
    return language.say_count(case.missing, "{count} point", "{count} points")


def _more_partners(left: int, language: Language) -> str:
    return language.say_count(
        left, "{count} more partner is not listed.", "{count} more partners are not listed."
    )


def counted_needs(count: int, language: Language) -> str:
    """Return how many things need attention."""
    return language.say_count(count, "{count} thing to see to", "{count} things to see to")


def summary(needs: int, partners: int, language: Language) -> str:
    """Return how much there is to see to, and at how many partners."""
    if not needs:
        return language.say("Nothing needs attention.")
    things = counted_needs(needs, language)
    return language.say_count(
        partners, "{things} at {count} partner.", "{things} at {count} partners.", things=things
    )


def _more(left: int, language: Language) -> str:
    return language.say_count(
        left,
        "{count} more is not listed here. The command {command} lists them all.",
        "{count} more are not listed here. The command {command} lists them all.",
        command="playbook attention",
    )


def _stale(days: int, language: Language) -> str:
    return language.say_count(
        days,
        "This page was made {count} day ago. How long things have left is counted from today;"
        " what has changed in the records since is not here.",
        "This page was made {count} days ago. How long things have left is counted from today;"
        " what has changed in the records since is not here.",
    )
