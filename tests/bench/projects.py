"""Projects: the same records as a project of ours, and in the obvious way."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.records import write_records
from support.project import make_project

REAL = Path(__file__).resolve().parents[2]
GUIDES = (
    "choosing-the-shape",
    "confidentiality",
    "contacts-and-escalation",
    "data-and-access",
    "expectations-early",
    "money",
    "on-site",
    "protecting-the-client",
    "referrals",
    "scope-and-standards",
)

# The more the house says, the more there is on every page: both ends are worth knowing.
SAMPLE_HOUSE = (REAL / "partners/_house.yml").read_text(encoding="utf-8")
SHORT_HOUSE = """\
name: Harbour Street IT
contacts: [{id: desk, name: Desk, phone: +44 161 496 0101, call_for: [dispatch]}]
defaults:
  nda: {type: mutual, survives: 3 years}
  client_protection: {client_sees: our_brand, non_engagement: {who: partner, after: 12 months}}
  subcontract:
    payment: {clock_starts: invoice_received, due: {rule: days_after, days: 30}, method: bacs}
    on_site:
      ppe: [boots]
      dress: {standard: Plain trousers}
      check_in: [{moment: arrival, to: desk}, {moment: before_leaving, to: desk}]
"""
HOUSES = {"sample house": SAMPLE_HOUSE, "short house": SHORT_HOUSE}

OBVIOUS = """\
site_name: The obvious way
theme: {name: material, font: false, features: [navigation.tabs, navigation.path]}
plugins: [search, {macros: {module_name: main, on_undefined: strict, on_error_fail: true}}]
markdown_extensions: [admonition, attr_list, tables, {toc: {permalink: true}}]
"""


def our_project(root: Path, count: int, house: str) -> Path:
    make_project(root, REAL, {"_house.yml": house}, guides())
    write_records(root / "partners", count)
    return root


def obvious_project(root: Path, count: int, house: str) -> Path:
    records = root / "partners"
    records.mkdir(parents=True)
    write_records(records, count)
    (records / "_house.yml").write_text(house, encoding="utf-8")
    stubs = root / "docs/partners"
    stubs.mkdir(parents=True)
    listed = ["# Partners", ""]
    for path in sorted(records.glob("[!_]*.yml")):
        name = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("name: ")
        stub = f"# {name}\n\n{{{{ playbook('{path.stem}') }}}}\n"
        (stubs / f"{path.stem}.md").write_text(stub, encoding="utf-8")
        listed.append(f"- [{name}]({path.stem}.md)")
    (stubs / "index.md").write_text("\n".join(listed), encoding="utf-8")
    for name, text in {"index.md": "# Home\n", **guides()}.items():
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    shutil.copy(Path(__file__).parent / "obvious.py", root / "main.py")
    pages = "".join(f"  - {name}\n" for name in ("index.md", "partners/index.md", *guides()))
    (root / "mkdocs.yml").write_text(f"{OBVIOUS}nav:\n{pages}", encoding="utf-8")
    return root


def guides() -> dict[str, str]:
    """Return guidance pages without their links to pages that are not there."""
    text = "\n\n".join(f"Paragraph {number} of a page of guidance." for number in range(60))
    return {f"guide/{name}.md": f"# {name.title()}\n\n{text}\n" for name in GUIDES}
