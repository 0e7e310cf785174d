"""The worked example of a referral on a page: its lines, its words, and whom it is for."""

import datetime as dt
import time
from decimal import Decimal
from pathlib import Path

import pytest

from macros.book import Book
from macros.records.contacts import contact
from macros.records.fields import Audience
from macros.records.playbook import Playbook
from macros.records.referral import Fee
from macros.records.scalars import Money
from macros.terms.business_days import BusinessDays
from macros.terms.course import Course
from macros.terms.deal import Deal
from macros.terms.fees import fee_earned
from macros.terms.sample import sample_deal
from macros.terms.settlement import settled
from macros.terms.ways import schemes
from macros.views.clauses import Reader
from macros.views.fees import fee_examples
from macros.views.partner import language_of, project
from macros.views.parts import Example, Group
from support.records import playbook

TODAY = dt.date(2026, 11, 23)
HOUSE = "name: Harbour Street IT\ncountry: GB\ncontacts: [{id: desk, name: Our desk}]\n"
HEAD = "name: Wrenfield Telecom\nstatus: active\ncountry: GB\n"
LINE = "{name: Line, kind: percent, percent: 10%, of: first_year, cap: GBP 1000}"
THEIRS = "{name: Client, kind: flat, amount: GBP 250.00}"
TERMS = """\
    qualifies: {valid_for: 6 months}
    trigger: live
    waiting_period: 1 month
    progress: {reported_by: partner, to: desk, every: 2 weeks}
    clawback: {within: 6 months, amount: The whole fee.}
    tail: 12 months
    settlement:
      statement_on: 31
      invoiced_by: us
      within: 10 business days
      payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}, roll: next}
"""
BOTH = f"""\
{HEAD}governance: {{term: {{ends: 2027-06-30}}}}
referral:
  we_refer:
    fees: [{{name: Thanks, kind: reciprocal}}, {LINE}, {THEIRS}]
{TERMS}  they_refer:
    fees: [{THEIRS}]
    trigger: signed
    settlement: {{invoiced_by: partner}}
"""


def one_way(fees: str, terms: str = "    trigger: signed\n") -> str:
    return f"{HEAD}referral:\n  we_refer:\n    fees: {fees}\n{terms}"


def reader(of: Playbook, audience: Audience, today: dt.date | None = TODAY) -> Reader:
    return Reader(audience, language_of(of, audience), lambda name: contact(of, name), today, of)


def group(
    tmp_path: Path, record: str, audience: Audience = Audience.INTERNAL, house: str = HOUSE
) -> Group | None:
    of = playbook(tmp_path, record, house)
    found = list(fee_examples(of, reader(of, audience)))
    assert len(found) <= 1
    return found[0] if found else None


def examples(
    tmp_path: Path, record: str, audience: Audience = Audience.INTERNAL, house: str = HOUSE
) -> list[Example]:
    found = group(tmp_path, record, audience, house)
    return [part for part in found.parts if isinstance(part, Example)] if found else []


def said(example: Example) -> dict[str, tuple[str, str]]:
    return {line.what: (line.value.text, line.why) for line in example.lines}


# What it says


def test_an_example_goes_from_the_value_to_the_clawback(tmp_path: Path) -> None:
    found = group(tmp_path, BOTH)
    assert found
    assert found.title == "What a referral earns: an example"
    ours, _ = examples(tmp_path, BOTH)
    assert ours.caption == "Line: if a client signs on Tue, 24 Nov 2026"
    assert [(line.what, line.value.text, line.why) for line in ours.lines] == [
        ("The first year's revenue", "£12,000.00", ""),
        ("10% of £12,000.00", "£1,200.00", ""),
        ("Brought down to the most, £1,000.00", "-£200.00", ""),
        ("They pay us", "£1,000.00", "We refer to them: they pay us."),
        ("Registered", "Tue, 24 Nov 2026", "It counts for 6 months, until Mon, 24 May 2027."),
        (
            "They report progress",
            "Tue, 8 Dec 2026",
            "To Our desk. Every 2 weeks. Then Tue, 22 Dec 2026.",
        ),
        ("If the service is live on", "Thu, 24 Dec 2026", ""),
        ("Earned", "Thu, 24 Dec 2026", "Once the service is live."),
        ("Falls due", "Sun, 24 Jan 2027", "1 month after Thu, 24 Dec 2026."),
        ("Statement of fees", "Sun, 31 Jan 2027", "Sent each month on the last day."),
        ("We invoice by", "Fri, 12 Feb 2027", "10 business days after Sun, 31 Jan 2027."),
        ("Due", "Sun, 14 Mar 2027", "30 days after Fri, 12 Feb 2027 (the invoice's date)."),
        (
            "Moved to",
            "Mon, 15 Mar 2027",
            "Sun, 14 Mar 2027 is a weekend, so the next business day.",
        ),
        ("They pay", "Mon, 15 Mar 2027", "There is no payment run to wait for."),
        (
            "Given back if the client leaves by",
            "Thu, 24 Jun 2027",
            "6 months after Thu, 24 Dec 2026. The whole fee.",
        ),
        (
            "Referrals earn until",
            "Fri, 30 Jun 2028",
            "12 months after the end of the term, for referrals that were made before it.",
        ),
    ]


