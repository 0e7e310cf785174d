"""Places: from where to where each value of a record stands in its text, to the character."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import yaml
from yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


class _HasIndex(Protocol):
    index: int


class Piece(NamedTuple):
    """A value in a text: from where to where it stands, and the fields of a mapping."""

    start: int
    end: int
    fields: dict[str, Field] | None = None
    is_flow: bool = False


class Field(NamedTuple):
    """A field of a mapping: from where to where its name stands, and its value."""

    start: int
    end: int
    value: Piece


def places(text: str) -> Piece:
    """Return where the mapping that a record is stands in its text, with all that is in it."""
    events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    first = next(event for event in events if isinstance(event, MappingStartEvent))
    return _piece(text, first, events)


def _piece(text: str, event: yaml.Event, events: Iterator[yaml.Event]) -> Piece:
    start, end = _at(event.start_mark), _at(event.end_mark)
    if isinstance(event, ScalarEvent):
        # A text of several lines ends where its last letter does.
        return Piece(start, max(start, start + len(text[start:end].rstrip())))
    if isinstance(event, SequenceStartEvent):
        return _sequence(text, event, events)
    fields: dict[str, Field] = {}
    last = end
    for key in events:
        if isinstance(key, MappingEndEvent):
            end = _at(key.end_mark)
            break
        value = _piece(text, next(events), events)
        name = key.value if isinstance(key, ScalarEvent) else "?"
        fields[name] = Field(_at(key.start_mark), _at(key.end_mark), value)
        last = value.end
    is_flow = bool(getattr(event, "flow_style", False))
    return Piece(start, end if is_flow else last, fields, is_flow)


def _sequence(text: str, event: yaml.Event, events: Iterator[yaml.Event]) -> Piece:
    start = last = _at(event.start_mark)
    for each in events:
        if isinstance(each, SequenceEndEvent):
            is_flow = bool(getattr(event, "flow_style", False))
            return Piece(start, _at(each.end_mark) if is_flow else last)
        last = _piece(text, each, events).end
    return Piece(start, last)


def _at(mark: _HasIndex | None) -> int:
    return mark.index if mark else 0
