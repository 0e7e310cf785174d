"""What tests of the command share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.cli import main

HOUSE = "name: Harbour Street IT\ncontacts: [{id: desk, phone: +44 161 496 0101}]\n"
GOOD = "name: Northern Cabling\nstatus: prospect\n"

Run = Callable[..., Result]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with a house and one good record."""
    records = tmp_path / "partners"
    records.mkdir()
    (records / "_house.yml").write_text(HOUSE, encoding="utf-8")
    (records / "northern.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(project: Path) -> Run:
    """Run the command in the project."""

    def invoke(*arguments: str) -> Result:
        result = CliRunner().invoke(main, ["-C", str(project), *arguments])
        # A traceback never reaches a user: whatever ends the command is an exit.
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return invoke
