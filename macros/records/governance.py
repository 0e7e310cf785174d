"""Governance: how long an alliance runs, how it changes, and how it ends well."""

from macros.records.fields import Beside, Block, Choice, Clause, Commercial, Internal
from macros.records.scalars import Date, Duration, Text


class Renews(Choice):
    """What happens at the end of the term."""

    YEARLY = "yearly"
    MONTHLY = "monthly"
    BY_AGREEMENT = "by_agreement"
    NO = "no"


class LandsOn(Choice):
    """The day on which a notice may take effect."""

    ANY_DAY = "any_day"
    MONTH_END = "month_end"
    QUARTER_END = "quarter_end"
    TERM_END = "term_end"


class Notice(Clause):
    """How an alliance is ended in good order."""

    from_us: Commercial[Duration]
    """The notice that we give."""
    from_partner: Commercial[Duration]
    """The notice that the partner gives."""
    up_to: Commercial[Duration]
    """The longest notice, where it depends on the case."""
    lands_on: Commercial[LandsOn]
    """The day on which it may take effect."""


class Term(Clause):
    """How long the alliance runs."""

    starts: Commercial[Date]
    """The first day."""
    ends: Commercial[Date]
    """The last day; leave it out where there is none."""
    length: Commercial[Duration]
    """How long it runs, where no dates are set."""
    renews: Commercial[Renews]
    """What happens then."""
    notice: Commercial[Notice]
    """How it is ended in good order."""


class Review(Clause):
    """When the terms are looked at together."""

    every: Commercial[Duration]
    """How often."""
    last: Beside[Commercial[Date]]
    """When it was last done."""
    owner: Internal[Text]
    """The role on our side that sees to it."""


class Changes(Clause):
    """How terms change."""

    minor: Commercial[Text]
    """How small changes are made."""
    material: Commercial[Text]
    """How a change of money, time or restraint is announced."""
    material_notice: Commercial[Duration]
    """How long beforehand a change of money, time or restraint is announced."""


class Ending(Clause):
    """How an alliance ends."""

    for_cause: Commercial[tuple[Text, ...]]
    """What ends it at once."""
    hand_back: Commercial[tuple[Text, ...]]
    """What is given back at the end: keys, shirts, documents, data."""


class Governance(Clause):
    """How long an alliance runs, how it changes, and how it ends."""

    term: Commercial[Term]
    """How long it runs."""
    review: Commercial[Review]
    """When the terms are looked at together."""
    changes: Commercial[Changes]
    """How terms change."""
    ending: Commercial[Ending]
    """How it ends."""
    disputes: Commercial[Text]
    """How a dispute is settled."""
    governing_law: Commercial[Text]
    """The law that applies."""


class Agreed(Block):
    """When these terms were last agreed."""

    on: Commercial[Date]
    """The day on which both sides agreed."""
    version: Commercial[Text]
    """The version that was agreed."""
    by: Commercial[Text]
    """The roles that agreed, on both sides."""
    fingerprint: Internal[Text]
    """The fingerprint of the terms that were agreed."""
