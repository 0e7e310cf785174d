"""`playbook export`: all partners or those named, to the screen or to a file, or nothing at all."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

RECORD = """\
name: Ödland Cabling
status: active
fit: {score: 4}
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {after: 12 months}}
subcontract:
  pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}
"""


@pytest.fixture
def export(run: Run, project: Path) -> Run:
    (project / "partners/alder.yml").write_text(RECORD, encoding="utf-8")
    return lambda *arguments: run("export", *arguments)


def _slugs(result: Result) -> list[str]:
    assert result.exit_code == 0, result.output
    return [each["slug"] for each in json.loads(result.stdout)["partners"]]


def test_all_partners_or_those_named_come_in_the_order_of_their_files(export: Run) -> None:
    assert _slugs(export("--format", "json")) == ["alder", "northern"]
    assert _slugs(export("--format", "json", "northern", "alder", "northern")) == [
        "alder",
        "northern",
    ]
    assert _slugs(export("--format", "json", "northern")) == ["northern"]


def test_csv_goes_out_with_its_own_line_ends(export: Run) -> None:
    lines = export("--format", "csv", "alder").stdout_bytes.split(b"\r\n")
    assert lines[0] == b"slug,name,field,value,amount,unit,origin"
    assert "alder,Ödland Cabling,status,active,,,partner".encode() in lines
    assert lines[-1] == b""


def test_a_reader_outside_sees_only_what_is_theirs(export: Run) -> None:
    commercial = export("--format", "csv", "--as", "commercial", "alder").stdout
    assert "GBP 45.00" in commercial
    assert "fit.score" not in commercial
    onsite = export("--format", "csv", "--as", "onsite", "alder").stdout
    assert "GBP" not in onsite
    assert "status" not in onsite


def test_many_partners_for_a_reader_outside_are_remarked(export: Run) -> None:
    assert export("--format", "json", "--as", "onsite").stderr == (
        "note: this holds the terms of 2 partners\n"
    )
    assert export("--format", "json", "--as", "onsite", "alder").stderr == ""
    assert export("--format", "json").stderr == ""


def test_a_file_for_a_spreadsheet_says_that_it_is_utf_8(export: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    result = export("--format", "csv", "--out", str(path))
    assert result.output == f"wrote {path}\n"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfslug,")
    with path.open(encoding="utf-8-sig", newline="") as opened:
        assert {row["name"] for row in csv.DictReader(opened)} == {
            "Ödland Cabling",
            "Northern Cabling",
        }


def test_a_file_holds_what_the_screen_shows(export: Run, tmp_path: Path) -> None:
    path = tmp_path / "terms.json"
    path.write_text("old", encoding="utf-8")
    assert export("--format", "json", "--out", str(path)).exit_code == 0
    assert path.read_bytes() == export("--format", "json").stdout_bytes


def test_a_place_that_cannot_be_written_is_told(export: Run, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "terms.json"
    result = export("--format", "json", "--out", str(path))
    assert result.exit_code == 1
    assert result.output == f"Error: {path} cannot be written: No such file or directory\n"


@pytest.mark.parametrize("out", ["partners/northern.yml", "docs/terms.json", "site/terms.json"])
def test_what_somebody_wrote_and_what_is_published_is_never_written_over(
    export: Run, project: Path, out: str
) -> None:
    before = (project / "partners/northern.yml").read_bytes()
    result = export("--format", "json", "--out", str(project / out))
    assert result.exit_code == 2
    assert f"is inside '{out.partition('/')[0]}'; name another place" in result.output
    assert (project / "partners/northern.yml").read_bytes() == before
    assert not (project / out).exists() or out.startswith("partners")


def test_an_unknown_partner_is_wrong_usage(export: Run) -> None:
    result = export("--format", "json", "alder", "nothern")
    assert result.exit_code == 2
    assert "there is no partner 'nothern'; did you mean 'northern'?" in result.output


def test_without_a_format_it_says_which_there_are(export: Run) -> None:
    result = export()
    assert result.exit_code == 2
    assert "json" in result.output
    assert "csv" in result.output


def test_an_error_in_a_record_stops_an_export_that_it_would_be_in(
    export: Run, project: Path, tmp_path: Path
) -> None:
    (project / "partners/bad.yml").write_text("name: Bad\nstatus: x\n", encoding="utf-8")
    path = tmp_path / "terms.json"
    result = export("--format", "json", "--out", str(path))
    assert result.exit_code == 1
    assert "nothing was written" in result.output
    assert "partners/bad.yml:2:9: status:" in result.output
    assert not path.exists()
    assert _slugs(export("--format", "json", "alder")) == ["alder"]


def test_an_error_in_the_house_file_stops_every_export(export: Run, project: Path) -> None:
    house = project / "partners/_house.yml"
    house.write_text(house.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    result = export("--format", "json", "alder")
    assert result.exit_code == 1
    assert "partners/_house.yml:3:1: colour:" in result.output
