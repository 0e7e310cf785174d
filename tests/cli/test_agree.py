"""`playbook agree`: what both sides agreed is kept, and nothing else of the record is touched."""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click import ClickException
from click.testing import Result

from macros.book import Book
from macros.cli import main
from macros.records.edit import with_agreed
from macros.terms.changes import changes

# The package holds the command under the module's name.
agreeing = importlib.import_module("macros.cli.agree")

Run = Callable[..., Result]

RECORD = """\
# The firm from the other side of the river.
name: Northern Cabling
status: active   # since May

subcontract:
  pricing: {rates: [{name: Labour, basis: hourly, rate: GBP 45.00}]}
nda: {signed_on: 2026-01-05}
client_protection: {non_engagement: {after: 12 months}}
notes: |
  Two lines,
  the second without an end"""
WORDS = ("--on", "2026-03-02", "--by", "Their director and our owner")


@pytest.fixture
def partners(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # 23 November 2026
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795420800")
    (project / "partners/northern.yml").write_text(RECORD, encoding="utf-8")
    return project / "partners"


def _read(partners: Path) -> str:
    return (partners / "northern.yml").read_text(encoding="utf-8")


def _files(partners: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(partners)): path.read_bytes()
        for path in partners.rglob("*")
        if path.is_file()
    }


def test_terms_are_kept_and_the_record_says_so(run: Run, partners: Path) -> None:
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 0
    *wrote, told, number = result.output.splitlines()
    assert wrote == [
        f"wrote {partners / '_agreed/northern.yml'}",
        f"wrote {partners / 'northern.yml'}",
    ]
    assert told == "Northern Cabling: agreed on 2026-03-02, version 1"
    book = Book.load(partners.parent)
    assert book.problems == []
    playbook = book.playbooks["northern"]
    agreed = playbook.agreed_terms
    assert agreed
    assert agreed.header.by == "Their director and our owner"
    assert number.removeprefix("fingerprint ").replace(" ", "") in agreed.header.fingerprint
    assert changes(playbook) == ()
    block = _read(partners).replace(RECORD.partition("notes:")[0], "").partition("notes:")[0]
    assert block == (
        "agreed: {on: 2026-03-02, version: 1, by: Their director and our owner,"
        f" fingerprint: {agreed.header.fingerprint}}}\n"
    )
    assert _read(partners).replace(block, "") == RECORD


def test_each_agreement_gets_the_next_number(run: Run, partners: Path) -> None:
    run("agree", "northern", *WORDS)
    result = run("agree", "northern", "--on", "2026-03-09", "--by", "Both owners")
    assert "version 2; 0 terms changed since version 1 of 2026-03-02" in result.output
    record = _read(partners)
    (partners / "northern.yml").write_text(record.replace("45.00", "46.00"), encoding="utf-8")
    result = run("agree", "northern", "--on", "2026-11-23", "--by", "Both owners")
    assert "version 3; 1 term changed since version 2 of 2026-03-09" in result.output
    assert Book.load(partners.parent).problems == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--on", "2025-03-09"), "the terms were agreed on 2026-03-02 already"),
        (("--on", "2026-03-09", "--version", "1"), "version 1 is that of 2026-03-02"),
    ],
)
def test_an_agreement_does_not_go_back(
    more: tuple[str, ...], said: str, run: Run, partners: Path
) -> None:
    run("agree", "northern", *WORDS)
    before = _files(partners)
    result = run("agree", "northern", "--by", "Both owners", *more)
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())
    assert _files(partners) == before


@pytest.mark.parametrize("day", ["2026-03-09", "2026-11-23"])
@pytest.mark.parametrize("version", ["1", "0", "01", "02"])
def test_a_number_that_may_be_that_of_other_terms_is_refused(
    version: str, day: str, run: Run, partners: Path
) -> None:
    run("agree", "northern", *WORDS)
    run("agree", "northern", "--on", "2026-03-09", "--by", "Both owners")
    before = _files(partners)
    result = run("agree", "northern", "--on", day, "--by", "Both owners", "--version", version)
    assert result.exit_code == 2
    said = "version 2 was agreed last; leave it out for version 3"
    assert said in " ".join(result.output.split())
    assert _files(partners) == before


