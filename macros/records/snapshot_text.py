"""Snapshot text: the terms of a playbook as the lines of a file."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from macros.records.agreed import Header
from macros.records.fields import term_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook
    from macros.records.source import Node, Path_


class Line(NamedTuple):
    """A term as a line of a snapshot; `is_own` tells whether the partner's record said it."""

    name: str
    path: Path_
    value: object
    is_own: bool


class Snapshot(NamedTuple):
    """The text of a snapshot, and the paths of the terms that the partner's record said."""

    text: str
    own: frozenset[Path_]


def snapshot_of(playbook: Playbook, header: Header) -> Snapshot:
    """Return a snapshot of what the partner may see of a playbook's terms."""
    lines = _Lines(playbook.tree.mark.file)
    lines.add(playbook.partner, playbook.tree, "", ())
    own = [line for line in lines if line.is_own]
    house = [line for line in lines if not line.is_own]
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
    return Snapshot("\n".join(parts) + "\n", frozenset(line.path for line in own))


class _Lines(list[Line]):
    """The lines of a record; `file` is its name, as opposed to the house's."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def add(self, block: Block, node: Node, name: str, path: Path_) -> None:
        """Add the lines of a block, whose place in the record as resolved is `node`."""
        values = vars(block)
        before = len(self)
        for shape in term_fields(type(block)):
            value = values[shape.name]
            if value is None or (isinstance(value, tuple) and not value):
                continue
            here, there = f"{name}.{shape.name}" if name else shape.name, (*path, shape.name)
            below = node.child(shape.name) or node
            if shape.kind == "block":
                self.add(value, below, here, there)
            elif shape.kind == "blocks":
                for index, item in enumerate(value):
                    item_node = below.child(index) or below
                    self.add(item, item_node, f"{here}[{index + 1}]", (*there, index))
            else:
                self._line(here, there, value, below)
        if len(self) == before and block.speaks:
            self._line(name, path, None, node)

    def _line(self, name: str, path: Path_, value: object, node: Node) -> None:
        self.append(Line(name, path, value, node.mark.file == self._file))


def _grouped(lines: list[Line]) -> Iterator[str]:
    """Yield the lines, an empty one before each other clause."""
    before = _clause(lines[0].path) if lines else ()
    for line in lines:
        clause = _clause(line.path)
        if clause != before:
            yield ""
        before = clause
        yield f"    {line.name}: {written(line.value)}"


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
    return _quoted(str(value))


# Most is the house's, and written for every partner.
@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text.lower() != "null"
    # JSON's quotes are YAML's too.
    return text if plain else json.dumps(text, ensure_ascii=False)
