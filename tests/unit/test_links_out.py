"""The address of a pack on the web, and its QR code."""

import base64
import re

import pytest

from macros.outputs.ledger.address import AddressError, base_of, is_internal, link_of
from macros.outputs.ledger.shares import new_token
from macros.outputs.packs.qr import drawn, in_letters, inlined

QUIET = 4
"""Squares of white that stand around a code on each side (ISO/IEC 18004)."""


@pytest.mark.parametrize("base", ["https://p.example/", f"https://{'long-' * 10}.example/folder/"])
def test_a_code_is_25_millimetres_wide_or_more_without_its_edge(base: str) -> None:
    svg = drawn(link_of(base, new_token())).decode()
    size = re.search(r'width="(\d+)mm" height="\1mm" viewBox="0 0 (\d+) \2"', svg)
    assert size
    side, squares = float(size[1]), int(size[2])
    assert side * (squares - 2 * QUIET) / squares >= 25
    # What is white is white on a dark page too, and each square can be told from the next.
    assert f'fill="#fff" d="M0 0h{squares}v{squares}h-{squares}z"' in svg
    assert side / squares >= 0.5


def test_a_page_can_hold_a_code() -> None:
    head, _, content = inlined("https://p.example/s/").partition(",")
    assert head == "data:image/svg+xml;base64"
    assert base64.b64decode(content) == drawn("https://p.example/s/")


def test_a_terminal_shows_it_black_on_white_whatever_its_colours() -> None:
    lines = in_letters("https://p.example/s/").splitlines()
    assert all(line.startswith("\x1b[97;40m") and line.endswith("\x1b[0m") for line in lines)


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("https://p.example", "https://p.example/"),
        (" https://P.Example/a/b// ", "https://p.example/a/b/"),
        ("HTTPS://p.example:8443", "https://p.example:8443/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("http://[::1]:8000", "http://[::1]:8000/"),
    ],
)
def test_an_address_has_one_form(typed: str, base: str) -> None:
    assert base_of(typed) == base
    assert base_of(base) == base


@pytest.mark.parametrize(
    "typed",
    [
        *("", "p.example", "//p.example", "ftp://p.example", "file:///srv/share", "https://"),
        *("http://p.example", "https://u:p@p.example", "https://p.example/?a", "https://[::1"),
        *("https://p.example/#a", "https://p.example:x", "https://p. example", "javascript:1"),
        "https://p.example/\u202e",
    ],
)
def test_what_no_link_can_begin_with_is_refused(typed: str) -> None:
    with pytest.raises(AddressError, match=r"write it as in 'https://packs\.example\.com/'"):
        base_of(typed)


@pytest.mark.parametrize(
    ("address", "internal"),
    [
        ("https://p.example.com/", False),
        ("https://93.184.215.14/", False),
        *(
            (f"https://{host}/", True)
            for host in ("nas", "nas.local", "a.lan", "localhost", "x.test")
        ),
        *((f"https://{host}/", True) for host in ("192.168.1.4", "10.0.0.1", "[::1]", "127.0.0.1")),
    ],
)
def test_an_address_at_home_is_known(address: str, *, internal: bool) -> None:
    assert is_internal(address) is internal
