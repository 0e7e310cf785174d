"""Partner: the record of one partner firm."""

from typing import Annotated, ClassVar

from pydantic import Field

from macros.records.agreements import (
    Assurance,
    ClientProtection,
    ConsultancyAgreement,
    Nda,
    OtherTerm,
)
from macros.records.fields import (
    Audience,
    Beside,
    Block,
    Choice,
    Commercial,
    Internal,
    Onsite,
    Sense,
    VisibleTo,
)
from macros.records.governance import Agreed, Governance
from macros.records.identity import Contact, Fit, Kind, PageLanguage, Status
from macros.records.referral import Referral
from macros.records.scalars import Country, Prose, Region, Text, TimeZone, Url
from macros.records.work import Subcontract


class Relationship(Choice):
    """What an alliance is; it follows from the blocks that a record has."""

    SUBCONTRACT = "subcontract"
    REFERRAL = "referral"
    BOTH = "both"
    NONE = "none"


class Accepted(Block):
    """A warning that we have looked at and live with."""

    key: ClassVar[str | None] = "check"

    check: Internal[Text]
    """The code of the warning, as `playbook check` prints it."""
    why: Internal[Prose]
    """Why we accept it."""


class Terms(Block):
    """What house and partner both may say; a partner's word stands before the house's."""

    needs: ClassVar[dict[str, tuple[str, ...]]] = {
        "subcontract": ("subcontract",),
        "referral": ("referral",),
        "client_protection": ("subcontract",),
        "consultancy_agreement": ("subcontract",),
        "assurance": ("subcontract",),
        "nda": ("subcontract", "referral"),
        "governance": ("subcontract", "referral"),
        "other_terms": ("subcontract", "referral"),
    }

    nda: Commercial[Nda]
    """The non-disclosure agreement: signed before anything is shared."""
    consultancy_agreement: Commercial[ConsultancyAgreement]
    """The agreement under which a subcontractor works in our name."""
    client_protection: Onsite[ClientProtection]
    """Who owns the client, and how one behaves towards them."""
    assurance: Onsite[Assurance]
    """Insurance, certificates and checks."""
    subcontract: Onsite[Subcontract]
    """The partner works in our name. Writing this block makes a partner a subcontractor."""
    referral: Commercial[Referral]
    """Business sent to each other. Writing this block makes a partner a referral partner."""
    governance: Commercial[Governance]
    """How long the alliance runs, how it changes, and how it ends."""
    other_terms: Commercial[tuple[OtherTerm, ...]]
    """Terms that have no field of their own."""


class Partner(Terms):
    """The record of one partner firm. The smallest has a name and a status."""

    name: Annotated[Text, VisibleTo(Audience.ONSITE), Sense.BESIDE, Field()]
    """The name by which we speak of the firm."""
    status: Annotated[Status, VisibleTo(Audience.INTERNAL), Field()]
    """Where the partnership stands."""
    kind: Beside[Onsite[tuple[Kind, ...]]]
    """The trades of the firm; the first is the main one."""
    legal_name: Commercial[Text]
    """The name in the company register."""
    trading_as: Beside[Commercial[Text]]
    """The name on the van, if it is another."""
    formerly: Internal[tuple[Text, ...]]
    """Names that the firm had before."""
    company_number: Commercial[Text]
    """The number in the company register."""
    tax_number: Beside[Commercial[Text]]
    """The VAT number or its like."""
    country: Onsite[Country]
    """The country that the firm works from."""
    region: Onsite[Region]
    """The part of the country whose public holidays count, where they differ."""
    timezone: Onsite[TimeZone]
    """The time zone that its hours are in."""
    language: Beside[Onsite[PageLanguage]]
    """The language of the words that we add to its page; what is written here stays as it is."""
    website: Beside[Onsite[Url]]
    """The firm's web address."""
    contacts: Beside[Onsite[tuple[Contact, ...]]]
    """Whom to reach at the partner."""
    fit: Internal[Fit]
    """How well the partner suits our clients."""
    agreed: Beside[Commercial[Agreed]]
    """When these terms were last agreed."""
    accepted: Internal[tuple[Accepted, ...]]
    """Warnings that we have looked at and live with."""
    notes: Internal[Prose]
    """What only our staff should know."""
    tags: Internal[tuple[Text, ...]]
    """Words to find the partner by."""

    @property
    def relationship(self) -> Relationship:
        """What the alliance is, from the blocks that the record has."""
        if self.subcontract and self.referral:
            return Relationship.BOTH
        if self.subcontract:
            return Relationship.SUBCONTRACT
        return Relationship.REFERRAL if self.referral else Relationship.NONE
