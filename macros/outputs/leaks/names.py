"""Names: the words and numbers by which a firm is known, each with the record that says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from macros.outputs.leaks.everyday import is_everyday
from macros.outputs.leaks.forms import phrase
from macros.outputs.leaks.trees import leaves
from macros.records.partner import Partner
from macros.records.scalars import Email, FormError, Phone, Text, Url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.source import Plain

NAMES = ("name", "legal_name", "trading_as", "formerly")
"""The fields of a record that name the firm."""

# Hosts that many firms share: an address there is looked for with its path, a mailbox as a whole.
SHARED = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.com",
        "live.co.uk",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "proton.me",
        "protonmail.com",
        "gmx.de",
        "gmx.net",
        "gmx.com",
        "web.de",
        "t-online.de",
        "freenet.de",
        "mail.com",
        "zoho.com",
        "btinternet.com",
        "btopenworld.com",
        "sky.com",
        "virginmedia.com",
        "talktalk.net",
        "fastmail.com",
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "twitter.com",
        "x.com",
        "youtube.com",
        "github.com",
        "github.io",
        "google.com",
        "sites.google.com",
        "wixsite.com",
        "wordpress.com",
        "blogspot.com",
        "linktr.ee",
        "checkatrade.com",
    ]
)
_LEGAL = re.compile(
    r"(?:[\s,.]+(?:and|&|co|kg|limited|ltd|plc|llp|llc|inc|incorporated|corp|corporation|company|"
    r"gmbh|ag|ug|ohg|e\.?k|s\.?a|s\.?r\.?l|b\.?v|pty)\b\.?)+\s*$",
    re.IGNORECASE,
)


class Needle(NamedTuple):
    """What a firm is known by: in which words, what that is, and whose."""

    text: str
    what: str
    slug: str


class Sought(NamedTuple):
    """A needle as it is looked for: in words, or in the digits that dial a phone."""

    needle: Needle
    words: bytes = b""
    digits: tuple[str, ...] = ()


def needles_of(slug: str, tree: Plain, block: type[Block] = Partner) -> Iterator[Sought]:
    """Yield what a record says that its firm is known by, whatever else is wrong with it."""
    if not isinstance(tree, dict):
        return
    for name in NAMES:
        said = tree.get(name)
        for text in said if isinstance(said, list) else [said]:
            if isinstance(text, str):
                yield from _names(text, f"'{name}'", slug)
    if "-" in slug:
        yield from _names(slug, "the file's name", slug)
    for leaf in leaves(tree, block, (Phone, Email, Url)):
        if issubclass(leaf.shape.type, Phone):
            yield from _phone(leaf.text, slug)
        elif issubclass(leaf.shape.type, Email):
            yield from _email(leaf.text, slug)
        else:
            yield from _website(leaf.text, slug)


def _names(text: str, what: str, slug: str) -> Iterator[Sought]:
    yield from _words(Needle(text, what, slug))
    short = _LEGAL.sub("", text)
    if short != text and len(phrase(short).split()) > 1:
        yield from _words(Needle(short, what, slug))


def _words(needle: Needle) -> Iterator[Sought]:
    said = phrase(needle.text)
    # A letter or a number is no name, and what our own pages say anyway tells nobody anything.
    is_name = len(said) > len("  a") and said.translate(None, b" 0123456789")
    if is_name and not is_everyday(said):
        yield Sought(needle, said)


def _email(text: str, slug: str) -> Iterator[Sought]:
    yield from _words(Needle(text, "an e-mail address", slug))
    host = text.rpartition("@")[2].casefold()
    if "." in host and host not in SHARED:
        yield from _words(Needle(host, "the domain of its e-mail", slug))


def _website(text: str, slug: str) -> Iterator[Sought]:
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return
    if host in SHARED:
        host = f"{host}{parts.path}" if parts.path.strip("/") else ""
    if "." in host:
        yield from _words(Needle(host, "a web address", slug))


_FEWEST = 9
"""A number of fewer digits is found by chance too often."""


def _phone(text: str, slug: str) -> Iterator[Sought]:
    spelled = spellings(text)
    if spelled:
        yield Sought(Needle(text, "a phone number", slug), digits=spelled)


def spellings(text: str) -> tuple[str, ...]:
    """Return the digits of a number as they are dialled from here and from abroad."""
    return tuple(each for each in _dialled(text) if len(each) >= _FEWEST)


def _dialled(text: str) -> tuple[str, ...]:
    try:
        country, _, rest = Phone.read(text).tel.removeprefix("tel:+").partition("-")
    except FormError:
        return (re.sub(r"\D", "", text),)
    local = re.sub(r"\D", "", rest)
    abroad = (
        f"{prefix}{country}{zero}{local}" for prefix in ("", "00", "011") for zero in ("", "0")
    )
    return (local, f"0{local}", *abroad)


def contact_names(tree: Plain) -> Iterator[Sought]:
    """Yield the names of a house's own contacts."""
    contacts = tree.get("contacts") if isinstance(tree, dict) else None
    for contact in contacts if isinstance(contacts, list) else ():
        name = contact.get("name") if isinstance(contact, dict) else None
        if isinstance(name, str):
            yield from _words(Needle(name, "a contact", ""))


_TELLING = 12
"""Words of fewer letters can stand in any page."""


def own_words(slug: str, tree: Plain) -> Iterator[Sought]:
    """Yield what a record says in words of its own, as far as it is long enough to tell."""
    for leaf in leaves(tree, Partner, (Text,)):
        for sought in _words(Needle(leaf.text, "", slug)):
            if len(sought.words.replace(b" ", b"")) >= _TELLING:
                yield sought
