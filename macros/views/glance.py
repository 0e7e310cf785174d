"""Glance: the few facts that an engineer or a bookkeeper needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from macros.records.fields import Audience
from macros.records.playbook import applies
from macros.terms.rates import holds
from macros.views.bills import once_for_bills
from macros.views.parts import Cell, Fact
from macros.views.phrases import due_words, fee_price, on_weekday, rate_price, trigger_words
from macros.views.wording import Words, capital

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import Invoicing, Payment, PayWhenPaid, Rate
    from macros.records.playbook import Playbook
    from macros.records.referral import Progress, Referral, Scheme
    from macros.records.work import Subcontract
    from macros.views.clauses import Reader
    from macros.views.wording import Language

Pieces: TypeAlias = tuple[Words, ...]
Told: TypeAlias = "Iterator[tuple[str, str, Pieces]]"
"""For each fact its label, the clause that it is of, and what that clause says, if anything."""


def glance(playbook: Playbook, reader: Reader) -> tuple[Fact, ...]:
    """Return the facts that fit the relationship and the reader, six where there is one of them.

    A fact whose clause is put aside says why; one that nobody has settled says so.
    """
    return _facts(playbook, _told(playbook, reader), reader.language)


def when_billed_and_paid(playbook: Playbook, reader: Reader) -> tuple[Fact, ...]:
    """Return two of these facts for a subcontractor: when to bill, and when it is paid."""
    work = playbook.partner.subcontract
    return _facts(playbook, _when(playbook, work, reader), reader.language) if work else ()


def _facts(playbook: Playbook, told: Told, language: Language) -> tuple[Fact, ...]:
    open_ = (Words(language.say("Not settled yet")),)
    return tuple(
        Fact(label, Cell(words or _put_aside(playbook, clause) or open_))
        for label, clause, words in told
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
    say = reader.language.say
    if partner.subcontract:
        yield say("The client sees"), "client_protection", seen_as(playbook, reader)
        if on_site:
            yield from _door(partner.subcontract, reader)
        else:
            yield from _work(playbook, partner.subcontract, reader)
        yield say("Whom to call"), "subcontract.on_site", _call(partner.subcontract, reader)
    if partner.referral and not on_site:
        yield from _referral(partner.referral, reader, alone=not partner.subcontract)


def _work(playbook: Playbook, work: Subcontract, reader: Reader) -> Told:
    language, say = reader.language, reader.language.say
    rates = _valid((work.pricing.rates if work.pricing else None) or (), reader.today)
    yield say("Rate"), "subcontract.pricing", _rate(rates[0], language) if rates else ()
    yield from _when(playbook, work, reader)
    yield say("What to wear"), "subcontract.on_site.dress", _dress(work)


def _when(playbook: Playbook, work: Subcontract, reader: Reader) -> Told:
    """Tell when to bill and when it is paid, in words that are found once for the same terms."""
    told = once_for_bills(
        "when billed and paid",
        playbook,
        reader,
        lambda: tuple(_billed_and_paid(work, reader.language)),
        dated=False,
    )
    return iter(told)


def _billed_and_paid(work: Subcontract, language: Language) -> Told:
    billing = _billing(work.invoicing, language) if work.invoicing else ()
    yield language.say("When to bill"), "subcontract.invoicing", billing
    yield language.say("When paid"), "subcontract.payment", _payment(work.payment, language)


def _door(work: Subcontract, reader: Reader) -> Told:
    hours = work.scope.hours if work.scope else None
    carry = work.on_site.id if work.on_site else None
    late = reader.reach("out_of_hours") if reader.contact("out_of_hours") else ()
    say = reader.language.say
    yield (
        say("Working hours"),
        "subcontract.scope",
        (reader.language.words(hours),) if hours else (),
    )
    yield say("What to wear"), "subcontract.on_site.dress", _dress(work)
    yield say("Carry"), "subcontract.on_site", (Words(carry),) if carry else ()
    yield say("Out of hours"), "subcontract.on_site", late


class _Way(NamedTuple):
    """A direction of referrals: how it is said, and what its facts are called."""

    says: str
    fee: str
    earned: str
    scheme: Scheme | None


def _ways(terms: Referral, language: Language) -> tuple[_Way, ...]:
    say = language.say
    both = (
        _Way(
            say("we refer to {them}"),
            say("Fee when we refer"),
            say("Earned once, when we refer"),
            terms.we_refer,
        ),
        _Way(
            say("{they} refer to us"),
            say("Fee when {they} refer"),
            say("Earned once, when {they} refer"),
            terms.they_refer,
        ),
    )
    return tuple(way for way in both if applies(way.scheme))


def _referral(terms: Referral, reader: Reader, *, alone: bool) -> Told:
    language, say = reader.language, reader.language.say
    ways = _ways(terms, language)
    if alone and len(ways) == 1:
        # Where referrals run one way only, it is plain whose fee is meant.
        ways = (ways[0]._replace(fee=say("Fee"), earned=say("Earned once")),)
    if alone:
        which = language.listed(way.says for way in ways)
        yield say("Which way"), "referral", _said(which)
    for way in ways:
        yield from _fee(way, language, brief=not alone)
    if alone and len(ways) == 1:
        yield from _settled(ways[0].scheme, language)
    if alone:
        contact = reader.reach("referrals") if reader.contact("referrals") else ()
        yield say("Whom to call"), "referral", contact


def _fee(way: _Way, language: Language, *, brief: bool) -> Told:
    scheme = way.scheme
    fees = (scheme.fees if scheme else None) or ()
    trigger = trigger_words(scheme, language) if scheme and scheme.trigger else ""
    yield way.fee, "referral", _said(fee_price(fees[0], language)) if fees else ()
    if fees and not brief:
        yield way.earned, "referral", _said(trigger)


def _settled(scheme: Scheme | None, language: Language) -> Told:
    invoiced = scheme.settlement.invoiced_by if scheme and scheme.settlement else None
    reported = _reported(scheme.progress, language) if scheme and scheme.progress else ""
    yield language.say("Progress reported"), "referral", _said(reported)
    by = _said(language.text(invoiced)) if invoiced else ()
    yield language.say("Invoice from"), "referral", by


def _reported(progress: Progress, language: Language) -> str:
    who = language.text(progress.reported_by) if progress.reported_by else ""
    every = language.every(progress.every) if progress.every else ""
    if not who:
        return every
    if not every:
        return language.say("by {party}", party=who)
    return language.say("by {party} {every}", party=who, every=every)


def _valid(rates: tuple[Rate, ...], today: dt.date | None) -> tuple[Rate, ...]:
    """Return the rates that hold today, or all where none does."""
    if today is None:
        return rates
    return tuple(rate for rate in rates if holds(rate, today)) or rates


def _rate(rate: Rate, language: Language) -> Pieces:
    price = rate_price(rate, language)
    return (Words(f"{rate.name}: {price}" if rate.name else price),)


def seen_as(playbook: Playbook, reader: Reader) -> Pieces:
    """Return under whose name the client meets the partner, or nothing."""
    protection = playbook.partner.client_protection
    seen = protection.client_sees if protection else None
    if seen is None:
        return ()
    whose = {"our_brand": playbook.house.name, "partner_brand": playbook.partner.name}.get(seen)
    words = reader.language.text(seen)
    return _said(f"{words}: {whose}" if whose else words)


def _billing(invoicing: Invoicing, language: Language) -> Pieces:
    said = language.text(invoicing.when) if invoicing.when else ""
    if invoicing.weekday:
        said = on_weekday(said, language.text(invoicing.weekday), language)
    if invoicing.cut_off:
        said = language.onto("{when} by {day}", when=said, day=language.text(invoicing.cut_off))
    # A cut-off names the day itself.
    if invoicing.within and not invoicing.cut_off:
        within = language.text(invoicing.within)
        said = language.onto("{when} within {time}", when=said, time=within)
    return _said(said)


def _payment(payment: Payment | None, language: Language) -> Pieces:
    if payment is None or payment.not_applicable:
        return ()
    clock = language.text(payment.clock_starts) if payment.clock_starts else ""
    told = due_words(payment.due, language, clock) if payment.due else ""
    if clock and not payment.due:
        told = language.say("counted from {event}", event=clock)
    waits = payment.pay_when_paid
    if waits is None or not applies(waits):
        return _said(told)
    waiting = _waiting(waits, language)
    return _said(f"{told}; {waiting}" if told else waiting)


def _waiting(waits: PayWhenPaid, language: Language) -> str:
    if waits.long_stop is None:
        return language.say("waits for the client's payment")
    longest = language.text(waits.long_stop)
    return language.say("waits for the client's payment, at the latest after {time}", time=longest)


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
    return (Words(capital(text)),) if text else ()
