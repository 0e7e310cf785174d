"""Values: amounts, dates, times and lengths as one reads them in a locale such as `de_DE`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import NumberPattern, format_decimal, get_currency_symbol, parse_pattern
from babel.units import format_unit

from macros.records.scalars import (
    Count,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Hours,
    Money,
    Number,
    Percent,
    TimeOfDay,
    YesNo,
)
from macros.views.catalogue import (
    Said,
    count_in_cases,
    in_cases,
    ours,
    ours_counted,
    translated,
)

LAST_DAY = 31
_DAY = 24 * 60


def spoken(value: object, locale: str) -> str:
    """Return a value of a record in words; what has no words of its own as it was written."""
    # 45.0 and 45.00 are equal as numbers and not as written: the text belongs to the key.
    return _spoken(value, str(value), locale)


@lru_cache(maxsize=8192)
def _spoken(value: object, text: str, locale: str) -> str:
    match value:
        case Money():
            return _money(value, locale)
        case dt.date():
            return str(format_date(value, "long", locale=locale))
        case Percent():
            return _percent(value, locale)
        case Number():
            return number(value.value, locale)
        case DayOfMonth():
            return day_of_month(value.value, locale)
        case Count():
            return number(Decimal(value.value), locale)
        case Duration():
            return _duration(value, locale)
        case _:
            return _in_a_week(value, text, locale)


def _in_a_week(value: object, text: str, locale: str) -> str:
    match value:
        case Distance():
            return _distance(value, locale)
        case TimeOfDay():
            return _time(value, locale)
        case Days():
            return _days(value, locale)
        case Hours():
            return _hours(value, locale)
        case YesNo():
            return translated(locale, "yes" if value else "no")
        case _:
            return text


def number(value: Decimal | int, locale: str) -> str:
    """Return a number with every digit that was written."""
    return _number(str(value), locale)


# By its digits: 5 and 5.0 are equal.
@lru_cache(maxsize=2048)
def _number(digits: str, locale: str) -> str:
    return str(format_decimal(Decimal(digits), locale=locale, decimal_quantization=False))


def _percent(value: Percent, locale: str) -> str:
    pattern = str(Locale.parse(locale).percent_formats[None].pattern)
    return pattern.replace("#,##0", number(value.value, locale))


def _money(value: Money, locale: str) -> str:
    """Return an amount with the decimals that were written: £45.00, £5,000,000, £0.455."""
    written = max(0, -int(value.amount.as_tuple().exponent))
    pattern = _money_pattern(value.currency, written, locale)
    return str(
        pattern.apply(
            value.amount,
            Locale.parse(locale),
            currency=value.currency,
            currency_digits=False,
            decimal_quantization=False,
        )
    )


# A page of worked examples says many amounts, each another one, and all in this form.
@lru_cache(maxsize=256)
def _money_pattern(currency: str, decimals: int, locale: str) -> NumberPattern:
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    exact = pattern.replace(".00", f".{'0' * decimals}" if decimals else "")
    if get_currency_symbol(currency, locale)[-1].isalpha():
        # CLDR's rule, which Babel leaves out: letters do not touch digits.
        exact = exact.replace("¤#", "¤\N{NO-BREAK SPACE}#")
    return parse_pattern(exact)


@lru_cache(maxsize=4096)
def weekday_and_date(value: dt.date, locale: str) -> str:
    """Return a date with its day of the week: Thu, 12 Mar 2026."""
    return str(format_skeleton("yMMMEd", dt.datetime.combine(value, dt.time()), locale=locale))


@lru_cache(maxsize=512)
def country_name(code: str, locale: str) -> str:
    """Return a country's name."""
    return str(Locale.parse(locale).territories[code])


@lru_cache(maxsize=1024)
def listed(items: tuple[str, ...], locale: str) -> str:
    """Return several things as one says them: x, y and z."""
    return str(format_list(items, locale=locale))


# Lengths of time

_UNITS: dict[str, tuple[str, str]] = {
    "minute": ours_counted("{count} minute", "{count} minutes"),
    "hour": ours_counted("{count} hour", "{count} hours"),
    "day": ours_counted("{count} day", "{count} days"),
    "business day": ours_counted("{count} business day", "{count} business days"),
    "week": ours_counted("{count} week", "{count} weeks"),
    "month": ours_counted("{count} month", "{count} months"),
    "year": ours_counted("{count} year", "{count} years"),
}
_EVERY: dict[str, tuple[str, str]] = {
    "minute": ours_counted("every minute", "every {count} minutes"),
    "hour": ours_counted("every hour", "every {count} hours"),
    "day": ours_counted("every day", "every {count} days"),
    "business day": ours_counted("every business day", "every {count} business days"),
    "week": ours_counted("every week", "every {count} weeks"),
    "month": ours_counted("every month", "every {count} months"),
    "year": ours_counted("every year", "every {count} years"),
}


