"""Source: the text of a YAML file as a tree of nodes that know where they stand.

Every scalar stays the text that was written: YAML's own typing would turn `NO` into False,
`17:30` into 1050 and `0012` into 10. The schema gives types later.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from macros.records.problems import MOST, Mark, Problem, Severity, shown
from macros.records.syntax import explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_VALUES = 20_000
MAX_LETTERS = 20_000
"""How long one value may be: eight pages of print, where a page repeats a name twenty times."""
_USUAL = 16_384
"""Few records have so many bytes; to make room for the largest takes longer than to read one."""

Key: TypeAlias = str | int
Path_: TypeAlias = tuple[Key, ...]
Plain: TypeAlias = "str | dict[str, Plain] | list[Plain] | None"

# C0 and C1 controls but for tab, line feed and carriage return; the line ends of Unicode, which
# YAML counts and editors do not; bidirectional overrides and isolates, which can make a page read
# otherwise than it was written; a byte order mark inside the text; lone surrogates, and what is
# no character at all.
UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_LINE_END = re.compile("\r\n|\r|\n")
_LOST = re.compile(r"[ \t]+(#\S.*)")


class Node(NamedTuple):
    """A value and where it stands: text, nothing, a mapping or a list of nodes."""

    value: str | dict[str, Node] | list[Node] | None
    mark: Mark
    key_mark: Mark

    def plain(self) -> Plain:
        """Return the value as dicts, lists and text, without marks."""
        value = self.value
        if isinstance(value, dict):
            return {key: child.plain() for key, child in value.items()}
        if isinstance(value, list):
            return [child.plain() for child in value]
        return value

    def child(self, key: Key) -> Node | None:
        """Return the node below `key`, or None where there is none."""
        value, found = self.value, None
        if isinstance(value, dict):
            found = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            found = value[key]
        return found

    def nearest(self, path: Path_) -> Node:
        """Return the node at `path`, or the last one on the way there."""
        node = self
        for key in path:
            value = node.value
            # Most of the way goes by names, thousands of times for each record.
            if isinstance(value, dict) and isinstance(key, str):
                below = value.get(key)
            else:
                below = node.child(key)
            if below is None:
                break
            node = below
        return node


class Document(NamedTuple):
    """A file as read: its tree, and every problem met while reading it."""

    file: str
    root: Node
    problems: list[Problem]


def empty(file: str) -> Node:
    """Return an empty mapping that stands at the start of `file`."""
    return Node({}, Mark(file), Mark(file))


class File(NamedTuple):
    """The bytes of a file, or the problem that kept us from reading them."""

    name: str
    content: bytes | None
    problem: Problem | None = None

    def document(self) -> Document:
        """Return the document that the file spells."""
        if self.content is None:
            return Document(self.name, empty(self.name), [self.problem] if self.problem else [])
        return parse(self.content, self.name)


def read(path: Path | str, name: str) -> File:
    """Return the file at `path`, called `name` in messages; at most a byte too many is read."""
    try:
        with open(path, "rb") as opened:
            content = opened.read(_USUAL)
            if len(content) == _USUAL:
                content += opened.read(MAX_BYTES + 1 - _USUAL)
            return File(name, content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        cure = "make the file readable, or remove it"
        message = f"the file cannot be read ({reason})"
        return File(name, None, Problem(Mark(name), "", message, cure, "unreadable-file"))


def parse(content: bytes, file: str) -> Document:
    """Return the document that `content` spells; problems are collected, none is raised."""
    if len(content) > MAX_BYTES:
        return _refused(
            file,
            f"the file is larger than {MAX_BYTES // 1000} kB",
            "keep a record to one partner, in words",
            "file-too-large",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(
            file,
            "the file is not UTF-8 text",
            "save it as UTF-8 (in Notepad: Save as, Encoding: UTF-8)",
            "not-utf8",
            line,
        )
    unsafe = list(islice(_unsafe_characters(text, file), MOST + 1))
    if unsafe:
        return Document(file, empty(file), unsafe)
    return _Reader(text, file).document()


def _refused(file: str, message: str, cure: str, code: str, line: int = 1) -> Document:
    return Document(file, empty(file), [Problem(Mark(file, line), "", message, cure, code)])


def _unsafe_characters(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(_LINE_END.split(text), start=1) if UNSAFE.search(text) else ():
        match = UNSAFE.search(line)
        if match:
            yield _unsafe(Mark(file, number, match.start() + 1), "", match.group())


def _unsafe(mark: Mark, field: str, character: str) -> Problem:
    return Problem(
        mark,
        field,
        f"an invisible character (U+{ord(character):04X}) stands in the text",
        "delete it and type the text again",
        "unsafe-character",
    )


_new = tuple.__new__
"""Makes a named tuple in half the time."""


class _Reader:
    """Builds nodes straight from libyaml's events, so that no alias is ever expanded.

    It runs once for each value of each record: what is rare is first looked for in the whole text.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Problem] = []
        self.path: list[Key] = []
        self.values = 0
        # It gives None behind the end of the stream alone, and nobody asks there.
        self.next = cast("Callable[[], yaml.Event]", yaml.CBaseLoader(text).get_event)
        self.has_escapes = "\\" in text
        self.has_lost = " #" in text or "\t#" in text
        # What every tag, anchor or alias starts with.
        self.has_signs = "!" in text or "&" in text or "*" in text

    @cached_property
    def lines(self) -> list[str]:
        return _LINE_END.split(self.text)

    def document(self) -> Document:
        root = empty(self.file)
        try:
            root = self._root()
            if len(self.text) > MAX_LETTERS:
                self._shorten(root)
        except yaml.YAMLError as error:
            self.problems.append(explain(error, self.file, self.lines))
        except _TooDeepError as error:
            del self.path[2:]
            self._report(
                error.mark,
                f"lists and blocks are nested more than {MAX_DEPTH} deep",
                "write the record flat, as in the reference",
                "too-deep",
            )
        except _TooManyError as error:
            del self.path[:]
            self._report(
                error.mark,
                f"the file holds more than {MAX_VALUES} values",
                "keep a record to one partner, in words",
                "file-too-large",
            )
        return Document(self.file, root, self.problems)

    def _root(self) -> Node:
        root = None
        while not isinstance(event := self.next(), StreamEndEvent):
            if not isinstance(event, DocumentStartEvent):
                continue
            if root is not None:
                self._report(
                    self._mark(event),
                    "a second document starts here",
                    "write one record a file, and remove the line '---'",
                    "several-documents",
                )
                break
            root = self._node(self.next(), None)
        if root is None or root.value is None:
            self._report(
                Mark(self.file),
                "the file is empty",
                "write at least 'name:' and 'status:'",
                "empty-file",
            )
            return empty(self.file)
        if not isinstance(root.value, dict):
            self._report(
                root.mark,
                "the file does not start with a field",
                "start with a line such as 'name: Example Cabling'",
                "not-a-record",
            )
            return empty(self.file)
        return root

    def _shorten(self, node: Node) -> None:
        """Cut what is too long to be a value, and tell of it."""
        if isinstance(node.value, dict):
            for name in node.value:
                node.value[name] = self._short(node.value[name], name)
        elif isinstance(node.value, list):
            for at, child in enumerate(node.value):
                node.value[at] = self._short(child, at)

    def _short(self, node: Node, key: Key) -> Node:
        self.path.append(key)
        if isinstance(node.value, str) and len(node.value) > MAX_LETTERS:
            message = f"the value is longer than {MAX_LETTERS:,} characters"
            cure = "write what matters, and say where the whole is kept"
            self._report(node.mark, message, cure, "value-too-long")
            node = node._replace(value=node.value[:MAX_LETTERS])
        self._shorten(node)
        self.path.pop()
        return node

    def _node(self, event: yaml.Event, key_mark: Mark | None) -> Node:
        mark = self._mark(event)
        self.values += 1
        if self.values > MAX_VALUES:
            raise _TooManyError(mark)
        if self.has_signs:
            self._refuse_tag_and_anchor(event, mark)
        if isinstance(event, ScalarEvent):
            return _new(Node, (self._text(event, mark), mark, key_mark or mark))
        if len(self.path) >= MAX_DEPTH:
            raise _TooDeepError(mark)
        value: dict[str, Node] | list[Node] | None = None  # of an alias: reported above
        if isinstance(event, MappingStartEvent):
            value = self._mapping()
        elif isinstance(event, SequenceStartEvent):
            value = self._sequence()
        return Node(value, mark, key_mark or mark)

    def _mapping(self) -> dict[str, Node]:
        children: dict[str, Node] = {}
        while not isinstance(event := self.next(), MappingEndEvent):
            mark = self._mark(event)
            key = self._key(event, mark)
            self.path.append(key)
            child = self._node(self.next(), mark)
            if key in children:
                self._report(
                    mark,
                    f"'{shown(key)}' is written twice, first on line {children[key].key_mark.line}",
                    "keep one of the two",
                    "duplicate-field",
                )
            else:
                children[key] = child
            self.path.pop()
        return children

    def _key(self, event: yaml.Event, mark: Mark) -> str:
        if isinstance(event, ScalarEvent):
            if event.value == "<<":
                self._report_alias(mark)
                return event.value
            if self.has_signs:
                self._refuse_tag_and_anchor(event, mark)
            return self._checked(event.value, mark) if self.has_escapes else event.value
        self.path.append("?")
        self._node(event, mark)
        self.path.pop()
        self._report(
            mark, "the name of a field must be plain text", "write 'name: value'", "unreadable-yaml"
        )
        return "?"

    def _sequence(self) -> list[Node]:
        children: list[Node] = []
        while not isinstance(event := self.next(), SequenceEndEvent):
            self.path.append(len(children))
            children.append(self._node(event, None))
            self.path.pop()
        return children

    def _text(self, event: ScalarEvent, mark: Mark) -> str | None:
        if not event.style:
            if event.value in _NULL:
                return None
            if self.has_lost:
                self._warn_of_lost_text(event)
        return self._checked(event.value, mark) if self.has_escapes else event.value

    def _checked(self, value: str, mark: Mark) -> str:
        # An escape such as "\u202e" is not seen before YAML has read it.
        found = UNSAFE.search(value)
        if found:
            self.problems.append(_unsafe(mark, self._field(), found.group()))
            return UNSAFE.sub("", value)
        return value

    def _warn_of_lost_text(self, event: ScalarEvent) -> None:
        end = event.end_mark
        if end is None or end.line >= len(self.lines):
            return
        lost = _LOST.match(self.lines[end.line], end.column)
        if lost:
            self._report(
                Mark(self.file, end.line + 1, lost.start(1) + 1),
                f"'{shown(lost.group(1))}' is read as a remark and will not be shown",
                "put the whole value in quotes, or write a space after '#'",
                "text-after-hash",
                Severity.WARNING,
            )

    def _refuse_tag_and_anchor(self, event: yaml.Event, mark: Mark) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._report(
                mark,
                f"a value starts with '{shown(str(tag))}'",
                "put the whole value in quotes if it is text, or remove the word with '!'",
                "yaml-tag",
            )
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            self._report_alias(mark)

    def _report_alias(self, mark: Mark) -> None:
        last = self.problems[-1] if self.problems else None
        if last and last.code == "yaml-alias" and last.mark.line == mark.line:
            return  # '<<: *name' is one mistake
        self._report(
            mark,
            "what starts with '&', '*' or '<<' stands for another place of the file,"
            " and that is not used here",
            "put the whole value in quotes if it is text; or write it out;"
            " or put what partners share into _house.yml",
            "yaml-alias",
        )

    def _report(
        self, mark: Mark, message: str, cure: str, code: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(mark, self._field(), message, cure, code, severity))

    def _field(self) -> str:
        return field_name(tuple(self.path))

    def _mark(self, event: yaml.Event) -> Mark:
        start = event.start_mark
        if start is None:
            return Mark(self.file)
        return _new(Mark, (self.file, start.line + 1, start.column + 1))


