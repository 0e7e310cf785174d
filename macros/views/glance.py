"""Glance: the few facts that an engineer or a bookkeeper needs, and the chips of a page's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.partner import Relationship
from macros.records.playbook import applies
from macros.terms import expiry
from macros.terms.expiry import Standing, State
from macros.views.parts import Cell, Chip, Fact
from macros.views.phrases import due_words, fee_price, rate_price
from macros.views.wording import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Invoicing, Payment
    from macros.records.playbook import Playbook
    from macros.records.referral import Referral, Scheme
    from macros.records.work import Dress, Subcontract
    from macros.views.clauses import Reader

_OPEN = (Words("not settled yet"),)


def glance(playbook: Playbook, reader: Reader) -> tuple[Fact, ...]:
    """Return six facts that fit the relationship and the reader."""
    partner = playbook.partner
    if partner.subcontract:
        facts = _work_facts(playbook, reader, partner.subcontract)
    elif partner.referral and reader.audience is not Audience.ONSITE:
        facts = _referral_facts(partner.referral, reader)
    else:
        return ()
    return tuple(Fact(label, Cell(words or _OPEN)) for label, words in facts.items())


def _work_facts(
    playbook: Playbook, reader: Reader, work: Subcontract
) -> dict[str, tuple[Words, ...]]:
    on_site = work.on_site
    name = {"The client sees": _name(playbook, reader)}
    wear = {"What to wear": _dress(on_site.dress) if on_site and on_site.dress else ()}
    call = {"Call on arrival": _arrival_call(playbook, reader)}
    if reader.audience is Audience.ONSITE:
        hours = work.scope.hours if work.scope else None
        return {
            **name,
            "Working hours": (reader.language.words(hours),) if hours else (),
            **wear,
            "Carry": (Words(on_site.id),) if on_site and on_site.id else (),
            **call,
            "Out of hours": reader.reach("out_of_hours") if reader.contact("out_of_hours") else (),
        }
    rates = (work.pricing.rates if work.pricing else None) or ()
    return {
        **name,
        "Rate": (
            Words(
                f"{rates[0].name}: {rate_price(rates[0], reader.language)}"
                if rates[0].name
                else rate_price(rates[0], reader.language)
            ),
        )
        if rates
        else (),
        "When to bill": _billing(work.invoicing, reader) if work.invoicing else (),
        "When paid": _payment(work.payment, reader) if work.payment else (),
        **wear,
        **call,
    }


def _referral_facts(terms: Referral, reader: Reader) -> dict[str, tuple[Words, ...]]:
    say = reader.language.sentence
    schemes = {
        say("we refer to {them}"): terms.we_refer,
        say("{they} refer to us"): terms.they_refer,
    }
    ways = [way for way, scheme in schemes.items() if applies(scheme)]
    scheme = next((scheme for scheme in schemes.values() if applies(scheme)), None)
    contact = reader.reach("referrals") if reader.contact("referrals") else ()
    direction = {"Which way": (Words(" and ".join(ways).capitalize()),) if ways else ()}
    if scheme is None:
        return {**direction, "Whom to call": contact}
    return {**direction, **_scheme_facts(scheme, reader), "Whom to call": contact}


def _scheme_facts(scheme: Scheme, reader: Reader) -> dict[str, tuple[Words, ...]]:
    say = reader.language.words
    fees = scheme.fees or ()
    progress, settlement = scheme.progress, scheme.settlement
    reported = [
        f"by {say(progress.reported_by).text}" if progress and progress.reported_by else "",
        f"every {say(progress.every).text.removeprefix('1 ')}"
        if progress and progress.every
        else "",
    ]
    return {
        "Fee": (Words(fee_price(fees[0], reader.language)),) if fees else (),
        "Earned once": (say(scheme.trigger),) if scheme.trigger else (),
        "Progress reported": (Words(" ".join(filter(None, reported))),) if any(reported) else (),
        "Invoice from": (say(settlement.invoiced_by),)
        if settlement and settlement.invoiced_by
        else (),
    }


def _name(playbook: Playbook, reader: Reader) -> tuple[Words, ...]:
    protection = playbook.partner.client_protection
    seen = protection.client_sees if protection else None
    if seen is None:
        return ()
    whose = {"our_brand": playbook.house.name, "partner_brand": playbook.partner.name}.get(seen)
    words = reader.language.words(seen).text.capitalize()
    return (Words(f"{words}: {whose}" if whose else words),)


def _billing(invoicing: Invoicing, reader: Reader) -> tuple[Words, ...]:
    say = reader.language.words
    said = [say(invoicing.when).text if invoicing.when else ""]
    if invoicing.weekday:
        said.append(f"on {say(invoicing.weekday).text}")
    if invoicing.cut_off:
        said.append(f"by day {invoicing.cut_off} of the month")
    if invoicing.within:
        said.append(f"within {say(invoicing.within).text}")
    text = " ".join(filter(None, said))
    return (Words(text[:1].upper() + text[1:]),) if text else ()


def _payment(payment: Payment, reader: Reader) -> tuple[Words, ...]:
    if payment.not_applicable:
        return (Words(payment.not_applicable),)
    due = due_words(payment.due) if payment.due else ""
    clock = reader.language.words(payment.clock_starts).text if payment.clock_starts else ""
    if due and clock:
        return (Words(f"{due[:1].upper()}{due[1:]}, counted from {clock}"),)
    text = due or (f"counted from {clock}" if clock else "")
    return (Words(text[:1].upper() + text[1:]),) if text else ()


def _dress(dress: Dress) -> tuple[Words, ...]:
    return (
        (Words(dress.standard or dress.not_applicable or ""),)
        if dress.standard or dress.not_applicable
        else ()
    )


def _arrival_call(playbook: Playbook, reader: Reader) -> tuple[Words, ...]:
    work = playbook.partner.subcontract
    calls = (work and work.on_site and work.on_site.check_in) or ()
    first = next((call for call in calls if call.moment == "arrival" and call.to), None)
    name = first.to if first and first.to else "dispatch"
    return reader.reach(name) if reader.contact(name) else ()


def chips(playbook: Playbook, reader: Reader, today: dt.date) -> tuple[Chip, ...]:
    """Return the relationship, the status and how the papers stand, as a word or two each."""
    partner = playbook.partner
    made = [Chip(reader.language.text(partner.relationship).capitalize())]
    if reader.audience is Audience.INTERNAL:
        tone = {"active": "ok", "paused": "warn", "ended": "bad"}.get(partner.status, "neutral")
        made.append(Chip(partner.status.capitalize(), tone))
    if partner.relationship is not Relationship.NONE:
        made += [chip for chip, _ in papers(playbook, today)]
    return tuple(made)


def papers(playbook: Playbook, today: dt.date) -> Iterator[tuple[Chip, Standing]]:
    """Yield a chip and the standing for the NDA, the agreement and the insurance."""
    partner = playbook.partner
    within = playbook.house.expiring_within or expiry.EXPIRING_WITHIN
    for name, document in (("NDA", partner.nda), ("Agreement", partner.consultancy_agreement)):
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
    days = standing.days or 0
    match standing.state:
        case State.HOLDS:
            return Chip(f"{name} {good}", "ok")
        case State.EXPIRING:
            return Chip(
                f"{name} expires today" if days == 0 else f"{name} expires in {_count(days)}",
                "warn",
            )
        case State.EXPIRED:
            return Chip(f"{name} expired {_count(-days)} ago", "bad")
        case State.UNDATED:
            return Chip(f"{name}: no date on file", "warn")
        case State.MISSING:
            return Chip(f"{name}: no certificate on file", "bad")


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