@pytest.mark.parametrize(
    ("last", "day", "version"),
    [
        # The same again, such as with another role.
        ("4", "2026-03-02", "4"),
        ("4", "2026-03-09", "9"),
        ("4", "2026-03-09", "2025 partner terms"),
        ("2025 partner terms", "2026-03-02", "2025 partner terms"),
        ("2025 partner terms", "2026-03-09", "1"),
        ("2025 partner terms", "2026-03-09", "9" * 5000),
    ],
)
def test_a_version_that_no_other_terms_can_have_is_taken(
    last: str, day: str, version: str, run: Run, partners: Path
) -> None:
    assert run("agree", "northern", *WORDS, "--version", last).exit_code == 0
    result = run("agree", "northern", "--on", day, "--by", "Both", "--version", version)
    assert result.exit_code == 0
    assert f"agreed on {day}, version {version};" in result.output
    assert Book.load(partners.parent).problems == []


@pytest.mark.parametrize(("version", "code"), [("4", 0), ("5", 0), ("3", 2)])
def test_a_version_whose_day_nobody_wrote_down_counts_too(
    version: str, code: int, run: Run, partners: Path
) -> None:
    record = f"{RECORD}\nagreed: {{version: 4}}\n"
    (partners / "northern.yml").write_text(record, encoding="utf-8")
    assert run("agree", "northern", *WORDS, "--version", version).exit_code == code


def test_a_record_that_cannot_be_written_keeps_what_was_agreed_before(
    run: Run, partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("agree", "northern", *WORDS)
    before = _files(partners)
    really = agreeing.replace

    def full(path: Path, content: bytes) -> None:
        if path.name == "northern.yml" and path.parent == partners:
            message = "the disk is full"
            raise ClickException(message)
        really(path, content)

    monkeypatch.setattr(agreeing, "replace", full)
    record = _read(partners).replace("45.00", "46.00")
    (partners / "northern.yml").write_text(record, encoding="utf-8")
    result = run("agree", "northern", "--on", "2026-11-23", "--by", "Both owners")
    assert result.exit_code == 1
    assert "the disk is full" in result.output
    kept = partners / "_agreed/northern.yml"
    assert kept.read_bytes() == before["_agreed/northern.yml"]


def test_a_version_can_be_named(run: Run, partners: Path) -> None:
    assert "version B-2\n" in run("agree", "northern", *WORDS, "--version", " B-2 ").output
    before = _files(partners)
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 2
    assert "the last version is 'B-2', which no number follows" in result.output
    assert _files(partners) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "2026-11-24", "--by", "us"), "2026-11-24 is still to come"),
        (("--on", "23 Nov 2026", "--by", "us"), "is not a date written year-month-day"),
        (("--on", "2026-02-30", "--by", "us"), "there is no such day"),
        (("--on", "2026-11-23", "--by", "  "), "nothing is written; write it as in"),
        (("--on", "2026-11-23", "--by", "us\u202e"), "it has an invisible character"),
        (("--on", "2026-11-23", "--by", "us", "--version", "\u200f\u0007"), "invisible"),
        (("--on", "2026-11-23"), "Missing option '--by'"),
        (("--by", "us"), "Missing option '--on'"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage(
    words: tuple[str, ...], said: str, run: Run, partners: Path
) -> None:
    before = _files(partners)
    result = run("agree", "northern", *words)
    assert result.exit_code == 2
    assert said in result.output
    assert _files(partners) == before


def test_an_unknown_partner_is_wrong_usage(run: Run, partners: Path) -> None:
    result = run("agree", "nothern", *WORDS)
    assert result.exit_code == 2
    assert "did you mean 'northern'?" in result.output
    assert not (partners / "_agreed").exists()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (RECORD.replace("GBP 45.00", "45"), "'45' is not an amount of money"),
        # Its terms do not add up.
        (RECORD.replace("nda: {signed_on: 2026-01-05}\n", ""), "[subcontract-without-nda]"),
        ("name: Northern\nstatus: prospect\n", "there are no terms to agree"),
    ],
)
def test_a_record_that_cannot_be_agreed_is_refused(
    record: str, said: str, run: Run, partners: Path
) -> None:
    (partners / "northern.yml").write_text(record, encoding="utf-8")
    before = _files(partners)
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 1
    assert said in result.output
    assert _files(partners) == before


