"""Money: what work costs, when it is billed, and when it is paid."""

from typing import ClassVar

from macros.records.fields import Beside, Block, Choice, Clause, Commercial
from macros.records.scalars import (
    Count,
    Date,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Email,
    Money,
    Number,
    Percent,
    Prose,
    Text,
    TimeOfDay,
    YesNo,
)


class Party(Choice):
    """A side of the deal."""

    US = "us"
    PARTNER = "partner"
    CLIENT = "client"


class Basis(Choice):
    """What a price is for."""

    FIXED = "fixed"
    HOURLY = "hourly"
    HALF_DAY = "half_day"
    DAY = "day"
    VISIT = "visit"
    UNIT = "unit"
    RETAINER = "retainer"
    MILESTONE = "milestone"
    COST_PLUS = "cost_plus"
    REVENUE_SHARE = "revenue_share"


class Rounding(Choice):
    """How time is rounded to the increment."""

    UP = "up"
    NEAREST = "nearest"
    DOWN = "down"


class Rate(Block):
    """The price of one kind of work; the same work may have several, one after the other."""

    name: Commercial[Text]
    """The work that the rate is for, in the words of the quote."""
    basis: Commercial[Basis]
    """What the price is for: an hour, a day, a visit, a unit, the whole job."""
    rate: Commercial[Money]
    """The price."""
    up_to: Commercial[Money]
    """The upper end, where the rate is a range."""
    percent: Commercial[Percent]
    """The share, for cost-plus and revenue-share."""
    per: Commercial[Text]
    """The unit, where the basis is a unit: outlet, panel, device."""
    effective_from: Commercial[Date]
    """The first day on which the rate holds."""
    effective_to: Commercial[Date]
    """The last day on which the rate holds."""
    covers: Commercial[Duration]
    """The time that a visit, a day or half a day buys, where it is not that of `day_length`."""
    beyond: Commercial[Text]
    """The name of the hourly rate at which time beyond that is paid."""
    includes: Commercial[Text]
    """What the rate includes."""
    approval: Commercial[Text]
    """Whose agreement it needs beforehand."""
    note: Beside[Commercial[Prose]]
    """What decides between the lower and the upper end, or anything else."""


class OutOfHours(Block):
    """A window of the week with a price of its own: a multiplier, a surcharge or a rate."""

    days: Commercial[Days]
    """The days on which the window starts."""
    start: Commercial[TimeOfDay]
    """When it starts."""
    end: Commercial[TimeOfDay]
    """When it ends; at or before the start means the next morning, 24:00 means midnight."""
    holidays: Commercial[YesNo]
    """Whether it also holds all day on public holidays."""
    multiplier: Commercial[Number]
    """How many times the normal rate is paid."""
    surcharge: Commercial[Money]
    """What is paid on top, once a visit."""
    rate: Commercial[Money]
    """The hourly rate that replaces the normal one."""
    up_to: Commercial[Money]
    """The upper end, where the rate is a range."""
    unavailable: Commercial[YesNo]
    """Whether the partner does not work in this window at all."""
    minimum: Commercial[Duration]
    """The least time that is charged."""
    note: Beside[Commercial[Prose]]
    """Anything else, such as who approves it beforehand."""


class LongUnit(Choice):
    """The unit in which a journey is measured."""

    MILE = "mile"
    KM = "km"


class PaidWay(Choice):
    """Which part of a journey is paid."""

    ONE_WAY = "one_way"
    BOTH_WAYS = "both_ways"


class Travel(Clause):
    """What is paid for getting there."""

    time: Commercial[Text]
    """How time on the road is paid."""
    mileage: Commercial[Money]
    """The price of a mile or kilometre."""
    mileage_per: Commercial[LongUnit]
    """The unit of the mileage price."""
    mileage_for: Commercial[PaidWay]
    """Whether mileage is paid for the way there only, or for the way there and back."""
    measured_from: Commercial[Text]
    """Where the journey is counted from."""
    free_radius: Commercial[Distance]
    """The distance from there that is not charged, on each way that is paid."""
    parking: Commercial[Text]
    """Who pays for parking and tolls."""
    overnight: Commercial[Text]
    """What is paid for a night away."""


class Expenses(Clause):
    """What else may be charged."""

    approval: Commercial[Text]
    """Whose agreement is needed, and above what amount."""
    receipts: Commercial[Text]
    """What proof goes with the invoice."""
    markup: Commercial[Percent]
    """What may be added to materials and expenses."""


class Cancellation(Block):
    """What is charged when a visit is called off late."""

    notice_less_than: Commercial[Duration]
    """The notice below which the charge is due."""
    charge: Commercial[Percent]
    """The charge as a share of the visit's price."""
    amount: Commercial[Money]
    """The charge as an amount."""


