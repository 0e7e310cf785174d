"""Ledger text: a ledger as JSON, a link a line, and back; each error with its line and column."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from macros.book import is_slug
from macros.outputs.ledger.address import base_of
from macros.outputs.ledger.ledger import Ledger, LedgerError
from macros.outputs.ledger.shares import TOKEN, Share, Why
from macros.records.fields import Audience
from macros.records.problems import shown
from macros.records.source import UNSAFE
from macros.render.paper.size import Paper

if TYPE_CHECKING:
    from collections.abc import Callable

FORM = 1
"""The form of the file; a later form gets another number."""
CURE = "take the file back from a backup, or mend this place by hand"

_DIGEST = re.compile("[0-9a-f]{64}")


def text_of(ledger: Ledger) -> str:
    """Return a ledger as the text of its file."""
    head = {"form": FORM, "base_url": ledger.base_url, "folder": ledger.folder}
    lines = ",\n".join(_line(share) for share in ledger.shares)
    shares = f"[\n{lines}\n]" if lines else "[]"
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "shares": {shares}}}\n'


def _line(share: Share) -> str:
    said = {name: _plain(value) for name, value in share._asdict().items()}
    return json.dumps(said, ensure_ascii=False)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


class _Place(NamedTuple):
    """A piece of the file, and where it starts in it."""

    text: str
    start: int


def ledger_of(content: bytes, name: str) -> Ledger:
    """Return the ledger that a file called `name` spells; LedgerError where it spells none."""
    try:
        text = content.decode("utf-8")
        said = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise _error(name, error.lineno, error.colno, f"this is no JSON ({error.msg})") from error
    except (ValueError, RecursionError) as error:
        raise _error(name, 1, 1, f"this is no JSON ({error})") from error
    return _ledger(said, text, name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = "a name stands twice in one pair of braces"
        raise ValueError(message)
    return found


def _ledger(said: Any, text: str, name: str) -> Ledger:  # noqa: ANN401 - any JSON
    whole = _Place(text, 0)
    entries = _checked(said, _HEAD, whole, whole, name)
    places = _places(text)
    shares = tuple(
        Share(**_checked(each, _SHARE, place, whole, name))
        for each, place in zip(entries["shares"], places, strict=True)
    )
    for share, place in zip(shares, places, strict=True):
        if (share.ended is None) is not (share.why is None):
            raise _at(whole, place.start, name, "'ended' and 'why' go together")
    try:
        return Ledger(shares, entries["base_url"], entries["folder"])
    except LedgerError as error:
        raise _error(name, 1, 1, str(error)) from error


def _places(text: str) -> list[_Place]:
    """Return where in the text each link stands."""
    start = re.search(r'"shares"\s*:\s*\[', text)
    at, places, decoder = (start.end() if start else 0), [], json.JSONDecoder()
    while (found := re.compile(r"[\s,]*").match(text, at)) and text[found.end()] != "]":
        _, at = decoder.raw_decode(text, found.end())
        places.append(_Place(text[found.end() : at], found.end()))
    return places


def _checked(
    said: Any,  # noqa: ANN401 - any JSON
    fields: dict[str, Callable[[Any], Any]],
    here: _Place,
    whole: _Place,
    name: str,
) -> dict[str, Any]:
    """Return the values of an object that has just these fields, each of its form."""
    if not isinstance(said, dict):
        raise _at(whole, here.start, name, "braces with names and values are wanted here")
    wrong = fields.keys() ^ said.keys()
    if wrong:
        field = shown(min(wrong))
        what = "is not known here" if field in said else "is missing"
        raise _at(whole, _of(field, here), name, f"'{field}' {what}")
    found = {}
    for field, read in fields.items():
        try:
            found[field] = read(said[field])
        except (ValueError, TypeError) as error:
            wrong_value = shown(json.dumps(said[field], ensure_ascii=False))
            message = f"'{field}' cannot be {wrong_value}"
            raise _at(whole, _of(field, here), name, message) from error
    return found


def _of(field: str, here: _Place) -> int:
    return here.start + max(here.text.find(f'"{field}"'), 0)


def _at(whole: _Place, at: int, name: str, message: str) -> LedgerError:
    line = whole.text.count("\n", 0, at) + 1
    column = at - (whole.text.rfind("\n", 0, at) + 1) + 1
    return _error(name, line, column, message)


def _error(name: str, line: int, column: int, message: str) -> LedgerError:
    return LedgerError(f"{name}:{line}:{column}: {message}; {CURE}. Nothing was changed")


# Forms of values: each returns what is meant, or raises ValueError or TypeError.


def _only(is_right: Callable[[Any], bool]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401 - any JSON
        if not is_right(value):
            raise ValueError
        return value

    return read


def _made(value: Any) -> dt.date:  # noqa: ANN401 - any JSON
    """Return a day that has days after it to be counted: a pack tells what runs out then."""
    made = dt.date.fromisoformat(value)
    if made.year > _LAST_YEAR:
        raise ValueError
    return made


_LAST_YEAR = 9000


def _readers(value: Any) -> Audience:  # noqa: ANN401 - any JSON
    audience = Audience(value)
    if audience is Audience.INTERNAL:
        raise ValueError
    return audience


_text = _only(lambda value: isinstance(value, str) and not UNSAFE.search(value))
_yes_no = _only(lambda value: isinstance(value, bool))
_digest = _only(lambda value: _DIGEST.fullmatch(value) is not None)
_HEAD: dict[str, Callable[[Any], Any]] = {
    "form": _only(lambda value: value == FORM and isinstance(value, int)),
    "base_url": _only(lambda value: value == "" or value == base_of(value)),
    "folder": _text,
    "shares": _only(lambda value: isinstance(value, list)),
}
_SHARE: dict[str, Callable[[Any], Any]] = {
    "token": _only(lambda value: TOKEN.fullmatch(value) is not None),
    "slug": _only(is_slug),
    "audience": _readers,
    "sealed": _yes_no,
    "pdf": _yes_no,
    "issued": dt.date.fromisoformat,
    "expires": dt.date.fromisoformat,
    "made": _made,
    "revision": _text,
    "content": _digest,
    "files": _only(lambda value: value == "" or _DIGEST.fullmatch(value) is not None),
    "to": _text,
    "paper": _only(lambda value: Paper(value) == value),
    "ended": lambda value: None if value is None else dt.date.fromisoformat(value),
    "why": lambda value: None if value is None else Why(value),
}
