"""The schemas that editors use say the same as the loader, as far as a schema can."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml

from macros.book import FOLDER, HOUSE_FILE, Book
from macros.records.check import validate
from macros.records.fields import Block, shapes
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.scalars import Scalar
from macros.records.schema import SCHEMAS, schema, schema_text
from macros.records.source import parse
from support import yaml12
from support.full import Leaf, full
from support.records import HOUSE, load

ROOT = Path(__file__).resolve().parents[2]
RECORDS = ROOT / "tests" / "records"
PROBLEM_PAGES = sorted((ROOT / "docs" / "reference" / "problems").glob("*.md"))

# What the form of a record alone decides, without the house and without other fields.
OF_THE_FORM = {
    *("unknown-field", "wrong-form", "unknown-choice", "missing-field", "empty-value"),
    "two-readings",
}
# What keeps a file from being read as YAML at all, or as the YAML that records use.
OF_THE_FILE = {
    *("duplicate-field", "empty-file", "file-too-large", "linked-file", "merge-conflict"),
    *("misplaced-file", "missing-colon", "no-house", "not-a-record", "not-utf8", "open-bracket"),
    *("open-quote", "several-documents", "tab-indent", "too-deep", "unknown-escape"),
    *("unquoted-character", "unquoted-colon", "unreadable-file", "unreadable-yaml"),
    *("unsafe-character", "unsafe-name", "wrong-indent", "yaml-alias", "yaml-tag"),
}

EXCEPTIONS = {
    "bad/broken-patterns.yml": "whether an expression is a right one is more than a form",
}


def _pattern(
    _: object, pattern: str, instance: object, __: object
) -> Iterator[jsonschema.ValidationError]:
    """Check a pattern as editors do: their `\\d` is 0 to 9, their `$` the very end."""
    if isinstance(instance, str):
        pattern = pattern.replace("\\d", "[0-9]")
        cut = pattern.endswith("$") and instance.endswith("\n")
        if cut or not re.search(pattern, instance):
            yield jsonschema.ValidationError(f"{instance!r} does not match {pattern}")


Editor = jsonschema.validators.extend(  # type: ignore[no-untyped-call] # of their stubs
    jsonschema.Draft7Validator, {"pattern": _pattern}
)


@cache
def _editor(record: str) -> Any:  # noqa: ANN401 - a class made by jsonschema
    return Editor(schema(record), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def _complaints(text: str, record: str) -> list[str]:
    found = _editor(record).iter_errors(yaml12.load(text))
    return [f"{'.'.join(map(str, each.absolute_path))}: {each.message}" for each in found]


@pytest.mark.parametrize("record", SCHEMAS)
def test_a_schema_is_a_schema(record: str) -> None:
    made = schema(record)
    jsonschema.Draft7Validator.check_schema(made)
    assert made["$schema"] == "http://json-schema.org/draft-07/schema#"
    references = set(re.findall(r'"\$ref": "#/definitions/(\w+)"', json.dumps(made)))
    assert references == set(made["definitions"])


@pytest.mark.parametrize("record", SCHEMAS)
def test_the_file_is_up_to_date(record: str) -> None:
    path = ROOT / FOLDER / "_schema" / f"{record}.json"
    assert path.read_text(encoding="utf-8") == schema_text(record), "run: playbook schema"


@pytest.mark.parametrize("record", SCHEMAS)
def test_every_field_is_explained(record: str) -> None:
    made = schema(record)
    for name, block in [(record, made), *made["definitions"].items()]:
        for field, said in block.get("properties", {}).items():
            # A field that would say the same as its block leaves it to the block.
            target = made["definitions"].get(said.get("$ref", "").rpartition("/")[2], {})
            assert said.get("description") or target.get("description"), (name, field)


# Records


class Case(NamedTuple):
    """The files of one folder `partners`, by name."""

    name: str
    files: Mapping[str, bytes]


def _folder(name: str, folder: Path) -> Case:
    return Case(name, {path.name: path.read_bytes() for path in sorted(folder.glob("*.yml"))})


def _each(kind: str) -> Iterator[Case]:
    house = (RECORDS / HOUSE_FILE).read_bytes()
    for path in sorted((RECORDS / kind).glob("*.yml")):
        yield Case(f"{kind}/{path.name}", {HOUSE_FILE: house, path.name: path.read_bytes()})


_BLOCK = re.compile(r'```yaml title="partners/(?P<name>[^"/]+)"\n(?P<text>.*?)```', re.DOTALL)


def _shown(path: Path) -> Iterator[Case]:
    for part in ("Wrong", "Right"):
        text = path.read_text(encoding="utf-8").partition(f"\n## {part}\n")[2].partition("\n## ")[0]
        files = {match["name"]: match["text"].encode() for match in _BLOCK.finditer(text)}
        if files:
            yield Case(f"{path.stem}: {part}", {HOUSE_FILE: HOUSE.encode(), **files})


CASES = [
    _folder("samples", ROOT / FOLDER),
    _folder("terms", ROOT / "tests" / "terms" / FOLDER),
    *_each("good"),
    *_each("bad"),
    *(case for path in PROBLEM_PAGES for case in _shown(path)),
]


def test_there_are_many_cases() -> None:
    assert len(CASES) > 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_schema_says_what_the_loader_says(case: Case, tmp_path: Path) -> None:
    problems = load(tmp_path, case.files).problems
    disagree = {}
    for name, content in case.files.items():
        codes = {each.code for each in problems if each.mark.file == f"{FOLDER}/{name}"}
        if codes & OF_THE_FILE:
            continue
        record = "house" if name == HOUSE_FILE else "partner"
        complaints = _complaints(content.decode("utf-8-sig"), record)
        if bool(complaints) is not bool(codes & OF_THE_FORM):
            disagree[name] = (codes, complaints)
    assert bool(disagree) is (case.name in EXCEPTIONS), disagree


def test_codes_of_files_and_forms_are_real() -> None:
    pages = {path.stem for path in PROBLEM_PAGES}
    assert pages > OF_THE_FORM | OF_THE_FILE
    assert {case.name for case in CASES} > set(EXCEPTIONS)


@pytest.mark.parametrize("record", SCHEMAS)
@pytest.mark.parametrize("turn", range(3))
def test_a_record_that_says_everything_passes(record: str, turn: int) -> None:
    said = full(SCHEMAS[record], turn=turn)
    assert validate(parse(said.text().encode(), "x").root, SCHEMAS[record])[1] == []
    assert _complaints(said.text(), record) == []


# Values


TEXTS = re.findall(
    r"\S+",
    r"""
