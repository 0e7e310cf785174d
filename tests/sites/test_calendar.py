"""Every site has a calendar of what its records say."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from icalendar import Calendar

from support.built import build
from support.project import MakeSite, make_project

RECORD = """\
name: Kiln
status: active
kind: [other]
nda: {signed_on: 2026-01-05, expires: 2027-01-05}
referral:
"""
URL = "site_url: https://intranet.example/playbooks/\n"


def _events(site: Path) -> list[Any]:
    feed = (site / "calendar.ics").read_bytes()
    assert feed.count(b"\n") == feed.count(b"\r\n")
    read = Calendar.from_ical(feed)
    assert isinstance(read, Calendar)
    assert read.errors == []
    return list(read.walk("VEVENT"))


def test_the_real_site_has_what_the_command_gives(built_site: Path, project_root: Path) -> None:
    found = _events(built_site)
    assert len(found) > 20
    assert len({str(each["uid"]) for each in found}) == len(found)
    stamp = found[0]["dtstamp"].dt
    given = subprocess.run(
        [sys.executable, "-m", "macros", "calendar"],
        cwd=project_root,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(int(stamp.timestamp()))},
        capture_output=True,
        check=True,
    )
    assert given.stdout == (built_site / "calendar.ics").read_bytes()


def test_events_lead_to_the_pages_of_a_site_whose_address_is_known(
    project_root: Path, tmp_path: Path
) -> None:
    make_project(tmp_path, project_root, {"kiln.yml": RECORD}, {})
    configuration = tmp_path / "mkdocs.yml"
    plain = configuration.read_text(encoding="utf-8")
    for setting, page in (
        ("", "partners/kiln/"),
        ("use_directory_urls: false\n", "partners/kiln.html"),
    ):
        configuration.write_text(plain + URL + setting, encoding="utf-8")
        assert build(tmp_path, tmp_path / "site") == ""
        (event,) = _events(tmp_path / "site")
        assert str(event["url"]) == f"https://intranet.example/playbooks/{page}"
        assert (tmp_path / "site" / page).exists()


def test_a_calendar_of_ones_own_goes_before_it(make_site: MakeSite) -> None:
    site = make_site({"kiln.yml": RECORD}, {"calendar.ics": "mine"})
    assert (site / "calendar.ics").read_text(encoding="utf-8") == "mine"
