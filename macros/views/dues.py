"""Dues: what a day that comes or is past means for us, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from macros.terms.deadline import DeadlineKind

if TYPE_CHECKING:
    from macros.terms.need import Need
    from macros.views.wording import Language

Said: TypeAlias = tuple[str, str]
"""A sentence that says what it is, and one that says what to do."""


def due(need: Need, language: Language) -> Said:
    """Return what a need that has a day is, and what to do; true before that day and after."""
    of, date = language.text(need.of), language.date(need.date) if need.date else ""
    match need.kind:
        case DeadlineKind.DOCUMENT_EXPIRES:
            return _document(need, date, language)
        case DeadlineKind.INSURANCE_EXPIRES:
            return (
                language.say("The insurance ({cover}) runs to {date}.", cover=of, date=date),
                language.say("Ask for the new certificate, and write down its last day."),
            )
        case DeadlineKind.CERTIFICATE_EXPIRES:
            return (
                language.say("The certificate {name} runs to {date}.", name=of, date=date),
                language.say("Ask for the new certificate, and write down its last day."),
            )
        case DeadlineKind.CHECK_DUE:
            return (
                language.say("The check {name} counts until {date}.", name=of, date=date),
                language.say("Have it done again, and write down the day."),
            )
        case DeadlineKind.NOTICE_BY | DeadlineKind.TERM_ENDS | DeadlineKind.TERM_RENEWS:
            return _term(need, date, language)
        case DeadlineKind.REVIEW_DUE:
            return (
                language.say("The review of the terms is due on {date}.", date=date),
                language.say("Look at the terms together, and write down the day."),
            )
        case DeadlineKind.PRICE_REVIEW_DUE | DeadlineKind.RATE_ENDS:
            return _price(need, of, date, language)
        case _:
            return _lasting(need, date, language)


def _document(need: Need, date: str, language: Language) -> Said:
    todo = language.say("Sign a new one, and write down its dates.")
    if need.of == "nda":
        return language.say("The non-disclosure agreement runs to {date}.", date=date), todo
    return language.say("The consultancy agreement runs to {date}.", date=date), todo


def _term(need: Need, date: str, language: Language) -> Said:
    match need.kind:
        case DeadlineKind.NOTICE_BY:
            return (
                language.say("Without notice from us by {date}, the alliance renews.", date=date),
                language.say("Decide whether it shall."),
            )
        case DeadlineKind.TERM_RENEWS:
            return (
                language.say("The alliance renews after {date}.", date=date),
                language.say("Look at the terms together before it does."),
            )
        case _:
            return (
                language.say("The term of the alliance runs to {date}.", date=date),
                language.say("Agree on a new term, or end the alliance in good order."),
            )


def _price(need: Need, of: str, date: str, language: Language) -> Said:
    if need.kind is DeadlineKind.PRICE_REVIEW_DUE:
        return (
            language.say("The review of the prices is due on {date}.", date=date),
            language.say("Talk the prices through, and agree on them anew."),
        )
    todo = language.say("Agree on the next rate, and add it to the record.")
    if of:
        sentence = language.say(
            "The rate for {work} runs to {date}, and none follows.", work=of, date=date
        )
        return sentence, todo
    return language.say("A rate runs to {date}, and none follows.", date=date), todo


def _lasting(need: Need, date: str, language: Language) -> Said:
    match need.kind:
        case DeadlineKind.TAIL_ENDS:
            return (
                language.say("Fees for earlier referrals are earned until {date}.", date=date),
                language.say("Settle what is still open."),
            )
        case DeadlineKind.RESTRAINT_ENDS:
            return (
                language.say("The promise of non-engagement holds until {date}.", date=date),
                language.say("Tell those who look after the clients that it covers."),
            )
        case _:
            return (
                language.say("The duty of secrecy holds until {date}.", date=date),
                language.say("Check that what was handed over has come back."),
            )
