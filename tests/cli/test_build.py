"""`playbook build`, `schema` and `python -m macros`: as programs of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.project import make_project

GOOD = {"good.yml": "name: Good Firm\nstatus: prospect\n"}


def playbook(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )


def test_build_writes_a_page_for_every_record(tmp_path: Path, project_root: Path) -> None:
    make_project(tmp_path, project_root, GOOD, {})
    done = playbook("-C", str(tmp_path), "build", "--site-dir", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    assert "Good Firm" in (tmp_path / "out/partners/good/index.html").read_text(encoding="utf-8")


def test_build_tells_all_problems_and_writes_nothing(tmp_path: Path, project_root: Path) -> None:
    bad = {"a.yml": "name: A\nstatus: x\n", "b.yml": "nam: B\nstatus: active\n"}
    make_project(tmp_path, project_root, bad, {})
    done = playbook("-C", str(tmp_path), "build")
    assert done.returncode == 1
    assert "3 problems in the records:" in done.stderr
    assert "partners/a.yml:2:9: status:" in done.stderr
    assert "partners/b.yml:1:1: nam:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_warning_stops_the_build(tmp_path: Path, project_root: Path) -> None:
    warned = "name: A\nstatus: active\nnotes: Paid #1 rate\n"
    make_project(tmp_path, project_root, {"a.yml": warned}, {})
    done = playbook("-C", str(tmp_path), "build")
    assert done.returncode == 1
    assert "[text-after-hash]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ('partner("nobody")', "partner: there is no partner 'nobody'"),
        ('directory(trade="cablin")', "directory: there is no trade 'cablin'; did you mean"),
        ("directory(colour=1)", "directory: got an unexpected keyword argument 'colour'"),
        ('house_standard("x")', "house_standard: the house has no standard 'x'"),
        ('playbook_section("good", "x")', "playbook_section: the playbook 'good' has no section"),
        ('playbook("good", level=9)', "playbook: a playbook's heading has a level from 1 to 4"),
        ("partner(3)", "partner: 'slug' is 3; write a word in quotes"),
        ('playbook("good", level=true)', "playbook: 'level' is True; write a number, as in 2"),
        (
            'directory(out_of_hours="yes")',
            "directory: 'out_of_hours' is 'yes'; write true or false",
        ),
        ('directory(area="Nowhere")', "directory: no partner covers 'Nowhere'; there are: none"),
        ('record_fields("x")', "record_fields: there is no record of the kind 'x'"),
    ],
)
def test_a_wrong_macro_call_is_told_with_its_place(
    tmp_path: Path, project_root: Path, call: str, told: str
) -> None:
    make_project(tmp_path, project_root, GOOD, {"extra.md": f"# Extra\n\nSee {{{{ {call} }}}}.\n"})
    done = playbook("-C", str(tmp_path), "build")
    assert done.returncode == 1
    assert f"docs/extra.md:3:8: {told}" in done.stderr
    assert "[wrong-macro]" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["partners/good.md", "partners/good/index.md"])
def test_a_page_by_hand_wins(tmp_path: Path, project_root: Path, name: str) -> None:
    make_project(tmp_path, project_root, GOOD, {name: "# By hand\n\nThese words stay.\n"})
    done = playbook("-C", str(tmp_path), "build", "--site-dir", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out/partners/good/index.html").read_text(encoding="utf-8")
    assert "These words stay." in page
    entries = json.loads((tmp_path / "out/search/search_index.json").read_text(encoding="utf-8"))
    found = [each for each in entries["docs"] if each["location"] == "partners/good/"]
    assert len(found) == 1


def test_a_wrong_date_of_the_build_is_told(tmp_path: Path, project_root: Path) -> None:
    make_project(tmp_path, project_root, GOOD, {})
    done = subprocess.run(
        [sys.executable, "-m", "macros", "-C", str(tmp_path), "build"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1798761600000"},
    )
    assert done.returncode == 1
    assert "SOURCE_DATE_EPOCH" in done.stderr


def test_build_outside_a_project_is_wrong_usage(tmp_path: Path) -> None:
    done = playbook("-C", str(tmp_path), "build")
    assert done.returncode == 2
    assert "there is no mkdocs.yml" in done.stderr


def test_schema_writes_both_schemas(tmp_path: Path) -> None:
    (tmp_path / "partners").mkdir()
    done = playbook("-C", str(tmp_path), "schema")
    assert done.returncode == 0
    written = sorted(path.name for path in (tmp_path / "partners/_schema").iterdir())
    assert written == ["house.json", "partner.json"]


def test_version_and_help() -> None:
    assert playbook("--version").stdout.startswith("playbook, version ")
    assert "check" in playbook("--help").stdout
