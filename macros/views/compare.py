"""Compare: what active subcontractors charge, carry and are bound by, side by side.

The best fit comes first, as in the directory, and never the lowest price.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from macros.records.agreements import Bound
from macros.records.contacts import contact
from macros.records.fields import Audience
from macros.records.identity import Kind, Status
from macros.records.playbook import applies
from macros.terms import expiry
from macros.terms.expiry import State
from macros.views.clauses import Reader
from macros.views.directory import Directory, directory
from macros.views.glance import glance
from macros.views.house import house_language
from macros.views.priced import least, out_of_hours, rates, travel
from macros.views.wording import capital

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from macros.records.agreements import ClientProtection, Insurance
    from macros.records.playbook import Playbook
    from macros.views.directory import Entry, Filters
    from macros.views.wording import Language

Lines: TypeAlias = tuple[str, ...]
Cells: TypeAlias = tuple[Lines, ...]
"""What a partner's row says under each of `heads`, in lines."""

MOST = 1000
"""How many rows a page can hold before nobody can read it, nor a phone show it."""


class Comparison(NamedTuple):
    """The rows of a comparison, best fit first, and what its filters offer."""

    heads: Lines
    offers: Directory
    rows: tuple[tuple[Entry, Cells], ...]
    left_out: str
    """What is said of the rows beyond the most that a page holds, or nothing."""


def comparison(
    rows: Iterable[tuple[Entry, Cells]], filters: Filters, language: Language
) -> Comparison:
    """Return the rows that pass `filters`, in the order of the directory, up to `MOST` of them."""
    cells = {entry.slug: (_spoken(entry, language), found) for entry, found in rows}
    passing = directory((entry for entry, _ in cells.values()), filters).entries
    # What the filters offer, they find: a trade of a row that is left out is not among them.
    offers = directory(passing[:MOST])._replace(relationships=(), statuses=())
    shown = tuple(cells[entry.slug] for entry in offers.entries)
    return Comparison(
        heads(language), offers, shown, _left_out(len(passing) - len(shown), language)
    )


def _spoken(entry: Entry, language: Language) -> Entry:
    """Return an entry with its trades in the language of the comparison."""
    trades = ((value, capital(language.text(Kind(value)))) for value, _ in entry.trades)
    return entry._replace(trades=tuple(trades))


def _left_out(number: int, language: Language) -> str:
    if not number:
        return ""
    return language.say_count(
        number,
        "{count} more partner suits our clients less well and is left out here.",
        "{count} more partners suit our clients less well and are left out here.",
    )


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
    facts = _facts(playbook, speech, today)
    pricing = work.pricing
    return (
        tuple(rates(pricing, speech, today)),
        tuple(out_of_hours(pricing, speech)),
        tuple(least(pricing, speech)),
        tuple(travel(pricing, speech)),
        tuple(_cover(playbook, speech, today)),
        facts[speech.say("When to bill")],
        facts[speech.say("When paid")],
        tuple(_restraint(partner.client_protection, speech)),
    )


def _facts(playbook: Playbook, speech: Language, today: dt.date) -> dict[str, Lines]:
    """Return the facts at a glance by their label, in the house's language."""
    reader = Reader(
        Audience.INTERNAL, speech, lambda name: contact(playbook, name), today, playbook
    )
    return {
        fact.label: tuple(piece.text for piece in fact.cell.words)
        for fact in glance(playbook, reader)
    }


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
