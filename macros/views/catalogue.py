"""Catalogue: our own words in other languages, from `macros/locales/<language>.po`."""

from __future__ import annotations

import gettext
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = Path(__file__).parents[1] / "locales"


def translated(locale: str, text: str) -> str:
    """Return the words for `text` in a locale such as `de_DE`; the same where there are none."""
    return _catalogue(locale.partition("_")[0]).gettext(text)


def translated_count(locale: str, number: int, one: str, many: str) -> str:
    """Return the words for one thing or for many, by the plural rule of the locale."""
    return _catalogue(locale.partition("_")[0]).ngettext(one, many, number)


@lru_cache(maxsize=8)
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALES / f"{language}.po"
    if not path.is_file():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as opened:
        write_mo(compiled, read_po(opened, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
