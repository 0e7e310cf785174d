"""Somebody new who does what the README says gets what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from support.newcomer import copy_project, playbook

RECORD = "partners/northern-cabling.yml"
WELL = "0 errors, 0 warnings\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path)


@pytest.fixture
def journey(project: Path) -> str:
    """Return the part of the README that leads to a first page."""
    readme = (project / "README.md").read_text(encoding="utf-8")
    return readme.split("## Your first partner page")[1].split("\n## ")[0]


def _build(project: Path) -> str:
    """Build the site, and return the text of the new partner's page."""
    done = playbook(project, "build", "--site-dir", "site")
    assert done.returncode == 0, done.stdout
    return (project / "site/partners/northern-cabling/index.html").read_text(encoding="utf-8")


def test_the_readme_leads_to_a_first_page(project: Path, journey: str) -> None:
    commands = [shlex.split(line) for line in re.findall(r"\.venv/bin/playbook (.+)", journey)]
    assert commands == [["new", "northern-cabling"], ["check"], ["serve"]]
    shown = re.search("```yaml\n(.+?)```", journey, re.DOTALL)
    assert shown

    house = project / "partners/_house.yml"
    words = house.read_text(encoding="utf-8").replace("Harbour Street IT", "Jetty & Sons")
    house.write_text(words, encoding="utf-8")
    assert playbook(project, *commands[0]).stdout == f"wrote {RECORD}\n"
    assert playbook(project, "check").stdout.endswith(WELL)
    lines = [line.removeprefix("   ") for line in shown[1].splitlines()]
    (project / RECORD).write_text("\n".join(lines), encoding="utf-8")
    assert playbook(project, "check").stdout.endswith(WELL)

    page = _build(project)
    assert "Northern Cabling" in page
    assert "Jetty &amp; Sons" in page


@pytest.mark.parametrize("keep_house", [True, False])
def test_the_samples_can_be_left_behind(project: Path, *, keep_house: bool) -> None:
    for sample in (project / "partners").glob("[!_]*.yml"):
        sample.unlink()
    shutil.rmtree(project / "partners/_agreed")
    if not keep_house:
        (project / "partners/_house.yml").unlink()
    assert playbook(project, "new", "northern-cabling").returncode == 0
    assert playbook(project, "check").stdout == f"2 files, {WELL}"
    assert "Northern Cabling" in _build(project)


def test_every_line_of_a_starter_record_can_be_used(project: Path) -> None:
    """The '#' is taken off as the record says: by itself, and only from fields."""
    playbook(project, "new", "northern-cabling")
    record = project / RECORD
    used = re.sub("^#(?=[a-z]|  )", "", record.read_text(encoding="utf-8"), flags=re.MULTILINE)
    record.write_text(used, encoding="utf-8")
    assert playbook(project, "check").stdout.endswith(WELL)
