"""Paper: all that a PDF holds: its pages' words, and every text and stream of its objects."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from macros.outputs.leaks.encodings import runs
from macros.outputs.leaks.leak import UnreadableError
from macros.outputs.leaks.paper_text import page_texts
from macros.outputs.leaks.reading import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHERE = {
    "/Title": "a title or a bookmark",
    "/URI": "a link",
    "/Contents": "a remark",
    "/Author": "its metadata",
    "/Subject": "its metadata",
    "/Keywords": "its metadata",
    "/Creator": "its metadata",
    "/Producer": "its metadata",
    "/F": "the name of an attachment",
    "/UF": "the name of an attachment",
    "/Desc": "an attachment",
    "/Alt": "the words for a picture",
}


def paper_parts(content: bytes) -> Iterator[Part]:
    """Yield the parts of a PDF; of one that is locked none. UnreadableError where it is damaged."""
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted:
            return
        yield Part("", "\n".join(page_texts(reader)).encode("utf-8", "replace"))
        yield from _objects(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"this PDF cannot be looked into ({type(error).__name__})"
        raise UnreadableError(message, "make it again") from error


def _objects(reader: PdfReader) -> Iterator[Part]:
    """Yield the texts of all objects by where they stand, and each stream that is read as text."""
    texts: dict[str, set[str]] = {}
    streams = {}
    for number in _numbers(reader):
        found = reader.get_object(number)
        _gather(found, "the objects of the PDF", texts)
        if isinstance(found, StreamObject):
            streams[number] = found
    _gather(reader.trailer, "the objects of the PDF", texts)
    for where, said in texts.items():
        yield Part(where, "\n".join(sorted(said)).encode("utf-8", "replace"))
    for stream in streams.values():
        yield _stream(stream)


def _numbers(reader: PdfReader) -> list[int]:
    plain = [number for each in reader.xref.values() for number in each]
    return sorted({*plain, *reader.xref_objStm} - {0})


def _stream(stream: StreamObject) -> Part:
    kind, data = stream.get("/Type"), stream.get_data()
    if kind == "/Metadata":
        return Part("its metadata", data)
    if kind == "/EmbeddedFile":
        return Part("an attachment", data)
    return Part("a stream of the PDF", runs(data).encode())


def _gather(found: Any, where: str, texts: dict[str, set[str]]) -> None:  # noqa: ANN401 - any object
    if isinstance(found, DictionaryObject):
        for key, value in dict.items(found):
            texts.setdefault("a name in the PDF", set()).add(str(key))
            _gather(value, _WHERE.get(str(key), where), texts)
    elif isinstance(found, ArrayObject):
        for value in list.__iter__(found):
            _gather(value, where, texts)
    elif isinstance(found, NameObject):
        texts.setdefault("a name in the PDF", set()).add(str(found))
    elif isinstance(found, TextStringObject):
        texts.setdefault(where, set()).add(str(found))
    elif isinstance(found, ByteStringObject):
        texts.setdefault(where, set()).add(bytes(found).decode("utf-8", "replace"))
