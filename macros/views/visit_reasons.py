"""Visit reasons: why a line of a visit's cost is what it is, in a sentence each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from macros.records.money import Rounding
from macros.records.scalars import Count, Distance, Money
from macros.terms.cost import Kind
from macros.views.phrases import rate_price
from macros.views.visit_words import clock, time

if TYPE_CHECKING:
    from macros.records.money import Rate
    from macros.terms.cost import Cost, Item
    from macros.terms.travel import Mileage
    from macros.terms.visits import Tariff
    from macros.views.wording import Language


def why_charged(tariff: Tariff, cost: Cost, language: Language) -> str:
    """Return how the time that is charged follows from the time that was worked."""
    worked, pricing = time(language, cost.worked), tariff.pricing
    if cost.rounded != cost.charged and pricing.minimum:
        least = language.text(pricing.minimum)
        return language.say(
            "{worked}; the least time charged is {least}.", worked=worked, least=least
        )
    if cost.rounded == cost.worked or not pricing.increment:
        return ""
    step = language.text(pricing.increment)
    match pricing.rounding:
        case Rounding.NEAREST:
            return language.say("{worked}, to the nearest {step}.", worked=worked, step=step)
        case Rounding.DOWN:
            return language.say("{worked}, down to full {step}.", worked=worked, step=step)
        case _:
            return language.say("{worked}, up to the next {step}.", worked=worked, step=step)


def why(tariff: Tariff, cost: Cost, item: Item, language: Language) -> str:
    """Return why a line is what it is."""
    match item.kind:
        case Kind.TIME if item.rate:
            return _why_time(item, item.rate, language)
        case Kind.PRICE if item.rate:
            return _why_price(item, item.rate, language)
        case Kind.SURCHARGE:
            return language.say("Paid once a visit.")
        case Kind.MINIMUM_CHARGE if tariff.pricing.minimum_charge:
            least = language.money(tariff.pricing.minimum_charge)
            return language.say("A visit costs at least {amount}.", amount=least)
        case Kind.MILEAGE if item.mileage:
            return _why_mileage(tariff, item.mileage, language)
        case Kind.CANCELLATION:
            return _why_cancelled(tariff, cost, item, language)
        case _:
            return ""


def _why_time(item: Item, rate: Rate, language: Language) -> str:
    say, spell = language.say, item.spell
    window = spell.window if spell else None
    length = time(language, spell.time) if spell else ""
    if window and window.rate:
        price = language.money(window.rate, up_to=window.up_to)
        said = say("{time} at {price} an hour, the rate of this window.", time=length, price=price)
    else:
        price = language.money(rate.rate, up_to=rate.up_to) if rate.rate else ""
        if window and window.multiplier:
            factor = language.text(window.multiplier)
            said = say(
                "{time} at {factor} times {price} an hour.", time=length, factor=factor, price=price
            )
        else:
            said = say("{time} at {price} an hour.", time=length, price=price)
    if spell and spell.is_minimum and window and window.minimum:
        least = say("The least time charged here is {time}.", time=language.text(window.minimum))
        return f"{said} {least}"
    return said


def _why_price(item: Item, rate: Rate, language: Language) -> str:
    say, spell = language.say, item.spell
    price = rate_price(rate, language)
    if item.units is not None:
        each = language.money(rate.rate, up_to=rate.up_to) if rate.rate else ""
        return say("{count} at {price}.", count=language.text(Count(item.units)), price=each)
    window = spell.window if spell else None
    factor = language.text(window.multiplier) if window and window.multiplier else ""
    if spell is None or item.whole is None or spell.time == item.whole:
        return say("{factor} times {price}.", factor=factor, price=price) if factor else f"{price}."
    part, whole = time(language, spell.time), time(language, item.whole)
    if factor:
        return say(
            "{part} of {whole}: that share of {price}, {factor} times.",
            part=part,
            whole=whole,
            price=price,
            factor=factor,
        )
    return say("{part} of {whole}: that share of {price}.", part=part, whole=whole, price=price)


def _why_mileage(tariff: Tariff, way: Mileage, language: Language) -> str:
    say, travel = language.say, tariff.pricing.travel
    price = language.money(travel.mileage) if travel and travel.mileage else ""
    named = {
        "distance": language.text(_shown(way.distance)),
        "paid": language.text(_shown(way.paid)),
        "price": price,
        "free": language.text(travel.free_radius) if travel and travel.free_radius else "",
    }
    if named["free"] and way.ways > 1:
        return say("{distance} less {free}, both ways: {paid} at {price} each.", **named)
    if named["free"]:
        return say("{distance} less {free}: {paid} at {price} each.", **named)
    if way.ways > 1:
        return say("{distance}, both ways: {paid} at {price} each.", **named)
    return say("{paid} at {price} each.", **named)


def _shown(distance: Distance) -> Distance:
    """Return a distance with two decimals at most; what is paid is worked out from all of them."""
    return Distance(Decimal(f"{distance.amount:.2f}".rstrip("0").rstrip(".")), distance.unit)


def _why_cancelled(tariff: Tariff, cost: Cost, item: Item, language: Language) -> str:
    say, entry = language.say, item.cancellation
    moment = clock(language, cost.cancelled_at.astimezone(tariff.zone)) if cost.cancelled_at else ""
    named = {"moment": moment, "amount": "", "notice": ""}
    if entry and entry.notice_less_than:
        named["notice"] = language.text(entry.notice_less_than)
        said = say("Called off on {moment}, less than {notice} before.", **named)
    else:
        said = say("Called off on {moment}.", **named)
    if entry and entry.charge and item.price:
        low, high, currency = item.price
        price = language.money(
            Money(low, currency),
            up_to=None if low == high else Money(high, currency),
        )
        share = say("{percent} of {price}.", percent=language.text(entry.charge), price=price)
        return f"{said} {share}"
    return said
