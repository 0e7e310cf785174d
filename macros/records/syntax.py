"""Syntax: in plain words, why a file cannot be read as YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from macros.records.problems import Mark, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml


class Trouble(NamedTuple):
    """Where libyaml gave up: the line and column from 0, and the line's text."""

    line: int
    column: int
    lines: list[str]

    @property
    def here(self) -> str:
        """The text of the line."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def indent(self) -> str:
        """The white space that the line starts with."""
        return self.here[: len(self.here) - len(self.here.lstrip())]

    def above(self) -> Trouble:
        """Return the nearest line above that holds something, or this one."""
        for line in range(self.line - 1, -1, -1):
            if self.lines[line].strip():
                return self._replace(line=line, column=0)
        return self


class Explained(NamedTuple):
    """A trouble in words."""

    at: Trouble
    message: str
    cure: str
    code: str


# A field whose colon has no space behind it; an address such as https://… is none.
_NO_SPACE = re.compile(r"\s*(?:- +)?[A-Za-z_]+:(?![ \t]|$|//)")
_FIELD_START = re.compile(r"\s*(?:- +)?[A-Za-z_]+")
_ON_AFTER_BRACKET = re.compile(r"(?::|-)[ ]+(?=[\[{].*[\]}][ ]*[^\s,:#\]}])")
_CONFLICT = re.compile(r"<<<<<<< |=======$|>>>>>>> ")


def explain(error: yaml.YAMLError, file: str, lines: list[str]) -> Problem:
    """Return the problem that libyaml's error stands for."""
    found = _conflict(lines) or _explained(error, lines)
    mark = Mark(file, found.at.line + 1, found.at.column + 1)
    return Problem(mark, "", found.message, found.cure, found.code)


def _conflict(lines: list[str]) -> Explained | None:
    for number, line in enumerate(lines):
        if _CONFLICT.match(line):
            return Explained(
                Trouble(number, 0, lines),
                "git left the mark of a conflict here",
                "keep one of the two versions, and delete the lines of '<', '=' and '>'",
                "merge-conflict",
            )
    return None


def _explained(error: yaml.YAMLError, lines: list[str]) -> Explained:
    end = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None) or end
    last = _within(end, lines) if end else Trouble(0, 0, lines)
    first = _within(start, lines) if start else last
    for each, letter, name in ((last, "\t", "a tab"), (last.above(), "\xa0", "a no-break space")):
        if letter in each.indent:
            cure = "indent with plain spaces (two a level)"
            at = each._replace(column=each.indent.index(letter))
            return Explained(at, f"{name} is used to indent", cure, "tab-indent")
    context, problem = getattr(error, "context", None), getattr(error, "problem", None)
    said = f"{context or ''} {problem or ''}"
    for words, explanation in _EXPLANATIONS:
        if words in said:
            return explanation(first, last)
    return Explained(
        last,
        "this line does not fit the lines above it",
        "check the indentation, the colon after the field's name, and brackets left open",
        "unreadable-yaml",
    )


def _within(mark: yaml.Mark, lines: list[str]) -> Trouble:
    """Return the place of a mark; libyaml counts on behind the last line."""
    at = Trouble(mark.line, mark.column, lines)
    return at if mark.line < len(lines) else at._replace(line=len(lines) - 1, column=len(lines[-1]))


def _colon(_: Trouble, at: Trouble) -> Explained:
    if _NO_SPACE.match(at.above().here):
        return _no_colon(at.above(), at)
    if _FIELD_START.fullmatch(at.here[: at.column]):
        return Explained(
            at._replace(column=len(at.indent)),
            "this line is indented further than the field above it, which has a value already",
            "start it in the same column as the field above it",
            "wrong-indent",
        )
    return Explained(
        at,
        "a colon followed by a space starts a field in the middle of a value",
        "put the whole value in quotes",
        "unquoted-colon",
    )


def _no_colon(at: Trouble, _: Trouble) -> Explained:
    match = _NO_SPACE.match(at.here)
    if match:
        return Explained(
            at._replace(column=match.end()),
            "there is no space after the colon",
            "write a space between the colon and the value",
            "missing-colon",
        )
    return Explained(
        at,
        "this line has no colon after a field's name",
        "write it as in 'status: active'; a list item starts with '- ';"
        " text that runs on is indented further than its field",
        "missing-colon",
    )


def _no_key(_: Trouble, at: Trouble) -> Explained:
    if at.here[: at.column].rstrip().endswith(("'", '"')):
        return Explained(
            at,
            "the text goes on after its closing quotation mark",
            "put the whole value in quotes, and write a single quote inside them twice ('')",
            "open-quote",
        )
    bracket = _ON_AFTER_BRACKET.search(at.here)
    if bracket:
        return _reserved(at._replace(column=bracket.end()), at)
    return Explained(
        at,
        "this line does not start in the same column as the lines that it belongs to",
        "indent it as its neighbours, two spaces a level",
        "wrong-indent",
    )


def _open_bracket(at: Trouble, last: Trouble) -> Explained:
    comma = "" if last.line == at.line else f", or a comma is missing before line {last.line + 1}"
    return Explained(
        at,
        f"a bracket is opened here and not closed{comma}",
        "close it, with a comma between the items; put the value in quotes if it is text",
        "open-bracket",
    )


def _open_quote(at: Trouble, _: Trouble) -> Explained:
    return Explained(
        at,
        "a quotation mark is opened here and never closed",
        "close the quotation; write a single quote that belongs to the text twice ('')",
        "open-quote",
    )


def _escape(_: Trouble, at: Trouble) -> Explained:
    return Explained(
        at,
        "a backslash in double quotes starts a code, and this code is not known",
        "put the value in single quotes",
        "unknown-escape",
    )


def _reserved(at: Trouble, last: Trouble) -> Explained:
    character = at.here[at.column : at.column + 1]
    if not character:
        return _open_bracket(at.above(), last)
    if character == "\t":
        cure = "write a plain space instead"
        return Explained(at, "a tab stands where a space belongs", cure, "tab-indent")
    return Explained(
        at,
        f"a value cannot start with '{character}' unless it is in quotes",
        "put the whole value in quotes",
        "unquoted-character",
    )


def _tag(_: Trouble, at: Trouble) -> Explained:
    return Explained(
        at, "a value starts with '!'", "put the value in quotes if it is text", "yaml-tag"
    )


_EXPLANATIONS: tuple[tuple[str, Callable[[Trouble, Trouble], Explained]], ...] = (
    ("mapping values are not allowed", _colon),
    ("could not find expected ':'", _no_colon),
    ("did not find expected key", _no_key),
    ("did not find expected '-' indicator", _no_key),
    ("did not find expected ',' or", _open_bracket),
    ("parsing a quoted scalar", _escape),
    ("scanning a quoted scalar", _open_quote),
    ("scanning an alias", _reserved),
    ("scanning an anchor", _reserved),
    ("scanning a block scalar", _reserved),
    ("cannot start any token", _reserved),
    ("block sequence entries are not allowed", _reserved),
    ("did not find expected node content", _reserved),
    ("undefined tag handle", _tag),
)
