"""Referral: who sends whom business, what earns a fee, and how it is settled."""

from typing import ClassVar

from macros.records.fields import Beside, Block, Choice, Clause, Commercial, Internal
from macros.records.money import Party, Payment
from macros.records.scalars import (
    Count,
    DayOfMonth,
    Duration,
    Id,
    Money,
    Number,
    Percent,
    Prose,
    Text,
    YesNo,
)


class Qualifies(Clause):
    """What counts as a referral."""

    registered_by: Commercial[Text]
    """How a referral is made known so that it counts."""
    must_be_new: Commercial[YesNo]
    """Whether only a client counts who is new to the other side."""
    first_wins: Commercial[YesNo]
    """Whether the first to register a client has the referral."""
    valid_for: Commercial[Duration]
    """How long a registered referral counts."""
    exclusions: Commercial[tuple[Text, ...]]
    """What does not count."""


class FeeKind(Choice):
    """How a fee is worked out."""

    NONE = "none"
    FLAT = "flat"
    PERCENT = "percent"
    MONTHS_OF_RECURRING = "months_of_recurring"
    PER_UNIT = "per_unit"
    CREDIT = "credit"
    GIFT = "gift"
    RECIPROCAL = "reciprocal"


class FeeOf(Choice):
    """What a share is a share of."""

    FIRST_INVOICE = "first_invoice"
    MONTHLY_RECURRING = "monthly_recurring"
    FIRST_YEAR = "first_year"
    CONTRACT_VALUE = "contract_value"
    GROSS_PROFIT = "gross_profit"
    SETUP = "setup"


class TiersApply(Choice):
    """What a step of a fee is counted in, and what it then holds for."""

    TO_THE_PART_ABOVE = "to_the_part_above"
    TO_EVERYTHING = "to_everything"
    TO_LATER_REFERRALS = "to_later_referrals"


class Tier(Block):
    """A step of a fee that grows with the business."""

    above: Commercial[Number]
    """What value, how many units or how many referrals the step starts above."""
    percent: Commercial[Percent]
    """The share from there on."""
    amount: Commercial[Money]
    """The amount from there on."""


class Fee(Block):
    """What a referral earns."""

    key: ClassVar[str | None] = "name"

    name: Commercial[Text]
    """What the fee is for, such as a new client or an expansion."""
    payer: Commercial[Party]
    """Who pays."""
    payee: Commercial[Party]
    """Who is paid."""
    kind: Commercial[FeeKind]
    """How the fee is worked out."""
    percent: Commercial[Percent]
    """The share, for `percent`."""
    amount: Commercial[Money]
    """The amount, for `flat`, `per_unit`, `credit` and `gift`."""
    months: Commercial[Number]
    """The number of months, for `months_of_recurring`."""
    of: Commercial[FeeOf]
    """What the share is a share of."""
    per: Commercial[Text]
    """The unit, for `per_unit`."""
    lasts: Commercial[Duration]
    """For how long the fee is earned on a continuing contract; each month of it earns a share of
    the monthly charge."""
    starts: Commercial[Text]
    """From when that time is counted."""
    ends_when: Commercial[Text]
    """What ends the fee early."""
    tiers: Commercial[tuple[Tier, ...]]
    """The steps of a fee that grows with the business."""
    tiers_apply: Commercial[TiersApply]
    """Whether a step holds for the value or units above it, for all of them, or for the referrals
    that come after so many."""
    minimum: Commercial[Money]
    """The least that is paid."""
    cap: Commercial[Money]
    """The most that is paid."""
    note: Beside[Commercial[Prose]]
    """Anything else."""


class Trigger(Choice):
    """The event that earns the fee."""

    INTRODUCED = "introduced"
    QUALIFIED = "qualified"
    SIGNED = "signed"
    LIVE = "live"
    CLIENT_PAID = "client_paid"
    CLIENT_PAID_N_MONTHS = "client_paid_n_months"


class Clawback(Clause):
    """What is given back when the client leaves early."""

    within: Commercial[Duration]
    """How soon the client must leave for it to be owed."""
    counted_from: Commercial[Trigger]
    """The event from which that time is counted; the one that earns the fee unless said."""
    amount: Commercial[Text]
    """How much is given back."""


class Progress(Clause):
    """How the fate of a referral is reported."""

    reported_by: Commercial[Party]
    """Who reports."""
    to: Commercial[Id]
    """The contact who is told."""
    every: Commercial[Duration]
    """How often."""


class Settlement(Clause):
    """How a fee is billed and paid."""

    statement_on: Commercial[DayOfMonth]
    """The day of the month on which the statement of fees is sent."""
    invoiced_by: Commercial[Party]
    """Who writes the invoice."""
    within: Commercial[Duration]
    """How soon after the statement or the trigger the invoice is sent."""
    late_consequence: Commercial[Text]
    """What happens to a fee that is billed late."""
    payment: Commercial[Payment]
    """When and how the fee is paid: the same terms as for work."""


class Scheme(Clause):
    """The terms of referrals in one direction."""

    speaks: ClassVar[bool] = True

    qualifies: Commercial[Qualifies]
    """What counts as a referral."""
    fees: Commercial[tuple[Fee, ...]]
    """What a referral earns."""
    trigger: Commercial[Trigger]
    """The event that earns the fee."""
    trigger_months: Commercial[Count]
    """The number of months, for `client_paid_n_months`."""
    waiting_period: Commercial[Duration]
    """How long after the trigger the fee falls due."""
    clawback: Commercial[Clawback]
    """What is given back when the client leaves early."""
    tail: Commercial[Duration]
    """How long referrals made before the end still earn a fee after it."""
    progress: Commercial[Progress]
    """How the fate of a referral is reported."""
    settlement: Commercial[Settlement]
    """How a fee is billed and paid."""


class Exclusive(Choice):
    """Whether a side may refer to others."""

    NONE = "none"
    TERRITORY = "territory"
    VERTICAL = "vertical"
    FULL = "full"


class Referral(Clause):
    """Business sent to each other. The blocks that are written say which way it runs."""

    speaks: ClassVar[bool] = True

    needs: ClassVar[dict[str, tuple[str, ...]]] = {
        "we_refer": ("we_refer",),
        "they_refer": ("they_refer",),
    }

    we_refer: Commercial[Scheme]
    """We send clients to the partner."""
    they_refer: Commercial[Scheme]
    """The partner sends clients to us."""
    told_to_client: Commercial[Text]
    """What the client is told about a fee."""
    exclusive: Commercial[Exclusive]
    """Whether either side may refer to others."""
    exclusive_for: Commercial[tuple[Text, ...]]
    """The territory or vertical of an exclusive arrangement."""
    why_this_way: Internal[Prose]
    """Why we chose this arrangement."""
