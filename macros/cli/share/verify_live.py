"""`playbook share verify-live`: look at the published packs as somebody outside would."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.book import FOLDER, Book, as_of
from macros.cli.options import FORM
from macros.outputs.hosting.hosts import NEUTRAL
from macros.outputs.hosting.live import Report, verify
from macros.outputs.hosting.published import Known, Published
from macros.outputs.hosting.site import Address, address_of
from macros.outputs.ledger.address import EXAMPLE
from macros.outputs.ledger.file import read_ledger
from macros.outputs.ledger.ledger import LedgerError
from macros.outputs.packs.shelf import USUAL
from macros.records.problems import Severity
from macros.views.wording import counted

if TYPE_CHECKING:
    from macros.outputs.ledger.ledger import Ledger


@click.command("verify-live", short_help="Look at the published packs from outside.")
@click.argument("url", required=False)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The public folder, if it is not the one that packs were written to last.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, 600, min_open=True),
    default=10,
    show_default=True,
    help="How long one answer may take.",
)
@FORM
@click.pass_obj
def verify_live(folder: Path, url: str | None, out: Path | None, timeout: float, form: str) -> None:
    """Ask the published packs at URL what anybody could ask, and tell what is wrong.

    Without URL, the address that packs were shared under last. Ends with 0 where all is well
    (warnings allowed), 1 where something is wrong or nothing could be asked, 2 for wrong usage.
    """
    try:
        ledger = read_ledger(folder).ledger
    except LedgerError as error:
        raise click.ClickException(str(error)) from error
    site = _site(url or ledger.base_url)
    published = _published(folder, out or folder / (ledger.folder or USUAL), ledger)
    report = _report(site, published, timeout)
    click.echo(_WRITERS[form](site, report), nl=False)
    wrong = sum(each.severity is Severity.ERROR for each in report.findings)
    if form == "text":
        click.echo(_summary(site, report, wrong), err=bool(report.findings))
    if wrong:
        raise click.exceptions.Exit(1)


def _report(site: Address, published: Published, timeout: float) -> Report:
    """Return what is found, with a bar for those who wait for it at a screen."""
    with click.progressbar(length=0, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def told(done: int, of: int) -> None:
            bar.length = of
            bar.update(done - bar.pos)

        return verify(site, published, timeout, told=told)


def _site(url: str) -> Address:
    if not url:
        message = f"name the address that the packs are published under, such as {EXAMPLE}"
        raise click.UsageError(message)
    try:
        return address_of(url)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _published(folder: Path, public: Path, ledger: Ledger) -> Published:
    if not ledger.shares:
        message = (
            "no link was given out yet, so there is none to ask for; 'playbook share' makes one"
        )
        raise click.ClickException(message)
    try:
        neutral = (public / NEUTRAL).read_bytes()
    except OSError as error:
        message = (
            f"{public} is no folder of packs; name the one that 'playbook share' wrote by --out"
        )
        raise click.ClickException(message) from error
    today = as_of()
    known = [Known(each.token, not each.is_active or each.is_past(today)) for each in ledger.shares]
    slugs = sorted(each.stem for each in (folder / FOLDER).glob("[!_.]*.yml"))
    names = [each.partner.name for each in Book.load(folder).playbooks.values()]
    return Published(known, public, neutral, slugs, names)


def _text(_: Address, report: Report) -> str:
    return "".join(f"{each}\n" for each in report.findings)


def _json(site: Address, report: Report) -> str:
    findings = [each._asdict() for each in report.findings]
    told = {"url": str(site), "asked": report.asked, "findings": findings}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _summary(site: Address, report: Report, wrong: int) -> str:
    warnings = len(report.findings) - wrong
    asked = ", ".join(counted(number, kind) for kind, number in report.asked.items())
    told = f"{counted(wrong, 'error')}, {counted(warnings, 'warning')}"
    return f"asked {site} for {asked or 'nothing'}: {told}"


_WRITERS = {"text": _text, "json": _json}