class _StopError(Exception):
    def __init__(self, mark: Mark) -> None:
        super().__init__(str(mark))
        self.mark = mark


class _TooDeepError(_StopError):
    """The file nests deeper than any record."""


class _TooManyError(_StopError):
    """The file holds more than any record."""


def field_name(path: Path_) -> str:
    """Return a path as people write it: `contacts[2].phone`, counting list items from 1."""
    name = ""
    for key in path:
        name += f"[{key + 1}]" if isinstance(key, int) else f".{shown(key)}"
    return name.removeprefix(".")


_COUNT = re.compile(r"\[\d+\]|\.(?:add|replace)(?=\[)")


def as_written(problems: list[Problem], root: Node) -> list[Problem]:
    """Return the problems with list items counted as the file `root` counts them.

    In a list that is laid over the house's, the partner's first item may be the third.
    """
    if not problems:
        return problems
    fields: dict[tuple[Mark, str], str] = {}

    def note(path: Path_, node: Node) -> None:
        written = field_name(path)
        for mark in (node.mark, node.key_mark):
            fields.setdefault((mark, _COUNT.sub("", written)), written)

    walk(root, note)
    return [
        problem._replace(
            field=fields.get((problem.mark, _COUNT.sub("", problem.field)), problem.field)
        )
        for problem in problems
    ]


def walk(node: Node, visit: Callable[[Path_, Node], None], path: Path_ = ()) -> None:
    """Call `visit` with every node of the tree, parents first."""
    visit(path, node)
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            walk(child, visit, (*path, key))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            walk(child, visit, (*path, index))
