"""While one writes: what is changed in a file shows on the served page, without a restart."""

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.project import make_project
from support.server import fetched, served_by

RECORD = "name: Northern Cabling\nstatus: active\nkind: [cabling]\nreferral:\n"
PATIENCE = 90


@pytest.fixture(scope="module")
def project(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    pages = {"guide.md": "# Guide\n\nThe first words.\n"}
    make_project(root, project_root, {"northern.yml": RECORD}, pages)
    # The configuration leaves the guide out of its menu, which is no fault here.
    return root


@pytest.fixture(scope="module")
def served(project: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "macros", "-C", str(project), "serve", "--address"]
    with served_by(
        lambda port: [*command, f"127.0.0.1:{port}"], project, project / "said.txt", os.environ
    ) as origin:
        yield origin


def shows(url: str, words: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if words in fetched(url, PATIENCE):
            return True
        time.sleep(0.2)
    return False


def test_a_changed_record_shows(served: str, project: Path) -> None:
    page = f"{served}/partners/northern/"
    assert shows(page, "Northern Cabling")
    record = project / "partners/northern.yml"
    record.write_text(RECORD.replace("Northern Cabling", "Southern Cabling"), encoding="utf-8")
    assert shows(page, "Southern Cabling")


def test_a_new_record_and_a_changed_house_show(served: str, project: Path) -> None:
    assert shows(f"{served}/partners/", "Cabling")
    (project / "partners/second.yml").write_text(
        "name: Second Firm\nstatus: active\nreferral:\n", encoding="utf-8"
    )
    assert shows(f"{served}/partners/second/", "Second Firm")
    house = project / "partners/_house.yml"
    house.write_text(
        house.read_text(encoding="utf-8").replace("Harbour Street IT", "Quayside IT"),
        encoding="utf-8",
    )
    assert shows(f"{served}/partners/second/", "Quayside IT")


def test_a_changed_guidance_page_shows(served: str, project: Path) -> None:
    assert shows(f"{served}/guide/", "The first words.")
    (project / "docs/guide.md").write_text("# Guide\n\nThe last words.\n", encoding="utf-8")
    assert shows(f"{served}/guide/", "The last words.")


def test_a_mistake_while_serving_is_told_and_mended(served: str, project: Path) -> None:
    page = f"{served}/partners/northern/"
    assert shows(page, "Cabling")
    record = project / "partners/northern.yml"
    record.write_text(RECORD + "statuss: x\n", encoding="utf-8")
    end = time.monotonic() + PATIENCE
    told = ""
    while "unknown-field" not in told and time.monotonic() < end:
        time.sleep(0.2)
        told = (project / "said.txt").read_text(encoding="utf-8")
    assert "northern.yml:5:1: statuss:" in told
    record.write_text(RECORD.replace("Northern", "Mended"), encoding="utf-8")
    assert shows(page, "Mended Cabling")
