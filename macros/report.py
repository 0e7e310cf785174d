"""Report: where the program failed, for whoever mends it, without a word of any record.

Messages of errors and values of variables can quote a record; a report has neither.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import traceback
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parent
PLACE = Path(".cache/playbook")
"""The folder of reports in a project."""

_HEAD = """\
A report of the program "Alliance playbooks".

It says where in the program something went wrong, and on what machine. It holds no text of any
record, no value of a variable, and no message of an error, since these can quote a record. Names of
files and the words of the command are in it: look at them before you send it.
"""
_LIBRARIES = (
    *("alliance-playbooks", "mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "click"),
    *("jinja2", "pydantic", "pyyaml", "babel", "markdown-it-py", "weasyprint"),
)


class NotWrittenError(Exception):
    """Nowhere could a report be written: why."""


class _Project:
    root = Path()


def set_project(root: Path) -> None:
    """Let reports go to the project in the folder `root`."""
    _Project.root = root


@contextmanager
def working_on(name: str) -> Iterator[None]:
    """Let the line on whatever goes wrong inside name the file `name`."""
    try:
        yield
    except Exception as error:
        error.add_note(name)
        raise


def write(error: BaseException) -> Path:
    """Return the file, for its owner's eyes alone, with the report of `error`.

    It is in the project, or else in the folder for temporary files; NotWrittenError where neither
    takes it. One failure, however often it comes, leaves one file in a project.
    """
    frames = "".join(_chain(error))
    content = f"{_HEAD}\n{_circumstances()}\n{frames}".encode("utf-8", "backslashreplace")
    name = f"report-{sha256(frames.encode('utf-8', 'replace')).hexdigest()[:8]}.txt"
    try:
        return _in_project(name, content)
    except OSError:
        try:
            return _elsewhere(content)
        except OSError as reason:
            raise NotWrittenError((reason.strerror or str(reason)).lower()) from reason


def _in_project(name: str, content: bytes) -> Path:
    root = _Project.root
    if not (root / "mkdocs.yml").is_file() and not (root / "partners").is_dir():
        message = "no project"
        raise OSError(message)
    path = root.resolve() / PLACE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    _fill(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _elsewhere(content: bytes) -> Path:
    descriptor, name = tempfile.mkstemp(prefix="playbook-report-", suffix=".txt")
    _fill(descriptor, content)
    return Path(name)


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)


def said_of(error: BaseException) -> str:
    """Return the kind of an error, with the name from our code or a library that it is about."""
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    name = getattr(error, "name", None)
    of_code = isinstance(error, ImportError | AttributeError | NameError) and isinstance(name, str)
    return f"{module}{kind.__qualname__}" + (f" ({name})" if of_code else "")


def place_of(error: BaseException) -> str:
    """Return the line of our code that an error came through last; with the file it worked on."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if Path(each.filename).is_relative_to(PACKAGE)]
    last = (ours or frames)[-1:]
    where = "".join(f"{_short(each.filename)}:{each.lineno}" for each in last) or "a place unknown"
    notes = getattr(error, "__notes__", [])
    return f"{where}, at {notes[0]}" if notes else where


def _short(filename: str) -> str:
    """Return a file of our own by its name in the package, another by the end of its path."""
    path = Path(filename)
    ours = path.is_relative_to(PACKAGE)
    return path.relative_to(PACKAGE.parent).as_posix() if ours else "/".join(path.parts[-2:])


def _circumstances() -> str:
    import platform  # noqa: PLC0415 - only a program that ends has the time

    said = {
        "command": " ".join([Path(sys.argv[0]).name, *map(_word, sys.argv[1:])]),
        "system": platform.platform(),
        "python": sys.version.replace("\n", " "),
        "libraries": ", ".join(_versions()),
    }
    return "".join(f"{name}: {value}\n" for name, value in said.items())


_OPTION = re.compile(r"(--?[a-zA-Z][a-z-]*)(?:=.*)?", re.DOTALL)
_PLAIN = re.compile(r"[a-z0-9._/-]{1,60}")


def _word(word: str) -> str:
    """Return a word of the command line; amounts, sentences and the like are left out."""
    option = _OPTION.fullmatch(word)
    return option[1] if option else word if _PLAIN.fullmatch(word) else "…"


def _versions() -> Iterator[str]:
    from importlib import metadata  # noqa: PLC0415 - only a program that ends has the time

    for name in _LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} missing"


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the frames of an error and of what led to it, the first cause first."""
    seen: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in seen:
        seen.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    for each in reversed(seen):
        yield "".join(_frames(each))
        yield f"{said_of(each)}\n\n"


_FRAME = re.compile(r'  File "[^"\n]+", line \d+, in \S+')
_MOST = 100
"""How many frames of one error are told; of an endless recursion there are a thousand."""


def _frames(error: BaseException) -> list[str]:
    if type(error).__name__ == "_RemoteTraceback":
        # What another process has told of itself, in words: nothing but the places are taken.
        return [f"{line}\n" for line in str(error).splitlines() if _FRAME.fullmatch(line)]
    stack = traceback.extract_tb(error.__traceback__)
    half = _MOST // 2
    parts = [stack] if len(stack) <= _MOST else [stack[:half], stack[-half:]]
    return [line for part in parts for line in traceback.StackSummary.from_list(part).format()]
