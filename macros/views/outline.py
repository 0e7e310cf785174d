"""Outline: the sections of a playbook, in order, with the clauses that each one shows."""

from __future__ import annotations

from typing import NamedTuple


class Outline(NamedTuple):
    """A section: what it is called, where its guidance is, why it is there, what it shows.

    `reason` is said to the partner as 'you' and to staff as 'they'.
    """

    id: str
    title: str
    guide: str
    guide_title: str
    reason: str
    paths: tuple[str, ...]
    itself: str = ""
    """The path whose clause is the section itself and needs no heading of its own."""


SECTIONS: tuple[Outline, ...] = (
    Outline(
        "agreements",
        "Agreements",
        "guide/confidentiality.md",
        "Confidentiality",
        "Nothing is shared before both sides have signed, so that neither the business "
        "nor its clients are exposed.",
        ("nda", "consultancy_agreement"),
    ),
    Outline(
        "client",
        "Protecting the client",
        "guide/protecting-the-client.md",
        "Protecting the client",
        "The client stays ours: whoever does the work, there is one firm that answers for it.",
        ("client_protection",),
        itself="client_protection",
    ),
    Outline(
        "assurance",
        "Insurance and certificates",
        "guide/expectations-early.md#papers-in-date",
        "Papers in date",
        "A client asks us for proof of cover and skill, and the proof must be in date "
        "when the work is done.",
        ("assurance",),
        itself="assurance",
    ),
    Outline(
        "scope",
        "Scope and standards",
        "guide/scope-and-standards.md",
        "Scope and standards",
        "Work that is done to one standard can be found, read and mended by the next engineer.",
        ("subcontract", "subcontract.scope", "subcontract.standards"),
        itself="subcontract",
    ),
    Outline(
        "money",
        "Money",
        "guide/money.md",
        "Money",
        "Both sides know before the work starts what it costs, when to bill it, and "
        "when it is paid.",
        ("subcontract.pricing", "subcontract.invoicing", "subcontract.payment", "subcontract.tax"),
    ),
    Outline(
        "on-site",
        "On site",
        "guide/on-site.md",
        "On site",
        "In front of the client {they} are us: how {they} look, speak and keep in touch "
        "is how we are judged.",
        ("subcontract.on_site",),
        itself="subcontract.on_site",
    ),
    Outline(
        "security",
        "Data and access",
        "guide/data-and-access.md",
        "Data and access",
        "The client trusts us with their systems, and that trust covers everybody whom we let in.",
        ("subcontract.security",),
        itself="subcontract.security",
    ),
    Outline(
        "referrals",
        "Referrals",
        "guide/referrals.md",
        "Referrals",
        "Which way referrals run and what they earn is settled before the first one, in "
        "writing; the client's best fit comes first.",
        ("referral", "referral.we_refer", "referral.they_refer"),
        itself="referral",
    ),
    Outline(
        "contacts",
        "Contacts and escalation",
        "guide/contacts-and-escalation.md",
        "Contacts and escalation",
        "A question that reaches the right desk at once is small; one that does not "
        "becomes a complaint.",
        (),
    ),
    Outline(
        "governance",
        "Term, review and ending",
        "guide/expectations-early.md",
        "Expectations set early",
        "Terms that are looked at on a set day stay true, and an end that is agreed "
        "early stays friendly.",
        ("governance", "agreed"),
        itself="governance",
    ),
    Outline(
        "other-terms",
        "Other terms",
        "guide/expectations-early.md#agreeing",
        "Agreeing",
        "What was agreed and has no field of its own counts just as much.",
        (),
    ),
    Outline(
        "firm",
        "The firm",
        "guide/choosing-the-shape.md",
        "Choosing the shape",
        "Contracts, certificates and invoices must name the same firm.",
        (
            "legal_name",
            "trading_as",
            "company_number",
            "tax_number",
            "country",
            "region",
            "timezone",
            "language",
            "website",
            "formerly",
        ),
    ),
    Outline(
        "staff",
        "For our staff only",
        "guide/client-first.md",
        "The client comes first",
        "The best fit for the client decides whom we send, never what a partner pays.",
        ("fit", "notes", "tags", "accepted"),
    ),
    Outline(
        "changes",
        "Changed since agreed",
        "guide/expectations-early.md#changing-terms",
        "Changing terms",
        "Terms that change without a word are no terms. What is marked material counts once both "
        "sides have agreed to it.",
        (),
    ),
)
