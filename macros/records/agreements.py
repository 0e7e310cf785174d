"""Agreements: what is signed, what protects the client, and what assurance a firm carries."""

from typing import ClassVar

from macros.records.fields import Beside, Block, Choice, Clause, Commercial, Onsite
from macros.records.scalars import Date, Duration, Money, Prose, Text, YesNo


class Agreement(Clause):
    """A signed document with its dates."""

    signed_on: Beside[Commercial[Date]]
    """The day on which both sides had signed."""
    expires: Beside[Commercial[Date]]
    """The last day on which it holds; leave it out where it has no end."""
    reference: Beside[Commercial[Text]]
    """Where the signed copy is filed."""


class NdaType(Choice):
    """Whom a non-disclosure agreement binds."""

    MUTUAL = "mutual"
    ONE_WAY = "one_way"


class Nda(Agreement):
    """The non-disclosure agreement: signed before anything is shared."""

    type: Commercial[NdaType]
    """Whether it binds both sides or only the partner."""
    covers: Commercial[tuple[Text, ...]]
    """Whose information it protects: the business, its clients, their users."""
    survives: Commercial[Duration]
    """How long the duty of secrecy goes on after the end."""


class ConsultancyAgreement(Agreement):
    """The agreement under which a subcontractor works in our name."""

    restates_nda: Commercial[YesNo]
    """Whether it repeats the duties of the non-disclosure agreement."""


class ClientSees(Choice):
    """Under whose name the client meets the partner."""

    OUR_BRAND = "our_brand"
    PARTNER_BRAND = "partner_brand"
    JOINT = "joint"


class ClientContact(Choice):
    """How far the partner may speak with the client."""

    NONE_WITHOUT_US = "none_without_us"
    TECHNICAL_ONLY = "technical_only"
    ALLOWED = "allowed"


class Bound(Choice):
    """The side that a promise binds."""

    PARTNER = "partner"
    US = "us"
    BOTH = "both"


class Covered(Choice):
    """What a restraint protects."""

    CLIENT = "client"
    SITE = "site"
    STAFF = "staff"


class NonEngagement(Clause):
    """The promise not to work for the client directly, nor to hire each other's people."""

    who: Onsite[Bound]
    """Who makes the promise."""
    during: Onsite[YesNo]
    """Whether it holds while we work together."""
    after: Onsite[Duration]
    """How long it holds after the end."""
    covers: Onsite[tuple[Covered, ...]]
    """Whether it covers the client, the site, or each other's staff."""
    exceptions: Onsite[tuple[Text, ...]]
    """Whom it does not cover, such as clients that the partner had before."""
    remedy: Commercial[Prose]
    """What is owed when it is broken."""


class ClientProtection(Clause):
    """Who owns the client, and how one behaves towards them."""

    client_sees: Onsite[ClientSees]
    """Under whose name the client meets the partner."""
    client_contact: Onsite[ClientContact]
    """How far the partner may speak with the client without us."""
    non_engagement: Onsite[NonEngagement]
    """The promise not to work for the client directly."""
    selling_on_site: Onsite[Text]
    """What the partner does when the client asks for more work or a price."""
    sub_subcontracting: Onsite[Text]
    """Whether, and how, the partner may pass work on."""


class InsuranceType(Choice):
    """A kind of insurance cover."""

    PUBLIC_LIABILITY = "public_liability"
    GENERAL_LIABILITY = "general_liability"
    EMPLOYERS_LIABILITY = "employers_liability"
    PROFESSIONAL_INDEMNITY = "professional_indemnity"
    CYBER = "cyber"
    MOTOR = "motor"
    WORKERS_COMPENSATION = "workers_compensation"
    OTHER = "other"


class NamedAs(Choice):
    """How a policy names us."""

    CERTIFICATE_HOLDER = "certificate_holder"
    ADDITIONAL_INSURED = "additional_insured"
    INDEMNITY_TO_PRINCIPAL = "indemnity_to_principal"
    NOT_NAMED = "not_named"


class Insurance(Clause):
    """One policy: what we ask for and what is held."""

    key: ClassVar[str | None] = "type"

    type: Commercial[InsuranceType]
    """What the policy covers."""
    minimum: Commercial[Money]
    """The least cover that we ask for."""
    held: Beside[Commercial[Money]]
    """The cover that the certificate shows."""
    insurer: Beside[Commercial[Text]]
    """Who insures."""
    insured_name: Beside[Commercial[Text]]
    """The firm that the certificate names; it must be the partner's legal name."""
    expires: Beside[Commercial[Date]]
    """The last day of cover."""
    names_us: Commercial[NamedAs]
    """How the policy names us."""
    required_where: Commercial[Text]
    """When the cover is asked for, if not always."""


class Certification(Clause):
    """A certificate that the firm or its engineers hold."""

    key: ClassVar[str | None] = "type"

    type: Onsite[Text]
    """The scheme, such as Cyber Essentials, ISO 27001, CSCS, ECS or BICSI."""
    holder: Onsite[Text]
    """Who holds it: the firm, or which engineers."""
    reference: Beside[Commercial[Text]]
    """The certificate's number."""
    expires: Beside[Commercial[Date]]
    """The last day on which it is valid."""


class BackgroundCheck(Clause):
    """A check of the people who go to site."""

    key: ClassVar[str | None] = "type"

    type: Onsite[Text]
    """The check, such as DBS, BPSS or SC."""
    level: Onsite[Text]
    """How deep it goes, such as basic or enhanced."""
    who: Onsite[Text]
    """Who is checked."""
    last_done: Beside[Commercial[Date]]
    """When it was last done."""
    renew_every: Onsite[Duration]
    """How long a check counts."""


class Assurance(Clause):
    """Insurance, certificates and checks."""

    insurance: Commercial[tuple[Insurance, ...]]
    """The policies, one of each kind."""
    certifications: Onsite[tuple[Certification, ...]]
    """The certificates that the work needs."""
    checks: Onsite[tuple[BackgroundCheck, ...]]
    """The checks of people who go to site."""


class OtherTerm(Block):
    """A term that has no field: it is shown in the section that it is about."""

    key: ClassVar[str | None] = "title"

    title: Commercial[Text]
    """What the term is about, in a few words."""
    text: Commercial[Prose]
    """The term as agreed."""
    about: Commercial[Text]
    """The clause that it adds to or changes, such as `subcontract.payment`."""