def test_the_fee_is_the_result(tmp_path: Path) -> None:
    for example in examples(tmp_path, BOTH):
        results = [line.value.text for line in example.lines if line.is_result]
        assert results[0].startswith("£")


def test_each_direction_says_who_pays_whom(tmp_path: Path) -> None:
    ours, theirs = examples(tmp_path, BOTH)
    assert said(ours)["They pay us"][1] == "We refer to them: they pay us."
    assert said(theirs)["We pay them"] == ("£250.00", "They refer to us: we pay them.")
    assert said(theirs)["They invoice from"][0] == "Tue, 24 Nov 2026"


def test_a_partner_reads_you(tmp_path: Path) -> None:
    ours, theirs = examples(tmp_path, BOTH, Audience.COMMERCIAL)
    assert said(ours)["You pay us"][1] == "We refer to you: you pay us."
    assert said(theirs)["We pay you"][1] == "You refer to us: we pay you."
    assert "You report progress" in said(ours)
    assert "They" not in str(ours.lines)


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ("payer: client, payee: us, kind: flat, amount: GBP 5", "The client pays us"),
        ("payer: client, payee: partner, kind: flat, amount: GBP 5", "The client pays them"),
        ("payer: us, payee: partner, kind: flat, amount: GBP 5", "We pay them"),
        ("payer: us, payee: partner, kind: credit, amount: GBP 5", "We credit them"),
        ("kind: credit, amount: GBP 5", "They credit us"),
        ("payer: us, payee: client, kind: gift, amount: GBP 5", "The fee"),
        ("kind: gift, amount: GBP 5", "They pay us"),
    ],
)
def test_the_record_may_say_who_pays(fee: str, words: str, tmp_path: Path) -> None:
    (example,) = examples(tmp_path, one_way(f"[{{{fee}}}]"))
    assert said(example)[words][0] == "£5.00"


