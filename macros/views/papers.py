"""Papers: how signed and dated documents stand on a day, as a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.partner import Relationship
from macros.terms import expiry
from macros.terms.expiry import Standing, State
from macros.views.catalogue import ours
from macros.views.parts import Chip
from macros.views.wording import PLAIN, Words, capital

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.scalars import Duration
    from macros.views.wording import Language

TONES = {
    State.HOLDS: "ok",
    State.EXPIRING: "warn",
    State.UNDATED: "warn",
    State.MISSING: "bad",
    State.EXPIRED: "bad",
}


def chips(
    playbook: Playbook, audience: Audience, language: Language, today: dt.date
) -> tuple[Chip, ...]:
    """Return the relationship, the status and how the papers stand."""
    if audience is Audience.ONSITE:
        return tuple(_at_the_door(playbook, language, today))
    partner = playbook.partner
    made = [Chip(capital(language.text(partner.relationship)))]
    if audience is Audience.INTERNAL:
        tone = {"active": "ok", "paused": "warn", "ended": "bad"}.get(partner.status, "neutral")
        made.append(Chip(capital(language.text(partner.status)), tone, internal=True))
    if partner.relationship is not Relationship.NONE:
        made += [chip for chip, _ in papers(playbook, today, language)]
    return tuple(made)


def _at_the_door(playbook: Playbook, language: Language, today: dt.date) -> Iterator[Chip]:
    """Yield what an engineer may know: of the papers only that the NDA stands, without a date."""
    if not playbook.partner.subcontract:
        return
    yield Chip(capital(language.text(Relationship.SUBCONTRACT)))
    nda = playbook.partner.nda
    if nda and not nda.not_applicable:
        state = expiry.agreement(nda, today).state
        paper = language.say("NDA")
        if state is State.EXPIRED:
            yield Chip(language.say("{paper} expired", paper=paper), TONES[state])
        else:
            holds = State.HOLDS if state is State.EXPIRING else state
            yield _chip(paper, _SIGNED, Standing(holds), language)


def ending(last_day: dt.date, today: dt.date, within: Duration, language: Language) -> Words | None:
    """Return a mark for a last day that is near or past, or nothing."""
    standing = expiry.until(last_day, today, within)
    if standing.state is State.HOLDS:
        return None
    return Words(_told(standing, language), f"chip--{TONES[standing.state]}")


def papers(
    playbook: Playbook, today: dt.date, language: Language = PLAIN
) -> Iterator[tuple[Chip, Standing]]:
    """Yield a chip and the standing for the NDA, the agreement and the insurance."""
    nda, agreement = language.say("NDA"), language.say("Agreement")
    partner = playbook.partner
    within = playbook.house.expiring_within or expiry.EXPIRING_WITHIN
    for paper, document in ((nda, partner.nda), (agreement, partner.consultancy_agreement)):
        if document is None and paper is nda:
            yield Chip(language.say("NDA: none on file"), "bad"), Standing(State.MISSING)
        if document and not document.not_applicable:
            standing = expiry.agreement(document, today, within)
            yield _chip(paper, _SIGNED, standing, language), standing
    policies = [
        expiry.insurance(policy, today, within)
        for policy in (partner.assurance and partner.assurance.insurance) or ()
        if not policy.not_applicable
    ]
    if policies:
        worst = max(
            policies, key=lambda standing: (_URGENCY.index(standing.state), -(standing.days or 0))
        )
        yield _chip(language.say("Insurance"), _VALID, worst, language), worst


_URGENCY = [State.HOLDS, State.EXPIRING, State.UNDATED, State.MISSING, State.EXPIRED]


_SIGNED, _VALID = ours("{paper} signed"), ours("{paper} valid")


def _chip(paper: str, good: str, standing: Standing, language: Language) -> Chip:
    return Chip(_standing(paper, good, standing, language), TONES[standing.state])


def _standing(paper: str, good: str, standing: Standing, language: Language) -> str:
    say, days = language.say, standing.days or 0
    match standing.state:
        case State.HOLDS:
            return say(good, paper=paper)
        case State.UNDATED:
            return say("{paper}: no date on file", paper=paper)
        case State.MISSING:
            return say("{paper}: no certificate on file", paper=paper)
        case State.EXPIRED:
            return language.say_count(
                -days,
                "{paper} expired {count} day ago",
                "{paper} expired {count} days ago",
                paper=paper,
            )
        case State.EXPIRING if days == 0:
            return say("{paper} expires today", paper=paper)
        case State.EXPIRING:
            return language.say_count(
                days,
                "{paper} expires in {count} day",
                "{paper} expires in {count} days",
                paper=paper,
            )


def _told(standing: Standing, language: Language) -> str:
    days = standing.days or 0
    if standing.state is State.EXPIRED:
        return language.say_count(-days, "expired {count} day ago", "expired {count} days ago")
    if days == 0:
        return language.say("expires today")
    return language.say_count(days, "expires in {count} day", "expires in {count} days")
