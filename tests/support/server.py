"""Folders and programs that serve on the loopback, for tests only."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket

Serve = Callable[[Path], str]


class _QuietHandler(SimpleHTTPRequestHandler):
    """A file handler that writes no log."""

    def log_message(self, *_: object) -> None:
        pass


class _QuietServer(ThreadingHTTPServer):
    """A server that takes a browser hanging up as no news."""

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port, and give its origin: no slash at the end."""
    handler = partial(_QuietHandler, directory=str(folder))
    with _QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def free_port() -> int:
    """Return a port of the loopback that nobody listens at."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def served_by(
    serve: Callable[[int], Sequence[str]], root: Path, said: Path, settings: Mapping[str, str]
) -> Iterator[str]:
    """Run in `root` the command that serves at a port, and give its origin.

    What it says goes into the file `said`.
    """
    port = free_port()
    with said.open("wb") as output:
        process = subprocess.Popen(
            serve(port),
            cwd=root,
            env=settings,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            # Not by Ctrl+C, which whatever runs in the background of a shell never hears.
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def fetched(url: str, patience: float) -> str:
    """Return a page, or nothing where there is none within so many seconds, or only a part."""
    try:
        with urllib.request.urlopen(url, timeout=patience) as answer:  # noqa: S310 - our own server
            return str(answer.read().decode("utf-8"))
    except (urllib.error.URLError, ConnectionError, http.client.IncompleteRead):
        return ""
