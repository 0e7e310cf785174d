"""Reading: the parts of a file that can hold words, of a PDF all that it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.outputs.leaks.decode import runs

if TYPE_CHECKING:
    from collections.abc import Iterator

PDF = b"%PDF-"


class Part(NamedTuple):
    """Some of a file: where it stands there, in words, and what it holds."""

    where: str
    content: bytes


class UnreadableError(Exception):
    """A file cannot be looked into: why, and what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message}; {cure}")
        self.message = message
        self.cure = cure


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
