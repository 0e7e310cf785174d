"""`playbook fee`: what a referral earns, who pays whom, and when, or which option is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

HOUSE = "name: Harbour Street IT\ncountry: GB\ncontacts: [{id: desk, phone: +44 161 496 0101}]\n"
RECORD = """\
name: Northern Telecoms
status: active
referral:
  we_refer:
    qualifies: {valid_for: 6 months}
    fees:
      - {name: Line, kind: percent, percent: 10%, of: first_year, minimum: GBP 75, cap: GBP 750}
      - {name: Phones, kind: months_of_recurring, months: 2}
      - {name: Copier, kind: percent, percent: 20%, of: gross_profit}
      - {name: Rental, kind: percent, percent: 5%, of: monthly_recurring, lasts: 12 months}
      - name: Seats
        kind: per_unit
        per: seat
        amount: GBP 12
        tiers: [{above: 20, amount: GBP 15}]
        tiers_apply: to_everything
      - {name: Renewal, kind: none}
    trigger: signed
    waiting_period: 30 days
    progress: {reported_by: partner, to: desk, every: 1 month}
    clawback: {within: 3 months, counted_from: live, amount: All of it}
    settlement:
      statement_on: 10
      invoiced_by: us
      within: 5 business days
      payment: {clock_starts: invoice_date, due: {rule: days_after, days: 14}, roll: next}
  they_refer:
    fees: [{name: New client, kind: flat, amount: EUR 250.00}]
    trigger: client_paid
    progress: {reported_by: us, to: desk, every: 1 month}
    settlement: {not_applicable: A credit on their bill.}
