"""`playbook show`: every term with who set it, for the reader named."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

HOUSE = """\
name: Harbour Street IT
contacts: [{id: desk, phone: +44 161 496 0101}]
defaults:
  nda: {type: mutual, survives: 3 years}
  client_protection: {non_engagement: {who: partner, after: 12 months}}
  subcontract:
    payment: {clock_starts: invoice_date, due: {rule: days_after, days: 30}}
    on_site: {ppe: [boots, hat]}
"""
RECORD = """\
name: Northern Cabling
status: active
fit: {score: 4}
nda: {survives: 5 years}
subcontract:
  pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}
  on_site: {ppe: {add: [gloves]}}
"""


@pytest.fixture
def show(run: Run, project: Path) -> Run:
    (project / "partners/_house.yml").write_text(HOUSE, encoding="utf-8")
    (project / "partners/northern.yml").write_text(RECORD, encoding="utf-8")
    return lambda *arguments: run("show", *arguments)


def test_each_term_says_who_set_it_and_where(show: Run) -> None:
    lines = show("northern").output.splitlines()
    assert "nda.type: mutual  # house partners/_house.yml:4" in lines
    assert "nda.survives: 5 years  # partner partners/northern.yml:4; house: 3 years" in lines
    assert "subcontract.payment.roll: none  # built in" in lines
    assert (
        "subcontract.on_site.ppe: [boots, hat, gloves]"
        "  # partner partners/northern.yml:7; house: [boots, hat]"
    ) in lines
    assert "fit.score: 4  # partner partners/northern.yml:3" in lines


def test_a_reader_outside_sees_only_what_is_theirs(show: Run) -> None:
    commercial = show("northern", "--as", "commercial").output
    assert "GBP 45.00" in commercial
    assert "fit.score" not in commercial
    assert "status" not in commercial
    onsite = show("northern", "--as", "onsite").output
    assert "GBP" not in onsite
    assert "payment" not in onsite
    assert "[boots, hat, gloves]" in onsite


@pytest.mark.parametrize(
    ("slug", "cure"), [("nothern", "did you mean 'northern'?"), ("zzz", "there are: northern")]
)
def test_an_unknown_partner_is_wrong_usage(show: Run, slug: str, cure: str) -> None:
    result = show(slug)
    assert result.exit_code == 2
    assert f"there is no partner '{slug}'; {cure}" in result.output


def test_a_record_with_errors_tells_them(show: Run, project: Path) -> None:
    (project / "partners/bad.yml").write_text("name: Bad\nstatus: x\n", encoding="utf-8")
    result = show("bad")
    assert result.exit_code == 1
    assert "partners/bad.yml:2:9: status:" in result.output
