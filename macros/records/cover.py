"""Cover: whether a policy is what we ask for, and names the right firm."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from macros.records.agreements import Insurance
    from macros.records.partner import Partner


class Cover(StrEnum):
    """How the cover that is held compares with the least that we ask for."""

    ENOUGH = "enough"
    BELOW = "below"
    OTHER_CURRENCY = "other currency"


def cover(policy: Insurance) -> Cover:
    """Return how a policy's cover compares; enough as well where there is nothing to compare."""
    held, minimum = policy.held, policy.minimum
    if not held or not minimum:
        return Cover.ENOUGH
    if held.currency != minimum.currency:
        return Cover.OTHER_CURRENCY
    return Cover.BELOW if held.amount < minimum.amount else Cover.ENOUGH


def legal_name(partner: Partner) -> str:
    """Return the name that a partner's certificates have to carry."""
    return partner.legal_name or partner.name


def names_another(policy: Insurance, partner: Partner) -> bool:
    """Tell whether a policy names another firm than the partner; case and spaces do not count."""
    named = policy.insured_name
    return named is not None and _plain(named) != _plain(legal_name(partner))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
