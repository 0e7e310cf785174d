"""`python -m bench [COUNT …]` from the folder `tests`: seconds and memory, ours and the obvious.

Only the ratio counts: seconds move with the machine and with what else it is doing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import NamedTuple

from bench.records import write_records
from support.project import make_project

REAL = Path(__file__).resolve().parents[2]
GUIDES = ("money", "on-site", "referrals", "confidentiality", "scope-and-standards")
TARGET = 6 / 23

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


# The examples are looked up in one table: a build that finds it empty works none out.
WITHOUT_EXAMPLES = """\
from macros.views import worked
from mkdocs.__main__ import cli
assert worked.EXAMPLES
worked.EXAMPLES.clear()
cli()
"""


class Run(NamedTuple):
    """What one build took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    output_mb: float


def main(counts: list[int]) -> None:
    """Build both ways for each count and print a table."""
    print("| partners | terms | way | seconds | CPU seconds | peak MB | output MB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for count, (terms, house) in product(counts, HOUSES.items()):
        with tempfile.TemporaryDirectory() as folder:
            project = _our_project(Path(folder) / "ours", count, house)
            bare = _timed(project, WITHOUT_EXAMPLES)
            ours = _timed(project)
            theirs = _timed(_obvious_project(Path(folder) / "obvious", count, house))
        ways = {"this project": ours, "without examples": bare, "stubs and Markdown": theirs}
        for name, run in ways.items():
            spent = f"{run.seconds:.1f} | {run.cpu_seconds:.1f}"
            sizes = f"{run.peak_mb:.0f} | {run.output_mb:.0f}"
            print(f"| {count} | {terms} | {name} | {spent} | {sizes} |")
        ratio = ours.seconds / theirs.seconds
        of_cpu = ours.cpu_seconds / theirs.cpu_seconds
        told = f"ratio {ratio:.2f} (of CPU {of_cpu:.2f}), target at most {TARGET:.2f}"
        more = f"worked examples take {ours.seconds - bare.seconds:.1f} seconds of it"
        print(f"\n{told}; {more}\n", flush=True)


def _our_project(root: Path, count: int, house: str) -> Path:
    make_project(root, REAL, {"_house.yml": house}, _guides())
    write_records(root / "partners", count)
    return root


def _obvious_project(root: Path, count: int, house: str) -> Path:
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
    for name, text in {"index.md": "# Home\n", **_guides()}.items():
        (root / "docs" / name).parent.mkdir(exist_ok=True)
        (root / "docs" / name).write_text(text, encoding="utf-8")
    shutil.copy(Path(__file__).parent / "obvious.py", root / "main.py")
    pages = "".join(f"  - {name}\n" for name in ("index.md", "partners/index.md", *_guides()))
    (root / "mkdocs.yml").write_text(f"{OBVIOUS}nav:\n{pages}", encoding="utf-8")
    return root


def _guides() -> dict[str, str]:
    """Return guidance pages without their links to pages that are not there."""
    text = "\n\n".join(f"Paragraph {number} of a page of guidance." for number in range(60))
    return {f"guide/{name}.md": f"# {name.title()}\n\n{text}\n" for name in GUIDES}


def _timed(root: Path, program: str = "from mkdocs.__main__ import cli; cli()") -> Run:
    settings = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", program, "build", "--strict"]
    said = root / "said.txt"
    start = time.perf_counter()
    with said.open("wb") as output:
        process = subprocess.Popen(command, cwd=root, env=settings, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(said.read_text(encoding="utf-8"))
    size = sum(path.stat().st_size for path in (root / "site").rglob("*") if path.is_file())
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, size / 1e6)


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1000])
