"""Agreements: what a subcontractor must have signed, and how far a restraint reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.problems import Severity
from macros.records.rules.rule import Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook


# Courts seldom uphold a restraint beyond two years.
MONTHS_OF_RESTRAINT = 24


@rule("subcontract-without-nda")
def _subcontract_without_nda(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    if partner.subcontract and not _says_something(partner.nda):
        yield Finding(
            ("subcontract",),
            "a subcontractor sees our clients' systems, and there is no non-disclosure agreement",
            "add 'nda:' here or to the house's defaults, or 'nda: {not_applicable: <reason>}'",
        )


@rule("subcontract-without-non-engagement")
def _subcontract_without_non_engagement(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    protection = partner.client_protection
    if not partner.subcontract or (protection and protection.not_applicable):
        return
    if not protection or not _says_something(protection.non_engagement):
        yield Finding(
            ("client_protection",) if protection else ("subcontract",),
            "nothing says that the client stays ours",
            "add 'client_protection: {non_engagement: …}' here or to the house's defaults,"
            " or give the reason as 'not_applicable'",
        )


@rule("restraint-beyond-24-months", Severity.WARNING)
def _restraint_beyond_24_months(playbook: Playbook) -> Iterator[Finding]:
    path = ("client_protection", "non_engagement", "after")
    after = playbook.partner.client_protection and playbook.partner.client_protection.non_engagement
    if after and after.after and after.after.days() > MONTHS_OF_RESTRAINT * 365 // 12:
        yield Finding(
            path,
            f"a restraint of {after.after} is longer than courts usually uphold",
            "write 24 months or less, or accept the warning with the reason",
        )


def _says_something(block: Block | None) -> bool:
    """Tell whether a block is there and holds at least one field."""
    return block is not None and bool(block.model_fields_set)
