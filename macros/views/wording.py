"""Wording: values and names of fields in the words of a page."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.records.fields import Audience, Choice
from macros.records.identity import PageLanguage
from macros.records.scalars import Country, Email, Money, Pattern, Phone, Prose, Url
from macros.views.catalogue import Said, in_cases, translated, translated_count
from macros.views.choices import choice
from macros.views.public_holidays import holiday_name
from macros.views.values import (
    clock,
    country_name,
    day_of_month,
    every,
    listed,
    number,
    ordinal,
    spoken,
    weekday_and_date,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from macros.records.scalars import Duration
    from macros.terms.business_days import Holiday
    from macros.views.parts import Paper


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

    @property
    def tongue(self) -> str:
        """The language without its country, as HTML names it: `de`."""
        return self.locale.partition("_")[0]

    def words(self, value: object) -> Words:
        """Return one value in words."""
        if isinstance(value, str):
            return _choice(value, self) if isinstance(value, Choice) else _text(value, self.locale)
        if isinstance(value, Phone):
            return Words(value.typed, "phone", value.tel)
        kind = (
            "money"
            if isinstance(value, Money)
            else "date"
            if isinstance(value, dt.date)
            else "text"
        )
        return Words(spoken(value, self.locale), kind)

    def text(self, value: object) -> str:
        """Return the text of one value in words."""
        return self.words(value).text

    def say(self, text: str, **values: object) -> str:
        """Return our own words in this language and voice, with their {names} filled in.

        `text` is in English and the key of the catalogue, its {they} and the like filled in.
        """
        words, bends = _own(text, self)
        return _filled(words, values, bends=bends) if values else words

    def say_count(self, count: Decimal | int, one: str, many: str, **values: object) -> str:
        """Return our own words for one thing or for many; {count} is filled with the number."""
        voiced = self.voice.say(one), self.voice.say(many)
        words = translated_count(self.locale, count, *voiced)
        values["count"] = number(count, self.locale)
        return _filled(words, values, bends=_BENDS.search(words) is not None)

    def onto(self, text: str, **values: str) -> str:
        """Return our own words around what was said so far; where it is nothing, without it."""
        said = self.say(text, **{name: value or _NOTHING for name, value in values.items()})
        return _AROUND_NOTHING.sub("", said)

    def term(self, text: str) -> str:
        """Return a word or two that a sentence may ask for in another case."""
        return in_cases(self.locale, self.voice.say(text))

    def money(self, value: Money, *, up_to: Money | None = None) -> str:
        """Return an amount, or a range of two."""
        first = spoken(value, self.locale)
        if up_to is None:
            return first
        return self.say("{first} to {last}", first=first, last=spoken(up_to, self.locale))

    def date(self, value: dt.date) -> str:
        """Return a date with the month in letters."""
        return spoken(value, self.locale)

    def day(self, value: dt.date) -> Words:
        """Return a date with its day of the week: Thu, 12 Mar 2026."""
        return Words(weekday_and_date(value, self.locale), "date")

    def clock(self, value: dt.time | dt.datetime) -> str:
        """Return a time of day, of a moment too: 18:00, or 6:00 PM where a day has two halves."""
        return clock(value, self.locale)

    def day_of_month(self, day: int) -> str:
        """Return a day of the month: the 25th; the 31st is the last day, whatever the month."""
        return day_of_month(day, self.locale)

    def ordinal(self, place: int) -> str:
        """Return a place in a row as one says it: 1st, 22nd, 13th."""
        return ordinal(place, self.locale)

    def holiday(self, value: Holiday) -> str:
        """Return the name of a public holiday; in English where it has none in this language."""
        return holiday_name(value, self.locale)

    def every(self, value: Duration) -> str:
        """Return how often something is done: every month, every 2 weeks."""
        return every(value, self.locale)

    def listed(self, items: Iterable[str]) -> str:
        """Return several things as one says them: x, y and z."""
        return listed(tuple(items), self.locale)

    def inside(self, label: str) -> str:
        """Return a label as it stands inside a sentence; German nouns keep their capitals."""
        return label.lower() if self.tongue == "en" else label


def capital(text: str) -> str:
    """Return words as the start of a sentence."""
    return text[:1].upper() + text[1:]


# No record holds it: control characters are refused.
_NOTHING = "\0"
_AROUND_NOTHING = re.compile(f"{_NOTHING},? | {_NOTHING}")
_BENDS = re.compile(r"\{\w+:")


@lru_cache(maxsize=8192)
def _own(text: str, language: Language) -> tuple[str, bool]:
    """Return our own words, and whether they ask for a value in another case."""
    words = translated(language.locale, language.voice.say(text))
    return words, _BENDS.search(words) is not None


def _filled(words: str, values: dict[str, object], *, bends: bool) -> str:
    if bends:
        texts = (
            (name, each if isinstance(each, str) else str(each)) for name, each in values.items()
        )
        values = {name: Said.of(text) for name, text in texts}
    return words.format(**values)


@lru_cache(maxsize=2048, typed=True)
def _choice(value: Choice, language: Language) -> Words:
    return Words(language.term(choice(value)))


def language(
    country: str | None, audience: Audience, tongue: PageLanguage | None = None
) -> Language:
    """Return how pages in a language read for a firm in `country`."""
    plain, *others = _LOCALES[tongue or PageLanguage.ENGLISH]
    name = f"{plain[:2]}_{country}"
    return Language(name if name in others else plain, voice(audience))


_LOCALES: dict[PageLanguage, tuple[str, ...]] = {
    PageLanguage.ENGLISH: ("en_GB", "en_US"),
    PageLanguage.GERMAN: ("de_DE", "de_AT", "de_CH", "de_LI", "de_LU"),
}
"""For each language its locales by country; the first for every country that has none."""

PLAIN = Language("en_GB", STAFF)
"""How a page reads where nobody has said anything."""


def _text(value: str, locale: str) -> Words:
    if isinstance(value, Prose):
        return Words(value, "prose")
    if isinstance(value, Url):
        return Words(value, "link", value)
    if isinstance(value, Email):
        return Words(value, "link", f"mailto:{value}")
    if isinstance(value, Pattern):
        return Words(value, "code")
    if isinstance(value, Country):
        return Words(country_name(value, locale))
    return Words(value)


def counted(number: int, noun: str) -> str:
    """Return a whole number with its noun in English, for the command line: 1 day, 2 days."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
