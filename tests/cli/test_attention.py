"""`playbook attention`: what has to be seen to, most urgent first, and where in the record."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

DAY = ("--as-of", "2026-11-23")
RECORD = """\
name: Northern Cabling
status: active
nda: {signed_on: 2025-01-05, expires: 2026-12-24}
client_protection: {non_engagement: {after: 12 months}}
agreed: {on: 2026-11-01}
assurance:
  insurance:
    - type: public_liability
      held: GBP 2,000,000
      expires: 2026-10-31
subcontract:
"""
EXPIRED = (
    "partners/northern.yml:10:16: now, expired 23 days ago: Northern Cabling: "
    "The insurance (public liability) runs to 31 October 2026. "
    "Ask for the new certificate, and write down its last day."
)
EXPIRING = (
    "partners/northern.yml:3:39: soon, expires in 31 days: Northern Cabling: "
    "The non-disclosure agreement runs to 24 December 2026. "
    "Sign a new one, and write down its dates."
)


@pytest.fixture
def attention(run: Run, project: Path) -> Run:
    _write(project, RECORD)
    return lambda *arguments: run("attention", *arguments)


def _write(project: Path, record: str) -> None:
    (project / "partners/northern.yml").write_text(record, encoding="utf-8")


def test_a_line_says_where_how_urgent_what_and_what_to_do(attention: Run) -> None:
    result = attention(*DAY)
    assert result.stdout.splitlines() == [EXPIRED, EXPIRING]
    assert result.stderr == "23 November 2026: 2 things to see to at 1 partner.\n"
    assert result.exit_code == 1


def test_it_ends_well_where_nothing_is_urgent(attention: Run, project: Path) -> None:
    result = attention("--as-of", "2026-10-30")
    assert "expires in 1 day" in result.stdout
    assert result.exit_code == 0
    _write(project, "name: Northern Cabling\nstatus: prospect\n")
    quiet = attention(*DAY)
    assert quiet.stdout == "23 November 2026: Nothing needs attention.\n"
    assert (quiet.stderr, quiet.exit_code) == ("", 0)


@pytest.mark.parametrize(
    ("within", "count"),
    [("30d", 1), ("30 days", 1), ("31d", 2), ("31 d", 2), ("1 month", 1), ("2 months", 2)],
)
def test_the_window_is_as_wide_as_one_says(attention: Run, within: str, count: int) -> None:
    assert len(attention(*DAY, "--within", within).stdout.splitlines()) == count


def test_the_house_says_what_is_near(attention: Run, project: Path) -> None:
    house = project / "partners/_house.yml"
    house.write_text(f"{house.read_text()}expiring_within: 30 days\n", encoding="utf-8")
    assert attention(*DAY).stdout.splitlines() == [EXPIRED]
    assert len(attention(*DAY, "--within", "31d").stdout.splitlines()) == 2


def test_programs_get_every_value_by_its_name(attention: Run) -> None:
    result = attention(*DAY, "--format", "json")
    first, second = json.loads(result.stdout)
    assert first == {
        "partner": "northern",
        "name": "Northern Cabling",
        "kind": "insurance expires",
        "urgency": "now",
        "date": "2026-10-31",
        "days": -23,
        "field": "assurance.insurance[1].expires",
        "file": "partners/northern.yml",
        "line": 10,
        "column": 16,
        "sentence": "The insurance (public liability) runs to 31 October 2026.",
        "todo": "Ask for the new certificate, and write down its last day.",
    }
    assert list(second) == list(first)
    assert result.exit_code == 1


def test_programs_get_an_empty_list_where_nothing_is(attention: Run, project: Path) -> None:
    _write(project, "name: Northern Cabling\nstatus: prospect\n")
    result = attention(*DAY, "--format", "json")
    assert json.loads(result.stdout) == []
    assert result.exit_code == 0


def test_what_has_no_date_has_none(attention: Run, project: Path) -> None:
    _write(project, RECORD.replace("signed_on: 2025-01-05, expires: 2026-12-24", "type: mutual"))
    undated = json.loads(attention(*DAY, "--format", "json").stdout)[1]
    assert (undated["kind"], undated["date"], undated["days"]) == ("unsigned", None, None)


def test_today_is_the_day_where_none_is_named(
    attention: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    # 2026-10-30, 12:00 UTC.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793361600")
    assert attention().stderr.startswith("30 October 2026: ")


def test_a_record_with_errors_is_told_and_the_others_are_listed(
    attention: Run, project: Path
) -> None:
    (project / "partners/bad.yml").write_text("name: Bad\nstatus: x\n", encoding="utf-8")
    result = attention("--as-of", "2026-10-30")
    assert "expires in 1 day" in result.stdout
    assert "1 file with errors" in result.stderr
    assert result.exit_code == 1


def test_without_a_house_nothing_can_be_told(attention: Run, project: Path) -> None:
    (project / "partners/_house.yml").write_text("nothing: here\n", encoding="utf-8")
    result = attention()
    assert result.exit_code == 1
    assert "partners/_house.yml:1" in result.output


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (("--within", "soon"), "'soon' is not a length of time; write it as in '60d'"),
        (("--within", "6o d"), "'6o d' is not a length of time"),
        (("--as-of", "23.11.2026"), "write it as in '2026-11-23'"),
        (("--as-of", "2026-02-30"), "there is no such day"),
    ],
)
def test_wrong_usage_says_what_to_write(
    attention: Run, arguments: tuple[str, ...], cure: str
) -> None:
    result = attention(*arguments)
    assert result.exit_code == 2
    assert cure in result.output
