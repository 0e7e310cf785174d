"""Papers: how signed and dated documents stand on a day, as a word or two."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.partner import Relationship
from macros.records.playbook import in_force
from macros.terms import expiry
from macros.terms.expiry import Standing, State
from macros.views.dated import dated, dated_chip
from macros.views.parts import Chip
from macros.views.standing import AGREEMENT, INSURANCE, MARK, NDA, chip, paper, told, tone
from macros.views.wording import PLAIN, STAFF, Words, capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.agreements import Insurance
    from macros.records.playbook import Playbook
    from macros.records.scalars import Duration
    from macros.views.wording import Language


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
        made += papers(playbook, today, language)
    return tuple(made)


def _at_the_door(playbook: Playbook, language: Language, today: dt.date) -> Iterator[Chip]:
    """Yield what an engineer may know: of the papers only that the NDA stands, without a date."""
    if not playbook.partner.subcontract:
        return
    yield Chip(capital(language.text(Relationship.SUBCONTRACT)))
    nda = in_force(playbook.partner.nda)
    if nda:
        state = expiry.agreement(nda, today).state
        if state is State.EXPIRED:
            yield Chip(language.say("{paper} expired", paper=language.say("NDA")), tone(NDA, state))
        else:
            holds = State.HOLDS if state is State.EXPIRING else state
            yield chip(NDA, Standing(holds), language)


def last_day(
    words: Words, day: dt.date, today: dt.date, within: Duration, language: Language
) -> tuple[Words, ...]:
    """Return a last day, with a mark behind it where it is near or past.

    What a partner reads keeps no count of days, and marks only what was past already.
    """
    standing = expiry.until(day, today, within)
    if language.voice != STAFF:
        said = dated(MARK, standing, day, language)
        return (words, *_marked(said, standing.state))
    shown = words._replace(paper=paper(MARK, day, within, standing))
    said = "" if standing.state is State.HOLDS else told(MARK, standing, language)
    return (shown, *_marked(said, standing.state))


def _marked(said: str, state: State) -> tuple[Words, ...]:
    return (Words(said, f"chip--{tone(MARK, state)}"),) if said else ()


def papers(playbook: Playbook, today: dt.date, language: Language = PLAIN) -> Iterator[Chip]:
    """Yield a chip for the NDA, the agreement and the insurance."""
    partner = playbook.partner
    within = expiry.window(playbook.house)
    if partner.nda is None:
        yield _chip(NDA, Standing(State.MISSING), None, within, language)
    for of, found in ((NDA, partner.nda), (AGREEMENT, partner.consultancy_agreement)):
        document = in_force(found)
        if document:
            standing = expiry.agreement(document, today, within)
            yield _chip(of, standing, document.expires, within, language)
    assurance = in_force(partner.assurance)
    policies = [each for each in (assurance and assurance.insurance) or () if in_force(each)]
    if policies:
        yield _insurance(policies, today, within, language)


def _chip(
    of: str, standing: Standing, until: dt.date | None, within: Duration, language: Language
) -> Chip:
    if language.voice != STAFF:
        return dated_chip(of, standing, until, language)
    return chip(of, standing, language, (paper(of, until, within, standing),))


def _insurance(
    policies: list[Insurance], today: dt.date, within: Duration, language: Language
) -> Chip:
    """Return a chip for the policy that stands worst."""
    standings = [expiry.insurance(policy, today, within) for policy in policies]
    worst = max(standings, key=_urgency)
    if language.voice != STAFF:
        until = None if worst.days is None else today + dt.timedelta(worst.days)
        return dated_chip(INSURANCE, worst, until, language)
    # As time goes by, the first that expires becomes the worst, but for one that never was shown.
    first = min((each.expires for each in policies if each.expires), default=None)
    least = max(standings, key=lambda each: each.state in _UNSHOWN and _URGENCY.index(each.state))
    return chip(INSURANCE, worst, language, (paper(INSURANCE, first, within, least),))


def _urgency(standing: Standing) -> tuple[int, int]:
    return _URGENCY.index(standing.state), -(standing.days or 0)


_URGENCY = [State.HOLDS, State.EXPIRING, State.UNDATED, State.MISSING, State.EXPIRED]
_UNSHOWN = {State.UNDATED, State.MISSING}
