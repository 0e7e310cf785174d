"""Ways: which way referrals run, and who then pays whom."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.money import Party
from macros.records.playbook import applies
from macros.records.scalars import currency_of
from macros.records.tiers import amounts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Fee, Scheme


class Way(StrEnum):
    """Which way a referral runs; the name of its field."""

    WE_REFER = "we_refer"
    THEY_REFER = "they_refer"


class Case(NamedTuple):
    """A fee with the terms of its direction."""

    playbook: Playbook
    way: Way
    scheme: Scheme
    fee: Fee


def schemes(playbook: Playbook) -> Iterator[tuple[Way, Scheme]]:
    """Yield the terms of referrals in each direction that holds."""
    referral = playbook.partner.referral
    if referral and applies(referral):
        for way in Way:
            scheme: Scheme | None = getattr(referral, way)
            if scheme and applies(scheme):
                yield way, scheme


def payer(way: Way, fee: Fee) -> Party:
    """Return who pays a fee: who gets the client, where the record does not say it."""
    natural = Party.PARTNER if way is Way.WE_REFER else Party.US
    return fee.payer or natural


def payee(way: Way, fee: Fee) -> Party:
    """Return who is paid: who sends the client, where the record does not say it."""
    natural = Party.US if way is Way.WE_REFER else Party.PARTNER
    return fee.payee or natural


def scheme_currency(playbook: Playbook, scheme: Scheme, fee: Fee, on: dt.date) -> str:
    """Return the currency in which a deal is told for a fee.

    That of the fee's own amounts, else of another fee of the scheme, else of our country, else of
    the partner's, on the day `on`; nothing where none of these is known.
    """
    own = [amounts(fee), *(amounts(other) for other in scheme.fees or ())]
    named = next((found[0].currency for found in own if found), "")
    country = playbook.house.country or playbook.partner.country
    return named or (currency_of(country, on) if country else "")
