"""Encodings: what a text holds in base64, in escapes and in other forms, read as text."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST = 2_000_000
"""The most characters that are looked at in what a file holds in other forms."""
_REACH = 120


def texts(content: bytes) -> list[str]:
    """Return what bytes spell: in UTF-8, and in UTF-16 where they have a zero in them."""
    if b"\0" not in content:
        return [content.decode("utf-8", "replace")]
    wide = [content[at:].decode(f"utf-16-{end}", "ignore") for end in ("le", "be") for at in (0, 1)]
    return [content.replace(b"\0", b"").decode("utf-8", "replace"), *map(_no_surrogates, wide)]


def _no_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _around(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield the parts of a text that have an escape in them, with what stands beside it."""
    start = end = -1
    for match in pattern.finditer(text):
        if match.start() - _REACH > end >= 0:
            yield text[start:end]
            start = -1
        start = max(0, match.start() - _REACH) if start < 0 else start
        end = match.end() + _REACH
    if end >= 0:
        yield text[start:end]


_PERCENT = re.compile("%[0-9a-fA-F]{2}")
_QUOTED = re.compile("=(?:[0-9A-F]{2}|\r?\n)")
_QUOTED_RUN = re.compile("(?:=[0-9A-F]{2})+")
_ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|[uU]([0-9a-fA-F]{4,8})|x([0-9a-fA-F]{2})|([0-7]{3})|([^0-9a-f\s]))"
)
_CSS = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n]?|\n|([^0-9a-fA-F\s]))")


def _percent(text: str) -> set[str]:
    return {unquote(part) for part in _around(_PERCENT, text)} if "%" in text else set()


def _quoted_printable(text: str) -> set[str]:
    def undone(match: re.Match[str]) -> str:
        return bytes.fromhex(match.group().replace("=", "")).decode("utf-8", "replace")

    parts = _around(_QUOTED, text)
    return {_QUOTED_RUN.sub(undone, re.sub("=\r?\n", "", part)) for part in parts}


def _character(digits: str, base: int = 16) -> str:
    try:
        return chr(int(digits, base)).encode("utf-8", "replace").decode("utf-8")
    except (ValueError, OverflowError):
        return " "


def _script(text: str) -> set[str]:
    def undone(match: re.Match[str]) -> str:
        braced, four, two, octal, plain = match.groups()
        if octal:
            return _character(octal, 8)
        return plain or _character(braced or (four or two))

    return {_ESCAPE.sub(undone, part) for part in _around(_ESCAPE, text)} if "\\" in text else set()


def _style(text: str) -> set[str]:
    def undone(match: re.Match[str]) -> str:
        return _character(match[1]) if match[1] else match[2] or ""

    return {_CSS.sub(undone, part) for part in _around(_CSS, text)} if "\\" in text else set()


_HEX = re.compile(r"(?<![0-9a-fA-F])(?:[0-9a-fA-F]{2}){6,}(?![0-9a-fA-F])")
_APART = re.compile(
    r"(?<!\w)(?:0[xX])?[0-9a-fA-F]{2}(?:[ ,:-]{1,2}(?:0[xX])?[0-9a-fA-F]{2}){5,}(?!\w)"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
_LINE = 40
# To start inside of a run, or to give back of it, finds no more and takes its length squared.
_LINES = re.compile(r"(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{40,}+[ \t]*+\r?\n[ \t]*+)+[A-Za-z0-9+/]+")


# To look first at the outline of a text is ten times as fast.
_OUTLINE = bytes(
    ord("h" if chr(each) in "0123456789abcdefABCDEF" else " " if chr(each) in " ,:-" else "x")
    for each in range(256)
)
_PAIRS = (b"hh hh hh hh hh hh", b"hh  hh  hh  hh  hh", b"hxhh hxhh", b"hxhh  hxhh")


def _digits(text: str) -> set[str]:
    outline = text.encode("utf-8", "replace").translate(_OUTLINE)
    if not any(pair in outline for pair in _PAIRS):
        return set()
    return {
        each
        for run in _APART.findall(text)
        for each in readable(bytes.fromhex(re.sub("0[xX]|[ ,:-]", "", run)))
    }


def _letters(text: str) -> set[str]:
    # Twelve letters of base64 are nine of text: less is no name that one looks for.
    found = set(_BASE64.findall(text))
    if any(len(run) >= _LINE and text[text.find(run) + len(run) :][:1].isspace() for run in found):
        found |= {re.sub(r"\s", "", run) for run in _LINES.findall(text)}
    return {each for run in found for each in _run(run)}


# The same words stand in the style of every pack.
@lru_cache(maxsize=32_768)
def _run(run: str) -> tuple[str, ...]:
    """Return what a run of letters spells in hexadecimal, or in base64, wherever that starts."""
    found = [each for plain in _HEX.findall(run) for each in readable(bytes.fromhex(plain))]
    web_safe = run.translate(_WEB_SAFE)
    for at in range(4):
        rest = web_safe[at:]
        try:
            # One letter more than fours spells nothing.
            whole = rest[: len(rest) - (len(rest) % 4 == 1)]
            found += readable(base64.b64decode(whole + "=" * (-len(whole) % 4)))
        except (binascii.Error, ValueError):
            continue
    return tuple(found)


_WEB_SAFE = str.maketrans("-_", "+/")
_RUN = re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
_FEW = 48
_SIGNS = bytes(range(0x20, 0x7F)) + b"\t\r\n"


def readable(content: bytes) -> Iterator[str]:
    """Yield what can be read in bytes: as text, in UTF-16, packed, or in between."""
    odd = len(content.translate(None, _SIGNS))
    if odd * 10 < len(content):
        yield content.decode("utf-8", "replace")
        return
    packed = unpacked(content)
    if packed:
        yield from texts(packed)
    if content.count(0) * 3 > len(content):
        yield from texts(content)
    # Of few bytes something can be read by chance alone.
    between = runs(content) if len(content) >= _FEW else ""
    if between:
        yield between


def runs(content: bytes) -> str:
    """Return the runs of letters in bytes that are no text, one a line."""
    return "\n".join(run.decode("utf-8", "replace") for run in _RUN.findall(content))


def unpacked(content: bytes) -> bytes:
    """Return what gzip, zlib or plain deflate packed, at most two megabytes of it; else nothing."""
    for bits in (47, -15):
        try:
            found = zlib.decompressobj(bits).decompress(content, MOST)
        except zlib.error:
            continue
        if len(found) > len(content) // 2:
            return found
    return b""


ENCODINGS: dict[str, Callable[[str], set[str]]] = {
    "percent signs": _percent,
    "quoted-printable": _quoted_printable,
    "escapes of a script": _script,
    "escapes of a style sheet": _style,
    "hexadecimal": _digits,
    "base64 or hexadecimal": _letters,
}
"""What each form is called, and what returns the texts that stand in it."""
