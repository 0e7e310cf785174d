"""Late: what is owed for paying late, in plain words."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from macros.records.law import EU
from macros.records.money import LateKind
from macros.records.playbook import applies
from macros.records.scalars import Money
from macros.views.parts import Cell, Fact
from macros.views.wording import Words

if TYPE_CHECKING:
    from macros.records.money import Late, Payment
    from macros.records.playbook import Playbook
    from macros.views.wording import Language

# Late Payment of Commercial Debts (Interest) Act 1998, section 5A: for a debt below the first
# amount, below the second, and any other.
_UK_SUMS = tuple(Money(Decimal(amount), "GBP") for amount in (40, 70, 100))
_UK_DEBTS = tuple(Money(Decimal(amount), "GBP") for amount in (1000, 10_000))
# Directive 2011/7/EU, article 6.
_EU_SUM = Money(Decimal(40), "EUR")


def late_facts(playbook: Playbook, payment: Payment, language: Language) -> tuple[Fact, ...]:
    """Return what is owed for a late payment by the terms, or by the law that they name."""
    late = payment.late
    said = _said(playbook, late, language) if late and applies(late) else ""
    return (Fact(language.say("If we pay late"), Cell((Words(said),))),) if said else ()


def _said(playbook: Playbook, late: Late, language: Language) -> str:
    say = language.say
    match late.kind:
        case LateKind.CONTRACTUAL if late.rate:
            rate = language.text(late.rate)
            return say("{rate} a year, from the day after the due date.", rate=rate)
        case LateKind.NONE:
            return say("No interest is agreed.")
        case LateKind.STATUTORY:
            return _by_law(playbook.partner.country or playbook.house.country or "", language)
        case _:
            return ""


def _by_law(country: str, language: Language) -> str:
    say, money = language.say, language.money
    if country == "GB":
        small, middle, large = map(money, _UK_SUMS)
        first, second = map(money, _UK_DEBTS)
        return say(
            "8 percentage points above the Bank of England base rate, a year, and a fixed sum for"
            " each bill: {small} below {first}, {middle} below {second}, {large} from there on.",
            small=small,
            middle=middle,
            large=large,
            first=first,
            second=second,
        )
    if country in EU:
        return say(
            "At least 8 percentage points above the reference rate of the European Central Bank, a"
            " year, and at least {sum} for each bill.",
            sum=money(_EU_SUM),
        )
    return say("What the law says.")
