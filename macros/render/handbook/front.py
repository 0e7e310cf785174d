"""Front: what a page of the site says of itself before its text, where it is for partners."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from macros.book import is_slug
from macros.records.identity import PageLanguage
from macros.records.problems import Mark, Problem, shown
from macros.records.source import UNSAFE, parse, read
from macros.render.engine import SITE_TONGUE
from macros.views.outline import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from macros.records.source import Node

PARTNER = "partner"
INTERNAL = "internal"
_WHOM = (PARTNER, INTERNAL)
_TONGUES = tuple(map(str, PageLanguage))
# Our own staff have a section that no partner sees.
_SECTIONS = tuple(outline.id for outline in SECTIONS if outline.id != "staff")

_FRONT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_AUDIENCE = re.compile(rb"^[\"']?audience[\"']?[ \t]*:(.*)", re.MULTILINE)


class Draft(NamedTuple):
    """A page for partners as written; `text` starts on line `line` of the file."""

    source: str
    name: str
    title: str
    tongue: str
    sections: frozenset[str]
    text: str
    line: int

    def problem(self, words: str, message: str, cure: str) -> Problem:
        """Return what is wrong, at the place where the text first has `words`, if it has them."""
        lines = enumerate(self.text.splitlines() if words else [], start=self.line)
        places = ((number, line.find(words)) for number, line in lines)
        marks = (Mark(self.source, line, at + 1) for line, at in places if at >= 0)
        return _wrong(next(marks, Mark(self.source)), "", message, cure)


class Reading(NamedTuple):
    """What a file has for partners: a draft, or None; and what is wrong with it."""

    draft: Draft | None
    problems: list[Problem]


_NOTHING = Reading(None, [])


def draft(path: Path, name: str) -> Reading:
    """Return what the file at `path`, called `name` in messages, has for partners."""
    file = read(path, name)
    if file.problem:
        return Reading(None, [file.problem])
    content = file.content or b""
    front = _FRONT.match(content)
    audience = _AUDIENCE.search(front[1]) if front else None
    if front is None or audience is None:
        return _NOTHING
    # An empty line in the place of the hyphens keeps the count of lines.
    document = parse(b"\n" + front[1], name)
    if document.problems:
        return Reading(None, document.problems if b"partner" in audience[1] else [])
    said = document.root.nearest(("audience",))
    if said.value != PARTNER:
        return Reading(None, [] if said.value == INTERNAL else [_unknown(said, "audience", _WHOM)])
    line = content.count(b"\n", 0, front.end()) + 1
    return _drafted(name, document.root, content[front.end() :], line)


def _drafted(name: str, root: Node, body: bytes, line: int) -> Reading:
    title, tongue, sections = (root.child(key) for key in ("title", "language", "sections"))
    stem = name.rpartition("/")[2].removesuffix(".md")
    problems = [*_wrong_name(name, stem), *_wrong_text(name, body, line)]
    problems += _wrong_title(title or root)
    problems += _wrong_sections(sections or root)
    if tongue and tongue.value not in _TONGUES:
        problems.append(_unknown(tongue, "language", _TONGUES))
    if problems:
        return Reading(None, problems)
    ids = frozenset(map(str, sections.plain() or ())) if sections else frozenset()
    language = str(tongue.value) if tongue else SITE_TONGUE
    text = body.decode("utf-8")
    return Reading(
        Draft(name, stem, str(title.value) if title else "", language, ids, text, line), []
    )


def _wrong_name(name: str, stem: str) -> Iterator[Problem]:
    if not is_slug(stem):
        message = f"'{shown(stem)}' cannot be the address of a page in a pack"
        cure = "rename the file: small letters a to z, digits and hyphens, as in 'on-site.md'"
        yield _wrong(Mark(shown(name, 120)), "", message, cure)


def _wrong_text(name: str, body: bytes, first: int) -> Iterator[Problem]:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = first + body.count(b"\n", 0, error.start)
        cure = "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)"
        yield _wrong(Mark(name, line), "", "the file is not UTF-8 text", cure)
        return
    for number, line_ in enumerate(text.split("\n"), start=first):
        unsafe = UNSAFE.search(line_.removesuffix("\r"))
        if unsafe:
            message = f"an invisible character (U+{ord(unsafe.group()):04X}) stands in the text"
            mark = Mark(name, number, unsafe.start() + 1)
            yield _wrong(mark, "", message, "delete it and type the text again")


def _wrong_title(node: Node) -> Iterator[Problem]:
    if not isinstance(node.value, str):
        cure = "write what stands above it in a pack, as in 'title: On site'"
        yield _wrong(node.mark, "title", "the page has no title", cure)


def _wrong_sections(node: Node) -> Iterator[Problem]:
    example = "write the sections that it goes with, as in 'sections: [on-site]'"
    if not isinstance(node.value, list):
        yield _wrong(node.mark, "sections", "the page names no sections as a list", example)
    elif not node.value:
        yield _wrong(node.mark, "sections", "the list of sections is empty", example)
    else:
        for number, each in enumerate(node.value, start=1):
            if each.value not in _SECTIONS:
                yield _unknown(each, f"sections[{number}]", _SECTIONS)


def _unknown(node: Node, field: str, known: Sequence[str]) -> Problem:
    """Return the problem of a word that is none of those `known`."""
    if not isinstance(node.value, str):
        return _wrong(node.mark, field, "one word is expected here", _one_of(known))
    word = shown(node.value)
    close = difflib.get_close_matches(word.lower().replace(" ", "-"), known, 1)
    cure = (
        f"did you mean '{close[0]}'? it takes {_one_of(known)}"
        if close
        else f"write {_one_of(known)}"
    )
    return _wrong(node.mark, field, f"'{word}' is not known here", cure)


def _one_of(known: Sequence[str]) -> str:
    return f"one of: {', '.join(known)}"


def _wrong(mark: Mark, field: str, message: str, cure: str) -> Problem:
    return Problem(mark, field, message, cure, "guidance-page")
