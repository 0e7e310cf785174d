"""Wording: values and names of fields in the words of a page."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from macros.records import agreements, governance, identity, money, partner, referral, work
from macros.records.fields import Audience, Block, Choice
from macros.records.scalars import (
    Count,
    Country,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Email,
    Hours,
    Money,
    Number,
    Pattern,
    Percent,
    Phone,
    Prose,
    Url,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


LAST_DAY = 31


class Words(NamedTuple):
    """A piece of a page: text with the kind that tells how it is set.

    `kind` is text, prose, phone, link, code, or a chip with its tone (`chip--bad`); `href` is the
    address of a phone or link.
    """

    text: str
    kind: str = "text"
    href: str = ""


class Voice(NamedTuple):
    """How a page speaks of the partner: staff read 'they', the partner reads 'you'."""

    they: str
    them: str
    their: str

    def say(self, text: str) -> str:
        """Return `text` with its {they}, {them}, {their} and {They} filled in."""
        return text.format(
            they=self.they, them=self.them, their=self.their, They=self.they.capitalize()
        )


STAFF = Voice("they", "them", "their")
PARTNER = Voice("you", "you", "your")


def voice(audience: Audience) -> Voice:
    """Return the voice in which a page for `audience` speaks."""
    return STAFF if audience is Audience.INTERNAL else PARTNER


class Language(NamedTuple):
    """A locale and a voice: all that decides how a value reads."""

    locale: str
    voice: Voice

    def words(self, value: object) -> Words:
        """Return one value in words."""
        if isinstance(value, str) and not isinstance(value, Choice):
            return _text(value)
        if isinstance(value, Choice):
            return Words(self.voice.say(choice(value)))
        if isinstance(value, Phone):
            return Words(value.typed, "phone", value.tel)
        return Words(_say(value, self.locale))

    def text(self, value: object) -> str:
        """Return the text of one value in words."""
        return self.words(value).text

    def sentence(self, text: str) -> str:
        """Return `text` in this voice."""
        return self.voice.say(text)

    def money(self, value: Money, *, up_to: Money | None = None) -> str:
        """Return an amount, or a range of two."""
        first = _say(value, self.locale)
        return f"{first} to {_say(up_to, self.locale)}" if up_to else first

    def date(self, value: dt.date) -> str:
        """Return a date with the month in letters."""
        return _say(value, self.locale)


def language(country: str | None, audience: Audience) -> Language:
    """Return how pages read for a firm in `country`."""
    return Language("en_US" if country == "US" else "en_GB", voice(audience))


def _text(value: str) -> Words:
    if isinstance(value, Prose):
        return Words(value, "prose")
    if isinstance(value, Url):
        return Words(value, "link", value)
    if isinstance(value, Email):
        return Words(value, "link", f"mailto:{value}")
    if isinstance(value, Pattern):
        return Words(value, "code")
    if isinstance(value, Country):
        return Words(_country(value))
    return Words(value)


@lru_cache(maxsize=512)
def _country(code: str) -> str:
    return str(Locale("en", "GB").territories[code])


def _say(value: object, locale: str) -> str:
    # 45.0 and 45.00 are equal as numbers and not as written: the text belongs to the key.
    return _spoken(value, str(value), locale)


@lru_cache(maxsize=8192)
def _spoken(value: object, text: str, locale: str) -> str:
    if isinstance(value, Money):
        return _money(value, locale)
    if isinstance(value, dt.date):
        return format_date(value, "d MMMM y" if locale != "en_US" else "MMMM d, y", locale=locale)
    if isinstance(value, Percent):
        return f"{number(value.value, locale)}%"
    if isinstance(value, Number):
        return number(value.value, locale)
    if isinstance(value, DayOfMonth):
        return day_words(value.value)
    if isinstance(value, Count):
        return number(Decimal(value.value), locale)
    if isinstance(value, Duration | Distance):
        amount, unit = text.split(" ", 1)
        return f"{number(Decimal(amount), locale)} {unit}"
    if isinstance(value, Hours | Days):
        return text.replace("-", "–")
    return text


def _money(value: Money, locale: str) -> str:
    """Return an amount with the decimals that were written: £45.00, £5,000,000, £0.455."""
    written = max(0, -int(value.amount.as_tuple().exponent))
    pattern = str(Locale.parse(locale).currency_formats["standard"].pattern)
    exact = pattern.replace(".00", f".{'0' * written}" if written else "")
    return str(
        format_currency(
            value.amount,
            value.currency,
            exact,
            locale,
            currency_digits=False,
            decimal_quantization=False,
        )
    )


def ordinal(day: int) -> str:
    """Return a day of the month as one says it: 1st, 22nd, 13th."""
    teen = day % 100 in range(10, 21)
    return f"{day}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


def day_words(day: int) -> str:
    """Return a day of the month: the 25th; the 31st is the last day, whatever the month."""
    return "the last day" if day == LAST_DAY else f"the {ordinal(day)}"


def number(value: Decimal, locale: str) -> str:
    """Return a number with every digit that was written."""
    return str(format_decimal(value, locale=locale, decimal_quantization=False))


def choice(value: Choice) -> str:
    """Return the words for one word of a closed list; they may hold {them}."""
    return _CHOICES.get((type(value), value.value)) or value.value.replace("_", " ")


@lru_cache(maxsize=2048)
def label(block: type[Block], name: str) -> str:
    """Return the words for a field's name."""
    for kind in block.__mro__:
        if isinstance(kind, type) and (kind, name) in _LABELS:
            return _LABELS[kind, name]
    return _NAMES.get(name) or name.replace("_", " ").capitalize()


