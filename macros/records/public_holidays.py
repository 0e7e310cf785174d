"""Public holidays: of one country, without those of all others."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING

from holidays import country_holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holidays import HolidayBase

_COUNTRIES = "holidays.countries"


def public_holidays(country: str, region: str, language: str) -> HolidayBase:
    """Return the public holidays of a country by its code, or of a region of it.

    NotImplementedError where they are not known.
    """
    with _one_by_one():
        return country_holidays(country, subdiv=region or None, language=language)


def regions(country: str) -> tuple[str, ...]:
    """Return the regions of a country whose holidays are known, by the ends of their codes."""
    try:
        known = public_holidays(country, "", "en_US")
    except NotImplementedError:
        return ()
    # Some countries have a second name there, such as UK, that is no code.
    return tuple(known.subdivisions) if known.country == country else ()


@contextmanager
def _one_by_one() -> Iterator[None]:
    """Let the module of a country be read by itself.

    Its package reads those of all 250: longer than it takes to read all else of a small project,
    and 8 MB. Whoever wants the package as it is finds it so afterwards.
    """
    spec = None if _COUNTRIES in sys.modules else find_spec(_COUNTRIES)
    if spec is None:
        yield
        return
    sys.modules[_COUNTRIES] = module_from_spec(spec)
    try:
        yield
    finally:
        del sys.modules[_COUNTRIES]
