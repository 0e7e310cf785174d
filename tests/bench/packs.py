"""`python -m bench.packs [COUNT]` from the folder `tests`: what it takes to hand packs out.

Beside it stands the obvious way: for each partner a site of its own, built by MkDocs with the
theme, and the page of that through the printing engine as it comes. Only the ratio counts: seconds
move with the machine and with what else it is doing.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.projects import REAL, SAMPLE_HOUSE, obvious_project, our_project
from bench.run import BUILD, Run, timed
from bench.ways import PLAYBOOK
from macros.book import Folder
from macros.outputs.packs.pack import Order, guide, plain
from macros.outputs.paper.pdf import pdf
from macros.records.fields import Audience

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BY_THE_ENGINE = """\
import pathlib, weasyprint
for page in pathlib.Path("site/partners").glob("*/index.html"):
    weasyprint.HTML(filename=page).write_pdf(page.with_suffix(".pdf"))
"""
FEW = 60
"""Packs with a PDF, to compare one processor with all."""
DAY = dt.date(2026, 11, 26)
MOST_BYTES, MOST_MS, MOST_PDF_SECONDS = 100_000, 20, 0.3
TIMES = 5


def main(count: int) -> None:
    """Time all of it and print a table."""
    _print_samples()
    with tempfile.TemporaryDirectory() as folder:
        ours = our_project(Path(folder) / "ours", count, SAMPLE_HOUSE)
        (ours / "docs/handbook").symlink_to(REAL / "docs/handbook")
        slugs = sorted(path.stem for path in (ours / "partners").glob("[!_]*.yml"))[:FEW]
        print("| what | partners | seconds | CPU seconds | CPU ms each | peak MB |")
        print("| --- | --- | --- | --- | --- | --- |")
        pages = _row("pages, looked through", count, _share(ours, ["--all"]))
        _row("again, nothing changed", count, _share(ours, ["--all"]))
        _start_anew(ours)
        one = _row("with PDFs, one processor", FEW, _share(ours, [*slugs, "--pdf"], 1))
        _start_anew(ours)
        every = _row("with PDFs, all processors", FEW, _share(ours, [*slugs, "--pdf"]))
        _start_anew(ours)
        whole = _row("with PDFs, all processors", count, _share(ours, ["--all", "--pdf"]))
        again = _row("again, nothing changed", count, _share(ours, ["--all", "--pdf"]))
        obvious = obvious_project(Path(folder) / "obvious", 1, SAMPLE_HOUSE)
        site = _row("a site of its own, by MkDocs", 1, timed(obvious, BUILD))
        paper = _row(
            "its page as a PDF, by the engine alone",
            1,
            timed(obvious, (sys.executable, "-c", BY_THE_ENGINE)),
        )
    print(f"\nAll processors are {one.seconds / every.seconds:.2f} times as fast as one.")
    print(f"Where nothing has changed it takes {again.seconds / whole.seconds:.3f} of the time.")
    print(f"A pack takes {pages.cpu_seconds / count / site.cpu_seconds:.3f} of a site of its own,")
    print(f"and {whole.cpu_seconds / count / paper.cpu_seconds:.2f} of the other PDF, all told.")


def _share(root: Path, asked: Sequence[str], processors: int | None = None) -> Run:
    options = ["--base-url", "https://terms.example/"]
    return timed(root, (*PLAYBOOK, "share", *asked, *options), processors)


def _start_anew(root: Path) -> None:
    shutil.rmtree(root / "share")
    (root / ".shares.json").unlink()


def _row(what: str, count: int, run: Run) -> Run:
    each = 1000 * run.cpu_seconds / count
    spent = f"{run.seconds:.1f} | {run.cpu_seconds:.1f} | {each:.0f} | {run.peak_mb:.0f}"
    print(f"| {what} | {count} | {spent} |", flush=True)
    return run


def _print_samples() -> None:
    """Print what the packs of the sample partners take, in this process and warm."""
    folder = Folder.read(REAL)
    print("| sample | reader | bytes | ms | PDF seconds |")
    print("| --- | --- | --- | --- | --- |")
    found = [
        _sample(folder, slug, audience)
        for slug in folder.records
        for audience in (Audience.COMMERCIAL, Audience.ONSITE)
    ]
    fitting = [
        sum(each[at] <= most for each in found)
        for at, most in enumerate((MOST_BYTES, MOST_MS, MOST_PDF_SECONDS))
    ]
    print(
        f"\nOf {len(found)}: {fitting[0]} of at most {MOST_BYTES} bytes, {fitting[1]} in at most"
        f" {MOST_MS} ms, {fitting[2]} as a PDF in at most {MOST_PDF_SECONDS} s\n",
        flush=True,
    )


def _sample(folder: Folder, slug: str, audience: Audience) -> tuple[float, float, float]:
    playbook = folder.playbook(slug).playbook
    if playbook is None:
        sys.exit(f"the sample record '{slug}' cannot be read")
    pages = guide(folder.root).pages
    order = Order(slug, audience, DAY, DAY + dt.timedelta(days=90))
    paper = plain(playbook, Order(slug, audience, DAY, order.valid_until, pdf=True), pages).paper
    size = len(plain(playbook, order, pages).page)
    milliseconds = 1000 * _least(lambda: plain(playbook, order, pages))
    seconds = _least(lambda: pdf(paper))
    print(
        f"| {slug} | {audience.value} | {size} | {milliseconds:.1f} | {seconds:.2f} |", flush=True
    )
    return size, milliseconds, seconds


def _least(work: Callable[[], object]) -> float:
    """Return the CPU seconds of the quickest of several runs: the rest is other people's."""
    found = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
