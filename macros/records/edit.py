"""Edit: the block `agreed` of a record, changed where it stands; every other byte is kept."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from macros.records.places import Field, Piece, places
from macros.records.problems import errors
from macros.records.snapshot_text import written
from macros.records.source import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from macros.records.source import Plain

BLOCK = "agreed"


class EditError(Exception):
    """The record is written in a way that cannot be changed without touching anything else."""


class _Edit(NamedTuple):
    """A stretch of a text and what to write in its place."""

    start: int
    end: int
    text: str


def with_agreed(content: bytes, fields: Mapping[str, object]) -> bytes:
    """Return a record with these fields of `agreed` set; EditError where that cannot be done.

    A field that says the same already is not touched. What comes back has been read again: it says
    the same as before but for these fields.
    """
    if errors(parse(content, BLOCK).problems):
        raise EditError(_NOT_ALONE)
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content.removeprefix(mark).decode("utf-8")
    before, wanted = _agreed(content), _wanted(content, fields)
    new = {name: value for name, value in fields.items() if before.get(name) != str(value)}
    for edits in _ways(text, {name: written(value) for name, value in new.items()}):
        made = mark + _applied(text, edits).encode("utf-8")
        if _said(made) == wanted:
            return made
    raise EditError(_NOT_ALONE)


_NOT_ALONE = "the record is written in a way in which 'agreed' cannot be changed by itself"


def _wanted(content: bytes, fields: Mapping[str, object]) -> tuple[Plain, list[str]]:
    plain, codes = _said(content)
    agreed = _agreed(content) | {name: str(value) for name, value in fields.items()}
    return {**(plain if isinstance(plain, dict) else {}), BLOCK: agreed}, codes


def _agreed(content: bytes) -> dict[str, Plain]:
    plain, _ = _said(content)
    found = plain.get(BLOCK) if isinstance(plain, dict) else None
    return found if isinstance(found, dict) else {}


def _said(content: bytes) -> tuple[Plain, list[str]]:
    document = parse(content, BLOCK)
    return document.root.plain(), [problem.code for problem in document.problems]


def _applied(text: str, edits: list[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _ways(text: str, fields: dict[str, str]) -> Iterator[list[_Edit]]:
    """Yield ways to set the fields, the plainest first."""
    root = places(text)
    block = (root.fields or {}).get(BLOCK)
    if block is None:
        yield from ([edit] for edit in _new_block(text, root, _in_braces(fields)))
    elif block.value.fields is None:
        yield [_filled(text, block, _in_braces(fields))]
    else:
        known = block.value.fields
        changed = {name: known[name].value for name in fields if name in known}
        new = {name: value for name, value in fields.items() if name not in known}
        edits = [_replaced(text, piece, fields[name]) for name, piece in changed.items()]
        yield edits + _added(text, block.value, new)


def _in_braces(fields: dict[str, str]) -> str:
    return f"{{{_in_a_row(fields)}}}"


def _in_a_row(fields: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in fields.items())


def _new_block(text: str, root: Piece, block: str) -> Iterator[_Edit]:
    """Yield where a block that is not there can go: to the end, or above the last field."""
    end = _line_end(text)
    fields = list((root.fields or {}).values())
    last = fields[-1]
    if root.is_flow:
        yield _Edit(last.value.end, last.value.end, f", {BLOCK}: {block}")
        return
    start = text.rfind("\n", 0, last.start) + 1
    line = f"{text[start : last.start]}{BLOCK}: {block}{end}"
    first = "" if text.endswith(("\n", "\r")) else end
    yield _Edit(len(text), len(text), first + line)
    yield _Edit(start, start, line)


def _filled(text: str, block: Field, braces: str) -> _Edit:
    """Return how an `agreed` with nothing behind it gets its fields."""
    value = block.value
    if value.end > value.start:
        return _Edit(value.start, value.end, braces)
    colon = text.find(":", block.end) + 1
    return _Edit(colon, colon, f" {braces}")


_HEADER = re.compile(r"[|>][^\n#]*?([ \t]+#[^\r\n]*)")


def _replaced(text: str, piece: Piece, value: str) -> _Edit:
    # What stands behind the sign of a text of several lines is a remark, and stays.
    remark = _HEADER.match(text, piece.start, piece.end)
    return _Edit(piece.start, piece.end, value + (remark[1] if remark else ""))


def _added(text: str, mapping: Piece, new: dict[str, str]) -> list[_Edit]:
    fields = list((mapping.fields or {}).values())
    if not new:
        return []
    if mapping.is_flow:
        at = fields[-1].value.end if fields else mapping.start + 1
        return [_Edit(at, at, f"{', ' if fields else ''}{_in_a_row(new)}")]
    indent = text[text.rfind("\n", 0, fields[0].start) + 1 : fields[0].start]
    end = _line_end(text)
    rest = re.compile(r"[^\r\n]*").match(text, fields[-1].value.end)
    at = rest.end() if rest else len(text)
    lines = (f"{end}{indent}{name}: {value}" for name, value in new.items())
    return [_Edit(at, at, "".join(lines))]


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
