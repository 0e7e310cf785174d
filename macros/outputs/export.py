"""Export: partners' resolved terms for other programs, as JSON, and for spreadsheets, as CSV."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from macros.records.fields import Block, shapes
from macros.records.scalars import Count, Distance, Duration, Money, Number, Percent
from macros.records.source import field_name
from macros.views.audience import may_see

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from macros.records.fields import Audience
    from macros.records.playbook import Playbook
    from macros.records.source import Path_

Said: TypeAlias = "str | list[Said] | dict[str, Said]"


def as_json(playbooks: Iterable[Playbook], audience: Audience) -> str:
    """Return what `audience` may see of each partner, nested as in a record.

    Every value is text in the form that a record takes, so that no digit is lost: `GBP 45.00`.
    `origins` tells of each value, by the name that `playbook show` prints, who set it.
    """
    partners = [_partner(playbook, audience) for playbook in playbooks]
    found = {"audience": audience.value, "partners": partners}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _partner(playbook: Playbook, audience: Audience) -> dict[str, object]:
    return {
        "slug": playbook.slug,
        "terms": _terms(playbook.partner, audience, ()),
        "origins": {
            field_name(setting.path): setting.origin.value
            for setting in playbook.settings()
            if may_see(audience, setting.path)
        },
    }


def _terms(block: Block, audience: Audience, path: Path_) -> dict[str, Said]:
    """Return the fields of a block that are set and that `audience` may see."""
    return {
        name: _said(value, audience, (*path, name))
        for name in shapes(type(block))
        if (value := getattr(block, name)) is not None and may_see(audience, (*path, name))
    }


def _said(value: object, audience: Audience, path: Path_) -> Said:
    if isinstance(value, Block):
        return _terms(value, audience, path)
    if isinstance(value, tuple):
        return [_said(item, audience, (*path, index)) for index, item in enumerate(value)]
    return str(value)


class Row(NamedTuple):
    """One value on a line of its own; a number that it holds stands apart, with its unit."""

    slug: str
    name: str
    field: str
    value: str
    amount: str
    unit: str
    origin: str


def as_csv(playbooks: Iterable[Playbook], audience: Audience) -> str:
    """Return what `audience` may see of each partner, a value a line, with lines as in RFC 4180."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(Row._fields)
    for playbook in playbooks:
        writer.writerows(map(harmless, row) for row in _rows(playbook, audience))
    return written.getvalue()


def _rows(playbook: Playbook, audience: Audience) -> Iterator[Row]:
    """Yield a row for each value, and one for each item of a list."""
    name = playbook.partner.name
    for path, _, value, origin, _ in playbook.settings():
        if may_see(audience, path):
            for place, item in _items(path, value):
                field = field_name(place)
                yield Row(playbook.slug, name, field, str(item), *_number(item), origin.value)


def _items(path: Path_, value: object) -> Iterator[tuple[Path_, object]]:
    if isinstance(value, tuple):
        yield from (((*path, index), item) for index, item in enumerate(value))
    else:
        yield path, value


def _number(value: object) -> tuple[str, str]:
    """Return the number in a value, exact, and what it counts; both empty where there is none."""
    match value:
        case Money(amount, currency):
            return str(amount), currency
        case Percent(share):
            return str(share), "%"
        case Duration(amount, unit) | Distance(amount, unit):
            return str(amount), unit
        case Number(number) | Count(number):
            return str(number), ""
        case _:
            return "", ""


# What a spreadsheet takes for the start of a formula, by OWASP's page on CSV injection.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe goes before what looks like a formula.

    It also goes before apostrophes that stand before such a thing, so that it can be told apart
    and taken away again.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
