"""Glance: the few facts that an engineer or a bookkeeper needs, and the chips of a page's head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.fields import Audience
from macros.records.playbook import applies
from macros.views.parts import Cell, Fact
from macros.views.phrases import due_words, fee_price, rate_price
from macros.views.wording import Words

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.money import Invoicing, Payment, Rate
    from macros.records.playbook import Playbook
    from macros.records.referral import Referral, Scheme
    from macros.records.work import Dress, Subcontract
    from macros.views.clauses import Reader

_OPEN = (Words("Not settled yet"),)


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
    rates = _valid((work.pricing.rates if work.pricing else None) or (), reader.today)
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


def _valid(rates: tuple[Rate, ...], today: dt.date | None) -> tuple[Rate, ...]:
    """Return the rates that hold today, or all where none does."""
    if today is None:
        return rates
    holding = [
        rate
        for rate in rates
        if (rate.effective_from is None or rate.effective_from <= today)
        and (rate.effective_to is None or today <= rate.effective_to)
    ]
    return tuple(holding) or rates


def _referral_facts(terms: Referral, reader: Reader) -> dict[str, tuple[Words, ...]]:
    say = reader.language.sentence
    schemes = {
        say("we refer to {them}"): terms.we_refer,
        say("{they} refer to us"): terms.they_refer,
    }
    ways = [way for way, scheme in schemes.items() if applies(scheme)]
    scheme = next((scheme for scheme in schemes.values() if applies(scheme)), None)
    contact = reader.reach("referrals") if reader.contact("referrals") else ()
    direction = {"Which way": _said(" and ".join(ways))}
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
        "Fee": _said(fee_price(fees[0], reader.language)) if fees else (),
        "Earned once": _said(say(scheme.trigger).text) if scheme.trigger else (),
        "Progress reported": _said(" ".join(filter(None, reported))),
        "Invoice from": _said(say(settlement.invoiced_by).text)
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
        said.append(f"by {say(invoicing.cut_off).text}")
    if invoicing.within:
        said.append(f"within {say(invoicing.within).text}")
    return _said(" ".join(filter(None, said)))


def _payment(payment: Payment, reader: Reader) -> tuple[Words, ...]:
    if payment.not_applicable:
        return (Words(payment.not_applicable),)
    clock = reader.language.text(payment.clock_starts) if payment.clock_starts else ""
    due = due_words(payment.due, clock or "that day") if payment.due else ""
    text = due or (f"counted from {clock}" if clock else "")
    return _said(text)


def _said(text: str) -> tuple[Words, ...]:
    """Return our own words as the start of a sentence, or nothing."""
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
