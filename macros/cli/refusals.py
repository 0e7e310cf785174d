"""Refusals: why a visit has no price, in a sentence that says what to do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from macros.records.money import Basis, Cancellation, OutOfHours, Rate
from macros.records.scalars import Money
from macros.terms.refusals import PriceError, Why
from macros.views.visit_words import clock, time, window_name

if TYPE_CHECKING:
    from macros.views.wording import Language

_ASKED_WRONGLY: dict[Why, str] = {
    Why.ENDS_BEFORE_START: "the visit ends before it starts, or at once; '--to' must be later than"
    " '--from'",
    Why.TOO_LONG: "the visit lasts {0}, and none lasts more than 31 days",
    Why.NO_SUCH_RATE: "there is no rate {0}; there are: {1}",
    Why.WHICH_RATE: "there are rates for several kinds of work; choose with '--rate': {0}",
    Why.WHICH_BASIS: "{0} has several rates; choose with '--basis': {1}",
    Why.NO_SUCH_BASIS: "{0} has no rate with the basis {1}; it has: {2}",
    Why.UNITS: "{0} is paid for each {1}; say how many with '--units'",
    Why.CANCELLED_AFTER: "the visit is over by then; '--cancelled-at' must be before its end",
}
"""What is put right on the command line."""

_NOT_IN_THE_RECORD: dict[Why, str] = {
    Why.NO_TERMS: "the record names no rates; add 'subcontract.pricing.rates'",
    Why.NO_TIMEZONE: "neither the record nor the house says in which time zone hours are; add"
    " 'timezone: Europe/London'",
    Why.NOT_VALID: "no rate holds on {1}; see 'effective_from' and 'effective_to'",
    Why.TWO_PRICES: "{0} has two prices on {1}; end the older one with 'effective_to'",
    Why.NOT_BY_VISIT: "{0} is not paid by the visit: its basis is {1}",
    Why.NO_PRICE: "{0} has no price; add 'rate'",
    Why.DAY_LENGTH: "{0} is paid by the day, and the record does not say how long a day is; add"
    " 'day_length: 8 hours'",
    Why.BEYOND: "{0} buys {1}, and {2} is charged: the record does not say how the rest is paid;"
    " add 'beyond:' with the name of an hourly rate",
    Why.UNKNOWN_BEYOND: "{0} leads to the hourly rate {1}, and there is none on that day",
    Why.LENGTH: "one cannot tell how many hours {0} are; write minutes or hours, 31 days at most",
    Why.ROUNDING: "{0} is no full number of steps of {1}, and the record does not say how time is"
    " rounded; add 'rounding: up', 'rounding: nearest' or 'rounding: down'",
    Why.UNAVAILABLE: "the partner does not work in the window {0}, which the visit meets at {1}",
    Why.UNPRICED: "the record has no price for {0}{1}; widen a window, or add one",
    Why.CURRENCIES: "the prices are in more than one currency: {0} and {1}",
    Why.NO_MILEAGE: "the record has no price for a mile or kilometre; add 'travel.mileage'",
    Why.MILEAGE_UNIT: "the record does not say whether mileage is by the mile or the kilometre; add"
    " 'travel.mileage_per'",
    Why.FREE_RADIUS: "the free radius is {0}; write it in miles or km",
    Why.WHICH_WAY: "the record does not say whether both ways are paid: {0} is {1} for the way"
    " there, {2} there and back; add 'travel.mileage_for: one_way' or 'both_ways'",
    Why.NO_CANCELLATION: "the record does not say what calling off costs; add 'cancellation'",
    Why.CHARGE: "the charge for calling off {0}needs one of 'charge' and 'amount'",
}
"""What is put right in the record, or has no price at all."""


SENTENCES = _ASKED_WRONGLY | _NOT_IN_THE_RECORD


def refusal(error: PriceError, language: Language) -> click.ClickException:
    """Return how the command ends: UsageError (exit 2) or ClickException (exit 1)."""
    values = [_said(value, language) for value in error.values]
    how = click.UsageError if error.why in _ASKED_WRONGLY else click.ClickException
    return how(SENTENCES[error.why].format(*values))


def _said(value: object, language: Language) -> str:
    """Return a value of a refusal in words; names in quotes, as one types them."""
    match value:
        case tuple():
            return ", ".join(_said(each, language) for each in value)
        case dt.timedelta():
            return time(language, value)
        case dt.datetime():
            return clock(language, value)
        case Rate():
            return _said(value.name or "", language)
        case OutOfHours():
            return window_name(value, language)
        case Money():
            return language.money(value)
        case Cancellation():
            notice = value.notice_less_than
            return f"less than {notice} before " if notice else ""
        case Basis():
            return value.value
        case str():
            return f"'{value}'" if value else ""
        case _:
            return language.text(value)
