"""Catalogue: our own words in other languages, from `macros/locales/<language>.po`.

A language that bends its words holds a word in a further case under a context of that name
(`msgctxt "dative"`); a sentence asks for it with `{time:dative}`.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

LOCALES = Path(__file__).parents[1] / "locales"

CASES = ("accusative", "dative", "genitive", "locative")
"""The further cases that a catalogue may hold a word in."""


def ours(words: str) -> str:
    """Return words of a table as they are; so marked they are found for the catalogues."""
    return words


def ours_counted(one: str, many: str) -> tuple[str, str]:
    """Return words for one thing and for many as they are, found for the catalogues likewise."""
    return one, many


class Said(str):
    """A word or two of our own, which a sentence may ask for in another case."""

    __slots__ = ("cases",)
    cases: Mapping[str, str]

    @classmethod
    def of(cls, text: str, cases: Mapping[str, str] | None = None) -> Said:
        """Return `text` with its further cases; words that have none stay as they are."""
        if isinstance(text, cls) and cases is None:
            return text
        made = cls(text)
        made.cases = cases or {}
        return made

    def __format__(self, case: str) -> str:
        return self.cases.get(case) or str(self)


def translated(locale: str, text: str) -> str:
    """Return the words for `text` in a locale such as `de_DE`; the same where there are none."""
    return _catalogue(locale.partition("_")[0]).gettext(text)


def translated_count(locale: str, number: Decimal | int, one: str, many: str) -> str:
    """Return the words for one thing or for many, by the plural rule of the locale."""
    return _catalogue(locale.partition("_")[0]).ngettext(one, many, _whole(number))


def in_cases(locale: str, text: str) -> Said:
    """Return the words for `text` with its further cases."""
    known = _catalogue(locale.partition("_")[0])
    bent = {case: known.pgettext(case, text) for case in CASES}
    return Said.of(known.gettext(text), _found(bent, text))


def count_in_cases(locale: str, number: Decimal | int, one: str, many: str) -> Said:
    """Return the words for one thing or for many with their further cases."""
    known, whole = _catalogue(locale.partition("_")[0]), _whole(number)
    bent = {case: known.npgettext(case, one, many, whole) for case in CASES}
    return Said.of(known.ngettext(one, many, whole), _found(bent, one, many))


def _found(bent: Mapping[str, str], *keys: str) -> dict[str, str]:
    """Return the cases that there are: gettext answers with the key where it has no words."""
    return {case: words for case, words in bent.items() if words not in keys}


def _whole(number: Decimal | int) -> int:
    """Return a number for gettext's rules, which know none but whole ones; half a day is many."""
    return int(number) if number == int(number) else 2


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    # Here, since most houses speak English.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
