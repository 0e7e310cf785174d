"""Snapshot text: the terms of a playbook as the lines of a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from macros.records.agreed import Header
from macros.records.fields import term_fields
from macros.records.playbook import Origin
from macros.records.source import field_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook
    from macros.records.source import Path_


class Line(NamedTuple):
    """A term as a line of a snapshot."""

    path: Path_
    value: object


def snapshot_text(playbook: Playbook, header: Header) -> str:
    """Return the text of a snapshot of what the partner may see of a playbook's terms."""
    lines = list(_lines(playbook.partner, ()))
    own = [line for line in lines if playbook.origin(line.path) is Origin.PARTNER]
    house = [line for line in lines if playbook.origin(line.path) is not Origin.PARTNER]
    parts = [
        "# The terms that both sides agreed, written by 'playbook agree'. Do not edit them.",
        "",
        *(f"{name}: {written(getattr(header, name))}" for name in Header.model_fields),
        "",
        "terms:",
        "  # In the partner's own record.",
        "  record:" if own else "  record: {}",
        *_grouped(own),
        "  # From the house.",
        "  house:" if house else "  house: {}",
        *_grouped(house),
    ]
    return "\n".join(parts) + "\n"


def _lines(block: Block, path: Path_) -> Iterator[Line]:
    found = False
    for shape in term_fields(type(block)):
        value = getattr(block, shape.name)
        here = (*path, shape.name)
        if value is None or value == ():
            continue
        found = True
        if shape.kind == "block":
            yield from _lines(value, here)
        elif shape.kind == "blocks":
            for index, item in enumerate(value):
                yield from _lines(item, (*here, index))
        else:
            yield Line(here, value)
    if not found and block.speaks:
        yield Line(path, None)


def _grouped(lines: list[Line]) -> Iterator[str]:
    """Yield the lines, an empty one before each other clause."""
    before = _clause(lines[0].path) if lines else ()
    for line in lines:
        if _clause(line.path) != before:
            yield ""
        before = _clause(line.path)
        yield f"    {field_name(line.path)}: {written(line.value)}"


def _clause(path: Path_) -> Path_:
    return path[:2] if path[0] == "subcontract" else path[:1] if len(path) > 1 else ()


# What is plain text to every reader of YAML, in brackets too.
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ./%_+()-]*[A-Za-z0-9.%)])?")


def written(value: object) -> str:
    """Return a value as a record holds it, on one line."""
    if value is None:
        return "{}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(written, value))}]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.lower() != "null"
    # JSON's quotes are YAML's too.
    return text if plain else json.dumps(text, ensure_ascii=False)