no No NO yes Yes YES Y true TRUE False ~ null Null 12 0012 012 0 -1 +1 1.5 1.50 1. .5 1e3 0x10 0o17
.inf 1_000 17:30 7:30 24:00 25:00 2026-11-23 2026-02-30 2026-1-2 20261123 GBP@45 GBP@45.00
GBP@45.12345 'GBP@1,000' 'GBP@1000,00' GBP@01 XYZ@45 gbp@45 £45 10% 10.5% 10@% 110% 30@days 30@day
1@month one@month 30days 5@business@days 2@fortnights 20@miles 20@mi 300@mm +44@161@496@0123
0161@496@0123 +44@12 +999@161@496@0123 +441614960123 a§b.example a§b a@b§c.example
https://x.example http://x.example/a@b ftp://x.example x.example GB UK gb FR EU Europe/London London
UTC '[A-Z]{3}' '[A-Z' Mon-Fri 'Mon,@Wed' monday Mon-Fri@08:00-17:30 Mon-Fri@8:00-17:30 24/7 desk
Desk a@b 1st 31 32 00 ٣ active Active us "" "@" "a\nb" "12" "12\n" "no" "GBP@45.00\n"
"2026-11-23\n" '@12' '12@' {} [] {a:@b} [a] "\u00a0" "\u2003" "\u200b" 9999999999 1.123456
""",
)

STRICTER = {
    "Money": ("XYZ 45",),
    "Pattern": ("+1", "+44 161 496 0123", "+44 12", "+999 161 496 0123", "+441614960123", "'[A-Z'"),
    "Country": ("False",),
    "Phone": ("+999 161 496 0123", "20261123", "9999999999"),
    "Count": ("+1", "1.", "1e3", "0x10", "0o17"),
    "Number": ("+1", "1.", ".5", "1e3", "0x10", "0o17", "1.123456"),
    "DayOfMonth": ("+1", "1.", "0x10", "0o17", "0012", "012"),
}
"""What the loader refuses and a schema takes: it knows no list of currencies or countries' codes,
compiles no expression, and sees a number without the way in which it was written."""

LAXER = {"Id": ("true",)}
"""What the loader takes and a schema refuses: nobody calls a desk so."""


def _one_of_each_kind() -> dict[type, Leaf]:
    found: dict[type, Leaf] = {}
    for leaf in full(Partner).leaves:
        if leaf.shape.kind == "scalar":
            found.setdefault(leaf.shape.type, leaf)
    return found


KINDS = _one_of_each_kind()


def _record(leaf: Leaf, text: str) -> str:
    """Return a record with `text`, as it is, as the value of one field."""
    for key in reversed(leaf.path):
        text = f"[{text}]" if isinstance(key, int) else f"{{{key}: {text}}}"
    needed = {"name": "X", "status": "active"}
    others = [f", {name}: {value}" for name, value in needed.items() if name != leaf.path[0]]
    return f"{text[:-1]}{''.join(others)}}}"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_value_is_right_for_both_or_for_neither(kind: type) -> None:
    stricter, laxer = [], []
    for text in (each.replace("@", " ").replace("§", "@") for each in TEXTS):
        record = _record(KINDS[kind], text)
        document = parse(record.encode(), "x")
        try:
            yaml12.load(record)
        except yaml.YAMLError:
            continue
        if document.problems:
            continue
        refused = bool(validate(document.root, Partner)[1])
        complaints = bool(_complaints(record, "partner"))
        stricter += [text] if refused and not complaints else []
        laxer += [text] if complaints and not refused else []
    assert sorted(stricter) == sorted(STRICTER.get(kind.__name__, ()))
    assert sorted(laxer) == sorted(LAXER.get(kind.__name__, ()))


def test_every_scalar_of_the_models_is_tried() -> None:
    assert {kind for kind in KINDS if issubclass(kind, Scalar)} == set(_scalars(Partner)) | set(
        _scalars(House)
    )


def _scalars(root: type[Block]) -> Iterator[type[Scalar]]:
    for leaf in full(root).leaves:
        if issubclass(leaf.shape.type, Scalar):
            yield leaf.shape.type


# Lists of the house


CHANGES = {
    "tags: {add: [x], drop: [y]}": True,
    "tags: {add: x}": False,
    "tags: {replace: [x]}": False,
    "tags: {ad: [x]}": False,
    "contacts: {add: [{id: x}], replace: [{id: y}], drop: [z]}": True,
    "contacts: {drop: [{id: z}]}": True,
    "contacts: {add: [{di: x}]}": False,
    "subcontract: {pricing: {rates: {add: [{name: x, rate: GBP 45}]}}}": True,
    "subcontract: {pricing: {cancellation: {drop: [x]}}}": False,
    "subcontract: {pricing: {rates: {add: [{name: x, rate: 45}]}}}": False,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_list_is_right_for_both_or_for_neither(change: str, tmp_path: Path) -> None:
    record = f"name: X\nstatus: active\n{change}\n"
    codes = {each.code for each in load(tmp_path, {"example.yml": record}).problems}
    assert bool(codes & OF_THE_FORM) is not CHANGES[change], codes
    assert bool(_complaints(record, "partner")) is not CHANGES[change]


def test_the_samples_point_to_the_schemas() -> None:
    book = Book.load(ROOT)
    assert book.playbooks
    for path in sorted((ROOT / FOLDER).glob("*.yml")):
        record = "house" if path.name == HOUSE_FILE else "partner"
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema=_schema/{record}.json", path.name


def test_a_house_changes_no_list() -> None:
    text = "name: X\ndefaults: {other_terms: {add: [{title: x}]}}\n"
    assert _complaints(text, "house")
    assert shapes(House)["defaults"].kind == "block"
