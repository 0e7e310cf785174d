"""Agreed: a file of agreed terms with marks in the place of what a reader may not see."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

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


class OnFile(NamedTuple):
    """A file of agreed terms, and its fingerprint: as it was written, and as it is now."""

    file: File
    was: str = ""
    now: str = ""


def canary_agreed(file: File, sees: Audience | None, marker: Marker) -> OnFile:
    """Return a file of agreed terms with marks in it; the same file where there is none to make.

    The same value has the same mark as in the record of `marker`, so that just as much has changed
    since as has in truth. Where somebody reads them, their fingerprint is that of the marked terms.
    """
    before = len(marker.marks)
    fields = _mapping(file.document().root.plain())
    marked: dict[str, Plain] = {
        **{name: _value(f"agreed.{name}", value, sees, marker) for name, value in fields.items()},
        "terms": {
            place: {name: _value(name, value, sees, marker) for name, value in lines.items()}
            for place, lines in _mapping(fields.get("terms")).items()
            if isinstance(lines, dict)
        },
    }
    was = str(fields.get("fingerprint") or "")
    if len(marker.marks) == before:
        return OnFile(file, was, was)
    on_file = snapshot(_file(file.name, marked).document()).terms if sees else None
    now = fingerprint(terms(on_file.partner)) if on_file else was
    return OnFile(_file(file.name, {**marked, "fingerprint": now}), was, now)


def _file(name: str, fields: object) -> File:
    return File(name, json.dumps(fields, ensure_ascii=False).encode())


def _mapping(value: Plain) -> dict[str, Plain]:
    return value if isinstance(value, dict) else {}


def _value(name: str, value: Plain, sees: Audience | None, marker: Marker) -> Plain:
    """Return what stands at a place such as `subcontract.pricing.rates[1].rate`, or its mark."""
    kind = _hidden(re.sub(r"\[\d+\]", "", name), sees)
    if kind is None:
        return value
    if isinstance(value, list):
        return [_value(name, item, sees, marker) for item in value]
    return marker.mark(kind, value, name) if isinstance(value, str) else value


@lru_cache(maxsize=4096)
def _hidden(name: str, sees: Audience | None) -> type | None:
    """Return the type of a field that a reader may not see, else nothing."""
    path = tuple(name.split("."))
    shape = shape_at(Partner, path)
    # The fingerprint follows from the terms.
    if shape is None or name == _FINGERPRINT or (sees and may_see(sees, path)):
        return None
    if issubclass(shape.type, Choice):
        return None
    return shape.type  # type: ignore[no-any-return] # a type of the schema


_FINGERPRINT = "agreed.fingerprint"