class PriceReview(Clause):
    """When and how prices may change."""

    every: Commercial[Duration]
    """How often prices are looked at."""
    uplift: Commercial[Text]
    """What a rise follows, such as an index."""
    cap: Commercial[Percent]
    """The most that a rise may be."""


class Pricing(Clause):
    """What the work costs."""

    rates: Commercial[tuple[Rate, ...]]
    """The rates, one for each kind of work."""
    day_length: Commercial[Duration]
    """The hours that a day's rate buys."""
    minimum: Commercial[Duration]
    """The least time that is charged for a visit."""
    minimum_charge: Commercial[Money]
    """The least that a visit costs."""
    increment: Commercial[Duration]
    """The step in which the time of a visit is charged."""
    rounding: Commercial[Rounding]
    """How time is rounded to that step."""
    out_of_hours: Commercial[tuple[OutOfHours, ...]]
    """Every window of the week outside normal hours, without overlap or gap."""
    not_to_exceed: Commercial[Money]
    """The most that a job may cost without our agreement."""
    quote_before_work: Commercial[Text]
    """When a price is agreed before the work is done."""
    travel: Commercial[Travel]
    """What is paid for getting there."""
    expenses: Commercial[Expenses]
    """What else may be charged."""
    cancellation: Commercial[tuple[Cancellation, ...]]
    """What is charged when a visit is called off late."""
    unpaid: Commercial[tuple[Text, ...]]
    """Work that is not paid, such as putting right one's own fault."""
    price_review: Commercial[PriceReview]
    """When and how prices may change."""


class BilledWhen(Choice):
    """The moment at which an invoice is raised."""

    END_OF_PROJECT = "end_of_project"
    PER_VISIT = "per_visit"
    PER_TICKET = "per_ticket"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    MILESTONE = "milestone"
    ON_STATEMENT = "on_statement"


class OneInvoicePer(Choice):
    """What one invoice covers."""

    PROJECT = "project"
    VISIT = "visit"
    TICKET = "ticket"
    WEEK = "week"
    MONTH = "month"
    PURCHASE_ORDER = "purchase_order"


class Weekday(Choice):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Invoicing(Clause):
    """When and how the bill is sent."""

    raised_by: Commercial[Party]
    """Who writes the invoice: the partner, or us for them (self-billing)."""
    when: Commercial[BilledWhen]
    """When a bill is due to be sent."""
    weekday: Commercial[Weekday]
    """The day on which a weekly or fortnightly bill is sent."""
    first: Commercial[Date]
    """Any day on which a fortnightly bill is sent: it fixes which weeks they are."""
    cut_off: Commercial[DayOfMonth]
    """The day of the month by which a monthly bill must be with us; work done later waits a month.

    A statement is drawn up on that day.
    """
    within: Commercial[Duration]
    """How soon after that moment the bill must be with us; a monthly cut-off goes before it."""
    send_to: Commercial[Email]
    """Where to send it."""
    must_quote: Commercial[tuple[Text, ...]]
    """What every bill must quote, such as a purchase order number."""
    one_per: Commercial[OneInvoicePer]
    """What one bill covers."""
    consolidation: Commercial[Text]
    """Whether, and how, several jobs may share a bill."""
    backing: Commercial[tuple[Text, ...]]
    """What goes with the bill: timesheets, photos, a signed work order."""
    late_consequence: Commercial[Text]
    """What happens to a bill that comes late or without what it must quote."""
    dispute_within: Commercial[Duration]
    """How soon we say so when we doubt a bill."""


class ClockStarts(Choice):
    """The event from which payment days are counted."""

    INVOICE_DATE = "invoice_date"
    INVOICE_RECEIVED = "invoice_received"
    JOB_COMPLETED = "job_completed"
    DELIVERABLES_APPROVED = "deliverables_approved"
    SUPPLY_DATE = "supply_date"
    SELF_BILL_DATE = "self_bill_date"
    STATEMENT_DATE = "statement_date"
    CERTIFIED = "certified"
    CLIENT_PAID_US = "client_paid_us"


OF_WORK = frozenset([ClockStarts.JOB_COMPLETED, ClockStarts.SUPPLY_DATE])
"""The events that come with the work itself, and not with its bill or its approval."""


class DueRule(Choice):
    """How the due date follows from the event that starts the clock."""

    ON_RECEIPT = "on_receipt"
    IN_ADVANCE = "in_advance"
    DAYS_AFTER = "days_after"
    DAYS_AFTER_MONTH_END = "days_after_month_end"
    MONTH_END_AFTER_DAYS = "month_end_after_days"
    DAY_OF_MONTH = "day_of_month"
    WEEK_END_AFTER_WEEKS = "week_end_after_weeks"
    BUSINESS_DAYS_AFTER = "business_days_after"


