"""Sharing: what speaks against handing a partner its terms on a given day."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.identity import Status
from macros.records.partner import Relationship
from macros.records.playbook import applies, in_force
from macros.terms import expiry
from macros.terms.changes import changes
from macros.terms.expiry import State

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.playbook import Playbook


class Obstacle(Enum):
    """A reason not to hand over a playbook; whoever knows better may overrule it."""

    NO_NDA = "no NDA"
    UNSIGNED_NDA = "unsigned NDA"
    LAPSED_NDA = "lapsed NDA"
    ENDED = "ended"
    UNAGREED = "unagreed"


_PAPERS = {
    State.UNSIGNED: Obstacle.UNSIGNED_NDA,
    # An end or a filed copy is known, and still nothing says that anybody signed it.
    State.UNDATED: Obstacle.UNSIGNED_NDA,
    State.EXPIRED: Obstacle.LAPSED_NDA,
}


def obstacles(playbook: Playbook, today: dt.date) -> tuple[Obstacle, ...]:
    """Return what speaks against handing over a playbook, the non-disclosure agreement first.

    A referral partner needs one too: it learns of our clients and prices as well. One that is put
    aside with a reason counts as settled, as it does everywhere: the duty of secrecy then stands in
    another paper, or somebody has decided that there is none, and has put it on record.
    """
    return tuple(_obstacles(playbook, today))


def _obstacles(playbook: Playbook, today: dt.date) -> Iterator[Obstacle]:
    partner = playbook.partner
    nda = in_force(partner.nda)
    if partner.nda is None:
        yield Obstacle.NO_NDA
    elif nda:
        found = _PAPERS.get(expiry.agreement(nda, today).state)
        if found:
            yield found
    if partner.status is Status.ENDED:
        yield Obstacle.ENDED
    if waits_to_be_agreed(playbook):
        yield Obstacle.UNAGREED


def waits_to_be_agreed(playbook: Playbook) -> bool:
    """Tell whether a material change waits to be agreed, or may for all that is on file.

    Terms that nobody has agreed yet are no change.
    """
    agreed = playbook.partner.agreed
    if playbook.agreed_terms is None:
        return bool(agreed and agreed.fingerprint)
    return any(change.material for change in changes(playbook))


def has_terms_for(playbook: Playbook, audience: Audience) -> bool:
    """Tell whether there is anything to hand over: the engineer at the door needs work to do."""
    if audience is Audience.ONSITE:
        return applies(playbook.partner.subcontract)
    return playbook.partner.relationship is not Relationship.NONE
