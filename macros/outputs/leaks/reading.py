"""Reading: what a file says wherever it can hold words; of a PDF, in all that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.encodings import runs
from macros.outputs.leaks.forms import forms
from macros.outputs.leaks.leak import Leak, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from macros.outputs.leaks.forms import Form

PDF = b"%PDF-"


class Part(NamedTuple):
    """Some of a file: where it stands there, in words, and what it holds."""

    where: str
    content: bytes


class Passage(NamedTuple):
    """A text of a file in one form, and where and how it stands there, in words."""

    form: Form
    place: str


class Read(NamedTuple):
    """A file as read: its texts, and why it cannot be read to the end, if so."""

    name: str
    passages: tuple[Passage, ...]
    problem: Leak | None = None


def read(files: Mapping[str, bytes]) -> tuple[Read, ...]:
    """Return what each file says, its name included."""
    return tuple(_read(name, content) for name, content in files.items())


def _read(name: str, content: bytes) -> Read:
    passages = [Passage(form, " (in the file's name)") for form in forms(name.encode())]
    try:
        for part in parts(content):
            passages += (
                Passage(form, _place(form.how, part.where)) for form in forms(part.content)
            )
    except UnreadableError as error:
        return Read(name, tuple(passages), Leak(name, error.message, error.cure))
    return Read(name, tuple(passages))


def _place(how: str, where: str) -> str:
    said = ", ".join(f"in {each}" for each in (how, where) if each)
    return f" ({said})" if said else ""


def parts(content: bytes) -> Iterator[Part]:
    """Yield the parts of a file; UnreadableError where a PDF cannot be looked into."""
    if not content.startswith(PDF):
        yield Part("", content)
        return
    # What is locked says nothing but its frame: it is looked into before it is locked.
    yield Part("the bytes of the PDF", runs(content).encode())
    try:
        from macros.outputs.leaks.paper import paper_parts  # noqa: PLC0415 - an extra, and slow
    except ModuleNotFoundError as error:
        message = f"this PDF cannot be looked into without {error.name}"
        cure = "run: pip install -c constraints.txt -e '.[pdf]'"
        raise UnreadableError(message, cure) from error
    yield from paper_parts(content)
