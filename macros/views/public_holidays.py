"""Public holidays: what they are called in the language of a page.

A calendar names its holidays in the languages of its own country and in English. Where it has no
name in the page's language, the holidays that many countries share have theirs here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.views.catalogue import ours, translated

if TYPE_CHECKING:
    from macros.terms.business_days import Holiday

_SHARED = (
    ours("New Year's Day"),
    ours("Good Friday"),
    ours("Easter Sunday"),
    ours("Easter Monday"),
    ours("May Day"),
    ours("Labor Day"),
    ours("Ascension Day"),
    ours("Pentecost Monday"),
    ours("Spring Bank Holiday"),
    ours("Late Summer Bank Holiday"),
    ours("Summer Bank Holiday"),
    ours("Assumption Day"),
    ours("All Saints' Day"),
    ours("Christmas Day"),
    ours("Boxing Day"),
    ours("Second Day of Christmas"),
    ours("Saint Stephen's Day"),
)
_OBSERVED = " (observed)"


def holiday_name(value: Holiday, locale: str) -> str:
    """Return the name of a public holiday in a locale's language, or in English without one."""
    name = value.name(locale.partition("_")[0])
    plain = name.removesuffix(_OBSERVED)
    if plain not in _SHARED:
        return name
    said = translated(locale, plain)
    if plain == name:
        return said
    return translated(locale, "{holiday} (observed)").format(holiday=said)
