"""QR: the address of a pack for a phone's camera (ISO/IEC 18004, a sixth of it may be smudged)."""

from __future__ import annotations

import base64
from io import BytesIO, StringIO

import segno

SIDE = 34
"""The length of a side in print with the white around it, in millimetres: 25 without it, or more.

An address of a hundred letters still leaves squares of half a millimetre, which any camera reads.
"""
_WHITE_ON_BLACK, _AS_BEFORE = "\x1b[97;40m", "\x1b[0m"


def drawn(address: str) -> bytes:
    """Return a picture as SVG, of a fixed size in print and with the white that a camera needs."""
    picture = BytesIO()
    _code(address).save(picture, kind="svg", light="#fff", omitsize=True, nl=True)
    size = f'width="{SIDE}mm" height="{SIDE}mm" viewBox'
    return picture.getvalue().replace(b"viewBox", size.encode(), 1)


def inlined(address: str) -> str:
    """Return the picture as an address of its own, `data:`, for a page to hold."""
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn(address)).decode('ascii')}"


def in_letters(address: str) -> str:
    """Return a picture of half blocks, to be shown on a terminal, whatever its own colours."""
    shown = StringIO()
    _code(address).terminal(shown, compact=True)
    lines = shown.getvalue().splitlines()
    return "".join(f"{_WHITE_ON_BLACK}{line}{_AS_BEFORE}\n" for line in lines)


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
