"""Agreed: a file of agreed terms with marks in the place of what a reader may not see."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from macros.records.check import shape_at
from macros.records.fields import Choice
from macros.records.partner import Partner
from macros.records.snapshot import snapshot
from macros.records.source import File
from macros.terms.fingerprint import fingerprint
from macros.terms.term import terms
from macros.views.audience import may_see

if TYPE_CHECKING:
    from macros.outputs.leaks.marks import Marker
    from macros.records.fields import Audience
    from macros.records.source import Plain


def canary_agreed(file: File, sees: Audience | None, marker: Marker) -> File:
    """Return a file of agreed terms with marks in it; the same file where there is none to make.

    The same value has the same mark as in the record of `marker`, so that just as much has changed
    since as has in truth. Where somebody reads them, their fingerprint is that of the marked terms.
    """
    before = len(marker.marks)
    root = file.document().root.plain()
    fields = root if isinstance(root, dict) else {}
    marked = {
        **fields,
        "terms": {
            place: {name: _value(name, value, sees, marker) for name, value in lines.items()}
            for place, lines in _mapping(fields.get("terms")).items()
            if isinstance(lines, dict)
        },
    }
    if len(marker.marks) == before:
        return file
    on_file = snapshot(_file(file.name, marked).document()).terms if sees else None
    if on_file is not None:
        marked["fingerprint"] = fingerprint(terms(on_file.partner))
    return _file(file.name, marked)


def fingerprint_in(file: File) -> str:
    """Return the fingerprint that a file of agreed terms says of itself."""
    root = file.document().root.plain()
    said = root.get("fingerprint") if isinstance(root, dict) else None
    return said if isinstance(said, str) else ""


def _file(name: str, fields: object) -> File:
    return File(name, json.dumps(fields).encode())


def _mapping(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _value(name: str, value: Plain, sees: Audience | None, marker: Marker) -> Plain:
    """Return what stands at a place such as `subcontract.pricing.rates[1].rate`."""
    path = tuple(re.sub(r"\[\d+\]", "", name).split("."))
    shape = shape_at(Partner, path)
    if shape is None or (sees and may_see(sees, path)):
        return value
    if isinstance(value, list):
        return [_value(name, item, sees, marker) for item in value]
    if not isinstance(value, str) or issubclass(shape.type, Choice):
        return value
    return marker.mark(shape.type, value, name)
