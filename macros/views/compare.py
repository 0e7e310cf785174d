"""Compare: what active subcontractors charge, carry and are bound by, side by side.

The best fit comes first, as in the directory, and never the lowest price.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from macros.records.agreements import Bound
from macros.records.contacts import contact
from macros.records.fields import Audience
from macros.records.identity import Kind, Status
from macros.records.playbook import applies
from macros.terms import expiry
from macros.terms.expiry import State
from macros.views.clauses import Reader
from macros.views.glance import when_billed_and_paid
from macros.views.house import house_language
from macros.views.priced import least, out_of_hours, rates, travel
from macros.views.wording import capital

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from macros.records.agreements import ClientProtection, Insurance
    from macros.records.money import Pricing
    from macros.records.playbook import Playbook
    from macros.views.directory import Entry
    from macros.views.parts import Fact
    from macros.views.wording import Language

Lines: TypeAlias = tuple[str, ...]
Cells: TypeAlias = tuple[Lines, ...]
"""What a partner's row says under each of `heads`, in lines."""


def spoken(entry: Entry, language: Language) -> Entry:
    """Return an entry with its trades in the language of the comparison."""
    return entry._replace(trades=spoken_trades(entry.trades, language))


def spoken_trades(
    trades: Iterable[tuple[str, str]], language: Language
) -> tuple[tuple[str, str], ...]:
    """Return trades by their values, each with its words in the language of the comparison."""
    return tuple((value, capital(language.text(Kind(value)))) for value, _ in trades)


def heads(language: Language) -> Lines:
    """Return what the columns behind a partner's name, trades and areas are called."""
    say = language.say
    return (
        say("Rates"),
        say("Out of hours"),
        say("At least"),
        say("Travel"),
        say("Cover held"),
        say("When to bill"),
        say("When paid"),
        say("Restraint after the end"),
    )


def cells(playbook: Playbook, today: dt.date) -> Cells | None:
    """Return a partner's row, or None where it is no active subcontractor."""
    partner = playbook.partner
    work = partner.subcontract
    if partner.status is not Status.ACTIVE or work is None or not applies(work):
        return None
    speech = house_language(playbook.house)
    reader = Reader(Audience.INTERNAL, speech, partial(contact, playbook), today, playbook)
    billed, paid = map(_lines, when_billed_and_paid(playbook, reader))
    pricing = work.pricing
    return (
        tuple(rates(pricing, speech, today)),
        *_beside_rates(playbook, pricing, reader),
        tuple(_cover(playbook, speech, today)),
        billed,
        paid,
        tuple(_restraint(partner.client_protection, speech)),
    )


def _beside_rates(playbook: Playbook, pricing: Pricing | None, reader: Reader) -> Cells:
    """Return the cells of what is priced beside the rates, which many partners price alike."""
    house = playbook.defaults.subcontract
    theirs = house.pricing if house else None
    return reader.once(
        ("beside rates", reader.names.of(pricing, theirs, ("rates",))),
        (pricing, theirs),
        lambda: tuple(
            tuple(say(pricing, reader.language)) for say in (out_of_hours, least, travel)
        ),
    )


def _lines(fact: Fact) -> Lines:
    return tuple(piece.text for piece in fact.cell.words)


def _cover(playbook: Playbook, speech: Language, today: dt.date) -> Iterator[str]:
    """Yield each policy with the cover that holds, or what stands in its way."""
    assurance = playbook.partner.assurance
    for policy in (assurance.insurance if assurance and applies(assurance) else None) or ():
        if applies(policy):
            kind = speech.text(policy.type) if policy.type else speech.say("insurance")
            yield f"{kind[:1].upper()}{kind[1:]}: {_held(policy, speech, today)}"


def _held(policy: Insurance, speech: Language, today: dt.date) -> str:
    if expiry.insurance(policy, today).state is State.EXPIRED:
        return speech.say("expired")
    if policy.held is None:
        return speech.say("no certificate on file")
    held, asked = policy.held, policy.minimum
    if asked and asked.currency == held.currency and held.amount < asked.amount:
        return speech.say(
            "{held}, below {asked}", held=speech.money(held), asked=speech.money(asked)
        )
    return speech.money(held)


def _restraint(protection: ClientProtection | None, speech: Language) -> Iterator[str]:
    promise = protection.non_engagement if protection and applies(protection) else None
    if promise is None:
        yield (protection and protection.not_applicable) or speech.say("None on file")
    elif promise.not_applicable:
        yield promise.not_applicable
    else:
        yield speech.text(promise.after) if promise.after else speech.say("None")
        if promise.who is Bound.US:
            yield speech.say("It binds us only")