class Due(Block):
    """The rule that gives the due date. There is no 'end of month' alone: it has two readings."""

    whole: ClassVar[bool] = True

    rule: Commercial[DueRule]
    """How the due date follows."""
    days: Commercial[Count]
    """How many days, or business days, the rule counts."""
    day: Commercial[DayOfMonth]
    """The day of the month, for `day_of_month`."""
    months: Commercial[Count]
    """How many months ahead, for `day_of_month`: 1 next month, 2 the one after.

    0 is the next such day, on the event or after it, so that nothing is due before its event.
    """
    weeks: Commercial[Count]
    """How many weeks, for `week_end_after_weeks`; a week ends on Sunday (ISO 8601)."""


class Roll(Choice):
    """What happens when a due date is no business day."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class RunEvery(Choice):
    """How often a payment run goes out."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    LAST_WORKING_DAY = "last_working_day"


class RunPays(Choice):
    """Which run pays what is due between two runs."""

    BEFORE_DUE = "before_due"
    AFTER_DUE = "after_due"


class Run(Clause):
    """The payment run: the days on which money leaves the bank."""

    whole: ClassVar[bool] = True

    every: Commercial[RunEvery]
    """How often payments go out."""
    weekday: Commercial[Weekday]
    """The day of a weekly or fortnightly run."""
    first: Commercial[Date]
    """The day of any fortnightly run: it fixes which weeks they are."""
    day: Commercial[DayOfMonth]
    """The day of a monthly run."""
    pays: Commercial[RunPays]
    """Whether what is due between two runs is paid in the one before or the one after."""


class EarlyDiscount(Clause):
    """What we keep for paying early."""

    percent: Commercial[Percent]
    """The discount."""
    within: Commercial[Duration]
    """How soon after the clock starts the payment must be made to earn it."""


class Retention(Clause):
    """A part of the price that is held back until the work has proved itself."""

    percent: Commercial[Percent]
    """The part that is held back."""
    released_after: Commercial[Duration]
    """How long after the work is done it is paid out."""


class PayWhenPaid(Clause):
    """We pay once the client has paid us, at the latest at the long stop."""

    speaks: ClassVar[bool] = True

    long_stop: Commercial[Duration]
    """How long after the invoice we pay even when the client has not."""


class LateKind(Choice):
    """What is owed for paying late."""

    STATUTORY = "statutory"
    CONTRACTUAL = "contractual"
    NONE = "none"


class Late(Clause):
    """What is owed for paying late."""

    kind: Commercial[LateKind]
    """Whether the law's interest is owed, one that we agreed, or none."""
    rate: Commercial[Percent]
    """The yearly interest that we agreed."""


class PaymentMethod(Choice):
    """How money is moved."""

    BACS = "bacs"
    FASTER_PAYMENTS = "faster_payments"
    SEPA_TRANSFER = "sepa_transfer"
    ACH = "ach"
    WIRE = "wire"
    DIRECT_DEBIT = "direct_debit"
    CHEQUE = "cheque"
    CARD = "card"
    CREDIT_NOTE = "credit_note"


class Payment(Clause):
    """When and how a bill is paid."""

    clock_starts: Commercial[ClockStarts]
    """The event from which the days are counted: where most disputes start."""
    due: Commercial[Due]
    """How the due date follows from that event."""
    roll: Commercial[Roll]
    """What happens when the due date is no business day."""
    run: Commercial[Run]
    """The days on which payments go out."""
    method: Commercial[PaymentMethod]
    """How the money is sent."""
    conditions: Commercial[tuple[Text, ...]]
    """What must be in before the clock starts, such as a signed work order."""
    early_discount: Commercial[EarlyDiscount]
    """What is kept for paying early."""
    retention: Commercial[Retention]
    """What is held back until the work has proved itself."""
    pay_when_paid: Commercial[PayWhenPaid]
    """Whether payment waits for the client's payment, and for how long at most."""
    late: Commercial[Late]
    """What is owed for paying late."""


class TaxRegime(Choice):
    """The tax on sales."""

    VAT = "vat"
    GST = "gst"
    SALES_TAX = "sales_tax"
    NONE = "none"


class PricesAre(Choice):
    """Whether prices include the tax."""

    EXCLUDING = "excluding"
    INCLUDING = "including"


class Tax(Clause):
    """How tax is treated."""

    regime: Commercial[TaxRegime]
    """The tax on sales."""
    rate: Commercial[Percent]
    """The rate that applies to this work."""
    prices_are: Commercial[PricesAre]
    """Whether the prices above include it."""
    charged_when: Commercial[Text]
    """When tax is charged at all, such as only by a registered firm."""
    reverse_charge: Commercial[YesNo]
    """Whether we, the customer, account for the tax (the UK's domestic reverse charge)."""
    withholding: Commercial[Percent]
    """What we must hold back for the tax office (in the UK, the Construction Industry Scheme)."""
    form_on_file: Beside[Commercial[Text]]
    """The tax form that we hold, such as a W-9."""
