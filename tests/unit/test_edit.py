"""The block `agreed` is changed where it stands; every other byte of the record is kept."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.records.edit import EditError, with_agreed
from macros.records.source import UNSAFE, parse

FIELDS = {
    "on": "2026-03-03",
    "version": "5",
    "by": "Their director: ours",
    "fingerprint": "v1-0a1b",
}
FOUR = 'on: 2026-03-03, version: 5, by: "Their director: ours", fingerprint: v1-0a1b'
NAME = "name: Acme  # the firm\nstatus: active\n"

CASES = {
    "in braces": (
        NAME + "agreed: {on: 2026-01-01, version: 4, by: x}  # as signed\nnotes: y\n",
        NAME + f"agreed: {{{FOUR}}}  # as signed\nnotes: y\n",
    ),
    "in braces over several lines": (
        NAME + "agreed:\n    {\n    on: 2026-01-01, # one\n    by: x, # two\n    }\n",
        NAME + "agreed:\n    {\n    on: 2026-03-03, # one\n"
        '    by: "Their director: ours", version: 5, fingerprint: v1-0a1b, # two\n    }\n',
    ),
    "empty braces": (NAME + "agreed: {}\n", NAME + f"agreed: {{{FOUR}}}\n"),
    "a block": (
        NAME + "agreed:\n  # The day\n  on: '2026-01-01' # Friday\n\n  by: x   # both\n\n# End\n",
        NAME + "agreed:\n  # The day\n  on: 2026-03-03 # Friday\n\n"
        '  by: "Their director: ours"   # both\n  version: 5\n  fingerprint: v1-0a1b\n\n# End\n',
    ),
    "a block further in": (
        NAME + "agreed:\n      version: 4\n\nnotes: y\n",
        NAME + "agreed:\n      version: 5\n      on: 2026-03-03\n"
        '      by: "Their director: ours"\n      fingerprint: v1-0a1b\n\nnotes: y\n',
    ),
    "text of several lines": (
        NAME + "agreed:\n  by: |  # who\n    A\n    B\n\n  on: 2026-01-01\nnotes: y\n",
        NAME + 'agreed:\n  by: "Their director: ours"  # who\n\n  on: 2026-03-03\n'
        "  version: 5\n  fingerprint: v1-0a1b\nnotes: y\n",
    ),
    "text of several lines at the end": (
        NAME + "agreed:\n  by: >-\n    A\n    B",
        NAME + 'agreed:\n  by: "Their director: ours"\n  on: 2026-03-03\n'
        "  version: 5\n  fingerprint: v1-0a1b",
    ),
    "words over two lines": (
        NAME + "agreed:\n  by: A\n    and B\n  on: 2026-01-01\n",
        NAME + 'agreed:\n  by: "Their director: ours"\n  on: 2026-03-03\n'
        "  version: 5\n  fingerprint: v1-0a1b\n",
    ),
    "nothing behind it": (
        NAME + "agreed:   # to come\nnotes: y\n",
        NAME + f"agreed: {{{FOUR}}}   # to come\nnotes: y\n",
    ),
    "a word for nothing": (
        NAME + "agreed: ~ # to come\n",
        NAME + f"agreed: {{{FOUR}}} # to come\n",
    ),
    "absent": (NAME, NAME + f"agreed: {{{FOUR}}}\n"),
    "absent, no line end": (NAME.rstrip("\n"), NAME + f"agreed: {{{FOUR}}}\n"),
    "absent, remarks at the end": (NAME + "\n# End", NAME + f"\n# End\nagreed: {{{FOUR}}}\n"),
    "absent, a text at the end": (
        NAME + "notes: |\n  Two\n  lines",
        NAME + f"agreed: {{{FOUR}}}\nnotes: |\n  Two\n  lines",
    ),
    "absent, an end mark": (
        "name: Acme\nstatus: active\n...\n",
        f"name: Acme\nagreed: {{{FOUR}}}\nstatus: active\n...\n",
    ),
    "absent, all further in": (
        "  name: Acme\n  status: active\n",
        f"  name: Acme\n  status: active\n  agreed: {{{FOUR}}}\n",
    ),
    "all on one line": (
        "{name: Acme, status: active}",
        f"{{name: Acme, status: active, agreed: {{{FOUR}}}}}",
    ),
    "JSON": (
        '{"name": "\U0001f600", "status": "active", "agreed": {"on": "2026-01-01"}}',
        '{"name": "\U0001f600", "status": "active", "agreed": {"on": ' + FOUR[4:] + "}}",
    ),
    "a long way to write a name": (
        NAME + '? "agreed"\n: {on: 2026-01-01}\n',
        NAME + f'? "agreed"\n: {{{FOUR}}}\n',
    ),
}
WINDOWS = {
    f"{name}, Windows": tuple(text.replace("\n", "\r\n") for text in texts)
    for name, texts in CASES.items()
}
MARKED = {
    f"{name}, marked": tuple(f"\ufeff{text}" for text in texts) for name, texts in CASES.items()
}


@pytest.mark.parametrize("name", [*CASES, *WINDOWS, *MARKED])
def test_only_the_block_changes(name: str) -> None:
    before, after = (CASES | WINDOWS | MARKED)[name]
    assert with_agreed(before.encode(), FIELDS).decode() == after


@pytest.mark.parametrize("name", [*CASES, *WINDOWS, *MARKED])
def test_what_says_the_same_already_is_not_touched(name: str) -> None:
    after = (CASES | WINDOWS | MARKED)[name][1].encode()
    assert with_agreed(after, FIELDS) == after


def test_a_quoted_word_that_stays_keeps_its_quotes() -> None:
    before = NAME + "agreed: {on: 2026-01-01, version: '5', by: \"Their director: ours\"}\n"
    after = with_agreed(before.encode(), FIELDS).decode()
    assert "version: '5', by: \"Their director: ours\", fingerprint" in after


@pytest.mark.parametrize(
    "record",
    [
        NAME + "---\nname: Other\nstatus: active\n",
        "name: &a Acme\nstatus: active\nagreed: *a\n",
        NAME + "agreed: {on: 2026-01-01\n",
        "name: Acme\nname: Other\nstatus: active\n",
        "- name: Acme\n",
        "",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(record: str) -> None:
    with pytest.raises(EditError, match="cannot be changed by itself"):
        with_agreed(record.encode(), FIELDS)


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip()) and not UNSAFE.search(text)
)
REMARKS = st.sampled_from(["", " # remark", "   # {on: x}", " # é\U0001f600"])


@st.composite
def records(draw: st.DrawFn) -> str:
    """Return a record whose block `agreed` stands among fields with all kinds of texts."""
    end = draw(st.sampled_from(["\n", "\r\n"]))
    texts = draw(st.lists(WORDS, min_size=1, max_size=4))
    lines = [f'field_{number}: "{_quoted(text)}"' for number, text in enumerate(texts)]
    by = _quoted(draw(WORDS))
    block = draw(
        st.sampled_from(
            [
                f'agreed: {{on: 2026-01-01, by: "{by}"}}',
                f'agreed:{end}  by: "{by}"{end}  on: 2026-01-01',
                f'agreed:{end}    version: 3{end}{end}    by: "{by}"',
            ]
        )
    )
    lines.insert(draw(st.integers(0, len(lines))), block)
    return end.join(f"{line}{draw(REMARKS)}" for line in lines) + draw(st.sampled_from(["", end]))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return "".join(f"\\x{ord(each):02x}" if each in "\t\r\n\x85" else each for each in escaped)


@given(records(), WORDS)
def test_whatever_stands_around_it_is_kept(record: str, by: str) -> None:
    made = with_agreed(record.encode(), {**FIELDS, "by": by}).decode()
    before, after = (parse(each.encode(), "x.yml").root.plain() for each in (record, made))
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert after.pop("agreed") == {**before.pop("agreed"), **FIELDS, "by": by}  # type: ignore[dict-item] # a block
    assert after == before
    # Nothing goes but from lines of the block itself.
    lines = difflib.ndiff(record.splitlines(keepends=True), made.splitlines(keepends=True))
    gone = [line[2:] for line in lines if line.startswith("- ")]
    assert not any(line.startswith("field_") and line.endswith("\n") for line in gone)
