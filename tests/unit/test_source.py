"""Source: every scalar stays the text that was written, and no file is too hostile to be read."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.records.check import validate
from macros.records.partner import Partner
from macros.records.problems import MOST, Mark, Problem
from macros.records.resolve import resolve
from macros.records.source import (
    MAX_BYTES,
    MAX_LETTERS,
    MAX_VALUES,
    UNSAFE,
    Document,
    Node,
    empty,
    field_name,
    parse,
    read,
    walk,
)
from support.records import load

UNSAFE_LETTERS = [chr(code) for code in range(0x10000) if UNSAFE.match(chr(code))]
SAFE_LETTER = st.characters(codec="utf-8", exclude_characters=UNSAFE_LETTERS)
SAFE_TEXT = st.text(SAFE_LETTER)
SAFE_LINE = SAFE_TEXT.map(lambda text: re.sub("[\r\n]", "", text))


def document(text: str) -> Document:
    return parse(text.encode("utf-8", "surrogatepass"), "f.yml")


def value(text: str, field: str = "field") -> object:
    found = document(text)
    assert found.problems == []
    node = found.root.child(field)
    assert node is not None
    return node.plain()


# Every scalar as text


@pytest.mark.parametrize(
    "text",
    [
        *("NO", "no", "yes", "Off", "true", "FALSE", "on", "y"),
        *("17:30", "190:20:30", "08:00", "24/7"),
        *("+441614960123", "+44 161 496 0123", "0012", "0x1F", "0b11", "0o17", "1_000"),
        *("450.10", "1.", ".5", "1e3", "-0.0", ".inf", ".nan", "10%"),
        *("2026-11-23", "2026-11-23T10:00:00Z", "GBP 45.00", "nullable", "=", "a#b", "a:b"),
        *("https://msp.example/#top", "C:\\temp", "don't", 'O\'Neill "Sam"', "港町", "مرحبا"),
    ],
)
@pytest.mark.parametrize("form", ["field: {}\n", "field:   {}   \n", "field: {} # a remark\n"])
def test_a_plain_scalar_is_the_text_that_was_written(text: str, form: str) -> None:
    assert value(form.format(text)) == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL", "   ", "# a remark"])
def test_nothing_is_nothing(text: str) -> None:
    assert value(f"field: {text}\n") is None


@pytest.mark.parametrize("text", ["''", '""', "'~'", '"null"', "'NULL'"])
def test_nothing_in_quotes_is_text(text: str) -> None:
    assert value(f"field: {text}\n") == text[1:-1]


@given(SAFE_TEXT)
def test_text_in_double_quotes_comes_back(text: str) -> None:
    assert value(f"field: {json.dumps(text, ensure_ascii=False)}\n") == text


@given(SAFE_LINE)
def test_text_in_single_quotes_comes_back(text: str) -> None:
    quoted = text.replace("'", "''")
    assert value(f"field: '{quoted}'\n") == text


@given(st.lists(SAFE_LINE.filter(lambda line: line == line.strip() != ""), min_size=1))
def test_lines_of_a_block_come_back(lines: list[str]) -> None:
    indented = "".join(f"  {line}\n" for line in lines)
    assert value(f"field: |\n{indented}") == "".join(f"{line}\n" for line in lines)


TREES = st.recursive(
    SAFE_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SAFE_TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(SAFE_TEXT.filter(lambda key: key != "<<"), TREES, min_size=1))
def test_a_tree_comes_back(tree: dict[str, object]) -> None:
    # Keys of more than 1024 characters are none to YAML; hypothesis makes no such.
    found = document(json.dumps(tree, ensure_ascii=False))
    assert [problem.code for problem in found.problems if problem.code != "yaml-alias"] == []
    assert found.root.plain() == tree


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_make_no_difference(end: str, mark: str) -> None:
    lines = ["a: one", "b:", "  - two", "  - 'three'", "c: |", "  four", "  five", ""]
    text = mark + end.join(lines)
    found = document(text)
    assert found.problems == []
    assert found.root.plain() == {"a": "one", "b": ["two", "three"], "c": "four\nfive\n"}
    assert found.root.nearest(("b", 1)).mark == Mark("f.yml", 4, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_remark_that_cuts_is_told_with_its_own_words(end: str) -> None:
    [problem] = document(f"a: one{end}b: Unit #4{end}c: three{end}").problems
    assert (problem.code, problem.mark) == ("text-after-hash", Mark("f.yml", 2, 9))
    assert problem.message.startswith("'#4' is read")


# Marks


def nodes(root: Node) -> Iterator[tuple[str, Node]]:
    found: list[tuple[str, Node]] = []
    walk(root, lambda path, node: found.append((field_name(path), node)))
    return iter(found)


def test_every_value_knows_where_it_stands() -> None:
    text = "a: one\nb:\n  - c: two\n    d: [three, 'four']\n"
    marks = {name: (node.key_mark[1:], node.mark[1:]) for name, node in nodes(document(text).root)}
    assert marks == {
        "": ((1, 1), (1, 1)),
        "a": ((1, 1), (1, 4)),
        "b": ((2, 1), (3, 3)),
        "b[1]": ((3, 5), (3, 5)),
        "b[1].c": ((3, 5), (3, 8)),
        "b[1].d": ((4, 5), (4, 8)),
        "b[1].d[1]": ((4, 9), (4, 9)),
        "b[1].d[2]": ((4, 16), (4, 16)),
    }


@given(st.lists(st.sampled_from(["", "# remark", "  # remark"]), max_size=5), st.integers(1, 9))
def test_lines_are_counted_through_remarks(before: list[str], spaces: int) -> None:
    text = "\n".join([*before, f"field:{' ' * spaces}x", ""])
    node = document(text).root.nearest(("field",))
    assert node.mark == Mark("f.yml", len(before) + 1, 7 + spaces)


def test_the_nearest_node_is_the_last_on_the_way() -> None:
    root = document("a:\n  b: [one]\n").root
    assert root.nearest(("a", "b", 0)).value == "one"
    assert root.nearest(("a", "b", 7)) is root.nearest(("a", "b"))
    assert root.nearest(("a", "b", 0, "c")).value == "one"
    assert root.nearest(("x", "y")) is root
    assert root.child(0) is None


def test_the_first_of_two_equal_fields_is_kept() -> None:
    found = document("a: one\na: two\na: three\n")
    assert found.root.plain() == {"a": "one"}
    assert [problem.mark.line for problem in found.problems] == [2, 3]
    assert "first on line 1" in found.problems[1].message


def test_no_alias_is_ever_expanded() -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{name}: &{name} [*{before}, *{before}, *{before}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = document(bomb)
    assert {problem.code for problem in found.problems} == {"yaml-alias"}
    assert sum(1 for _ in nodes(found.root)) < 60


# Words for what cannot be read


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: 1\nb:2\nc: 3\n", "missing-colon", (2, 3)),
        ("a:1\nb: 2\n", "missing-colon", (1, 3)),
        ("a: 1\n- b\n", "wrong-indent", (2, 1)),
        ("a: https://x.example: no\n", "unquoted-colon", (1, 21)),
        ("a: 'b' c\n", "open-quote", (1, 8)),
        ('a: "b"c\n', "open-quote", (1, 7)),
        ("a: 'b\nc: don't\nd: e\n", "open-quote", (2, 8)),
        ('a: "b\n', "open-quote", (1, 4)),
        ('a: "\\q"\n', "unknown-escape", (1, 5)),
        ("a:\n- \t b: c\n", "tab-indent", (2, 3)),
        ('a: "\\x4"\n', "unknown-escape", (1, 7)),
        ("a: [b, c\n", "open-bracket", (1, 4)),
        ("a: {b: c\n", "open-bracket", (1, 4)),
        ("a: [b] c\n", "unquoted-character", (1, 4)),
        ("a: %b\n", "unquoted-character", (1, 4)),
        ("a: @b\n", "unquoted-character", (1, 4)),
        ("a: `b`\n", "unquoted-character", (1, 4)),
        ("a: > b\n", "unquoted-character", (1, 4)),
        ("a: - b\n", "unquoted-character", (1, 4)),
        ("a: * b\n", "unquoted-character", (1, 4)),
        ("a: & b\n", "unquoted-character", (1, 4)),
        ("a:\n\tb: c\n", "tab-indent", (2, 1)),
        ("a:\n  b: c\n\td: e\n", "tab-indent", (3, 1)),
        ("a:\n\u00a0\u00a0b: c\n  d: e\n", "tab-indent", (2, 1)),
        ("a: !x!y z\n", "yaml-tag", (1, 4)),
        ("a: 1\n=======\nb: 2\n>>>>>>> c\n", "merge-conflict", (2, 1)),
        ("%FOO bar\nname: x\n", "unreadable-yaml", (1, 5)),
    ],
)
def test_what_cannot_be_read_is_told_where_it_starts(
    text: str, code: str, place: tuple[int, int]
) -> None:
    [problem] = document(text).problems
    assert (problem.code, problem.mark[1:]) == (code, place)


# Hostile files


def whole(content: bytes) -> list[Problem]:
    """Return everything that is said of a file, from its bytes to its model."""
    found = parse(content, "f.yml")
    resolved = resolve(found.root, empty("house.yml"), Partner)
    _, problems = validate(resolved.tree, Partner)
    return [*found.problems, *resolved.problems, *problems]


def is_well_told(problem: Problem) -> bool:
    return str(problem).isprintable() and problem.mark.line >= 1 and problem.mark.column >= 1


@given(st.binary())
@example(b"\xff\xfen\x00")
@example(b"\x00")
@example("a: \ufffe".encode())
@example("a: \U0010ffff".encode())
@example("\ufeff\ufeffa: b".encode())
@example(b"? ? ?")
@example(b"{? a, b: [}")
@example(b"*a")
@example(b"!<tag:yaml.org,2002:python/object:os.system> x")
def test_no_bytes_make_it_raise(content: bytes) -> None:
    assert all(map(is_well_told, whole(content)))


WORDS = st.sampled_from(
    [
        *("name", "status", "contacts", "subcontract", "payment", "due", "add", "drop", "<<"),
        *(": ", ":", "- ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "&a ", "*a ", "!b "),
        *("'", '"', "\\", "#", " #c", "| ", "> ", "? ", "%", "@", "`", "---", "...", "\t", "\r\n"),
        *("~", "17:30", "GBP 45", "EOM", "港", "\u202e", "\u2028", "\x00", "\ufeff", "é"),
    ]
)


@given(st.lists(WORDS, max_size=40).map("".join))
def test_no_text_like_yaml_makes_it_raise(text: str) -> None:
    assert all(map(is_well_told, whole(text.encode())))


@given(
    st.dictionaries(st.sampled_from(["name", "kind", "contacts", "nda", "x"]) | st.text(), TREES)
)
def test_no_tree_makes_it_raise(tree: dict[str, object]) -> None:
    assert all(map(is_well_told, whole(json.dumps(tree).encode())))


def filled(piece: bytes, start: bytes = b"", end: bytes = b"") -> bytes:
    """Return as many pieces as fit into the largest file."""
    return start + piece * ((MAX_BYTES - len(start) - len(end)) // len(piece)) + end


LONG = {
    "one letter": filled(b"a"),
    "a long value": filled(b"a", b"name: "),
    "a long name": filled(b"a", end=b": 1"),
    "an open quote": filled(b"a ", b'name: "'),
    "a long e-mail address": filled(b"a-", b"contacts: [{email: a@", b"}]"),
    "a long amount": filled(b"1,", b"subcontract: {pricing: {not_to_exceed: 'GBP ", b"'}}"),
    "long hours": filled(b"Mon-Tue 08:00-17:30, ", b"contacts: [{hours: '", b"'}]"),
    "long days": filled(b"Mon, ", b"contacts: [{hours: '", b"'}]"),
    "brackets": filled(b"["),
    "braces": filled(b"{"),
    "hyphens": filled(b"- "),
    "questions": filled(b"? "),
    "colons": filled(b"a: "),
    "anchors": filled(b"- &a x\n"),
    "aliases": filled(b"- *a\n", b"- &a x\n"),
    "tags": filled(b"- !x y\n"),
    "one field again and again": filled(b"a: 1\n"),
    "unknown fields": b"".join(b"field%d: 1\n" % number for number in range(60_000)),
    "remarks that cut": filled(b"- b #c\n"),
    "wrong words": filled(b"a,", b"kind: [", b"]"),
    "empty items": filled(b"- \n", b"contacts:\n"),
    "equal items": filled(b"- id: a\n", b"contacts:\n"),
    "unknown items": filled(b"a,", b"contacts: {drop: [", b"]}"),
    "controls": filled(b"\x01"),
    "a control a line": filled(b"\x01\n"),
    "empty lines": filled(b"\n"),
    "spaces": filled(b" "),
    "hash signs": filled(b"#"),
    "not UTF-8": filled(b"\xff"),
    "documents": filled(b"---\n"),
    "marks of git": filled(b"=======\n"),
}


@pytest.mark.parametrize("content", LONG.values(), ids=LONG)
def test_a_long_file_is_told_of_soon_and_shortly(content: bytes, tmp_path: Path) -> None:
    assert len(content) <= MAX_BYTES
    start = time.process_time()
    found = load(tmp_path, {"hostile.yml": content}).problems
    assert time.process_time() - start < 5
    assert 0 < len(found) <= MOST + 1
    assert all(map(is_well_told, found))
    assert max(len(str(problem)) for problem in found) < 2000


def test_as_many_values_as_allowed_are_read() -> None:
    items = ["x"] * (MAX_VALUES - 2)
    assert document(json.dumps({"tags": items})).problems == []
    [problem] = document(json.dumps({"tags": [*items, "x"]})).problems
    assert problem.code == "file-too-large"


def test_as_long_a_value_as_allowed_is_read() -> None:
    assert document(json.dumps({"tags": ["x", "y" * MAX_LETTERS]})).problems == []
    found = document(json.dumps({"tags": ["x", "y" * (MAX_LETTERS + 1), {"a": "z" * 30_000}]}))
    assert [(each.code, each.field) for each in found.problems] == [
        ("value-too-long", "tags[2]"),
        ("value-too-long", "tags[3].a"),
    ]
    assert found.root.nearest(("tags", 1)).value == "y" * MAX_LETTERS


def test_as_many_bytes_as_allowed_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.yml"
    text = b"a: b\n#"
    path.write_bytes(text + b" " * (MAX_BYTES - len(text)))
    assert read(path, "long.yml").document().problems == []
    path.write_bytes(text + b" " * (MAX_BYTES - len(text) + 1))
    [problem] = read(path, "long.yml").document().problems
    assert problem.code == "file-too-large"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    [problem] = read(tmp_path / "gone.yml", "gone.yml").document().problems
    assert (problem.code, str(problem.mark)) == ("unreadable-file", "gone.yml:1:1")
