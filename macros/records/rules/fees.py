"""Fees: whether each one can be worked out, and in one way only."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from macros.records.referral import FeeKind, FeeOf, TiersApply
from macros.records.rules.referrals import schemes
from macros.records.rules.rule import Finding, rule
from macros.records.tiers import amounts, parts, reached, steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.referral import Fee, Tier
    from macros.records.source import Path_


@rule("fee-without-value")
def _fee_without_value(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in schemes(playbook):
        for index, fee in enumerate(scheme.fees or ()):
            wanted = _FEE_NEEDS.get(fee.kind, ()) if fee.kind else ()
            stepped = ("percent", "amount") if fee.tiers else ()
            absent = [n for n in wanted if getattr(fee, n) is None and n not in stepped]
            if not fee.kind:
                message = "this fee does not say how it is worked out"
                cure = "add 'kind:', such as 'kind: percent'"
                yield Finding((*path, "fees", index), message, cure)
            elif absent:
                needs = " and ".join(repr(name) for name in absent)
                cure = f"add '{', '.join(_FEE_EXAMPLE[name] for name in absent)}'"
                message = f"a fee of the kind '{fee.kind}' needs {needs}"
                yield Finding((*path, "fees", index), message, cure)


_FEE_NEEDS: dict[FeeKind, tuple[str, ...]] = {
    FeeKind.FLAT: ("amount",),
    FeeKind.PERCENT: ("percent", "of"),
    FeeKind.MONTHS_OF_RECURRING: ("months",),
    FeeKind.PER_UNIT: ("amount", "per"),
    FeeKind.CREDIT: ("amount",),
}
_FEE_EXAMPLE: dict[str, str] = {
    "amount": "amount: GBP 250.00",
    "percent": "percent: 10%",
    "of": "of: first_year",
    "months": "months: 1",
    "per": "per: seat",
}


@rule("fee-two-readings")
def _fee_two_readings(playbook: Playbook) -> Iterator[Finding]:
    for path, fee in _fees(playbook):
        if fee.tiers and not fee.tiers_apply and fee.kind in _STEPPED:
            yield Finding((*path, "tiers"), *_what_steps_hold_for(fee))
        once_or_always = fee.kind is FeeKind.PERCENT and fee.of is FeeOf.MONTHLY_RECURRING
        if once_or_always and not (fee.lasts or fee.ends_when):
            rate = steps(fee)[-1].rate
            yield Finding(
                path,
                "a share of the monthly charge can be read in two ways: of 100.00 a month it is"
                f" {_amount(rate)} when it is paid once, {_amount(12 * rate)} when it is paid for"
                " a year",
                "write 'lasts: 1 month' for once, 'lasts: 12 months' for a year,"
                " or 'ends_when: the client leaves' for as long as it runs",
            )


_STEPPED = {FeeKind.PERCENT, FeeKind.PER_UNIT, FeeKind.FLAT, FeeKind.CREDIT, FeeKind.GIFT}
_OF_PARTS = {FeeKind.PERCENT, FeeKind.PER_UNIT}


def _what_steps_hold_for(fee: Fee) -> tuple[str, str]:
    """Show by amounts that the steps of a fee can be read in two ways."""
    rising = steps(fee)
    whole = 2 * rising[-1].above or Decimal(1000)
    share = Decimal(100) if fee.kind is FeeKind.PERCENT else Decimal(1)
    counted = f"{whole:f} units" if fee.kind is FeeKind.PER_UNIT else f"a value of {whole:f}"
    everything = reached(whole, rising).rate
    if fee.kind not in _OF_PARTS:
        message = (
            f"its steps can be read in two ways: for a first referral with {counted} the fee is"
            f" {_amount(everything)} when they count its value, {_amount(rising[0].rate)} when they"
            " count referrals"
        )
        return message, (
            "write 'tiers_apply: to_everything' for the first,"
            " 'tiers_apply: to_later_referrals' for the second"
        )
    marginal = (
        sum((part.size * part.step.rate for part in parts(whole, rising)), Decimal(0)) / share
    )
    message = (
        f"its steps can be read in two ways: for {counted} the fee is {_amount(marginal)} when"
        f" each step holds for the part above it, {_amount(whole * everything / share)} when the"
        " step that is reached holds for everything"
    )
    return message, (
        "write 'tiers_apply: to_the_part_above' for the first, 'tiers_apply: to_everything' for the"
        " second, or 'tiers_apply: to_later_referrals' where the steps count referrals"
    )


def _amount(number: Decimal) -> str:
    return f"{number.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


@rule("fee-steps-out-of-order")
def _fee_steps_out_of_order(playbook: Playbook) -> Iterator[Finding]:
    for path, fee in _fees(playbook):
        tiers = fee.tiers or ()
        if tiers and fee.kind not in _STEPPED and fee.kind:
            yield Finding(
                (*path, "tiers"),
                f"a fee of the kind '{fee.kind}' takes no steps",
                "remove 'tiers', or choose the kind 'percent', 'per_unit' or 'flat'",
            )
            continue
        apart = fee.tiers_apply is TiersApply.TO_THE_PART_ABOVE
        if tiers and apart and fee.kind in _STEPPED - _OF_PARTS:
            yield Finding(
                (*path, "tiers_apply"),
                f"a fee of the kind '{fee.kind}' is one amount: no part of it lies above a step",
                "write 'tiers_apply: to_everything', or 'tiers_apply: to_later_referrals'",
            )
        for index, tier in enumerate(tiers if fee.kind else ()):
            below = tiers[index - 1] if index else None
            found = _step(fee, tier, below)
            if found:
                yield Finding((*path, "tiers", index), *found)


def _step(fee: Fee, tier: Tier, below: Tier | None) -> tuple[str, str] | None:
    """Return what is wrong with one step, and the cure."""
    name, other = ("percent", "amount") if fee.kind is FeeKind.PERCENT else ("amount", "percent")
    if not tier.above:
        return "this step does not say where it starts", "add 'above:', such as 'above: 10000'"
    if getattr(tier, name) is None:
        cure = f"add '{_FEE_EXAMPLE[name]}'"
        return f"a step of a fee of the kind '{fee.kind}' needs '{name}'", cure
    if getattr(tier, other) is not None:
        message = f"a step of a fee of the kind '{fee.kind}' does not use '{other}'"
        return message, "remove it, or make a fee of its own of it"
    if below and below.above and tier.above.value <= below.above.value:
        message = f"this step starts above {tier.above}, and the one before it above {below.above}"
        return message, "write the steps in rising order, each start once"
    return None


@rule("fee-limits-crossed")
def _fee_limits_crossed(playbook: Playbook) -> Iterator[Finding]:
    for path, fee in _fees(playbook):
        least, most = fee.minimum, fee.cap
        if least and most and least.currency == most.currency and most.amount < least.amount:
            yield Finding(
                (*path, "cap"),
                f"at most {most} and at least {least} cannot both hold",
                "correct 'cap' or 'minimum'",
            )


@rule("fee-currencies-differ")
def _fee_currencies_differ(playbook: Playbook) -> Iterator[Finding]:
    for path, fee in _fees(playbook):
        currencies = list(dict.fromkeys(amount.currency for amount in amounts(fee)))
        if len(currencies) > 1:
            yield Finding(
                path,
                f"the amounts of this fee are in {' and '.join(currencies)}, and no rate is agreed"
                " between them",
                "write them in one currency, or make a fee of its own for each",
            )


def _fees(playbook: Playbook) -> Iterator[tuple[Path_, Fee]]:
    for path, scheme in schemes(playbook):
        for index, fee in enumerate(scheme.fees or ()):
            yield (*path, "fees", index), fee
