"""A project of a test's own: its records, with the configuration and the looks of the real one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

CONFIGURATION = """\
INHERIT: {real}/mkdocs.yml
nav:
  - Home: index.md
  - Partners:
      - partners/index.md
  - House standards: house.md
"""

# As little as lets a record of three lines pass without a warning.
HOUSE = """\
name: Harbour Street IT
contacts: [{id: referrals, phone: +44 161 496 0103}]
defaults:
  client_protection: {non_engagement: {not_applicable: Nobody is engaged in a test.}}
"""

OWN = {"_house.yml": HOUSE}
HOME = {"index.md": "# Home\n"}
OF_THE_REAL_ONE = ("macros", "docs/assets", "docs/partners/index.md", "docs/house.md")


class MakeSite(Protocol):
    """Builds a site from files in `partners/` and pages in `docs/`, by name; returns its folder."""

    def __call__(
        self, records: Mapping[str, str], pages: Mapping[str, str] | None = None
    ) -> Path: ...


def make_project(
    root: Path, real: Path, records: Mapping[str, str], pages: Mapping[str, str]
) -> None:
    """Make a project in the folder `root`: files in `partners/` and pages in `docs/`, by name."""
    for name in OF_THE_REAL_ONE:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(real / name)
    _write(root, {"mkdocs.yml": CONFIGURATION.format(real=real)})
    _write(root / "docs", HOME | dict(pages))
    _write(root / "partners", OWN | dict(records))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
