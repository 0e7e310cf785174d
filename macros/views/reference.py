"""Reference: every field that a record can have, from the schema itself."""

from __future__ import annotations

from typing import NamedTuple

from macros.records.explained import explained
from macros.records.fields import Audience, Block, Shape, is_scalar, shapes
from macros.records.partner import Terms
from macros.records.scalars import Scalar


class FieldRow(NamedTuple):
    """One field: its name, what it takes, who sees it, what it is for."""

    name: str
    takes: str
    example: str
    audience: str
    help: str
    required: bool


class BlockPage(NamedTuple):
    """One block: its dotted path, what it is, its fields."""

    path: str
    help: str
    fields: tuple[FieldRow, ...]
    key: str
    depth: int


def reference(root: type[Block]) -> tuple[BlockPage, ...]:
    """Return every block below `root`, parents first, each with its fields."""
    found: list[BlockPage] = []

    def look(block: type[Block], path: tuple[str, ...], key: str) -> None:
        words = explained(block)
        rows = tuple(_row(shape, words.get(name, "")) for name, shape in shapes(block).items())
        found.append(BlockPage(".".join(path), _first_sentence(block), rows, key, len(path)))
        for name, shape in shapes(block).items():
            # What the house says for everybody takes the same blocks as a record.
            if shape.kind in {"block", "blocks"} and shape.type is not Terms:
                many = "[]" if shape.kind == "blocks" else ""
                look(shape.type, (*path, f"{name}{many}"), shape.type.key or "" if many else "")

    look(root, (), "")
    return tuple(found)


def _row(shape: Shape, words: str) -> FieldRow:
    takes, example = _form(shape)
    audience, words = shape.audience or Audience.INTERNAL, " ".join(words.split())
    return FieldRow(shape.name, takes, example, audience, words, shape.required)


def _form(shape: Shape) -> tuple[str, str]:
    many = shape.kind in {"scalars", "blocks"}
    if shape.type is Terms:
        return "the blocks of a partner record", ""
    if not is_scalar(shape.type):
        return ("a list of blocks" if many else "a block"), ""
    if issubclass(shape.type, Scalar):
        return (f"a list, each {shape.type.form}" if many else shape.type.form), shape.type.example
    words = ", ".join(choice.value for choice in shape.type)
    return (f"a list of: {words}" if many else f"one of: {words}"), next(iter(shape.type)).value


def _first_sentence(block: type[Block]) -> str:
    return " ".join((block.__doc__ or "").split())
