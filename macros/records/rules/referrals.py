"""Referrals: whether a fee says what earns it, who reports and who invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.problems import Severity
from macros.records.referral import FeeKind, Scheme
from macros.records.rules.rule import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook
    from macros.records.source import Path_


@rule("fee-without-trigger")
def _fee_without_trigger(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        if not scheme.trigger:
            yield Finding(
                path,
                "a fee is promised, and nothing says what event earns it",
                "add 'trigger:', such as 'trigger: client_paid'",
            )
        elif scheme.trigger == "client_paid_n_months" and not scheme.trigger_months:
            yield Finding(
                (*path, "trigger"),
                "nothing says how many months the client must have paid",
                "add 'trigger_months: 3'",
            )


@rule("fee-without-progress-report", Severity.WARNING)
def _fee_without_progress_report(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        if not scheme.progress:
            yield Finding(
                path,
                "a fee is promised, and nobody reports how a referral is getting on",
                "add 'progress: {reported_by: partner, to: referrals, every: 1 month}'",
            )


@rule("fee-without-invoicer", Severity.WARNING)
def _fee_without_invoicer(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        settlement = scheme.settlement
        if not settlement or not (settlement.invoiced_by or settlement.not_applicable):
            yield Finding(
                path,
                "a fee is promised, and nobody invoices it",
                "add 'settlement: {invoiced_by: us}' (or 'partner')",
            )


@rule("fee-without-agreed-date", Severity.WARNING)
def _fee_without_agreed_date(playbook: Playbook) -> Iterator[Finding]:
    agreed = playbook.partner.agreed
    for path, _ in list(_schemes_with_fee(playbook))[:1]:
        if not agreed or not agreed.on:
            yield Finding(
                path,
                "a fee is promised, and no date says when it was agreed",
                "add 'agreed: {on: 2026-11-23}' with the day both sides agreed in writing",
            )


def schemes(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    """Yield the terms of referrals in each direction that holds, with their path."""
    for path, scheme in playbook.blocks_of(Scheme):
        if not scheme.not_applicable:
            yield path, scheme


def _schemes_with_fee(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    unpaid = {FeeKind.NONE, FeeKind.RECIPROCAL}
    for path, scheme in schemes(playbook):
        if any(fee.kind not in unpaid for fee in scheme.fees or ()):
            yield path, scheme
