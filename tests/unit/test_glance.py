"""At a glance: what an engineer or a bookkeeper needs, and nothing that is not so."""

import datetime as dt
from pathlib import Path

import pytest

from macros.records.fields import Audience
from macros.views.partner import project
from support.records import playbook

TODAY = dt.date(2026, 11, 23)
HOUSE = """\
name: Example MSP
contacts:
  - {id: desk, name: Service desk, phone: +44 161 496 0101, call_for: [dispatch]}
  - {id: night, name: Duty engineer, phone: +44 161 496 0102, call_for: [out_of_hours]}
defaults:
  nda: {signed_on: 2026-01-05}
  client_protection: {client_sees: our_brand, non_engagement: {who: partner}}
  subcontract:
    payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}
    on_site:
      dress: {standard: Plain dark trousers}
      check_in: [{moment: arrival, to: night}]
"""
HEAD = "name: Acme\nstatus: active\nagreed: {on: 2026-01-05}\n"


def facts(tmp_path: Path, record: str, audience: Audience = Audience.INTERNAL) -> dict[str, str]:
    view = project(playbook(tmp_path, HEAD + record, HOUSE), audience, TODAY)
    return {fact.label: " ".join(word.text for word in fact.cell.words) for fact in view.glance}


def test_a_subcontractor_has_six_facts(tmp_path: Path) -> None:
    assert facts(tmp_path, "subcontract:\n") == {
        "The client sees": "Our name: Example MSP",
        "Rate": "Not settled yet",
        "When to bill": "Not settled yet",
        "When paid": "30 days after the invoice's date",
        "What to wear": "Plain dark trousers",
        "Whom to call": "Duty engineer +44 161 496 0102",
    }


def test_what_is_put_aside_says_why(tmp_path: Path) -> None:
    record = """\
client_protection: {not_applicable: They never meet a client}
subcontract:
  pricing: {not_applicable: Work in kind}
  invoicing: {not_applicable: No bills}
  payment: {not_applicable: No money}
  on_site: {not_applicable: Remote work only}
"""
    assert facts(tmp_path, record) == {
        "The client sees": "They never meet a client",
        "Rate": "Work in kind",
        "When to bill": "No bills",
        "When paid": "No money",
        "What to wear": "Remote work only",
        "Whom to call": "Remote work only",
    }


def test_the_rate_is_the_one_that_holds_today(tmp_path: Path) -> None:
    record = """\
subcontract:
  pricing:
    rates:
      - {name: Old, basis: hourly, rate: GBP 40.00, effective_to: 2026-11-22}
      - {name: New, basis: hourly, rate: GBP 45.00, effective_from: 2026-11-23}
"""
    assert facts(tmp_path, record)["Rate"] == "New: £45.00 an hour"


def test_payment_that_waits_says_so(tmp_path: Path) -> None:
    record = "subcontract: {payment: {pay_when_paid: {long_stop: 60 days}}}\n"
    assert facts(tmp_path, record)["When paid"] == (
        "30 days after the invoice's date; waits for the client's payment,"
        " at the latest after 60 days"
    )


def test_the_engineer_at_the_door_sees_no_money(tmp_path: Path) -> None:
    shown = facts(tmp_path, "subcontract:\nreferral:\n  we_refer:\n", Audience.ONSITE)
    assert list(shown) == [
        "The client sees",
        "Working hours",
        "What to wear",
        "Carry",
        "Out of hours",
        "Whom to call",
    ]


SCHEME = """\
    fees: [{{payer: {payer}, payee: {payee}, kind: months_of_recurring, months: {months}}}]
    trigger: client_paid_n_months
    trigger_months: 3
    progress: {{reported_by: partner, every: 1 month}}
    settlement: {{invoiced_by: us}}
"""


@pytest.mark.parametrize(
    ("months", "words"), [("1", "1 month of the"), ("2", "2 months of the"), ("1.5", "1.5 months")]
)
def test_a_referral_one_way_has_six_facts(tmp_path: Path, months: str, words: str) -> None:
    scheme = SCHEME.format(payer="partner", payee="us", months=months)
    shown = facts(tmp_path, f"referral:\n  we_refer:\n{scheme}")
    assert shown.pop("Fee").startswith(words)
    assert shown == {
        "Which way": "We refer to them",
        "Earned once": "The client has paid for 3 months",
        "Progress reported": "By them every month",
        "Invoice from": "Us",
        "Whom to call": "Not settled yet",
    }


def test_a_fee_says_which_way_it_runs_where_both_do(tmp_path: Path) -> None:
    ours = SCHEME.format(payer="partner", payee="us", months="1")
    theirs = SCHEME.format(payer="us", payee="partner", months="2")
    both = f"referral:\n  we_refer:\n{ours}  they_refer:\n{theirs}"
    shown = facts(tmp_path, both)
    assert shown["Which way"] == "We refer to them and they refer to us"
    assert shown["Fee when we refer"].startswith("1 month ")
    assert shown["Fee when they refer"].startswith("2 months ")
    with_work = facts(tmp_path, f"subcontract:\n{both}", Audience.COMMERCIAL)
    assert with_work["Fee when you refer"].startswith("2 months ")
    assert with_work["The client sees"] == "Our name: Example MSP"
