"""Site: where a public folder is asked for on the web."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from macros.outputs.ledger.address import EXAMPLE

_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """Where the public folder is found: its path ends with a slash."""

    scheme: str
    host: str
    port: int
    path: str = "/"

    def __str__(self) -> str:
        return f"{self.origin}{self.path}"

    @property
    def origin(self) -> str:
        """The address without its path, the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def is_secure(self) -> bool:
        """Whether it begins with https."""
        return self.scheme == "https"

    def is_server_of(self, url: str) -> bool:
        """Tell whether a whole address leads to this server; ValueError where it is none."""
        parts = urlsplit(url)
        server = parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)
        return parts.username is None and server == (self.scheme, self.host, self.port)


def address_of(url: str) -> Address:
    """Return what an address says; ValueError, in words, where it is none to be asked."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        message = f"'{url}' is no address; write it as in {EXAMPLE}"
        raise ValueError(message) from error
    if parts.scheme not in _PORTS:
        message = f"'{parts.scheme}' is not asked; write an address that begins with https://"
    elif not parts.hostname:
        message = f"'{url}' names no host; write it as in {EXAMPLE}"
    elif parts.username is not None:
        message = "an address with a name and a password is not asked; leave them out"
    elif parts.query or parts.fragment:
        message = f"'{url}' goes on after '?' or '#'; name the folder that holds 's/'"
    else:
        path = quote(unquote(parts.path)).rstrip("/") + "/"
        return Address(parts.scheme, parts.hostname, port, path)
    raise ValueError(message)
