"""Wording: values and names of fields in the words of a page."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from macros.records.fields import Audience, Choice
from macros.records.identity import PageLanguage
from macros.records.scalars import (
    Count,
    Country,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Email,
    Hours,
    Money,
    Number,
    Pattern,
    Percent,
    Phone,
    Prose,
    Url,
)
from macros.views.catalogue import translated, translated_count
from macros.views.choices import choice

if TYPE_CHECKING:
    from macros.views.parts import Paper

LAST_DAY = 31


class Words(NamedTuple):
    """A piece of a page: text with the kind that tells how it is set.

    `kind` is text, prose, phone, link, code, money, date, or a chip with its tone (`chip--bad`);
    `href` is the address of a phone or link; `paper` tells of a last day that is marked when it is
    near or past.
    """

    text: str
    kind: str = "text"
    href: str = ""
    paper: Paper | None = None

    @property
    def is_chip(self) -> bool:
        """Whether this is a mark beside a value, and no value itself."""
        return self.kind.startswith("chip")


class Voice(NamedTuple):
    """How a page speaks of the partner: staff read 'they', the partner reads 'you'."""

    they: str
    them: str
    their: str

    def say(self, text: str) -> str:
        """Return `text` with its {they}, {them}, {their} and {They} filled in, and no other."""
        return _VOICED.sub(lambda found: self._word(found[1]), text)

    def _word(self, name: str) -> str:
        return {"they": self.they, "them": self.them, "their": self.their}.get(
            name, self.they.capitalize()
        )


_VOICED = re.compile(r"\{(they|them|their|They)\}")


STAFF = Voice("they", "them", "their")
PARTNER = Voice("you", "you", "your")


def voice(audience: Audience) -> Voice:
    """Return the voice in which a page for `audience` speaks."""
    return STAFF if audience is Audience.INTERNAL else PARTNER


class Language(NamedTuple):
    """A locale and a voice: all that decides how a value reads."""

    locale: str
    voice: Voice

    def words(self, value: object) -> Words:
        """Return one value in words."""
        if isinstance(value, str) and not isinstance(value, Choice):
            return _text(value)
        if isinstance(value, Choice):
            return Words(self.say(choice(value)))
        if isinstance(value, Phone):
            return Words(value.typed, "phone", value.tel)
        kind = (
            "money"
            if isinstance(value, Money)
            else "date"
            if isinstance(value, dt.date)
            else "text"
        )
        return Words(_say(value, self.locale), kind)

    def text(self, value: object) -> str:
        """Return the text of one value in words."""
        return self.words(value).text

    def say(self, text: str, **values: object) -> str:
        """Return our own words in this language and voice, with their {names} filled in.

        `text` is in English and the key of the catalogue, its {they} and the like filled in.
        """
        return translated(self.locale, self.voice.say(text)).format(**values)

    def say_count(self, number: int, one: str, many: str, **values: object) -> str:
        """Return our own words for one thing or for many; {count} is filled with the number."""
        voiced = self.voice.say(one), self.voice.say(many)
        words = translated_count(self.locale, number, *voiced)
        return words.format(count=self.text(Count(number)), **values)

    def money(self, value: Money, *, up_to: Money | None = None) -> str:
        """Return an amount, or a range of two."""
        first = _say(value, self.locale)
        return f"{first} to {_say(up_to, self.locale)}" if up_to else first

    def date(self, value: dt.date) -> str:
        """Return a date with the month in letters."""
        return _say(value, self.locale)

    def day(self, value: dt.date) -> Words:
        """Return a date with its day of the week: Thu, 12 Mar 2026."""
        return Words(_day(value, self.locale), "date")


def capital(text: str) -> str:
    """Return words as the start of a sentence."""
    return text[:1].upper() + text[1:]


def language(
    country: str | None, audience: Audience, tongue: PageLanguage | None = None
) -> Language:
    """Return how pages in a language read for a firm in `country`."""
    name = f"{tongue or PageLanguage.ENGLISH}_{country or ''}"
    plain = "en_GB" if tongue in {None, PageLanguage.ENGLISH} else "de_DE"
    return Language(name if name in _LOCALES else plain, voice(audience))


_LOCALES = {"en_US", "en_GB", "de_DE", "de_AT", "de_CH", "de_LI", "de_LU"}
PLAIN = Language("en_GB", STAFF)
"""How a page reads where nobody has said anything."""


def _text(value: str) -> Words:
    if isinstance(value, Prose):
        return Words(value, "prose")
    if isinstance(value, Url):
        return Words(value, "link", value)
    if isinstance(value, Email):
        return Words(value, "link", f"mailto:{value}")
    if isinstance(value, Pattern):
        return Words(value, "code")
    if isinstance(value, Country):
        return Words(_country(value))
    return Words(value)


@lru_cache(maxsize=512)
def _country(code: str) -> str:
    return str(Locale("en", "GB").territories[code])


@lru_cache(maxsize=4096)
def _day(value: dt.date, locale: str) -> str:
    return str(format_skeleton("yMMMEd", dt.datetime.combine(value, dt.time()), locale=locale))


def _say(value: object, locale: str) -> str:
    # 45.0 and 45.00 are equal as numbers and not as written: the text belongs to the key.
    return _spoken(value, str(value), locale)


@lru_cache(maxsize=8192)
def _spoken(value: object, text: str, locale: str) -> str:
    if isinstance(value, Money):
        return _money(value, locale)
    if isinstance(value, dt.date):
        return format_date(value, "long", locale=locale)
    if isinstance(value, Percent):
        return f"{number(value.value, locale)}%"
    if isinstance(value, Number):
        return number(value.value, locale)
    if isinstance(value, DayOfMonth):
        return day_words(value.value)
    if isinstance(value, Count):
        return number(Decimal(value.value), locale)
    if isinstance(value, Duration | Distance):
        amount, unit = text.split(" ", 1)
        return f"{number(Decimal(amount), locale)} {unit}"
    if isinstance(value, Hours | Days):
        return text.replace("-", "–")
    return text


def _money(value: Money, locale: str) -> str:
    """Return an amount with the decimals that were written: £45.00, £5,000,000, £0.455."""
    written = max(0, -int(value.amount.as_tuple().exponent))
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    exact = pattern.replace(".00", f".{'0' * written}" if written else "")
    return str(
        format_currency(
            value.amount,
            value.currency,
            exact,
            locale,
            currency_digits=False,
            decimal_quantization=False,
        )
    )


def ordinal(day: int) -> str:
    """Return a day of the month as one says it: 1st, 22nd, 13th."""
    teen = day % 100 in range(10, 21)
    return f"{day}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def counted(number: int, noun: str) -> str:
    """Return a whole number with its noun: 1 day, 2 days."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def day_words(day: int) -> str:
    """Return a day of the month: the 25th; the 31st is the last day, whatever the month."""
    return "the last day" if day == LAST_DAY else f"the {ordinal(day)}"


def number(value: Decimal, locale: str) -> str:
    """Return a number with every digit that was written."""
    return str(format_decimal(value, locale=locale, decimal_quantization=False))
