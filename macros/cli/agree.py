"""`playbook agree`: keep the terms that both sides agreed, to tell later what has changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import click

from macros.book import AGREED, FOLDER, Folder, as_of
from macros.cli.files import replace
from macros.cli.partner import playbook_of
from macros.cli.values import DAY
from macros.records.agreed import Header
from macros.records.edit import EditError, with_agreed
from macros.records.partner import Relationship
from macros.records.problems import errors
from macros.records.scalars import Text
from macros.records.snapshot import snapshot
from macros.records.snapshot_text import snapshot_of
from macros.records.source import UNSAFE, parse
from macros.terms.changes import changes
from macros.terms.fingerprint import fingerprint, short
from macros.terms.term import terms, terms_of
from macros.views.wording import counted

if TYPE_CHECKING:
    from pathlib import Path

    from macros.records.playbook import Playbook
    from macros.records.scalars import Date


_NUMBER = re.compile(r"\d{1,18}", re.ASCII)
"""What is longer counts as words: nobody counted that far."""


class _Files(NamedTuple):
    """The files of an agreement, and what they are to hold."""

    record: Path
    record_as_read: bytes
    record_content: bytes
    snapshot: Path
    snapshot_content: bytes


@click.command()
@click.argument("slug")
@click.option("--on", type=DAY, required=True, help="The day on which both sides agreed.")
@click.option("--by", required=True, help="The roles that agreed, on both sides.")
@click.option("--version", help="The version that was agreed, if it is not the next number.")
@click.pass_obj
def agree(folder: Path, slug: str, on: Date, by: str, version: str | None) -> None:
    """Keep the terms of the partner SLUG as they are now: both sides have agreed them.

    Writes partners/_agreed/SLUG.yml, and the day, version, roles and fingerprint below `agreed` in
    the record, of which nothing else is touched.
    """
    if on > as_of():
        message = f"{on} is still to come; write the day on which both sides did agree"
        raise click.BadParameter(message, param_hint="'--on'")
    by = _words(by, "by", "Their director and our owner")
    version = version and _words(version, "version", "5")
    before = Folder.read(folder)
    playbook = _playbook(before, slug)
    _check_order(playbook, on, version)
    header = _header(playbook, on, version or _next_version(playbook), by)
    files = _files(folder, before, playbook, header)
    _write(files)
    click.echo(_told(playbook, header))


def _words(text: str, option: str, example: str) -> str:
    """Return what an option says on one line; nothing, or what no record may hold, is refused."""
    words = " ".join(text.split())
    if words and not UNSAFE.search(words):
        return words
    wrong = "it has an invisible character" if words else "nothing is written"
    message = f"{wrong}; write it as in '{example}'"
    raise click.BadParameter(message, param_hint=f"'--{option}'")


def _playbook(before: Folder, slug: str) -> Playbook:
    """Return a playbook whose record has no error."""
    found = before.playbook(slug) if slug in before.records else None
    playbook = found.playbook if found else None
    problems = errors([*before.house_problems(), *(found.problems if found else [])])
    if playbook is None or problems:
        if not problems:
            playbook_of(before.root, slug)
        listed = "\n".join(["there are errors to put right first:", *map(str, problems)])
        raise click.ClickException(listed)
    if playbook.partner.relationship is Relationship.NONE:
        message = "there are no terms to agree: the record has no 'subcontract' and no 'referral'"
        raise click.ClickException(message)
    return playbook


def _check_order(playbook: Playbook, on: Date, version: str | None) -> None:
    """Refuse a day before the last agreement, its version for another day, and earlier numbers."""
    last = playbook.partner.agreed
    if last is None:
        return
    if last.on and on < last.on:
        message = f"the terms were agreed on {last.on} already; write that day or a later one"
        raise click.BadParameter(message, param_hint="'--on'")
    if last.on and on > last.on and version is not None and version == last.version:
        message = f"version {version} is that of {last.on}; leave it out, or name the new one"
        raise click.BadParameter(message, param_hint="'--version'")
    if version is not None and version != last.version:
        _check_number(version, last.version or "")


def _check_number(version: str, last: str) -> None:
    """Refuse a number that is not above the last one: other terms may have had it before."""
    number, known = _number(version), _number(last)
    if number is not None and known is not None and number <= known:
        message = f"version {last} was agreed last; leave it out for version {known + 1}"
        raise click.BadParameter(message, param_hint="'--version'")


def _number(version: str) -> int | None:
    """Return the number that a version is, or None: it may as well be words."""
    return int(version) if _NUMBER.fullmatch(version) else None


def _next_version(playbook: Playbook) -> str:
    """Return the number after the version that was agreed last."""
    agreed = playbook.partner.agreed
    last = str(agreed.version) if agreed and agreed.version else "0"
    number = _number(last)
    if number is None:
        message = f"the last version is '{last}', which no number follows; name the new one"
        raise click.BadParameter(message, param_hint="'--version'")
    return str(number + 1)


def _header(playbook: Playbook, on: Date, version: str, by: str) -> Header:
    return Header(
        slug=Text(playbook.slug),
        name=playbook.partner.name,
        on=on,
        version=Text(version),
        by=Text(by),
        fingerprint=Text(fingerprint(terms_of(playbook))),
    )


def _files(folder: Path, before: Folder, playbook: Playbook, header: Header) -> _Files:
    """Return what to write; ClickException where a file stands in the way or has changed."""
    record = folder / FOLDER / f"{playbook.slug}.yml"
    snapshot = folder / FOLDER / AGREED / f"{playbook.slug}.yml"
    for path in (snapshot.parent, snapshot):
        if path.is_symlink():
            message = f"{path} is a link to another place; remove it"
            raise click.ClickException(message)
    content = before.records[playbook.slug].content or b""
    names = ("on", "version", "by", "fingerprint")
    try:
        changed = with_agreed(content, {name: getattr(header, name) for name in names})
    except EditError as error:
        message = f"{record}: {error}; write it as in 'agreed: {{on: 2026-11-23}}'"
        raise click.ClickException(message) from error
    return _Files(record, content, changed, snapshot, _snapshot(playbook, header))


def _snapshot(playbook: Playbook, header: Header) -> bytes:
    """Return the text of the snapshot, read again to be sure that it holds the same terms."""
    made = snapshot_of(playbook, header).text.encode("utf-8")
    kept = snapshot(parse(made, playbook.slug)).terms
    if kept is None or fingerprint(terms(kept.partner)) != header.fingerprint:
        message = "the terms cannot be kept as they are; please report this, with the record"
        raise click.ClickException(message)
    return made


def _write(files: _Files) -> None:
    """Write both files; ClickException where somebody has changed the record in the meantime."""
    if files.record.read_bytes() != files.record_as_read:
        message = f"{files.record} was changed in the meantime; nothing was written"
        raise click.ClickException(message)
    files.snapshot.parent.mkdir(exist_ok=True)
    before = files.snapshot.read_bytes() if files.snapshot.is_file() else None
    # The terms first: where only they are written, the record does not know them, and says so.
    replace(files.snapshot, files.snapshot_content)
    try:
        replace(files.record, files.record_content)
    except click.ClickException:
        # What was agreed before must not be lost to an agreement that the record never learnt of.
        if before is None:
            files.snapshot.unlink()
        else:
            replace(files.snapshot, before)
        raise
    for path in (files.snapshot, files.record):
        click.echo(f"wrote {path}")


def _told(playbook: Playbook, header: Header) -> str:
    told = f"{header.name}: agreed on {header.on}, version {header.version}"
    if playbook.agreed_terms:
        before = playbook.agreed_terms.header
        changed = counted(len(changes(playbook)), "term")
        told += f"; {changed} changed since version {before.version} of {before.on}"
    return f"{told}\nfingerprint {short(header.fingerprint)}"
