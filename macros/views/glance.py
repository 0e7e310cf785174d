"""Glance: the few facts that an engineer or a bookkeeper needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from macros.records.fields import Audience
from macros.records.playbook import applies
from macros.views.parts import Cell, Fact
from macros.views.phrases import due_words, fee_price, rate_price, trigger_words
from macros.views.wording import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Invoicing, Payment, Rate
    from macros.records.playbook import Playbook
    from macros.records.referral import Referral, Scheme
    from macros.records.work import Subcontract
    from macros.views.clauses import Reader
    from macros.views.wording import Language

Pieces: TypeAlias = tuple[Words, ...]
Told: TypeAlias = "Iterator[tuple[str, str, Pieces]]"
"""For each fact its label, the clause that it is of, and what that clause says, if anything."""

_OPEN = (Words("Not settled yet"),)


def glance(playbook: Playbook, reader: Reader) -> tuple[Fact, ...]:
    """Return the facts that fit the relationship and the reader, six where there is one of them.

    A fact whose clause is put aside says why; one that nobody has settled says so.
    """
    return tuple(
        Fact(label, Cell(words or _put_aside(playbook, clause) or _OPEN))
        for label, clause, words in _told(playbook, reader)
    )


def _put_aside(playbook: Playbook, clause: str) -> Pieces:
    """Return the reason why a clause, or one above it, does not apply; or nothing."""
    here: object = playbook.partner
    for name in clause.split("."):
        here = getattr(here, name, None)
        reason = getattr(here, "not_applicable", None)
        if reason:
            return (Words(reason),)
    return ()


def _told(playbook: Playbook, reader: Reader) -> Told:
    partner = playbook.partner
    on_site = reader.audience is Audience.ONSITE
    if partner.subcontract:
        yield "The client sees", "client_protection", _name(playbook, reader)
        yield from (_door if on_site else _work)(partner.subcontract, reader)
        yield "Whom to call", "subcontract.on_site", _call(partner.subcontract, reader)
    if partner.referral and not on_site:
        yield from _referral(partner.referral, reader, alone=not partner.subcontract)


def _work(work: Subcontract, reader: Reader) -> Told:
    language = reader.language
    rates = _valid((work.pricing.rates if work.pricing else None) or (), reader.today)
    yield "Rate", "subcontract.pricing", _rate(rates[0], language) if rates else ()
    billing = _billing(work.invoicing, language) if work.invoicing else ()
    yield "When to bill", "subcontract.invoicing", billing
    yield "When paid", "subcontract.payment", _payment(work.payment, language)
    yield "What to wear", "subcontract.on_site.dress", _dress(work)


def _door(work: Subcontract, reader: Reader) -> Told:
    hours = work.scope.hours if work.scope else None
    carry = work.on_site.id if work.on_site else None
    late = reader.reach("out_of_hours") if reader.contact("out_of_hours") else ()
    yield "Working hours", "subcontract.scope", (reader.language.words(hours),) if hours else ()
    yield "What to wear", "subcontract.on_site.dress", _dress(work)
    yield "Carry", "subcontract.on_site", (Words(carry),) if carry else ()
    yield "Out of hours", "subcontract.on_site", late


def _referral(terms: Referral, reader: Reader, *, alone: bool) -> Told:
    say = reader.language.say
    both = (
        ("we", "we refer to {them}", terms.we_refer),
        ("{they}", "{they} refer to us", terms.they_refer),
    )
    ways = {say(who): (say(way), scheme) for who, way, scheme in both if applies(scheme)}
    which = _said(" and ".join(way for way, _ in ways.values()))
    if alone:
        yield "Which way", "referral", which
    for who, (_, scheme) in ways.items():
        # Where referrals run one way only, it is plain whose fee is meant.
        when = "" if alone and len(ways) == 1 else f" when {who} refer"
        yield from _fee(scheme, reader.language, when, brief=not alone)
    if alone and len(ways) == 1:
        yield from _settled(next(scheme for _, scheme in ways.values()), reader.language)
    if alone:
        contact = reader.reach("referrals") if reader.contact("referrals") else ()
        yield "Whom to call", "referral", contact


def _fee(scheme: Scheme | None, language: Language, when: str, *, brief: bool) -> Told:
    fees = (scheme.fees if scheme else None) or ()
    trigger = trigger_words(scheme, language) if scheme and scheme.trigger else ""
    yield f"Fee{when}", "referral", _said(fee_price(fees[0], language)) if fees else ()
    if fees and not brief:
        yield f"Earned once{when and ',' + when}", "referral", _said(trigger)


def _settled(scheme: Scheme | None, language: Language) -> Told:
    progress = scheme.progress if scheme else None
    settlement = scheme.settlement if scheme else None
    by = f"by {language.text(progress.reported_by)}" if progress and progress.reported_by else ""
    every = language.text(progress.every).removeprefix("1 ") if progress and progress.every else ""
    reported = " ".join(filter(None, (by, f"every {every}" if every else "")))
    invoiced = settlement.invoiced_by if settlement else None
    yield "Progress reported", "referral", _said(reported)
    yield "Invoice from", "referral", _said(language.text(invoiced)) if invoiced else ()


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


def _rate(rate: Rate, language: Language) -> Pieces:
    price = rate_price(rate, language)
    return (Words(f"{rate.name}: {price}" if rate.name else price),)


def _name(playbook: Playbook, reader: Reader) -> Pieces:
    protection = playbook.partner.client_protection
    seen = protection.client_sees if protection else None
    if seen is None:
        return ()
    whose = {"our_brand": playbook.house.name, "partner_brand": playbook.partner.name}.get(seen)
    words = reader.language.text(seen)
    return _said(f"{words}: {whose}" if whose else words)


def _billing(invoicing: Invoicing, language: Language) -> Pieces:
    said = [language.text(invoicing.when) if invoicing.when else ""]
    if invoicing.weekday:
        said.append(f"on {language.text(invoicing.weekday)}")
    if invoicing.cut_off:
        said.append(f"by {language.text(invoicing.cut_off)}")
    # A cut-off names the day itself.
    if invoicing.within and not invoicing.cut_off:
        said.append(f"within {language.text(invoicing.within)}")
    return _said(" ".join(filter(None, said)))


def _payment(payment: Payment | None, language: Language) -> Pieces:
    if payment is None or payment.not_applicable:
        return ()
    clock = language.text(payment.clock_starts) if payment.clock_starts else ""
    due = due_words(payment.due, clock or "that day") if payment.due else ""
    told = due or (f"counted from {clock}" if clock else "")
    waits = payment.pay_when_paid
    if applies(waits) and waits:
        stop = f", at the latest after {language.text(waits.long_stop)}" if waits.long_stop else ""
        told = f"{told}; waits for the client's payment{stop}".removeprefix("; ")
    return _said(told)


def _dress(work: Subcontract) -> Pieces:
    dress = work.on_site.dress if work.on_site else None
    return (Words(dress.standard),) if dress and dress.standard else ()


def _call(work: Subcontract, reader: Reader) -> Pieces:
    """Return the desk that is told of an arrival, else the one that dispatches."""
    on_site = work.on_site
    if on_site and on_site.not_applicable:
        return ()
    calls = (on_site.check_in if on_site else None) or ()
    first = next((call.to for call in calls if call.moment == "arrival" and call.to), "dispatch")
    return reader.reach(first) if reader.contact(first) else ()


def _said(text: str) -> Pieces:
    """Return our own words as the start of a sentence, or nothing."""
    return (Words(text[:1].upper() + text[1:]),) if text else ()