def test_a_house_with_an_error_is_told(run: Run, partners: Path) -> None:
    (partners / "_house.yml").write_text("name: A\ndefaults: {x: y}\n", encoding="utf-8")
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 1
    assert "partners/_house.yml:2:12: defaults.x: there is no field 'x' here" in result.output


@pytest.mark.parametrize("place", ["_agreed", "_agreed/northern.yml", "northern.yml"])
def test_a_link_is_not_written_through(place: str, run: Run, partners: Path) -> None:
    elsewhere = partners.parent / "elsewhere"
    path = partners / place
    path.parent.mkdir(exist_ok=True)
    if place == "_agreed":
        elsewhere.mkdir()
    else:
        elsewhere.write_text(RECORD, encoding="utf-8")
        path.unlink(missing_ok=True)
    path.symlink_to(elsewhere)
    result = run("agree", "northern", *WORDS)
    assert result.exit_code != 0
    assert "wrote" not in result.output
    assert path.is_symlink()
    assert list(elsewhere.iterdir()) == [] if elsewhere.is_dir() else True
    assert elsewhere.is_dir() or elsewhere.read_text(encoding="utf-8") == RECORD


def test_a_record_that_changes_in_the_meantime_is_left_alone(
    run: Run, partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_saves(content: bytes, fields: dict[str, object]) -> bytes:
        (partners / "northern.yml").write_text(f"{RECORD}\n", encoding="utf-8")
        return edit(content, fields)

    edit = with_agreed
    monkeypatch.setattr(sys.modules["macros.cli.agree"], "with_agreed", somebody_saves)
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 1
    assert "was changed in the meantime; nothing was written" in result.output
    assert _read(partners) == f"{RECORD}\n"
    assert not (partners / "_agreed").exists()


# Ends in between


class PowerCut(BaseException):
    """The machine stops."""


@pytest.mark.parametrize("writes", [0, 1])
@pytest.mark.parametrize("before", [0, 1])
def test_a_run_that_ends_in_between_leaves_whole_files_and_the_next_one_heals(
    writes: int, before: int, run: Run, partners: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(before):
        assert run("agree", "northern", *WORDS).exit_code == 0
    kept = _files(partners)
    record = _read(partners).replace("45.00", "46.00")
    (partners / "northern.yml").write_text(record, encoding="utf-8")
    replaced: list[str] = []

    def replace(self: Path, target: Path) -> Path:
        if len(replaced) == writes:
            raise PowerCut
        replaced.append(target.name)
        return whole(self, target)

    whole = Path.replace
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        with pytest.raises(PowerCut):
            main(["-C", str(partners.parent), "agree", "northern", *WORDS])
    assert _read(partners) == record
    if writes == 0:
        assert _files(partners).get("_agreed/northern.yml") == kept.get("_agreed/northern.yml")
    book = Book.load(partners.parent)
    told = {0: set(), 1: {"agreed-terms-differ"}}[writes]
    assert {each.code for each in book.problems} == told
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 0
    book = Book.load(partners.parent)
    assert book.problems == []
    assert changes(book.playbooks["northern"]) == ()
    agreed = book.playbooks["northern"].agreed_terms
    assert agreed
    assert agreed.header.version == str(before + 1)
    assert [name for name in _files(partners) if ".part" in name] == []


def test_a_file_keeps_its_permissions(run: Run, partners: Path) -> None:
    path = partners / "northern.yml"
    path.chmod(0o640)
    run("agree", "northern", *WORDS)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_cannot_be_written_is_told(run: Run, partners: Path) -> None:
    (partners / "_agreed").mkdir()
    (partners / "_agreed").chmod(0o500)
    result = run("agree", "northern", *WORDS)
    (partners / "_agreed").chmod(0o700)
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert _read(partners) == RECORD


def test_a_file_in_the_way_is_told(run: Run, partners: Path) -> None:
    (partners / "_agreed/northern.yml").mkdir(parents=True)
    result = run("agree", "northern", *WORDS)
    assert result.exit_code == 1
    assert "cannot be written" in result.output
    assert _read(partners) == RECORD
    assert [path.name for path in (partners / "_agreed").iterdir()] == ["northern.yml"]
