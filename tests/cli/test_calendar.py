"""`playbook calendar`: the days of all partners or of those named, to the screen or to a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from icalendar import Calendar

Run = Callable[..., Result]

RECORD = """\
name: {name}
status: active
kind: [other]
nda: {{signed_on: 2026-01-05, expires: 2027-01-05}}
referral:
"""


@pytest.fixture
def calendar(run: Run, project: Path) -> Run:
    for name in ("Alder", "Birch"):
        path = project / f"partners/{name.lower()}.yml"
        path.write_text(RECORD.format(name=name), encoding="utf-8")
    return lambda *arguments: run("calendar", *arguments)


def _titles(feed: bytes) -> list[str]:
    return [str(each["summary"]) for each in Calendar.from_ical(feed).walk("VEVENT")]


def test_all_partners_or_those_named_are_in_it(calendar: Run) -> None:
    assert _titles(calendar().stdout_bytes) == ["Alder: the NDA ends", "Birch: the NDA ends"]
    assert _titles(calendar("birch").stdout_bytes) == ["Birch: the NDA ends"]


def test_a_file_holds_what_the_screen_shows(calendar: Run, tmp_path: Path) -> None:
    path = tmp_path / "days.ics"
    assert calendar("--out", str(path)).output == f"wrote {path}\n"
    assert path.read_bytes() == calendar().stdout_bytes


def test_it_speaks_of_the_day_that_is_asked_for(
    calendar: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")
    assert b"\r\nDTSTAMP:20261123T000000Z\r\n" in calendar().stdout_bytes


def test_an_unknown_partner_is_wrong_usage(calendar: Run) -> None:
    result = calendar("alter")
    assert result.exit_code == 2
    assert "there is no partner 'alter'; did you mean 'alder'?" in result.output


def test_an_error_in_a_record_stops_a_calendar_that_it_would_be_in(
    calendar: Run, project: Path
) -> None:
    (project / "partners/bad.yml").write_text("name: Bad\nstatus: x\n", encoding="utf-8")
    result = calendar()
    assert result.exit_code == 1
    assert "partners/bad.yml:2:9: status:" in result.output
    assert calendar("alder").exit_code == 0


def test_without_partners_there_is_no_calendar(run: Run, project: Path) -> None:
    (project / "partners/northern.yml").unlink()
    result = run("calendar")
    assert result.exit_code == 1
    assert "there are no partners yet" in result.output
