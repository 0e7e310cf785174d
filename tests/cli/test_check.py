"""`playbook check`: every problem in one run, for people, programs and GitHub."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]

BAD = "name: Acme\nstatus: activ\nstatuss: x\n"
WARNED = """\
name: Warned
status: active
country: GB
subcontract:
  payment: {clock_starts: invoice_date, due: {rule: days_after, days: 90}}
nda: {not_applicable: tests}
client_protection: {not_applicable: tests}
"""


def write(project: Path, name: str, text: str) -> Path:
    path = project / "partners" / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_project_ends_with_0(run: Run) -> None:
    result = run("check")
    assert (result.exit_code, result.output) == (0, "2 files, 0 errors, 0 warnings\n")


def test_what_systems_hide_in_a_folder_is_no_record(run: Run, project: Path) -> None:
    # As macOS does beside each file on a disk of another kind.
    write(project, "._acme.yml", "\x00\x05\x16\x07")
    write(project, ".acme.yml.swp", "b0VIM")
    assert run("check").output == "2 files, 0 errors, 0 warnings\n"


def test_every_problem_of_every_file_is_told_and_ends_with_1(run: Run, project: Path) -> None:
    write(project, "acme.yml", BAD)
    write(project, "other.yml", "name: [a]\n")
    result = run("check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == [
        "partners/acme.yml:2:9:",
        "partners/acme.yml:3:1:",
        "partners/other.yml:1:1:",
        "partners/other.yml:1:7:",
    ]
    assert "4 files, 4 errors, 0 warnings" in result.stderr


def test_a_page_for_partners_is_told_unless_files_are_named(run: Run, project: Path) -> None:
    record = write(project, "fine.yml", "name: Fine\nstatus: active\n")
    page = project / "docs" / "keys.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntitle: Keys\naudience: partner\n---\n\n# Keys\n", encoding="utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("docs/keys.md:2:1: sections: ")
    assert run("check", str(record)).exit_code == 0


def test_only_the_files_named_are_told(run: Run, project: Path) -> None:
    write(project, "acme.yml", BAD)
    good = project / "partners/northern.yml"
    assert run("check", str(good)).exit_code == 0
    bad = run("check", str(project / "partners/acme.yml"))
    assert bad.exit_code == 1
    assert "northern" not in bad.output


def test_a_warning_ends_with_0_unless_strict(run: Run, project: Path) -> None:
    write(project, "warned.yml", WARNED)
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("warning: partners/warned.yml:5:46:")
    assert "[payment-beyond-60-days]" in result.stdout
    assert run("check", "--strict").exit_code == 1


def test_json_has_every_part_of_a_problem(run: Run, project: Path) -> None:
    write(project, "acme.yml", BAD)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    first = json.loads(result.stdout)[0]
    assert first == {
        "file": "partners/acme.yml",
        "line": 2,
        "column": 9,
        "field": "status",
        "message": "'activ' is not known here",
        "cure": "did you mean 'active'? it takes one of: prospect, active, paused, ended",
        "code": "unknown-choice",
        "severity": "error",
    }
    assert json.loads(run("check", "--format", "json", "partners/x.yml").stdout or "[]") == []


def test_github_annotations_are_escaped(run: Run, project: Path) -> None:
    write(project, "acme.yml", 'name: Acme\nstatus: "100%\\n::error::x"\n')
    result = run("check", "--format", "github")
    assert result.exit_code == 1
    line = result.stdout.splitlines()[0]
    start = "::error file=partners/acme.yml,line=2,col=9,title=unknown-choice::status: "
    assert line.startswith(start)
    assert "100%25" in line
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "nothing.yml"],
        ["check", "--format", "xml"],
        ["check", "/etc/hostname"],
        ["chek"],
        ["-C", "/no/such/folder", "check"],
    ],
)
def test_wrong_usage_ends_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_broken_house_is_told_whichever_file_is_asked_for(run: Run, project: Path) -> None:
    write(project, "_house.yml", "name: A\ncountry: XXQ\n")
    result = run("check", str(project / "partners/northern.yml"))
    assert result.exit_code == 1
    assert "partners/_house.yml:2:10: country:" in result.output


def test_a_project_without_records_is_told(run: Run, project: Path) -> None:
    for path in (project / "partners").iterdir():
        path.unlink()
    result = run("check")
    assert result.exit_code == 1
    assert "[no-house]" in result.output


@pytest.mark.parametrize("end", [".yml.txt", ".yaml.txt", ".YML.TXT", ".yaml", ".YML"])
def test_a_record_that_an_editor_gave_another_end_is_told(
    run: Run, project: Path, end: str
) -> None:
    (project / f"partners/granite-it{end}").write_text("name: Granite IT\n", encoding="utf-8")
    told = run("check").output
    assert f"granite-it{end}:1:1: a record's file name ends in '.yml'" in told
    assert "rename it to 'granite-it.yml' [unsafe-name]" in told


@pytest.mark.parametrize("name", ["notes.txt", "granite-it.txt", "yml.txt", "granite.yml.old"])
def test_notes_may_lie_beside_the_records(run: Run, project: Path, name: str) -> None:
    (project / "partners" / name).write_text("Ask for the manager.", encoding="utf-8")
    assert run("check").output == "2 files, 0 errors, 0 warnings\n"
