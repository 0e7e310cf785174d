"""Papers: signed, expiring, expired, undated and missing, as the head of a page says."""

import datetime as dt
from pathlib import Path

import pytest

from macros.records.fields import Audience
from macros.views.directory import entry
from macros.views.partner import project
from support.records import playbook

TODAY = dt.date(2026, 11, 23)
HOUSE = "name: Example MSP\n"
HEAD = """\
name: Acme
status: active
client_protection: {non_engagement: {not_applicable: tests}}
subcontract:
"""


def chips(tmp_path: Path, record: str) -> dict[str, str]:
    view = project(playbook(tmp_path, HEAD + record, HOUSE), Audience.INTERNAL, TODAY)
    return {chip.text: chip.tone for chip in view.chips[2:]}


@pytest.mark.parametrize(
    ("nda", "chip"),
    [
        ("{signed_on: 2026-01-05}", {"NDA signed": "ok"}),
        ("{signed_on: 2026-01-05, expires: 2027-01-23}", {"NDA signed": "ok"}),
        ("{signed_on: 2026-01-05, expires: 2027-01-22}", {"NDA expires in 60 days": "warn"}),
        ("{signed_on: 2026-01-05, expires: 2026-11-24}", {"NDA expires in 1 day": "warn"}),
        ("{signed_on: 2026-01-05, expires: 2026-11-23}", {"NDA expires today": "warn"}),
        ("{signed_on: 2026-01-05, expires: 2026-11-22}", {"NDA expired 1 day ago": "bad"}),
        ("{expires: 2026-11-13}", {"NDA expired 10 days ago": "bad"}),
        ("{type: mutual}", {"NDA: no date on file": "warn"}),
        ("{signed_on: 2030-01-01}", {"NDA: no date on file": "warn"}),
        ("{not_applicable: a public body}", {}),
    ],
)
def test_an_agreement_stands_as_its_dates_say(
    tmp_path: Path, nda: str, chip: dict[str, str]
) -> None:
    assert chips(tmp_path, f"nda: {nda}\n") == chip


@pytest.mark.parametrize(
    ("policies", "chip"),
    [
        ("[{type: cyber, expires: 2028-01-01}]", {"Insurance valid": "ok"}),
        ("[{type: cyber, held: GBP 1}]", {"Insurance: no date on file": "warn"}),
        ("[{type: cyber, minimum: GBP 1}]", {"Insurance: no certificate on file": "bad"}),
        (
            "[{type: cyber, expires: 2028-01-01}, {type: motor, expires: 2026-11-22}]",
            {"Insurance expired 1 day ago": "bad"},
        ),
    ],
)
def test_insurance_stands_as_its_worst_policy(
    tmp_path: Path, policies: str, chip: dict[str, str]
) -> None:
    record = f"nda: {{not_applicable: tests}}\nassurance: {{insurance: {policies}}}\n"
    assert chips(tmp_path, record) == chip


@pytest.mark.parametrize(
    ("record", "chip"),
    [
        ("nda: {signed_on: 2026-01-05}\n", {"NDA signed": "ok"}),
        (
            "nda: {signed_on: 2026-01-05, expires: 2027-01-31}\n",
            {"NDA valid until 31 January 2027": "ok"},
        ),
        (
            "nda: {signed_on: 2026-01-05, expires: 2026-12-24}\n",
            {"NDA expires on 24 December 2026": "warn"},
        ),
        (
            "nda: {signed_on: 2026-01-05, expires: 2026-11-23}\n",
            {"NDA expires on 23 November 2026": "warn"},
        ),
        (
            "nda: {signed_on: 2026-01-05, expires: 2026-11-22}\n",
            {"NDA expired on 22 November 2026": "bad"},
        ),
        ("nda: {type: mutual, expires: 2027-01-31}\n", {"NDA: no date on file": "warn"}),
        ("", {"NDA: none on file": "bad"}),
    ],
)
def test_what_a_partner_reads_of_a_paper_stays_true(
    tmp_path: Path, record: str, chip: dict[str, str]
) -> None:
    view = project(playbook(tmp_path, HEAD + record, HOUSE), Audience.COMMERCIAL, TODAY)
    assert {each.text: each.tone for each in view.chips[1:]} == chip
    assert [each.papers for each in view.chips if each.papers] == []


def test_a_partner_reads_the_last_day_of_the_policy_that_stands_worst(tmp_path: Path) -> None:
    policies = "[{type: cyber, expires: 2028-01-01}, {type: motor, expires: 2026-12-31}]"
    record = f"nda: {{not_applicable: tests}}\nassurance: {{insurance: {policies}}}\n"
    view = project(playbook(tmp_path, HEAD + record, HOUSE), Audience.COMMERCIAL, TODAY)
    assert [each.text for each in view.chips[1:]] == ["Insurance expires on 31 December 2026"]


def test_a_referral_partner_without_an_nda_is_told(tmp_path: Path) -> None:
    record = "name: Acme\nstatus: active\nreferral:\n"
    view = project(playbook(tmp_path, record, HOUSE), Audience.INTERNAL, TODAY)
    assert [chip.text for chip in view.chips] == ["Referral", "Active", "NDA: none on file"]


def test_only_a_partners_own_word_counts_as_work_out_of_hours(tmp_path: Path) -> None:
    window = "{days: Sat-Sun, start: '00:00', end: '24:00', multiplier: 2}"
    house = f"{HOUSE}defaults: {{subcontract: {{pricing: {{out_of_hours: [{window}]}}}}}}\n"
    nda = "nda: {not_applicable: tests}\n"
    inherited = playbook(tmp_path / "a", f"{HEAD}{nda}", house)
    own = playbook(tmp_path / "b", f"{HEAD}  pricing: {{out_of_hours: [{window}]}}\n{nda}", house)
    around = playbook(tmp_path / "c", f"{HEAD}  scope: {{hours: 24/7}}\n{nda}", HOUSE)
    found = [entry(each, TODAY).out_of_hours for each in (inherited, own, around)]
    assert found == [False, True, True]