agreed: {on: 2026-02-03}
"""


@pytest.fixture
def fee(run: Run, project: Path) -> Run:
    (project / "partners/_house.yml").write_text(HOUSE, encoding="utf-8")
    (project / "partners/northern.yml").write_text(RECORD, encoding="utf-8")
    return lambda *arguments: run("fee", "northern", "--signed", "2026-03-02", *arguments)


def lines(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_each_line_of_a_fee_is_explained(fee: Run) -> None:
    assert lines(fee("--fee", "line", "--value", "GBP 12000", "--live", "2026-03-16")) == [
        "Line: if a client signs on Mon, 2 Mar 2026",
        "  The first year's revenue: £12,000.00",
        "  10% of £12,000.00: £1,200.00",
        "  Brought down to the most, £750.00: -£450.00",
        "  They pay us: £750.00. We refer to them: they pay us.",
        "  Registered: Mon, 2 Mar 2026. It counts for 6 months, until Wed, 2 Sept 2026.",
        "  They report progress: Thu, 2 Apr 2026. To desk. Every month.",
        "  If the service is live on: Mon, 16 Mar 2026",
        "  Earned: Mon, 2 Mar 2026. Once the client has signed.",
        "  Falls due: Wed, 1 Apr 2026. 30 days after Mon, 2 Mar 2026.",
        "  Statement of fees: Fri, 10 Apr 2026. Sent each month on the 10th.",
        "  We invoice by: Fri, 17 Apr 2026. 5 business days after Fri, 10 Apr 2026.",
        "  Due: Fri, 1 May 2026. 14 days after Fri, 17 Apr 2026 (the invoice's date).",
        "  They pay: Fri, 1 May 2026. There is no payment run to wait for.",
        (
            "  Given back if the client leaves by: Tue, 16 Jun 2026."
            " 3 months after Mon, 16 Mar 2026. All of it"
        ),
    ]


def test_all_fees_are_told_and_a_missing_figure_names_its_option(fee: Run) -> None:
    text = "\n".join(lines(fee("--value", "500")))
    assert "They pay us: £75.00" in text
    assert "Lifted to the least fee, £75.00: £25.00" in text
    assert "add --monthly with the recurring charge of a month" in text
    assert "add --gross-profit with its amount" in text
    assert "add --units with how many there are" in text
    assert "Renewal: no fee" in text
    assert "We pay them: €250.00. They refer to us: we pay them." in text
    assert "Settled: otherwise. A credit on their bill." in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fee", "Phones", "--monthly", "GBP 99.99"), "They pay us: £199.98."),
        (("--fee", "Copier", "--gross-profit", "1000"), "They pay us: £200.00."),
        (("--fee", "Rental", "--monthly", "10.10"), "They pay us: £6.12."),
        (("--fee", "Rental", "--monthly", "10.10", "--months", "6"), "They pay us: £3.06."),
        (("--fee", "Seats", "--units", "20"), "They pay us: £240.00."),
        (("--fee", "Seats", "--units", "21"), "They pay us: £315.00."),
        (("--way", "they_refer"), "We pay them: €250.00."),
        (("--fee", "Line", "--monthly", "100", "--setup", "500"), "They pay us: £170.00."),
    ],
)
def test_the_options_give_the_figures_of_the_deal(
    arguments: tuple[str, ...], said: str, fee: Run
) -> None:
    assert any(said in line for line in lines(fee(*arguments)))


def test_a_share_of_each_month_says_what_a_month_is(fee: Run) -> None:
    told = lines(fee("--fee", "Rental", "--monthly", "10.10"))
    assert told[2] == "  5% of £10.10 for 12 months: £6.12. £0.51 for each month."
    assert "  Earned: Mon, 2 Mar 2026. Once the client has signed." in told[7]
    assert "Further months follow in the same way." in told[7]


def test_a_registration_that_has_lapsed_earns_nothing(fee: Run) -> None:
    told = lines(fee("--fee", "Line", "--value", "12000", "--registered", "2025-09-01"))
    assert told[1:] == [
        (
            "  Nothing is earned: lapsed."
            " Registered on Mon, 1 Sept 2025, the referral counted until Sun, 1 Mar 2026."
        )
    ]


def test_the_same_call_says_the_same_on_any_day(fee: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fee("--value", "12000").output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")
    assert fee("--value", "12000").output == first


@pytest.mark.usefixtures("fee")
def test_a_client_signs_today_unless_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")
    told = run("fee", "northern", "--fee", "line", "--value", "12000").output
    assert told.startswith("Line: if a client signs on Mon, 23 Nov 2026\n")


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("--fee", "Copier", "--value", "100"), "Copier: 20% of the gross profit: add --gross-p"),
        (("--fee", "Line", "--value", "EUR 5"), "--value is in EUR and this is in GBP"),
        (("--fee", "Lime"), "there is no fee 'Lime'; did you mean 'Line'?"),
        (("--fee", "x", "--way", "they_refer"), "there is no fee 'x'; there are: New client"),
        (("--value", "twelve"), "'twelve' is not an amount; write it as in 'GBP 12000' or '12000'"),
        (("--value", "12 GBP"), "'12 GBP' is not an amount"),
        (("--value", "-5"), "'-5' is not an amount"),
        (("--live", "2026-02-30"), "there is no such day"),
        (("--paid", "9999-12-31"), "is too far away"),
        (("--live", "2026-03-01"), "the days are out of order"),
        (("--registered", "2026-03-03"), "the days are out of order"),
        (("--units", "0"), "0 is not in the range"),
    ],
)
def test_what_is_not_understood_is_wrong_usage(
    arguments: tuple[str, ...], complaint: str, fee: Run
) -> None:
    result = fee(*arguments)
    assert result.exit_code == 2
    assert complaint in " ".join(result.output.split())


@pytest.mark.usefixtures("fee")
def test_a_partner_without_fees_is_wrong_usage(run: Run, project: Path) -> None:
    (project / "partners/other.yml").write_text("name: Other\nstatus: active\n", encoding="utf-8")
    result = run("fee", "other")
    assert result.exit_code == 2
    assert "'other' has no fees for referrals" in result.output
    assert run("fee", "northen").exit_code == 2


@pytest.mark.usefixtures("fee")
def test_a_direction_without_fees_names_the_other(run: Run, project: Path) -> None:
    record = RECORD.split("  they_refer:", maxsplit=1)[0] + "agreed: {on: 2026-02-03}\n"
    (project / "partners/northern.yml").write_text(record, encoding="utf-8")
    result = run("fee", "northern", "--way", "they_refer")
    assert result.exit_code == 2
    assert "has no fees under 'they_refer'; there are some under 'we_refer'" in result.output


@pytest.mark.usefixtures("fee")
def test_an_amount_without_a_currency_needs_one_from_somewhere(run: Run, project: Path) -> None:
    (project / "partners/_house.yml").write_text("name: House\n", encoding="utf-8")
    result = run("fee", "northern", "--fee", "Copier", "--gross-profit", "100")
    assert result.exit_code == 0, "the scheme names pounds"
    record = "name: Bare\nstatus: active\nreferral: {we_refer: {fees: [{kind: percent, percent: 5%"
    (project / "partners/bare.yml").write_text(f"{record}, of: setup}}]}}}}\n", encoding="utf-8")
    bare = run("fee", "bare", "--setup", "100")
    assert bare.exit_code == 2
    assert "write 'GBP 100'" in bare.output
    assert "$5.00" in run("fee", "bare", "--setup", "USD 100").output


# Records that need to be put right


@pytest.mark.usefixtures("fee")
def test_a_fee_that_the_record_does_not_settle_is_told(run: Run, project: Path) -> None:
    unsettled = RECORD.replace("        tiers_apply: to_everything\n", "")
    (project / "partners/northern.yml").write_text(unsettled, encoding="utf-8")
    result = run("fee", "northern", "--fee", "Seats", "--units", "30")
    assert result.exit_code == 1
    assert "the record does not settle this fee" in result.output
    assert run("fee", "northern", "--units", "30", "--value", "100").exit_code == 0


def test_a_record_with_errors_tells_them(run: Run, project: Path) -> None:
    (project / "partners/bad.yml").write_text("name: Bad\nstatus: x\n", encoding="utf-8")
    result = run("fee", "bad", "--value", "100")
    assert result.exit_code == 1
    assert "partners/bad.yml:2:9: status:" in result.output