_SPOKEN_CHOICES: tuple[tuple[Choice, str], ...] = (
    (identity.Kind.IT_FIRM, "IT firm"),
    (partner.Relationship.BOTH, "subcontract and referral"),
    (partner.Relationship.NONE, "no terms yet"),
    (agreements.NdaType.ONE_WAY, "one-way"),
    (agreements.ClientSees.OUR_BRAND, "our name"),
    (agreements.ClientSees.PARTNER_BRAND, "{their} own name"),
    (agreements.ClientSees.JOINT, "both names"),
    (agreements.ClientContact.NONE_WITHOUT_US, "none without us"),
    (agreements.ClientContact.TECHNICAL_ONLY, "about the technical work only"),
    (agreements.ClientContact.ALLOWED, "allowed"),
    (agreements.Bound.PARTNER, "{them}"),
    (agreements.Bound.BOTH, "both sides"),
    (agreements.Covered.CLIENT, "the client"),
    (agreements.Covered.SITE, "the client's sites"),
    (agreements.Covered.STAFF, "staff"),
    (agreements.InsuranceType.EMPLOYERS_LIABILITY, "employers' liability"),
    (agreements.InsuranceType.WORKERS_COMPENSATION, "workers' compensation"),
    (money.Party.US, "us"),
    (money.Party.PARTNER, "{them}"),
    (money.Party.CLIENT, "the client"),
    (money.Basis.FIXED, "fixed price"),
    (money.Basis.HALF_DAY, "half a day"),
    (money.Basis.COST_PLUS, "cost plus"),
    (money.Basis.REVENUE_SHARE, "share of revenue"),
    (money.Rounding.UP, "up"),
    (money.Rounding.NEAREST, "to the nearest step"),
    (money.BilledWhen.END_OF_PROJECT, "at the end of the project"),
    (money.BilledWhen.PER_VISIT, "after each visit"),
    (money.BilledWhen.PER_TICKET, "when a ticket is closed"),
    (money.BilledWhen.WEEKLY, "every week"),
    (money.BilledWhen.FORTNIGHTLY, "every two weeks"),
    (money.BilledWhen.MONTHLY, "every month"),
    (money.BilledWhen.MILESTONE, "at each milestone"),
    (money.BilledWhen.ON_STATEMENT, "when the statement is sent"),
    (money.ClockStarts.INVOICE_DATE, "the invoice's date"),
    (money.ClockStarts.INVOICE_RECEIVED, "the day the invoice is received"),
    (money.ClockStarts.JOB_COMPLETED, "the day the job is done"),
    (money.ClockStarts.DELIVERABLES_APPROVED, "the day the deliverables are approved"),
    (money.ClockStarts.SUPPLY_DATE, "the day of supply"),
    (money.ClockStarts.SELF_BILL_DATE, "the date of the self-bill"),
    (money.ClockStarts.STATEMENT_DATE, "the statement's date"),
    (money.ClockStarts.CERTIFIED, "the day the work is certified"),
    (money.ClockStarts.CLIENT_PAID_US, "the day the client's payment arrives"),
    (money.Roll.NONE, "the due date stands"),
    (money.Roll.NEXT, "the next business day"),
    (money.Roll.PREVIOUS, "the business day before"),
    (money.RunEvery.WEEKLY, "every week"),
    (money.RunEvery.FORTNIGHTLY, "every two weeks"),
    (money.RunEvery.MONTHLY, "every month"),
    (money.RunEvery.LAST_WORKING_DAY, "on the last working day of the month"),
    (money.LateKind.STATUTORY, "statutory interest"),
    (money.LateKind.CONTRACTUAL, "interest as agreed"),
    (money.PaymentMethod.BACS, "BACS"),
    (money.PaymentMethod.FASTER_PAYMENTS, "Faster Payments"),
    (money.PaymentMethod.SEPA_TRANSFER, "SEPA transfer"),
    (money.PaymentMethod.ACH, "ACH"),
    (money.PaymentMethod.WIRE, "wire transfer"),
    (money.TaxRegime.VAT, "VAT"),
    (money.TaxRegime.GST, "GST"),
    (money.TaxRegime.NONE, "none"),
    (money.PricesAre.EXCLUDING, "without tax"),
    (money.PricesAre.INCLUDING, "tax included"),
    (work.Pinout.T568A, "T568A"),
    (work.Pinout.T568B, "T568B"),
    (work.Moment.DAY_BEFORE, "the day before"),
    (work.Moment.EN_ROUTE, "on the way"),
    (work.Moment.ARRIVAL, "on arrival"),
    (work.Moment.START, "when work starts"),
    (work.Moment.DELAY, "when running late"),
    (work.Moment.BEFORE_LEAVING, "before leaving"),
    (work.Moment.DEPARTED, "after leaving"),
    (work.Channel.EMAIL, "e-mail"),
    (work.Channel.TICKET, "a note in the ticket"),
    (work.Channel.APP, "the app"),
    (work.Caller.ENGINEER, "the engineer"),
    (work.Caller.OFFICE, "{their} office"),
    (work.DataRole.SUB_PROCESSOR, "sub-processor"),
    (referral.FeeKind.NONE, "no fee"),
    (referral.FeeKind.FLAT, "a fixed amount"),
    (referral.FeeKind.PERCENT, "a share"),
    (referral.FeeKind.MONTHS_OF_RECURRING, "months of the recurring charge"),
    (referral.FeeKind.PER_UNIT, "an amount a unit"),
    (referral.FeeKind.CREDIT, "a credit"),
    (referral.FeeKind.GIFT, "a gift"),
    (referral.FeeKind.RECIPROCAL, "a referral in return"),
    (referral.FeeOf.FIRST_INVOICE, "the first invoice"),
    (referral.FeeOf.MONTHLY_RECURRING, "the monthly recurring charge"),
    (referral.FeeOf.FIRST_YEAR, "the first year's revenue"),
    (referral.FeeOf.CONTRACT_VALUE, "the total contract value"),
    (referral.FeeOf.GROSS_PROFIT, "the gross profit"),
    (referral.FeeOf.SETUP, "the set-up charge"),
    (referral.Trigger.INTRODUCED, "the client has been introduced"),
    (referral.Trigger.QUALIFIED, "the referral is accepted as qualified"),
    (referral.Trigger.SIGNED, "the client has signed"),
    (referral.Trigger.LIVE, "the service is live"),
    (referral.Trigger.CLIENT_PAID, "the client has paid"),
    (referral.Trigger.CLIENT_PAID_N_MONTHS, "the client has paid for a number of months"),
    (referral.Exclusive.NONE, "no; either side may refer to others"),
    (referral.Exclusive.TERRITORY, "within a territory"),
    (referral.Exclusive.VERTICAL, "within a line of business"),
    (referral.Exclusive.FULL, "yes"),
    (governance.Renews.YEARLY, "year by year"),
    (governance.Renews.MONTHLY, "month by month"),
    (governance.Renews.BY_AGREEMENT, "only if both sides agree"),
    (governance.Renews.NO, "it ends"),
    (governance.LandsOn.MONTH_END, "the end of a month"),
    (governance.LandsOn.QUARTER_END, "the end of a quarter"),
    (governance.LandsOn.TERM_END, "the end of the term"),
    *((day, day.value.capitalize()) for day in money.Weekday),
)
# Words of different lists can be equal as text, so the list is part of the key.
_CHOICES: Mapping[tuple[type, str], str] = {
    (type(value), value.value): words for value, words in _SPOKEN_CHOICES
}


