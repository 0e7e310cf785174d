"""`playbook attention`: tell what needs attention, the most urgent first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import click

from macros.book import Book, as_of
from macros.cli.options import FORM
from macros.cli.values import DAY, LENGTH
from macros.records.problems import errors
from macros.records.source import field_name
from macros.terms.attention import needs, order
from macros.terms.expiry import window
from macros.terms.need import Need, Urgency
from macros.views.attention import summary
from macros.views.house import house_language
from macros.views.needs import Speech, told
from macros.views.wording import PLAIN, counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from macros.records.playbook import Playbook
    from macros.records.problems import Mark
    from macros.records.scalars import Duration


class Item(NamedTuple):
    """What one partner needs, and the place in the record to mend."""

    playbook: Playbook
    need: Need
    mark: Mark


@click.command()
@click.option(
    "--within",
    type=LENGTH,
    help="What counts as near, as in '60d' or '2 months', if not what the house file says.",
)
@FORM
@click.option("--as-of", "day", type=DAY, help="Tell it as of this day, and not as of today.")
@click.pass_obj
def attention(folder: Path, within: Duration | None, form: str, day: dt.date | None) -> None:
    """Tell what has run out, is about to, or was never settled, the most urgent first.

    Ends with 0 where nothing has to be done at once, 1 where something has (it is told as "now"),
    or where a record has errors.
    """
    book = Book.load(folder)
    if book.house is None:
        wrong = "\n".join(["the house file cannot be read:", *map(str, errors(book.problems))])
        raise click.ClickException(wrong)
    near = within or window(book.house)
    speech = Speech(house_language(book.house), day or as_of(), near)
    items = _items(book, speech)
    click.echo(_WRITERS[form](items, speech), nl=False)
    if form == "text":
        click.echo(_summary(items, speech), err=bool(items))
    wrong_records = len({each.mark.file for each in errors(book.problems)})
    if wrong_records:
        told = counted(wrong_records, "file")
        click.echo(f"{told} with errors: see 'playbook check' for what is missing here", err=True)
    if wrong_records or any(each.need.urgency is Urgency.NOW for each in items):
        raise click.exceptions.Exit(1)


def _items(book: Book, speech: Speech) -> list[Item]:
    items = [
        Item(playbook, need, playbook.own_mark(need.path))
        for playbook in book.playbooks.values()
        for need in needs(playbook, speech.today, speech.within)
    ]
    return sorted(items, key=lambda each: (*order(each.need)[:2], each.mark))


def _text(items: list[Item], speech: Speech) -> str:
    return "".join(_line(each, speech) for each in items)


def _line(item: Item, speech: Speech) -> str:
    said = told(item.need, speech)
    urgency, name = item.need.urgency.name.lower(), item.playbook.partner.name
    stands = f"{urgency}, {said.chip.text}"
    return f"{item.mark}: {stands}: {name}: {said.sentence} {said.todo}\n"


def _summary(items: list[Item], speech: Speech) -> str:
    partners = len({each.playbook.slug for each in items})
    return f"{PLAIN.date(speech.today)}: {summary(len(items), partners, PLAIN)}"


def _json(items: list[Item], speech: Speech) -> str:
    listed = [_entry(each, speech) for each in items]
    return json.dumps(listed, indent=2, ensure_ascii=False) + "\n"


def _entry(item: Item, speech: Speech) -> dict[str, object]:
    need, mark, said = item.need, item.mark, told(item.need, speech)
    return {
        "partner": item.playbook.slug,
        "name": item.playbook.partner.name,
        "kind": need.kind.value,
        "urgency": need.urgency.name.lower(),
        "date": need.date.isoformat() if need.date else None,
        "days": (need.date - speech.today).days if need.date else None,
        "field": field_name(need.path),
        "file": mark.file,
        "line": mark.line,
        "column": mark.column,
        "sentence": said.sentence,
        "todo": said.todo,
    }


_WRITERS: dict[str, Callable[[list[Item], Speech], str]] = {"text": _text, "json": _json}
