"""Priced: what a firm charges, in lines short enough to stand beside those of other firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.playbook import applies
from macros.records.scalars import Number
from macros.terms.normal_rate import BY_HOUR_OR_DAY, normal_rates
from macros.terms.rates import holds

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.money import OutOfHours, Pricing
    from macros.terms.normal_rate import NormalRate, Price
    from macros.views.wording import Language


def rates(pricing: Pricing | None, speech: Language, today: dt.date) -> Iterator[str]:
    """Yield what an hour and a day of each work cost on `today`, and how many other prices hold."""
    if pricing is None or pricing.not_applicable:
        yield (pricing and pricing.not_applicable) or speech.say("No rates on file")
        return
    holding = [rate for rate in pricing.rates or () if holds(rate, today)]
    by_time = normal_rates(holding, pricing.day_length, today)
    for rate in by_time:
        price = _rate(rate, speech)
        yield f"{rate.work}: {price}" if rate.work else price
    if pricing.day_length and any(rate.day for rate in by_time):
        yield speech.say("a day of {length}", length=speech.text(pricing.day_length))
    others = sum(rate.basis not in BY_HOUR_OR_DAY for rate in holding)
    if not by_time:
        yield speech.say("No rate by the hour or the day")
    if others:
        yield speech.say_count(others, "{count} other price", "{count} other prices")


def _rate(rate: NormalRate, speech: Language) -> str:
    hour = _price(rate.hour, speech) if rate.hour else ""
    day = _price(rate.day, speech) if rate.day else ""
    if hour and day:
        return speech.say("{hour} an hour, {day} a day", hour=hour, day=day)
    if hour:
        return speech.say("{price} an hour", price=hour)
    return speech.say("{price} a day", price=day)


def _price(price: Price, speech: Language) -> str:
    if price.least is None:
        return speech.say("up to {price}", price=speech.money(price.most))
    return speech.money(price.least, up_to=price.most if price.most != price.least else None)


def out_of_hours(pricing: Pricing | None, speech: Language) -> Iterator[str]:
    """Yield each way in which time out of hours is priced, the whole range of each."""
    windows = (pricing.out_of_hours if pricing and applies(pricing) else None) or ()
    yield from _factors(windows, speech)
    yield from _amounts(windows, speech)
    if any(window.unavailable for window in windows):
        whole = all(window.unavailable for window in windows)
        yield speech.say("no work") if whole else speech.say("no work at some hours")
    if not windows:
        yield speech.say("Not settled")


def _factors(windows: tuple[OutOfHours, ...], speech: Language) -> Iterator[str]:
    factors = sorted({window.multiplier.value for window in windows if window.multiplier})
    if factors:
        least, most = (speech.text(Number(end)) for end in (factors[0], factors[-1]))
        if least == most:
            yield speech.say("{factor} times the normal rate", factor=least)
        else:
            yield speech.say("{least} to {most} times the normal rate", least=least, most=most)


def _amounts(windows: tuple[OutOfHours, ...], speech: Language) -> Iterator[str]:
    said = []
    for window in windows:
        if window.surcharge:
            price = speech.money(window.surcharge, up_to=window.up_to)
            said.append(speech.say("{price} on top", price=price))
        if window.rate:
            price = speech.money(window.rate, up_to=window.up_to)
            said.append(speech.say("{price} an hour", price=price))
    yield from dict.fromkeys(said)


def least(pricing: Pricing | None, speech: Language) -> Iterator[str]:
    """Yield the least time and the least price of a visit."""
    if pricing and applies(pricing):
        found = (pricing.minimum, pricing.minimum_charge)
        yield from (speech.text(value) for value in found if value)


def travel(pricing: Pricing | None, speech: Language) -> Iterator[str]:
    """Yield what getting there costs."""
    travel = pricing.travel if pricing and applies(pricing) else None
    if travel is None:
        return
    if travel.not_applicable:
        yield travel.not_applicable
    if travel.free_radius:
        yield speech.say("{distance} free", distance=speech.text(travel.free_radius))
    if travel.mileage:
        price = speech.money(travel.mileage)
        unit = speech.text(travel.mileage_per) if travel.mileage_per else ""
        yield speech.say("{price} for each {unit}", price=price, unit=unit) if unit else price
