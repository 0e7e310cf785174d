"""Address: where the public folder is found on the web, and a pack in it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from macros.outputs.ledger.shares import TOKEN

PACKS = "s"
"""The folder of all packs; each lies in one of its own below, named by its token."""
PAGE = "index.html"
PDF = "playbook.pdf"
EXAMPLE = "https://packs.example.com/"
_AT_HOME = ("localhost", "local", "lan", "internal", "home", "intranet", "test", "invalid")
"""Names and endings that lead nowhere from outside (RFC 6761, RFC 6762, and what is usual)."""


class AddressError(ValueError):
    """Why an address cannot be that of the public folder, and what to write."""


def base_of(typed: str) -> str:
    """Return an address in the one form in which links begin with it; AddressError where it cannot.

    It has a slash at its end. Plain http is for this machine alone: on the way somebody could read
    the pack, and a sealed page cannot be opened.
    """
    try:
        parts = urlsplit(typed.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise _error(typed, "it is no address") from error
    if not host or parts.scheme not in {"http", "https"} or _has_gaps(typed.strip()):
        raise _error(typed, "it is no address")
    if parts.query or parts.fragment or parts.username is not None:
        raise _error(typed, "it has more than a host and a folder")
    if any(map(TOKEN.fullmatch, parts.path.split("/"))):
        raise _error(typed, "it is the link to a pack, and not the address of the folder")
    if parts.scheme == "http" and not is_internal(typed):
        raise _error(typed, "with http everybody on the way can read it")
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}/"


def _has_gaps(typed: str) -> bool:
    return any(letter.isspace() or not letter.isprintable() for letter in typed)


def _error(typed: str, wrong: str) -> AddressError:
    return AddressError(f"'{typed}': {wrong}; write it as in '{EXAMPLE}'")


def is_internal(address: str) -> bool:
    """Tell whether an address leads somewhere only on this machine or in this network."""
    host = urlsplit(address.strip()).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host or host.rstrip(".").rpartition(".")[2] in _AT_HOME


def link_of(base: str, token: str) -> str:
    """Return the link to a pack below a base; without a base, the path below the public folder."""
    return f"{base}{PACKS}/{token}/"


def pdf_of(link: str) -> str:
    """Return the link to the PDF beside a pack."""
    return f"{link}{PDF}"
