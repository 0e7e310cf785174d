"""Dials: the numbers that a partner calls first, each with what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.playbook import in_force
from macros.records.work import Moment
from macros.views.wording import capital

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.work import Subcontract
    from macros.views.clauses import Reader
    from macros.views.wording import Words


class Dial(NamedTuple):
    """A number to call: what for, who answers, and the number."""

    purposes: tuple[str, ...]
    who: str
    phone: Words


def dials(playbook: Playbook, reader: Reader) -> tuple[Dial, ...]:
    """Return the numbers of a partner's first calls, each number once, in the order of need."""
    found: dict[str, Dial] = {}
    for purpose, name in _needed(playbook, reader):
        who, *phones = reader.reach(name)
        for phone in phones:
            known = found.get(phone.href, Dial((), who.text, phone))
            purposes = tuple(dict.fromkeys((*known.purposes, purpose)))
            found[phone.href] = known._replace(purposes=purposes)
    return tuple(found.values())


def _needed(playbook: Playbook, reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield what is called for, and the name of the contact."""
    say = reader.language.say
    work = in_force(playbook.partner.subcontract)
    if work:
        yield from _at_work(work, reader)
        yield say("Out of hours"), "out_of_hours"
    elif playbook.partner.referral:
        yield say("About referrals"), "referrals"
        yield say("When something is stuck"), "escalation"


def _at_work(work: Subcontract, reader: Reader) -> Iterator[tuple[str, str]]:
    say, on_site = reader.language.say, in_force(work.on_site)
    calls = {call.moment: call.to for call in (on_site.check_in if on_site else None) or ()}
    for moment in (Moment.ARRIVAL, Moment.BEFORE_LEAVING):
        yield capital(reader.language.text(moment)), calls.get(moment) or "dispatch"
    for step in (on_site.no_answer if on_site else None) or ():
        if step.contact:
            yield say("When nobody answers"), step.contact
