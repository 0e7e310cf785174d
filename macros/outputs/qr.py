"""QR: the address of a pack for a phone's camera (ISO/IEC 18004, a sixth of it may be smudged)."""

from __future__ import annotations

from io import BytesIO, StringIO

import segno

_WHITE_ON_BLACK, _AS_BEFORE = "\x1b[97;40m", "\x1b[0m"
SIDE = 30
"""The length of a side in print without the white around it, in millimetres; 25 can be read."""


def drawn(address: str) -> bytes:
    """Return a picture as SVG, of a fixed size in print and with the white that a camera needs."""
    code = _code(address)
    picture = BytesIO()
    scale = round(SIDE / code.symbol_size(border=0)[0], 4)
    code.save(picture, kind="svg", scale=scale, unit="mm", light="#fff", nl=True)
    return picture.getvalue()


def inlined(address: str) -> str:
    """Return the picture as an address of its own, `data:`, for a page to hold."""
    return str(_code(address).svg_data_uri(light="#fff", border=4))


def in_letters(address: str) -> str:
    """Return a picture of half blocks, to be shown on a terminal, whatever its own colours."""
    shown = StringIO()
    _code(address).terminal(shown, compact=True)
    lines = shown.getvalue().splitlines()
    return "".join(f"{_WHITE_ON_BLACK}{line}{_AS_BEFORE}\n" for line in lines)


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="m", micro=False)
