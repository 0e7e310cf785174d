"""Prices: whether they are in one currency, and whether the rates that they name are there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from macros.records.fields import shapes
from macros.records.money import Basis
from macros.records.problems import closest, in_a_list, shown
from macros.records.rules.rule import Finding, rule
from macros.records.scalars import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook
    from macros.records.source import Path_

_PRICING: Path_ = ("subcontract", "pricing")


@rule("mixed-currencies")
def _mixed_currencies(playbook: Playbook) -> Iterator[Finding]:
    # Rates first: what is paid on top of them follows their currency.
    amounts = sorted(_amounts(playbook), key=lambda found: "rates" not in found[0])
    for path, amount in amounts[1:]:
        path_of_first, first = amounts[0]
        if amount.currency != first.currency:
            others = "the rates are" if "rates" in path_of_first else "other prices are"
            yield Finding(
                path,
                f"this amount is in {amount.currency}, and {others} in {first.currency}",
                f"write it in {first.currency}: the sum of a visit has one currency",
            )


def _amounts(playbook: Playbook) -> Iterator[tuple[Path_, Money]]:
    """Yield every amount of the pricing."""
    for path, block in playbook.blocks:
        if path[:2] == _PRICING:
            for name in _named(type(block)):
                value = getattr(block, name)
                if value is not None:
                    yield (*path, name), value


@cache
def _named(block: type[Block]) -> tuple[str, ...]:
    """Return the fields of a block that hold an amount."""
    fields = shapes(block).values()
    return tuple(each.name for each in fields if (each.kind, each.type) == ("scalar", Money))


@rule("unknown-rate")
def _unknown_rate(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    rates = (work and work.pricing and work.pricing.rates) or ()
    hourly = [str(rate.name) for rate in rates if rate.name and rate.basis is Basis.HOURLY]
    for index, rate in enumerate(rates):
        if rate.beyond and rate.beyond.casefold() not in map(str.casefold, hourly):
            close = shown(closest(shown(rate.beyond), hourly))
            named = f"name one of: {in_a_list(hourly)}" if hourly else ""
            cure = f"did you mean '{close}'?" if close else named
            yield Finding(
                (*_PRICING, "rates", index, "beyond"),
                f"there is no hourly rate '{shown(rate.beyond)}'",
                cure or "add a rate of that name with 'basis: hourly'",
            )
