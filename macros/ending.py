"""Ending: whatever goes wrong, a command ends in one line, and never in a traceback.

It needs nothing but Python, so that it works where a library is broken, or its import interrupted.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from contextlib import contextmanager, suppress
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from macros.report import PACKAGE, NotWrittenError, place_of, said_of, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import NoReturn

P = ParamSpec("P")
R = TypeVar("R")

TRACEBACK = "PLAYBOOK_TRACEBACK"
"""The environment variable by which developers ask for Python's traceback."""

TO_MEND = 1
"""The exit code where the machine, or what is on it, has to be put right."""
UNEXPECTED = 70
"""The exit code of what should not have happened: EX_SOFTWARE of sysexits.h."""
INTERRUPTED = 130
"""The exit code after Ctrl+C: 128 and the number of the signal, as shells count it."""


class Ending(NamedTuple):
    """How a program ends: the line it says, "" where nobody would hear it, and its exit code."""

    line: str
    code: int


class EndedError(Exception, SystemExit):
    """What has been told in a line; MkDocs ends with it, and goes on where it serves.

    MkDocs' own `Abort` is made in the same way. Python prints the line if nobody else does.
    """

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.line)
        self.code = ending.line
        self.ending = ending


@contextmanager
def ends_well(program: str) -> Iterator[None]:
    """End `program` in a line where anything inside goes wrong, with an exit code to go by."""
    try:
        yield
        # Here, while somebody still looks after a pipe that is closed.
        sys.stdout.flush()
    except SystemExit as error:
        if not isinstance(error, EndedError):
            raise
        _end(error.ending)
    except BaseException as error:
        if _wants_traceback():
            raise
        _end(ending(error, program))


def told(
    program: str, unless: type[Exception] | tuple[()] = ()
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator: what a function raises, but for `unless`, becomes an EndedError."""

    def decorator(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def call(*arguments: P.args, **options: P.kwargs) -> R:
            try:
                return function(*arguments, **options)
            except unless:
                raise
            except EndedError:
                raise
            except Exception as error:
                if _wants_traceback():
                    raise
                raise EndedError(ending(error, program)) from None

        return call

    return decorator


def ending(error: BaseException, program: str) -> Ending:
    """Return how `program` ends after `error`; what was not to be expected leaves a report."""
    match error:
        case KeyboardInterrupt():
            return Ending(f"{program}: interrupted", INTERRUPTED)
        case BrokenPipeError():
            return Ending("", TO_MEND)
        case MemoryError():
            return _to_mend(program, *_NO_MEMORY)
        case OSError() if _is_of_the_machine(error):
            return _to_mend(program, *_of_the_machine(error))
        case _ if type(error).__name__ == "BrokenProcessPool":
            message = "a process that helped was ended from outside"
            return _to_mend(program, message, f"most likely memory ran out: {_NO_MEMORY[1]}")
    return Ending(f"{program}: {'; '.join(unexpected(error))} [unexpected]", UNEXPECTED)


def unexpected(error: BaseException) -> tuple[str, str]:
    """Return what is wrong after an error that should not have been, and what to do about it.

    A report is written. MemoryError and the like have better words, those of `ending`.
    """
    deep = ", where something is nested too deep" if isinstance(error, RecursionError) else ""
    where = f"{said_of(error)} in {place_of(error)}{deep}"
    try:
        cure = f"send {write(error)} to whoever looks after this program"
    except NotWrittenError as because:
        cure = f"set {TRACEBACK}=1 to see more, since no report could be written ({because})"
    return f"something went wrong that should not have: {where}", cure


def _to_mend(program: str, message: str, cure: str) -> Ending:
    return Ending(f"{program}: {message}; {cure}", TO_MEND)


_NO_MEMORY = "memory ran out", "close other programs, and run it again"

_REASONS = {
    errno.ENOSPC: ("the disk is full", "make room, and run it again"),
    errno.EDQUOT: ("your share of the disk is full", "make room, and run it again"),
    errno.ENOMEM: _NO_MEMORY,
    errno.EROFS: ("the disk cannot be written to", "mount it for writing, or work elsewhere"),
    errno.EMFILE: ("too many files are open", "raise the limit ('ulimit -n'), and run it again"),
    errno.ENFILE: ("too many files are open", "close other programs, and run it again"),
    errno.EACCES: ("access is denied", "change who may read and write there, and run it again"),
    errno.EPERM: ("access is denied", "change who may read and write there, and run it again"),
    errno.EADDRINUSE: (
        "another program serves at this port",
        "end it, or name another port, and run it again",
    ),
}


def _is_of_the_machine(error: OSError) -> bool:
    """Tell whether somebody can put this right who is no programmer."""
    return error.errno in _REASONS or bool(
        error.strerror and error.filename and not str(error.filename).startswith(str(PACKAGE))
    )


def _of_the_machine(error: OSError) -> tuple[str, str]:
    reason = (error.strerror or "").lower()
    message, cure = _REASONS.get(error.errno or 0, (reason, "put that right, and run it again"))
    return (f"{message}: {error.filename}" if error.filename else message), cure


def _wants_traceback() -> bool:
    return bool(os.environ.get(TRACEBACK))


def _end(how: Ending) -> NoReturn:
    # Whoever presses Ctrl+C again need not wait for what is done at the end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with suppress(OSError, ValueError):
        # A terminal has just shown '^C'.
        start = "\n" if how.code == INTERRUPTED else ""
        sys.stderr.write(f"{start}{how.line}\n" if how.line else "")
        sys.stderr.flush()
    if not how.line:
        _forget_what_is_unsaid()
    raise SystemExit(how.code)


def _forget_what_is_unsaid() -> None:
    """Let Python write nowhere what it still holds back at its very end: it would complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
