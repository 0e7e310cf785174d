"""Fee parties: who does what about a referral: reports, invoices, pays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import Party
from macros.records.referral import FeeKind
from macros.terms.ways import Case, Way, payee, payer

if TYPE_CHECKING:
    from macros.views.wording import Language


def who_pays(case: Case, language: Language) -> str:
    """Return who pays whom."""
    say = language.say
    match payer(case.way, case.fee), payee(case.way, case.fee):
        case Party.PARTNER, Party.US if case.fee.kind is FeeKind.CREDIT:
            return say("{They} credit us")
        case Party.PARTNER, Party.US:
            return say("{They} pay us")
        case Party.US, Party.PARTNER if case.fee.kind is FeeKind.CREDIT:
            return say("We credit {them}")
        case Party.US, Party.PARTNER:
            return say("We pay {them}")
        case Party.CLIENT, Party.US:
            return say("The client pays us")
        case Party.CLIENT, Party.PARTNER:
            return say("The client pays {them}")
        case _:
            return say("The fee")


def direction(case: Case, language: Language) -> str:
    """Return which way the referral runs, and what follows for the payment."""
    say = language.say
    pays = case.fee.kind is not FeeKind.CREDIT
    match case.way, payer(case.way, case.fee), payee(case.way, case.fee):
        case Way.WE_REFER, Party.PARTNER, Party.US if pays:
            return say("We refer to {them}: {they} pay us.")
        case Way.THEY_REFER, Party.US, Party.PARTNER if pays:
            return say("{They} refer to us: we pay {them}.")
        case Way.WE_REFER, _, _:
            return say("We refer to {them}.")
        case _:
            return say("{They} refer to us.")


def who_reports(party: Party | None, language: Language) -> str:
    """Return who tells the other side how a referral is getting on."""
    match party:
        case Party.US:
            return language.say("We report progress")
        case Party.PARTNER:
            return language.say("{They} report progress")
        case _:
            return language.say("Progress is reported")


def who_invoices_by(party: Party | None, language: Language) -> str:
    """Return who writes the invoice, before its last day."""
    match party:
        case Party.US:
            return language.say("We invoice by")
        case Party.PARTNER:
            return language.say("{They} invoice by")
        case _:
            return language.say("Invoice by")


def who_invoices_from(party: Party | None, language: Language) -> str:
    """Return who writes the invoice, before its first day."""
    match party:
        case Party.US:
            return language.say("We invoice from")
        case Party.PARTNER:
            return language.say("{They} invoice from")
        case _:
            return language.say("Invoiced from")
