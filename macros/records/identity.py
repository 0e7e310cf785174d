"""Identity: who a firm is, how well it fits, and whom to reach there."""

from typing import ClassVar

from macros.records.fields import Block, Choice, Internal, Onsite
from macros.records.scalars import Count, Email, Hours, Id, Phone, Prose, Text


class Kind(Choice):
    """The trade of a firm."""

    CABLING = "cabling"
    TELECOMS = "telecoms"
    IT_FIRM = "it_firm"
    SECURITY_SYSTEMS = "security_systems"
    ELECTRICAL = "electrical"
    SOFTWARE = "software"
    PRINT = "print"
    OTHER = "other"


class Status(Choice):
    """Where a partnership stands."""

    PROSPECT = "prospect"
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class PageLanguage(Choice):
    """A language in which our own words on a page are written."""

    ENGLISH = "en"
    GERMAN = "de"


class Purpose(Choice):
    """What one calls a contact for."""

    DISPATCH = "dispatch"
    ACCOUNTS = "accounts"
    ESCALATION = "escalation"
    REFERRALS = "referrals"
    OUT_OF_HOURS = "out_of_hours"
    DATA_PROTECTION = "data_protection"


class Fit(Block):
    """How well a partner suits our clients. The directory sorts by this, never by fees."""

    score: Internal[Count]
    """From 1 (last resort) to 5 (first choice)."""
    why: Internal[Prose]
    """What the score rests on."""
    client_types: Internal[tuple[Text, ...]]
    """The clients that this partner suits."""
    not_for: Internal[tuple[Text, ...]]
    """The clients or work that it does not suit."""


class Contact(Block):
    """A desk or role to reach. Terms refer to it by its id or by one of its purposes."""

    key: ClassVar[str | None] = "id"

    id: Onsite[Id]
    """The short name by which terms refer to this contact."""
    name: Onsite[Text]
    """The desk, role or person, as one asks for it on the phone."""
    role: Onsite[Text]
    """What this contact decides or does."""
    phone: Onsite[Phone]
    """The number, in international form."""
    email: Onsite[Email]
    """The e-mail address."""
    hours: Onsite[Hours]
    """When somebody answers."""
    call_for: Onsite[tuple[Purpose, ...]]
    """What one calls this contact for."""
    note: Onsite[Prose]
    """Anything else that a caller should know."""
