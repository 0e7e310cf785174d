"""Calendar feed: the agendas of all partners as one iCalendar file (RFC 5545)."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from macros.views.house import house_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from macros.records.house import House
    from macros.views.agenda import Event

_OURS = UUID("c9b19d3e-4a53-5d86-9c0b-7e5b5f1d2a64")
_LONGEST = 75  # octets of a line, without its end: RFC 5545, section 3.1


class Dated(NamedTuple):
    """An event as a calendar has it, and by what all are sorted."""

    order: str
    text: bytes


def calendar_feed(
    events: Iterable[Event],
    house: House,
    today: dt.date,
    page: Callable[[str], str] = lambda _: "",
) -> bytes:
    """Return the events as a calendar; `page` gives the web address of a partner's page, or "".

    The same events and day give the same bytes.
    """
    return feed((dated(event, house, today, page(event.key[0])) for event in events), house)


def feed(events: Iterable[Dated], house: House) -> bytes:
    """Return a calendar of events, the first one first."""
    texts = (event.text for event in sorted(events))
    return b"".join((_head(house).encode(), *texts, b"END:VCALENDAR\r\n"))


def dated(event: Event, house: House, today: dt.date, address: str) -> Dated:
    """Return an event with the address of its partner's page, if that is known.

    It keeps its UID when its date moves, and its SEQUENCE grows by one a day, so that a later
    feed updates an earlier one.
    """
    # In one, since thousands are sorted at once; no text of a record holds what parts them.
    order = "\0".join((event.date.isoformat(), *event.key))
    return Dated(order, _event(event, house.name, _stamp(today), address).encode())


@lru_cache(maxsize=16)
def _stamp(today: dt.date) -> str:
    return f"DTSTAMP:{_day(today)}T000000Z\r\nSEQUENCE:{today.toordinal()}\r\n"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _head(house: House) -> str:
    """Return what goes before the events."""
    called = _escaped(house_language(house).say("Partners of {house}", house=house.name))
    return (
        "BEGIN:VCALENDAR\r\nPRODID:-//Alliance playbooks//calendar//EN\r\nVERSION:2.0\r\n"
        f"CALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n{_line(f'NAME:{called}')}"
        # Before RFC 7986 gave a calendar a name, readers knew this one, and many still do.
        f"{_line(f'X-WR-CALNAME:{called}')}"
        "REFRESH-INTERVAL;VALUE=DURATION:P1D\r\nX-PUBLISHED-TTL:P1D\r\n"
    )


def _event(event: Event, house: str, stamp: str, address: str) -> str:
    """Return one event, which lasts the whole day.

    icalendar would take twenty times as long, a second for a thousand partners. It also takes a
    backslash before a capital N for a line break, and so changes what was typed.
    """
    text = f"{event.text}\n{address}" if address else event.text
    lines = [
        _line(f"SUMMARY:{_escaped(event.title)}"),
        _line(f"DESCRIPTION:{_escaped(text)}"),
        _line(f"URL:{address}") if address else "",
        _alarm(event) if event.lead else "",
    ]
    return (
        f"BEGIN:VEVENT\r\nUID:{_uid(house, event)}\r\n{stamp}"
        f"DTSTART;VALUE=DATE:{_day(event.date)}\r\n"
        f"TRANSP:TRANSPARENT\r\n{''.join(lines)}END:VEVENT\r\n"
    )


def _uid(house: str, event: Event) -> str:
    """Return the UUID of version 5 (RFC 9562, section 5.5) of what names an event.

    `uuid.uuid5` makes an object of it, in four times the time.
    """
    named = _OURS.bytes + "\n".join((house, *event.key)).encode()
    digest = bytearray(hashlib.sha1(named, usedforsecurity=False).digest()[:16])
    # The version, and the variant that says where it stands.
    digest[6] = (digest[6] & 0x0F) | 0x50
    digest[8] = (digest[8] & 0x3F) | 0x80
    made = digest.hex()
    return f"{made[:8]}-{made[8:12]}-{made[12:16]}-{made[16:20]}-{made[20:]}"


def _alarm(event: Event) -> str:
    return (
        f"BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P{event.lead}D\r\n"
        f"{_line(f'DESCRIPTION:{_escaped(event.title)}')}END:VALARM\r\n"
    )


def _escaped(text: str) -> str:
    """Return text as a value: RFC 5545, section 3.3.11."""
    text = text.replace("\\", "\\\\").replace(";", "\\;")
    return text.replace(",", "\\,").replace("\n", "\\n")


def _line(text: str) -> str:
    """Return a line folded into pieces of 75 octets at most, no letter cut in two."""
    octets = text.encode()
    if len(octets) <= _LONGEST:
        return f"{text}\r\n"
    return "\r\n ".join(_pieces(octets)) + "\r\n"


def _pieces(octets: bytes) -> Iterator[str]:
    start, room = 0, _LONGEST
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == _WITHIN_LETTER:
            end -= 1
        yield octets[start:end].decode()
        # The space that begins a further piece counts too.
        start, room = end, _LONGEST - 1


_WITHIN_LETTER = 0x80  # UTF-8: how an octet begins that is not the first of its letter