def _duration(value: Duration, locale: str) -> Said:
    return _counted(value, _UNITS, locale)


@lru_cache(maxsize=512)
def every(value: Duration, locale: str) -> str:
    """Return how often something is done: every month, every 2 weeks."""
    return _counted(value, _EVERY, locale)


def _counted(value: Duration, units: dict[str, tuple[str, str]], locale: str) -> Said:
    said = count_in_cases(locale, value.amount, *units[value.unit])
    shown = number(value.amount, locale)
    cases = {case: words.format(count=shown) for case, words in said.cases.items()}
    return Said.of(str(said).format(count=shown), cases)


# Lengths

_LENGTHS: dict[str, tuple[str, Literal["long", "short"]]] = {
    "miles": ("length-mile", "long"),
    "km": ("length-kilometer", "short"),
    "m": ("length-meter", "short"),
    "mm": ("length-millimeter", "short"),
    "ft": ("length-foot", "short"),
    "in": ("length-inch", "short"),
}


def _distance(value: Distance, locale: str) -> str:
    unit, length = _LENGTHS[value.unit]
    return str(format_unit(value.amount, unit, length, locale=locale))


# Days and hours


def day_of_month(day: int, locale: str) -> Said:
    """Return a day of the month: the 25th; the 31st is the last day, whatever the month."""
    if day == LAST_DAY:
        return in_cases(locale, "the last day")
    said = in_cases(locale, "the {ordinal}")
    shown = ordinal(day, locale)
    cases = {case: words.format(ordinal=shown) for case, words in said.cases.items()}
    return Said.of(str(said).format(ordinal=shown), cases)


# The endings of English, by CLDR's forms.
_ORDINALS = {
    "one": ours("{number}st"),
    "two": ours("{number}nd"),
    "few": ours("{number}rd"),
    "other": ours("{number}th"),
}


def ordinal(number: int, locale: str) -> str:
    """Return a place in a row as one says it: 1st, 22nd, 13th."""
    return translated(locale, _ORDINALS[Locale("en").ordinal_form(number)]).format(number=number)


@lru_cache(maxsize=16)
def _has_two_halves(locale: str) -> bool:
    """Tell whether a day is twice twelve hours, am and pm."""
    return "a" in str(Locale.parse(locale).time_formats["short"].pattern)


def _time(value: TimeOfDay, locale: str) -> str:
    if value.minutes == _DAY:
        return translated(locale, "midnight") if _has_two_halves(locale) else "24:00"
    return clock(_clock(value), locale)


def clock(value: dt.time | dt.datetime, locale: str) -> str:
    """Return a time of day: 18:00, or 6:00 PM where a day has two halves."""
    return _time_of_day(value.time() if isinstance(value, dt.datetime) else value, locale)


# Not of moments: two are equal, and so one key, where clocks of two zones show other times.
@lru_cache(maxsize=2048)
def _time_of_day(value: dt.time, locale: str) -> str:
    return str(format_time(value, "short", locale=locale))


def _clock(value: TimeOfDay) -> dt.time:
    return dt.time(*divmod(value.minutes, 60))


def _days(value: Days, locale: str) -> str:
    names = get_day_names("abbreviated", "stand-alone", locale)
    runs: list[list[int]] = []
    for day in value.days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    said = (f"{names[run[0]]}–{names[run[-1]]}" if len(run) > 1 else names[run[0]] for run in runs)
    return ", ".join(said)


def _hours(value: Hours, locale: str) -> str:
    if value.around_the_clock:
        return translated(locale, "24/7")
    return ", ".join(
        f"{_days(days, locale)} {_span(start, end, locale)}" for days, start, end in value.parts
    )


def _span(start: TimeOfDay, end: TimeOfDay, locale: str) -> str:
    if end.minutes < _DAY:
        skeleton = "hm" if _has_two_halves(locale) else "Hm"
        return str(format_interval(_clock(start), _clock(end), skeleton, locale=locale))
    if _has_two_halves(locale):
        return translated(locale, "{start} to {end}").format(
            start=_time(start, locale), end=_time(end, locale)
        )
    # No clock shows 24:00, so that its pattern is taken from the minute before.
    return _span(start, TimeOfDay(_DAY - 1), locale).replace("23:59", "24:00")
