"""House: our own firm, its contacts, and what it asks of every partner."""

from typing import Annotated

from pydantic import Field

from macros.records.fields import Audience, Block, Onsite, VisibleTo
from macros.records.identity import Contact, PageLanguage
from macros.records.partner import Terms
from macros.records.scalars import (
    Country,
    Duration,
    Email,
    Phone,
    Prose,
    Region,
    Text,
    TimeZone,
    Url,
)


class House(Block):
    """The house file `partners/_house.yml`."""

    name: Annotated[Text, VisibleTo(Audience.ONSITE), Field()]
    """The name under which our firm works."""
    legal_name: Onsite[Text]
    """The name in the company register."""
    company_number: Onsite[Text]
    """The number in the company register."""
    address: Onsite[Text]
    """The registered or postal address, on one line."""
    country: Onsite[Country]
    """The country that our firm works from."""
    region: Onsite[Region]
    """The part of the country whose public holidays count, where they differ."""
    timezone: Onsite[TimeZone]
    """The time zone that our hours are in."""
    language: Onsite[PageLanguage]
    """The language of our own words on pages, where a partner's record names no other."""
    phone: Onsite[Phone]
    """Our main number."""
    email: Onsite[Email]
    """Our main e-mail address."""
    website: Onsite[Url]
    """Our web address."""
    confidentiality: Onsite[Text]
    """The line at the foot of every printed page."""
    introduction: Onsite[Prose]
    """A few words at the top of the page of house standards."""
    expiring_within: Onsite[Duration]
    """How long before its end a document counts as expiring; 60 days unless said."""
    contacts: Onsite[tuple[Contact, ...]]
    """Whom partners reach at our firm."""
    defaults: Onsite[Terms]
    """What holds for every partner whose record does not say otherwise."""


BUILT_IN_FILE = "(built in)"
BUILT_IN = """\
subcontract:
  invoicing:
    raised_by: partner
  payment:
    roll: none
"""
"""What holds when neither the partner nor the house says anything: the plainest reading only."""