_NAMES: Mapping[str, str] = {
    "nda": "Non-disclosure agreement",
    "id": "Identification",
    "ppe": "Protective equipment",
    "mfa": "Second factor",
    "not_applicable": "Does not apply",
    "other_terms": "Other terms",
    "client_protection": "Protecting the client",
    "kind": "Trades",
    "country": "Country",
    "timezone": "Time zone",
    "tax_number": "VAT or tax number",
    "regex": "As a regular expression",
    "applies_to": "Trades it applies to",
    "we_refer": "We refer to {them}",
    "they_refer": "{They} refer to us",
    "invoicing": "Billing",
    "due": "Due",
}

_LABELS: Mapping[tuple[type, str], str] = {
    (agreements.Agreement, "signed_on"): "Signed on",
    (agreements.Nda, "type"): "Binds",
    (agreements.Nda, "survives"): "Goes on after the end for",
    (agreements.ConsultancyAgreement, "restates_nda"): "Repeats the non-disclosure agreement",
    (agreements.ClientProtection, "client_sees"): "The client meets {them} under",
    (agreements.ClientProtection, "client_contact"): "Contact with the client",
    (agreements.ClientProtection, "non_engagement"): "Not working for the client directly",
    (agreements.ClientProtection, "selling_on_site"): "When the client asks for more",
    (agreements.ClientProtection, "sub_subcontracting"): "Passing work on",
    (agreements.NonEngagement, "who"): "Who promises",
    (agreements.NonEngagement, "during"): "Holds while we work together",
    (agreements.NonEngagement, "after"): "Holds after the end for",
    (agreements.NonEngagement, "covers"): "Covers",
    (agreements.NonEngagement, "remedy"): "If it is broken",
    (agreements.Insurance, "type"): "Cover",
    (agreements.Insurance, "held"): "Held",
    (agreements.Insurance, "minimum"): "Minimum",
    (agreements.Insurance, "expires"): "Valid until",
    (agreements.Insurance, "insured_name"): "In the name of",
    (agreements.Insurance, "names_us"): "Names us as",
    (agreements.Insurance, "required_where"): "Asked for",
    (agreements.Certification, "type"): "Certificate",
    (agreements.Certification, "expires"): "Valid until",
    (agreements.Certification, "holder"): "Held by",
    (agreements.BackgroundCheck, "type"): "Check",
    (agreements.BackgroundCheck, "who"): "Of whom",
    (agreements.Assurance, "checks"): "Background checks",
    (agreements.OtherTerm, "about"): "Adds to",
    (money.Pricing, "day_length"): "A day is",
    (money.Pricing, "minimum"): "Least time charged",
    (money.Pricing, "minimum_charge"): "Least charge",
    (money.Pricing, "increment"): "Charged in steps of",
    (money.Pricing, "rounding"): "Time is rounded",
    (money.Pricing, "not_to_exceed"): "Never more than, without our agreement",
    (money.Pricing, "quote_before_work"): "Price agreed beforehand",
    (money.Pricing, "unpaid"): "Not paid",
    (money.Travel, "time"): "Time on the road",
    (money.Travel, "mileage"): "Price of the distance",
    (money.Travel, "mileage_per"): "For each",
    (money.Travel, "overnight"): "A night away",
    (money.Travel, "free_radius"): "Not charged within",
    (money.Expenses, "approval"): "Agreed beforehand",
    (money.Cancellation, "notice_less_than"): "Called off with less notice than",
    (money.Cancellation, "charge"): "Share of the price",
    (money.PriceReview, "uplift"): "A rise follows",
    (money.PriceReview, "cap"): "A rise is at most",
    (money.Invoicing, "raised_by"): "Invoice written by",
    (money.Invoicing, "when"): "Bill",
    (money.Invoicing, "weekday"): "On",
    (money.Invoicing, "cut_off"): "Each month by",
    (money.Invoicing, "within"): "With us within",
    (money.Invoicing, "must_quote"): "Every bill quotes",
    (money.Invoicing, "consolidation"): "Several jobs on one bill",
    (money.Invoicing, "one_per"): "One bill for each",
    (money.Invoicing, "backing"): "Sent with the bill",
    (money.Invoicing, "late_consequence"): "If it is late or incomplete",
    (money.Invoicing, "dispute_within"): "We raise doubts within",
    (money.Payment, "clock_starts"): "Days are counted from",
    (money.Payment, "roll"): "If that is no business day",
    (money.Payment, "run"): "Payment run",
    (money.Payment, "method"): "Paid by",
    (money.Payment, "conditions"): "The clock waits for",
    (money.Payment, "pay_when_paid"): "Payment waits for the client's",
    (money.Payment, "late"): "Paid late",
    (money.Retention, "percent"): "Held back",
    (money.EarlyDiscount, "percent"): "Discount",
    (money.EarlyDiscount, "within"): "If paid within",
    (money.PayWhenPaid, "long_stop"): "At the latest after",
    (money.Late, "kind"): "Owed",
    (money.Late, "rate"): "Rate a year",
    (money.Tax, "regime"): "Tax",
    (money.Tax, "prices_are"): "Prices are",
    (money.Tax, "charged_when"): "Charged",
    (money.Tax, "form_on_file"): "Tax form on file",
    (work.Scope, "work_types"): "Work",
    (work.Scope, "includes"): "Included",
    (work.Scope, "excludes"): "Not included",
    (work.Scope, "areas"): "Area",
    (work.Scope, "hours"): "Working hours",
    (work.Standards, "quality"): "Quality of work",
    (work.Standards, "other"): "Further standards",
    (work.Labelling, "both_ends"): "At both ends",
    (work.Labelling, "max_from_termination"): "At most from the end",
    (work.Cabling, "max_untwist"): "Untwisted at most",
    (work.Photos, "min_count"): "At least",
    (work.Photos, "of"): "Showing",
    (work.Photos, "retention"): "Kept for",
    (work.Tickets, "respond_within"): "User contacted within",
    (work.Tickets, "update_within"): "Ticket updated within",
    (work.Tickets, "log_visit"): "Date and time of visits logged",
    (work.Tickets, "record"): "Every entry states",
    (work.Tickets, "time_rounding"): "Time recorded in steps of",
    (work.Handover, "to"): "Handed to",
    (work.Warranty, "period"): "Lasts",
    (work.OwnStandard, "id"): "Short name",
    (work.OnSite, "introduce_as"): "Introduction",
    (work.OnSite, "check_in"): "Calls of a visit",
    (work.OnSite, "no_answer"): "When nobody answers",
    (work.Arrival, "early"): "Early by at most",
    (work.Arrival, "late"): "Late by at most",
    (work.Arrival, "denied"): "When not let in",
    (work.CheckIn, "by"): "Who",
    (work.CheckIn, "to"): "Whom",
    (work.CheckIn, "channel"): "How",
    (work.CheckIn, "window"): "Within",
    (work.CheckIn, "moment"): "When",
    (work.CheckIn, "required_for_payment"): "Needed to be paid",
    (work.Security, "data"): "Personal data",
    (work.Security, "incidents"): "When things go wrong",
    (work.Security, "conduct_ladder"): "When rules are broken",
    (work.DataProtection, "role"): "{They} are",
    (work.Access, "named_accounts"): "A named account for each person",
    (work.Access, "standing_admin"): "Standing administrator rights",
    (work.Access, "offboard_within"): "Access ends within",
    (work.Incident, "kind"): "What happened",
    (referral.Qualifies, "registered_by"): "Made known by",
    (referral.Qualifies, "must_be_new"): "Only new clients count",
    (referral.Qualifies, "first_wins"): "First to register has it",
    (referral.Qualifies, "valid_for"): "Counts for",
    (referral.Qualifies, "exclusions"): "Does not count",
    (referral.Scheme, "qualifies"): "What counts as a referral",
    (referral.Scheme, "trigger"): "Earned once",
    (referral.Scheme, "trigger_months"): "Months paid for",
    (referral.Scheme, "clawback"): "Given back",
    (referral.Scheme, "tail"): "Still earned after the end for",
    (referral.Scheme, "progress"): "How it is getting on",
    (referral.Scheme, "settlement"): "How the fee is settled",
    (referral.Scheme, "fees"): "Fees",
    (referral.Clawback, "within"): "If the client leaves within",
    (referral.Clawback, "amount"): "How much",
    (referral.Progress, "to"): "Told to",
    (referral.Settlement, "statement_on"): "Statement each month on",
    (referral.Settlement, "invoiced_by"): "Invoice written by",
    (referral.Settlement, "within"): "Invoiced within",
    (referral.Settlement, "late_consequence"): "If billed late",
    (referral.Referral, "told_to_client"): "What the client is told",
    (referral.Referral, "exclusive"): "Exclusive",
    (referral.Referral, "exclusive_for"): "Exclusive for",
    (governance.Term, "length"): "Runs for",
    (governance.Term, "renews"): "Then",
    (governance.Notice, "from_us"): "From us",
    (governance.Notice, "from_partner"): "From {them}",
    (governance.Notice, "lands_on"): "Takes effect on",
    (governance.Review, "last"): "Last done on",
    (governance.Changes, "minor"): "Small changes",
    (governance.Changes, "material"): "Material changes",
    (governance.Changes, "material_notice"): "Notice of material changes",
    (governance.Ending, "for_cause"): "Ends at once on",
    (governance.Ending, "hand_back"): "Given back",
    (governance.Agreed, "on"): "Agreed on",
    (governance.Agreed, "by"): "Agreed by",
    (identity.Contact, "call_for"): "For",
    (identity.Contact, "id"): "Short name",
    (identity.Fit, "score"): "Fit, 1 to 5",
    (identity.Fit, "not_for"): "Not for",
    (identity.Fit, "client_types"): "Best for",
    (partner.Partner, "accepted"): "Accepted warnings",
}