@pytest.mark.parametrize(
    ("fee", "lines"),
    [
        (
            "kind: months_of_recurring, months: 1.5",
            {"1.5 × £1,000.00 a month": ("£1,500.00", "")},
        ),
        (
            (
                "kind: per_unit, per: seat, amount: GBP 4, tiers: [{above: 20, amount: GBP 5}],"
                " tiers_apply: to_the_part_above"
            ),
            {
                "20 × £4.00 for each seat": ("£80.00", "The part up to 20."),
                "10 × £5.00 for each seat": ("£50.00", "The part above 20."),
            },
        ),
        (
            (
                "kind: percent, percent: 1%, of: contract_value, tiers_apply: to_the_part_above,"
                " tiers: [{above: 10000, percent: 2%}, {above: 11000, percent: 3%}]"
            ),
            {
                "1% of £10,000.00": ("£100.00", "The part up to 10,000."),
                "2% of £1,000.00": ("£20.00", "The part above 10,000, up to 11,000."),
                "3% of £4,000.00": ("£120.00", "The part above 11,000."),
                "They pay us": ("£240.00", "We refer to them: they pay us."),
            },
        ),
        (
            (
                "kind: percent, percent: 1%, of: setup, tiers: [{above: 600, percent: 2%}],"
                " tiers_apply: to_everything"
            ),
            {"2% of £900.00": ("£18.00", "The step above 600 holds for everything.")},
        ),
        (
            (
                "kind: flat, amount: GBP 9, tiers: [{above: 4, amount: GBP 11}],"
                " tiers_apply: to_later_referrals"
            ),
            {
                "A fixed amount": (
                    "£11.00",
                    "Referral 5: the step for those after the first 4.",
                )
            },
        ),
        (
            "kind: percent, percent: 5%, of: monthly_recurring, lasts: 3 months",
            {
                "The monthly recurring charge": ("£1,000.00", ""),
                "5% of £1,000.00 for 3 months": ("£150.00", "£50.00 for each month."),
                "Earned for business until": (
                    "Wed, 24 Mar 2027",
                    "3 months after Thu, 24 Dec 2026.",
                ),
            },
        ),
        (
            "kind: percent, percent: 0.01%, of: gross_profit, minimum: GBP 75",
            {"Lifted to the least fee, £75.00": ("£74.70", "")},
        ),
    ],
)
def test_each_kind_of_fee_says_how_it_comes_about(
    fee: str, lines: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    (example,) = examples(tmp_path, one_way(f"[{{{fee}}}]"))
    found = said(example)
    assert {what: found.get(what) for what in lines} == lines


def test_a_late_invoice_is_told_when_it_would_be_in_time(tmp_path: Path) -> None:
    terms = """\
    trigger: client_paid
    settlement:
      invoiced_by: partner
      within: 20 business days
      payment: {clock_starts: client_paid_us, due: {rule: days_after, days: 14}}
"""
    (example,) = examples(tmp_path, one_way(f"[{LINE}]", terms))
    assert said(example)["They invoice by"][1].endswith("is in by Mon, 8 Feb 2027.")


def test_a_settlement_that_is_put_aside_says_why(tmp_path: Path) -> None:
    terms = "    trigger: signed\n    settlement: {not_applicable: They credit our own line.}\n"
    (example,) = examples(tmp_path, one_way(f"[{LINE}]", terms))
    assert said(example)["Settled"] == ("otherwise", "They credit our own line.")


def test_a_fee_that_the_client_pays_is_paid_by_the_client(tmp_path: Path) -> None:
    payment = "{payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}}"
    terms = f"    trigger: signed\n    settlement: {payment}\n"
    fee = "[{payer: client, payee: us, kind: flat, amount: GBP 5}]"
    (example,) = examples(tmp_path, one_way(fee, terms))
    assert "The client pays" in said(example)
    assert "They pay" not in said(example)


@pytest.mark.parametrize(
    ("name", "value", "total"),
    [
        ("New client", "USD 12000", "USD 1200.00"),
        ("New client", "USD 4999.99", "USD 500.00"),
        ("Expansion", "USD 12000", "USD 600.00"),
        ("Expansion", "USD 10000", "USD 500.00"),
        ("Multi-year contract", "USD 36000", "USD 5400.00"),
        ("Multi-year contract", "USD 100", "USD 500.00"),
    ],
)
def test_the_published_referral_terms_hold(
    name: str, value: str, total: str, project_root: Path
) -> None:
    """T4: 10%, 5% and 15%, USD 500 at least, net 30 after the customer's payment."""
    of = Book.load(project_root / "tests/terms").playbooks["t4"]
    ((way, scheme),) = schemes(of)
    (fee,) = (each for each in scheme.fees or () if each.name == name)
    earned = fee_earned(fee, Deal(value=Money.parse(value)))
    assert earned
    assert str(earned.total) == total
    course = Course.of(dt.date(2026, 3, 2), BusinessDays())
    payday = settled(of, way, scheme, fee, course).payday
    assert payday
    assert payday.paid == course.paid + dt.timedelta(days=30)


# Where there is none


@pytest.mark.parametrize(
    "fees",
    [
        "[{kind: none}]",
        "[{name: In return, kind: reciprocal}]",
        "[{kind: gift, note: A cake.}]",
        "[]",
    ],
)
def test_what_is_no_money_has_no_example(fees: str, tmp_path: Path) -> None:
    assert group(tmp_path, one_way(fees)) is None


def test_without_a_currency_or_a_day_there_is_none(tmp_path: Path) -> None:
    share = "[{kind: percent, percent: 5%, of: setup}]"
    record = f"name: Wrenfield\nstatus: active\nreferral: {{we_refer: {{fees: {share}}}}}\n"
    assert group(tmp_path / "a", record, house="name: Harbour Street IT\n") is None
    assert group(tmp_path / "b", record)
    of = playbook(tmp_path / "c", BOTH, HOUSE)
    assert list(fee_examples(of, reader(of, Audience.INTERNAL, None))) == []


def test_without_a_trigger_there_is_the_amount_alone(tmp_path: Path) -> None:
    (example,) = examples(tmp_path, one_way(f"[{LINE}]", ""))
    assert list(said(example))[-1] == "They pay us"


def test_the_engineer_at_the_door_sees_none(tmp_path: Path) -> None:
    of = playbook(tmp_path, BOTH, HOUSE)
    assert project(of, Audience.ONSITE, TODAY).section("referrals") is None
    section = project(of, Audience.COMMERCIAL, TODAY).section("referrals")
    assert section
    assert "referral-example" in [each.id for each in section.groups]


# Samples


def test_the_same_day_gives_the_same_example(tmp_path: Path) -> None:
    assert group(tmp_path / "a", BOTH) == group(tmp_path / "b", BOTH)


@pytest.mark.parametrize("above", ["0", "1", "20", "9999.99", "999999999"])
@pytest.mark.parametrize("apply", ["to_the_part_above", "to_everything", "to_later_referrals"])
def test_a_sample_reaches_the_first_step(above: str, apply: str) -> None:
    fee = Fee.model_validate(
        {
            "kind": "percent",
            "percent": "1%",
            "of": "contract_value",
            "tiers": [{"above": above, "percent": "2%"}],
            "tiers_apply": apply,
        }
    )
    earned = fee_earned(fee, sample_deal(fee, "GBP"))
    assert earned
    assert earned.lines[-1].percent
    assert earned.lines[-1].percent.value == 2
    assert earned.lines[-1].above == Decimal(above)


def test_examples_of_the_samples_take_little_time(project_root: Path) -> None:
    book = Book.load(project_root)
    paid = [each for each in book.playbooks.values() if list(schemes(each))]
    assert len(paid) >= 3
    for each in paid:
        list(fee_examples(each, reader(each, Audience.INTERNAL)))
    started = time.process_time()
    rounds = 20
    for _ in range(rounds):
        for each in paid:
            list(fee_examples(each, reader(each, Audience.INTERNAL)))
    # A tenth of this is usual; a slow machine is no fault of the program.
    assert (time.process_time() - started) / rounds / len(paid) < 0.003
