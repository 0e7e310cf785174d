"""`playbook serve`: show the site while one writes."""

from __future__ import annotations

import errno
import socket
import sys
from typing import TYPE_CHECKING, NamedTuple

import click

from macros.cli.engine import plain_option, run_mkdocs

if TYPE_CHECKING:
    from pathlib import Path

_HIGHEST = 65_535


class _Address(NamedTuple):
    """Where to serve."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


def _host_and_port(_context: click.Context, _option: click.Parameter, address: str) -> _Address:
    """Refuse what is no address: MkDocs would speak of its set-up."""
    host, _, port = address.rpartition(":")
    if not host or not (port.isascii() and port.isdigit() and 0 < int(port) <= _HIGHEST):
        message = f"'{address}' is no host and port; write them as in '127.0.0.1:8000'"
        raise click.BadParameter(message)
    return _Address(host, int(port))


@click.command()
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    callback=_host_and_port,
    help="Host and port to serve at.",
)
@plain_option
@click.pass_obj
def serve(folder: Path, address: _Address, *, plain: bool) -> None:
    """Serve the site and build it anew whenever a record or a page changes."""
    _refuse_taken(address)
    words = ["serve", "--dev-addr", str(address)]
    raise click.exceptions.Exit(run_mkdocs(folder, *words, plain=plain))


def _refuse_taken(address: _Address) -> None:
    """Try the address first: MkDocs does so when it has built all of the site."""
    try:
        [family, kind, _, _, place], *_ = socket.getaddrinfo(
            address.host.strip("[]"), address.port, type=socket.SOCK_STREAM
        )
        with socket.socket(family, kind) as tried:
            if sys.platform != "win32":
                # As MkDocs does, so that a port is free at once when its server has ended.
                tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(place)
    except OSError as error:
        reason, cure = _told(error)
        message = f"nothing can be served at {address}: {reason}; {cure}"
        raise click.ClickException(message) from error


def _told(error: OSError) -> tuple[str, str]:
    another = "name another with '--address'"
    if isinstance(error, socket.gaierror):
        return "nobody knows this host", another
    match error.errno:
        case errno.EADDRINUSE:
            return "another program is there", f"end it, or {another}, as in '127.0.0.1:8001'"
        case errno.EADDRNOTAVAIL:
            return "it is no address of this computer", another
        case errno.EACCES:
            return "this port is not for everybody", f"{another}, as in '127.0.0.1:8000'"
    return (error.strerror or str(error)).lower(), another
