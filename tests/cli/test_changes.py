"""`playbook changes`: what has changed since terms were agreed, and whether it matters."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

RECORD = """\
name: Northern Cabling
status: active
subcontract:
  scope: {areas: [Leeds]}
  pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {after: 12 months}}
"""
AGREE = ("agree", "northern", "--on", "2026-03-02", "--by", "Both owners")


@pytest.fixture
def record(project: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    # 23 November 2026
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")
    path = project / "partners/northern.yml"
    path.write_text(RECORD, encoding="utf-8")
    assert run(*AGREE).exit_code == 0
    return path


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_nothing_has_changed(run: Run, record: Path) -> None:
    _replace(record, "signed_on: 2026-01-05", "signed_on: 2026-01-06, note: A remark")
    result = run("changes", "northern")
    assert result.exit_code == 0
    assert result.output == (
        "Northern Cabling: agreed on 2026-03-02, version 1; no term changed since\n"
    )


def test_a_change_that_is_not_material_does_not_fail(run: Run, record: Path) -> None:
    _replace(record, "Leeds", "Hull")
    result = run("changes", "northern")
    assert result.exit_code == 0
    assert result.output.splitlines()[1:] == ["  Scope: Area: Leeds -> Hull, in their own terms"]


def test_a_material_change_fails_and_comes_first(run: Run, record: Path, project: Path) -> None:
    _replace(record, "Leeds", "Hull")
    _replace(record, "45.00", "46.00")
    house = project / "partners/_house.yml"
    _replace(house, "contacts:", "defaults: {nda: {survives: 3 years}}\ncontacts:")
    result = run("changes", "northern")
    assert result.exit_code == 1
    survives = "Non-disclosure agreement: Goes on after the end for"
    assert result.output.splitlines() == [
        "Northern Cabling: agreed on 2026-03-02, version 1; 3 terms changed since",
        f"  material: {survives}: not said -> 3 years, in the house standards",
        "  material: Pricing: Rates, Labour: £45.00 an hour -> £46.00 an hour, in their own terms",
        "  Scope: Area: Leeds -> Hull, in their own terms",
    ]
    assert run(*AGREE).exit_code == 0
    assert run("changes", "northern").exit_code == 0


def test_several_partners_are_told_one_after_the_other(
    run: Run, record: Path, project: Path
) -> None:
    partners = project / "partners"
    (partners / "new.yml").write_text("name: New\nstatus: prospect\n", encoding="utf-8")
    old = "name: Old\nstatus: active\nagreed: {on: 2020-01-01}\n"
    (partners / "old.yml").write_text(old, encoding="utf-8")
    _replace(record, "45.00", "46.00")
    result = run("changes", "new", "northern", "old")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "New: not agreed yet"
    assert result.output.splitlines()[-1] == (
        "Old: agreed on 2020-01-01, its terms are not on file"
    )
    assert run("changes", "new", "old").exit_code == 0


def test_an_unknown_partner_is_wrong_usage(run: Run, record: Path) -> None:
    assert record.is_file()
    result = run("changes", "nothern")
    assert result.exit_code == 2
    assert "did you mean 'northern'?" in result.output
    assert run("changes").exit_code == 2


def test_a_record_with_errors_tells_them(run: Run, record: Path) -> None:
    _replace(record, "status: active", "status: x")
    result = run("changes", "northern")
    assert result.exit_code == 1
    assert "partners/northern.yml:2:9: status:" in result.output


def test_the_check_takes_the_file_of_agreed_terms(run: Run, record: Path, project: Path) -> None:
    kept = project / "partners/_agreed" / record.name
    assert run("check", str(kept)).exit_code == 0
    _replace(kept, "45.00", "44.00")
    result = run("check", "--strict", str(kept))
    assert result.exit_code == 1
    assert "[agreed-terms-differ]" in result.output
    assert run("check", str(record)).output == "1 file, 0 errors, 0 warnings\n"


def test_terms_that_are_not_on_file_as_agreed_fail(run: Run, record: Path) -> None:
    (record.parent / "_agreed/northern.yml").unlink()
    result = run("changes", "northern")
    assert result.exit_code == 1
    assert "agreed on 2026-03-02, and the terms of that day are not on file" in result.output
