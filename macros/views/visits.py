"""Visits: what a visit costs, in the words of a page and of the command alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.money import PricesAre
from macros.terms.cost import Kind
from macros.views.parts import Line
from macros.views.visit_reasons import why, why_charged
from macros.views.visit_words import clock, money, span, time, where, work_in
from macros.views.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.scalars import Money
    from macros.terms.cost import Cost, Item
    from macros.terms.visits import Tariff, Visit
    from macros.views.wording import Language


def case(tariff: Tariff, visit: Visit, cost: Cost, language: Language) -> str:
    """Return which visit a cost is of: Sat, 14 Mar 2026, 10:00 to 13:20, Labour."""
    when = span(language, visit.start, visit.end, tariff.zone)
    return language.say("{when}, {work}", when=when, work=cost.rate.name or "").removesuffix(", ")


def lines(
    tariff: Tariff, cost: Cost, language: Language, *, with_tax: bool = True
) -> Iterator[Line]:
    """Yield what a visit costs line by line, each with its reason, then the total and its tax."""
    by_time = [item for item in cost.items if item.kind is Kind.TIME]
    if by_time and cost.charged is not None:
        yield Line(
            language.say("Time charged"),
            Words(time(language, cost.charged)),
            why_charged(tariff, cost, language),
        )
    for item in cost.items:
        amount = money(language, item.amount, item.up_to)
        yield Line(_what(item, language), amount, why(tariff, cost, item, language))
    yield from _total(tariff, cost, language)
    if with_tax:
        yield from _tax(cost, language)


def _what(item: Item, language: Language) -> str:
    say = language.say
    match item.kind:
        case Kind.TIME | Kind.PRICE if item.rate and item.spell:
            return work_in(item.rate, item.spell, language)
        case Kind.SURCHARGE if item.spell:
            return say("Surcharge, {window}", window=where(item.spell, language))
        case Kind.MINIMUM_CHARGE:
            return say("Up to the minimum charge")
        case Kind.MILEAGE:
            return say("Mileage")
        case Kind.CANCELLATION:
            return say("Charge for calling off")
        case _:
            return (item.rate.name if item.rate else None) or say("The work")


def _total(tariff: Tariff, cost: Cost, language: Language) -> Iterator[Line]:
    total = money(language, cost.total, cost.up_to)
    if cost.cancelled_at and not cost.items:
        moment = clock(language, cost.cancelled_at.astimezone(tariff.zone))
        said = language.say("Called off on {moment}: in time, so nothing is due.", moment=moment)
        yield Line(language.say("Total"), total, said, is_result=True)
        return
    yield Line(_total_name(cost, language), total, _why_total(cost, language), is_result=True)


def _tax(cost: Cost, language: Language) -> Iterator[Line]:
    tax, due = cost.tax, cost.tax_due
    if tax and due and tax.rate and tax.regime:
        regime, rate = language.text(tax.regime), language.text(tax.rate)
        yield Line(
            language.say("{tax} at {rate}", tax=regime, rate=rate),
            money(language, due.amount, due.up_to),
            tax.charged_when or "",
        )
        gross, most = _plus(cost.total, due.amount), _plus(cost.most, due.most)
        amount = money(language, gross, None if gross == most else most)
        yield Line(language.say("With {tax}", tax=regime), amount)


def _plus(one: Money, other: Money) -> Money:
    return type(one)(one.amount + other.amount, one.currency)


def _total_name(cost: Cost, language: Language) -> str:
    say, tax = language.say, cost.tax
    regime = language.text(tax.regime) if tax and tax.regime else ""
    if tax and regime and (cost.tax_due or tax.reverse_charge):
        return say("Total before {tax}", tax=regime)
    if tax and regime and tax.rate and tax.prices_are is PricesAre.INCLUDING:
        return say("Total with {tax}", tax=regime)
    return say("Total")


def _why_total(cost: Cost, language: Language) -> str:
    said = [_why_agreed(cost, language)]
    if cost.tax and cost.tax.reverse_charge and cost.tax.regime:
        regime = language.text(cost.tax.regime)
        said.append(language.say("Reverse charge: we account for {tax} ourselves.", tax=regime))
    return " ".join(filter(None, said))


def _why_agreed(cost: Cost, language: Language) -> str:
    if not (cost.needs_agreement and cost.limit):
        return ""
    limit = language.money(cost.limit)
    if cost.total.amount > cost.limit.amount:
        return language.say("More than {limit}: needs our agreement.", limit=limit)
    return language.say("It may pass {limit}: then it needs our agreement.", limit=limit)
