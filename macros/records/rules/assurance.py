"""Assurance: whether the cover fits the partner and the term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.cover import Cover, cover, legal_name, names_another
from macros.records.problems import Severity, shown
from macros.records.rules.rule import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.playbook import Playbook


@rule("insured-name-differs", Severity.WARNING)
def _insured_name_differs(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    for index, policy in enumerate((partner.assurance and partner.assurance.insurance) or ()):
        if names_another(policy, partner):
            named, legal = shown(policy.insured_name or ""), shown(legal_name(partner))
            yield Finding(
                ("assurance", "insurance", index, "insured_name"),
                f"the certificate names '{named}', not the firm '{legal}'",
                "ask for a certificate in the right name, or correct 'legal_name'",
            )


@rule("cover-below-minimum", Severity.WARNING)
def _cover_below_minimum(playbook: Playbook) -> Iterator[Finding]:
    assurance = playbook.partner.assurance
    for index, policy in enumerate((assurance and assurance.insurance) or ()):
        held, minimum = policy.held, policy.minimum
        found = cover(policy)
        if found is Cover.ENOUGH or not held or not minimum:
            continue
        path = ("assurance", "insurance", index, "held")
        if found is Cover.OTHER_CURRENCY:
            yield Finding(
                path,
                f"the cover is in {held.currency}, the minimum in {minimum.currency}",
                f"write the minimum for this partner in {held.currency}",
            )
        else:
            yield Finding(
                path,
                f"the cover of {held.currency} {held.amount:,} is below the minimum of"
                f" {minimum.currency} {minimum.amount:,}",
                "ask for more cover, or lower the minimum for this partner",
            )


@rule("cover-ends-inside-term", Severity.WARNING)
def _cover_ends_inside_term(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    term = partner.governance and partner.governance.term
    ends = term and term.ends
    for index, policy in enumerate((partner.assurance and partner.assurance.insurance) or ()):
        if ends and policy.expires and policy.expires < ends:
            yield Finding(
                ("assurance", "insurance", index, "expires"),
                f"the cover ends on {policy.expires}, before the term does on {ends}",
                "note the renewal, or accept the warning with the reason",
            )
