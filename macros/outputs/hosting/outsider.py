"""A reader from outside: asks a web server as anybody could, and says plainly why it cannot."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from macros.outputs.hosting.time_limit import TimeLimit
from macros.outputs.hosting.unreachable import UnreachableError, why

if TYPE_CHECKING:
    from types import TracebackType

    from macros.outputs.hosting.site import Address

_MOST_BYTES = 64 * 1024 * 1024
_MOST_REDIRECTS = 5


class Answer(NamedTuple):
    """What a server said: the status, the headers of the last answer, all cookies on the way.

    `elsewhere` is the address that the answer sends to where that is not on the same server.
    """

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    cookies: tuple[str, ...] = ()
    elsewhere: str = ""

    def header(self, name: str) -> list[str]:
        """Return every value that was sent under a name."""
        return self.headers.get_all(name) or []


class Outsider:
    """Asks one server over one connection, which ends with the block that it is opened for."""

    def __init__(self, site: Address, patience: float) -> None:
        """Take the server, and how many seconds one answer may take."""
        self._site = site
        self._patience = patience
        self._line: http.client.HTTPConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._hang_up()

    def ask(self, path: str) -> Answer:
        """Return the answer for a path, after redirects on this server; else UnreachableError."""
        cookies: list[str] = []
        here = f"{self._site.origin}{path}"
        for _ in range(_MOST_REDIRECTS):
            answer = self._answer(_target(here))
            cookies += answer.header("Set-Cookie")
            target = answer.header("Location")
            if not (300 <= answer.status < 400 and target):  # noqa: PLR2004 - as HTTP numbers them
                return answer._replace(cookies=tuple(cookies))
            try:
                here = urldefrag(urljoin(here, target[0])).url
                is_here = self._site.is_server_of(here)
            except ValueError as error:
                message = "redirects to what is no address"
                raise UnreachableError(message) from error
            if not is_here:
                return answer._replace(cookies=tuple(cookies), elsewhere=here)
        message = "redirects in a circle"
        raise UnreachableError(message)

    def _answer(self, target: str) -> Answer:
        again = self._line is not None
        try:
            return self._asked(target)
        except UnreachableError:
            self._hang_up()
            raise
        except (http.client.RemoteDisconnected, ConnectionError) as error:
            self._hang_up()
            # A server may end a connection that lay idle, which says nothing about the address.
            if again:
                return self._answer(target)
            raise UnreachableError(why(error, self._patience)) from error
        except (http.client.HTTPException, OSError, UnicodeError) as error:
            self._hang_up()
            raise UnreachableError(why(error, self._patience)) from error

    def _asked(self, target: str) -> Answer:
        if self._line is None:
            self._line = _line(self._site, self._patience)
        # Whatever a server redirects to, only letters that an address may have are sent.
        asked = quote(target, safe="/%?=&:@!$'()*+,;~")
        with TimeLimit(self._patience) as limit:
            self._line.request("GET", asked, headers={"User-Agent": "playbook-verify-live"})
            limit.watch(self._line.sock)
            with self._line.getresponse() as response:
                body = bytearray()
                while part := response.read1(1 << 16):
                    body += part
                    if len(body) > _MOST_BYTES:
                        message = f"sends more than {_MOST_BYTES} bytes"
                        raise UnreachableError(message)
        return Answer(response.status, response.headers, bytes(body))

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def _target(url: str) -> str:
    """Return what of an address is asked for: its path, and what follows '?'."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _line(site: Address, patience: float) -> http.client.HTTPConnection:
    if site.is_secure:
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(site.host, site.port, timeout=patience, context=context)
    return http.client.HTTPConnection(site.host, site.port, timeout=patience)
