"""Holding: another process that holds something as long as a test looks on."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple


class Holder(NamedTuple):
    """The number of the other process, and the first line that it said."""

    number: int
    said: str


@contextmanager
def holding(program: str, argument: str) -> Iterator[Holder]:
    """Run a program of Python that says a line and then waits; it is killed at the end."""
    command = [sys.executable, "-c", program, argument]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        try:
            yield Holder(other.pid, other.stdout.readline())
        finally:
            other.kill()
