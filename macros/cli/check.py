"""`playbook check`: tell every problem of every record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from macros.book import AGREED, FOLDER, HOUSE_FILE, Book
from macros.records.problems import Problem, Severity, errors
from macros.render.handbook.guidance import handbook
from macros.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

Format = click.Choice(["text", "json", "github"])


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=Format,
    default="text",
    show_default=True,
    help="Lines to read, JSON for programs, or annotations for GitHub Actions.",
)
@click.option("--strict", is_flag=True, help="End with 1 for a warning too, as a build does.")
@click.pass_obj
def check(folder: Path, files: tuple[Path, ...], form: str, *, strict: bool) -> None:
    """Tell every problem of the records and of the pages for partners, or of the FILES named.

    Ends with 0 where all is well (warnings allowed), 1 where there are errors, 2 for wrong usage.
    """
    book = Book.load(folder)
    chosen = [_record_name(folder, file) for file in files]
    if chosen and book.house is None:
        # Without a house no record can be judged, whichever is asked for.
        chosen.append(f"{FOLDER}/{HOUSE_FILE}")
    problems = [each for each in book.problems if not chosen or each.mark.file in chosen]
    problems += [] if chosen else handbook(folder).problems
    click.echo(_WRITERS[form](problems), nl=False)
    stopping = len(errors(problems))
    warnings = len(problems) - stopping
    if form == "text":
        records = len(chosen) or book.files
        told = [counted(records, "file"), counted(stopping, "error"), counted(warnings, "warning")]
        click.echo(", ".join(told), err=bool(problems))
    if stopping or (strict and warnings):
        raise click.exceptions.Exit(1)


def _record_name(folder: Path, file: Path) -> str:
    """Return a file as problems name it; a file outside `partners` is wrong usage."""
    try:
        name = file.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        name = ""
    if Path(name).parent not in {Path(FOLDER), Path(FOLDER, AGREED)}:
        message = f"'{file}' is not in the folder 'partners' of the project"
        raise click.UsageError(message)
    return name


def _text(problems: Sequence[Problem]) -> str:
    return "".join(
        f"{'warning: ' if each.severity is Severity.WARNING else ''}{each}\n" for each in problems
    )


def _json(problems: Sequence[Problem]) -> str:
    listed = [
        {
            "file": each.mark.file,
            "line": each.mark.line,
            "column": each.mark.column,
            "field": each.field,
            "message": each.message,
            "cure": each.cure,
            "code": each.code,
            "severity": each.severity.value,
        }
        for each in problems
    ]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _github(problems: Sequence[Problem]) -> str:
    return "".join(map(_annotation, problems))


def _annotation(each: Problem) -> str:
    place = f"file={_property(each.mark.file)},line={each.mark.line},col={each.mark.column}"
    field = f"{each.field}: " if each.field else ""
    said = _data(f"{field}{each.message}; {each.cure}")
    return f"::{each.severity.value} {place},title={_property(each.code)}::{said}\n"


def _data(text: str) -> str:
    """Escape text as GitHub's workflow commands want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_WRITERS = {"text": _text, "json": _json, "github": _github}
