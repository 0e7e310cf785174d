"""Addresses: what can be asked is read as browsers read it, anything else is refused in words."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.outputs.hosting.site import Address, address_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://packs.example.com", Address("https", "packs.example.com", 443, "/")),
        ("packs.example.com/", Address("https", "packs.example.com", 443, "/")),
        ("HTTPS://Packs.Example.com:443", Address("https", "packs.example.com", 443, "/")),
        ("http://packs.example.com/a/b", Address("http", "packs.example.com", 80, "/a/b/")),
        (
            "https://packs.example.com:8443/a b/",
            Address("https", "packs.example.com", 8443, "/a%20b/"),
        ),
        ("https://packs.example.com/a%20b", Address("https", "packs.example.com", 443, "/a%20b/")),
        ("http://[::1]:8000/", Address("http", "::1", 8000, "/")),
    ],
)
def test_an_address_is_read_as_browsers_do(written: str, read: Address) -> None:
    assert address_of(written) == read


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (Address("https", "packs.example.com", 443), "https://packs.example.com/"),
        (Address("https", "packs.example.com", 80), "https://packs.example.com:80/"),
        (Address("http", "::1", 80, "/a/"), "http://[::1]/a/"),
    ],
)
def test_an_address_is_written_without_what_goes_without_saying(
    address: Address, written: str
) -> None:
    assert str(address) == written


@given(st.text() | st.from_regex(r"(https?://)?[a-z.:@\[\]0-9]{1,12}(/[a-z%. ?#]{0,6})*"))
def test_any_text_is_an_address_that_can_be_written_and_read_or_is_refused(text: str) -> None:
    with suppress(ValueError):
        address = address_of(text)
        assert address_of(str(address)) == address


@pytest.mark.parametrize(
    "text", ["", "https://", "ftp://a/", "https://a:b/", "//[", "https://a@b/"]
)
def test_a_refusal_says_what_to_write_instead(text: str) -> None:
    with pytest.raises(ValueError, match=r"; (write|name|leave)"):
        address_of(text)


@pytest.mark.parametrize(
    ("url", "is_there"),
    [
        ("https://packs.example.com/a", True),
        ("HTTPS://Packs.example.com:443", True),
        ("http://packs.example.com/", False),
        ("https://packs.example.com:444/", False),
        ("https://packs.example.com.example.org/", False),
        ("https://packs.example.com@example.org/", False),
        ("https://me@packs.example.com/", False),
        ("//packs.example.com/", False),
    ],
)
def test_a_redirect_stays_on_a_server_or_leaves_it(url: str, *, is_there: bool) -> None:
    assert Address("https", "packs.example.com", 443).is_server_of(url) is is_there
