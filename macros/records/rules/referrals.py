"""Referrals: whether a fee says what earns it, who reports and who invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.contacts import contact
from macros.records.identity import Purpose
from macros.records.money import Party
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
                f"add 'progress: {{{_report(playbook, path)}}}'",
            )


def _report(playbook: Playbook, path: Path_) -> str:
    """Return how the side that got the client reports to the one that sent it."""
    to = _told(playbook, path)
    return f"reported_by: {_OTHER[_sender(path)]},{f' to: {to},' if to else ''} every: 1 month"


def _told(playbook: Playbook, path: Path_) -> str:
    """Return the name of a contact on the side that sends clients, or nothing without one.

    A name that both sides have means ours, so it is no name for a contact of theirs.
    """
    side = playbook.house if _sender(path) is Party.US else playbook.partner
    own = side.contacts or ()
    fit_first = sorted(own, key=lambda each: Purpose.REFERRALS not in (each.call_for or ()))
    names = [Purpose.REFERRALS.value, *(str(each.id) for each in fit_first if each.id)]
    return next((name for name in names if contact(playbook, name) in own), "")


@rule("fee-without-invoicer", Severity.WARNING)
def _fee_without_invoicer(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        settlement = scheme.settlement
        paid = _paid(path, scheme)
        if not settlement or not (settlement.invoiced_by or settlement.not_applicable):
            yield Finding(
                path,
                "a fee is promised, and nobody invoices it",
                f"add 'settlement: {{invoiced_by: {paid}}}' (or '{_OTHER[paid]}')",
            )


def _paid(path: Path_, scheme: Scheme) -> Party:
    """Return who is paid by the first fee: who sends the client, where it does not say so."""
    fee = next(fee for fee in scheme.fees or () if fee.kind not in _UNPAID)
    if fee.payee in _OTHER:
        return fee.payee
    return _OTHER[fee.payer] if fee.payer in _OTHER else _sender(path)


_OTHER = {Party.US: Party.PARTNER, Party.PARTNER: Party.US}


def _sender(path: Path_) -> Party:
    """Return who sends clients in the direction at `path`."""
    return Party.US if path[-1] == "we_refer" else Party.PARTNER


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


_UNPAID = {FeeKind.NONE, FeeKind.RECIPROCAL}


def schemes(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    """Yield the terms of referrals in each direction that holds, with their path."""
    for path, scheme in playbook.blocks_of(Scheme):
        if not scheme.not_applicable:
            yield path, scheme


def _schemes_with_fee(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    for path, scheme in schemes(playbook):
        if any(fee.kind not in _UNPAID for fee in scheme.fees or ()):
            yield path, scheme
