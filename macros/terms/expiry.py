"""Expiry: whether a dated document holds on a given day."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from macros.records.scalars import Duration

if TYPE_CHECKING:
    import datetime as dt

    from macros.records.agreements import Agreement, Certification, Insurance
    from macros.records.house import House

EXPIRING_WITHIN = Duration.parse("60 days")


def window(house: House) -> Duration:
    """Return how long before its end something counts as ending."""
    return house.expiring_within or EXPIRING_WITHIN


class State(StrEnum):
    """How a document stands."""

    HOLDS = "holds"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    UNDATED = "undated"
    UNSIGNED = "unsigned"
    MISSING = "missing"


class Standing(NamedTuple):
    """How a document stands on a day, and how many days are left (below 0: past)."""

    state: State
    days: int | None = None


def agreement(document: Agreement, today: dt.date, within: Duration = EXPIRING_WITHIN) -> Standing:
    """Return how a signed document stands.

    One that is past its end has expired, signed or not. One whose end or filed copy is known, but
    not the day of signature, is undated; with neither, or a day still to come, it is unsigned.
    """
    if document.expires is not None and document.expires < today:
        return until(document.expires, today, within)
    if document.signed_on is None:
        known = document.expires or document.reference
        return Standing(State.UNDATED if known else State.UNSIGNED)
    if document.signed_on > today:
        return Standing(State.UNSIGNED)
    if document.expires is None:
        return Standing(State.HOLDS)
    return until(document.expires, today, within)


def insurance(policy: Insurance, today: dt.date, within: Duration = EXPIRING_WITHIN) -> Standing:
    """Return how a policy stands; one that nobody has shown a certificate of is missing."""
    if policy.expires is not None:
        return until(policy.expires, today, within)
    return Standing(State.UNDATED if policy.held else State.MISSING)


def certificate(
    certificate: Certification, today: dt.date, within: Duration = EXPIRING_WITHIN
) -> Standing:
    """Return how a certificate stands; without a last day it is undated."""
    if certificate.expires is None:
        return Standing(State.UNDATED)
    return until(certificate.expires, today, within)


def until(last_day: dt.date, today: dt.date, within: Duration) -> Standing:
    """Return how something stands that holds to the end of `last_day`."""
    days = (last_day - today).days
    if days < 0:
        return Standing(State.EXPIRED, days)
    return Standing(State.EXPIRING if days <= within.days() else State.HOLDS, days)
