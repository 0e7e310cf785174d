"""Papers: how signed and dated documents stand on a day, as a word or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.partner import Relationship
from macros.terms import expiry
from macros.terms.expiry import Standing, State
from macros.views.parts import Chip
from macros.views.wording import Words, counted

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
    State.UNSIGNED: "warn",
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
    relationship = language.text(partner.relationship)
    made = [Chip(relationship[:1].upper() + relationship[1:])]
    if audience is Audience.INTERNAL:
        tone = {"active": "ok", "paused": "warn", "ended": "bad"}.get(partner.status, "neutral")
        made.append(Chip(partner.status.capitalize(), tone, internal=True))
    if partner.relationship is not Relationship.NONE:
        made += [chip for chip, _ in papers(playbook, today)]
    return tuple(made)


def _at_the_door(playbook: Playbook, language: Language, today: dt.date) -> Iterator[Chip]:
    """Yield what an engineer may know: of the papers only that the NDA stands, without a date."""
    if not playbook.partner.subcontract:
        return
    relationship = language.text(Relationship.SUBCONTRACT)
    yield Chip(relationship[:1].upper() + relationship[1:])
    nda = playbook.partner.nda
    if nda and not nda.not_applicable:
        state = expiry.agreement(nda, today).state
        if state is State.EXPIRED:
            yield Chip("NDA expired", TONES[state])
        else:
            holds = State.HOLDS if state is State.EXPIRING else state
            yield _chip("NDA", "signed", Standing(holds))


def ending(last_day: dt.date, today: dt.date, within: Duration) -> Words | None:
    """Return a mark for a last day that is near or past, or nothing."""
    standing = expiry.until(last_day, today, within)
    if standing.state is State.HOLDS:
        return None
    return Words(_told(standing), f"chip--{TONES[standing.state]}")


def papers(playbook: Playbook, today: dt.date) -> Iterator[tuple[Chip, Standing]]:
    """Yield a chip and the standing for the NDA, the agreement and the insurance."""
    partner = playbook.partner
    within = playbook.house.expiring_within or expiry.EXPIRING_WITHIN
    for name, document in (("NDA", partner.nda), ("Agreement", partner.consultancy_agreement)):
        if document is None and name == "NDA":
            yield Chip("NDA: none on file", "bad"), Standing(State.MISSING)
        if document and not document.not_applicable:
            standing = expiry.agreement(document, today, within)
            yield _chip(name, "signed", standing), standing
    policies = [
        expiry.insurance(policy, today, within)
        for policy in (partner.assurance and partner.assurance.insurance) or ()
        if not policy.not_applicable
    ]
    if policies:
        worst = max(
            policies, key=lambda standing: (_URGENCY.index(standing.state), -(standing.days or 0))
        )
        yield _chip("Insurance", "valid", worst), worst


_URGENCY = [State.HOLDS, State.EXPIRING, State.UNDATED, State.MISSING, State.EXPIRED]


def _chip(name: str, good: str, standing: Standing) -> Chip:
    said = {
        State.HOLDS: f" {good}",
        State.UNDATED: ": no date on file",
        State.UNSIGNED: ": no date on file",
        State.MISSING: ": no certificate on file",
    }
    return Chip(f"{name}{said.get(standing.state) or ' ' + _told(standing)}", TONES[standing.state])


def _told(standing: Standing) -> str:
    days = standing.days or 0
    if standing.state is State.EXPIRED:
        return f"expired {counted(-days, 'day')} ago"
    return "expires today" if days == 0 else f"expires in {counted(days, 'day')}"
