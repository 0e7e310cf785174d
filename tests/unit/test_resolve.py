"""Resolve: what a record says, and for the rest what the house says, each with its origin."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.book import HOUSE_FILE
from macros.records.house import BUILT_IN, BUILT_IN_FILE
from macros.records.partner import Partner, Terms
from macros.records.playbook import Origin, Playbook, Setting
from macros.records.resolve import Resolved, complete, resolve
from macros.records.source import Node, Path_, empty, parse, walk
from support.records import playbook

Tree = dict[str, Any]

OWN, HOUSE, PROGRAM = "own.yml", "house.yml", BUILT_IN_FILE


def node(tree: Tree | str, file: str) -> Node:
    """Return a tree, or the text of one, as read from a file."""
    text = tree if isinstance(tree, str) else yaml.safe_dump(tree, allow_unicode=True)
    document = parse(textwrap.dedent(text).encode(), file)
    assert document.problems == []
    return document.root


def over(own: Tree | str, house: Tree | str) -> Resolved:
    """Return a record laid over what the house says."""
    return resolve(node(own, OWN), node(house, HOUSE), Partner)


def plain(own: Tree | str, house: Tree | str) -> Tree:
    resolved = over(own, house)
    assert resolved.problems == []
    tree = resolved.tree.plain()
    assert isinstance(tree, dict)
    return tree


def leaves(root: Node) -> dict[Path_, Node]:
    """Return every value that is no block and no list, by its path."""
    found: dict[Path_, Node] = {}

    def note(path: Path_, each: Node) -> None:
        if isinstance(each.value, str):
            found[path] = each

    walk(root, note)
    return found


# Trees that a house can hold. Words stand for every kind of value: types come later.

WORD = st.sampled_from(["one", "two", "three", "four"])
SCALARS = st.lists(WORD, unique=True, max_size=3)


def some(fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Tree]:
    return st.fixed_dictionaries({}, optional=fields)


def keyed(key: str, fields: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[list[Tree]]:
    items = st.fixed_dictionaries({key: WORD}, optional=fields)
    return st.lists(items, unique_by=lambda item: item[key], max_size=3)


PAYMENT = some({"clock_starts": WORD, "method": WORD, "run": some({"every": WORD, "day": WORD})})
SUBCONTRACT = some(
    {
        "invoicing": some({"when": WORD, "must_quote": SCALARS, "note": WORD}),
        "payment": PAYMENT,
        "standards": some(
            {
                "quality": some({"title": WORD}),
                "labelling": some({"both_ends": WORD, "example": WORD}),
                "other": keyed("id", {"title": WORD}),
            }
        ),
        "on_site": some({"ppe": SCALARS, "check_in": keyed("moment", {"to": WORD, "say": WORD})}),
    }
)
DEFAULTS = st.fixed_dictionaries(
    {"subcontract": SUBCONTRACT},
    optional={
        "nda": some({"type": WORD, "covers": SCALARS}),
        "assurance": some({"insurance": keyed("type", {"minimum": WORD, "held": WORD})}),
        "governance": some({"term": some({"renews": WORD, "notice": some({"from_us": WORD})})}),
    },
)


# Laws


@given(DEFAULTS)
def test_a_record_that_says_what_the_house_says_is_the_house(house: Tree) -> None:
    assert plain(house, house) == house


@given(DEFAULTS)
def test_over_a_silent_house_a_record_is_itself(own: Tree) -> None:
    assert plain(own, {}) == own


@given(DEFAULTS)
def test_a_record_that_only_names_the_relationship_is_the_house(house: Tree) -> None:
    assert plain("subcontract:\n", house) == house


@given(DEFAULTS, DEFAULTS)
def test_what_was_laid_over_the_house_once_is_not_changed_by_it_again(
    own: Tree, house: Tree
) -> None:
    once = over(own, house).tree
    assert resolve(once, node(house, HOUSE), Partner).tree.plain() == once.plain()


@given(DEFAULTS, DEFAULTS)
def test_every_value_comes_from_one_of_the_two_files_and_knows_which(
    own: Tree, house: Tree
) -> None:
    resolved = over(own, house).tree
    ours, theirs = leaves(node(own, OWN)), leaves(node(house, HOUSE))
    for path, leaf in leaves(resolved).items():
        listed = any(isinstance(key, int) for key in path)
        if listed:
            continue
        assert leaf.mark.file == (OWN if path in ours else HOUSE)
        assert leaf == (ours[path] if path in ours else theirs[path])


@given(DEFAULTS, DEFAULTS)
def test_every_value_of_a_list_stands_in_the_file_that_it_claims(own: Tree, house: Tree) -> None:
    stand = {leaf.mark: leaf.value for leaf in leaves(node(own, OWN)).values()}
    stand |= {leaf.mark: leaf.value for leaf in leaves(node(house, HOUSE)).values()}
    for leaf in leaves(over(own, house).tree).values():
        assert stand[leaf.mark] == leaf.value


@given(DEFAULTS, DEFAULTS)
def test_nothing_of_the_record_is_lost(own: Tree, house: Tree) -> None:
    said = {leaf.mark for leaf in leaves(node(own, OWN)).values()}
    assert said <= {leaf.mark for leaf in leaves(over(own, house).tree).values()}


INSURANCE = keyed("type", {"minimum": WORD})


def insurance(items: object) -> Tree:
    return {"subcontract": {}, "assurance": {"insurance": items}}


def resolved_insurance(own: object, house: list[Tree]) -> list[Tree]:
    items = plain(insurance(own), insurance(house))["assurance"]["insurance"]
    assert isinstance(items, list)
    return items


@given(INSURANCE, INSURANCE)
def test_what_is_added_stands_behind_what_the_house_lists(
    added: list[Tree], house: list[Tree]
) -> None:
    named = {item["type"] for item in house}
    new = [item for item in added if item["type"] not in named]
    assert resolved_insurance({"add": new}, house) == [*house, *new]


@given(INSURANCE, INSURANCE)
def test_dropping_what_was_added_leaves_the_house(added: list[Tree], house: list[Tree]) -> None:
    named = {item["type"] for item in house}
    new = [item for item in added if item["type"] not in named]
    both = resolved_insurance({"add": new}, house)
    dropped = resolved_insurance({"drop": [item["type"] for item in new]}, both)
    assert dropped == house


@given(INSURANCE, st.data())
def test_what_is_replaced_stays_in_its_place(house: list[Tree], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from([item["type"] for item in house] or ["none"])))
    new = [{"type": item["type"], "held": "new"} for item in house if item["type"] in chosen]
    result = resolved_insurance({"replace": new}, house)
    assert [item["type"] for item in result] == [item["type"] for item in house]
    assert all(item in new for item in result if item["type"] in chosen)
    assert all(item in house for item in result if item["type"] not in chosen)


@given(INSURANCE, INSURANCE)
def test_an_item_with_the_key_of_a_house_item_changes_it(
    own: list[Tree], house: list[Tree]
) -> None:
    result = resolved_insurance(own, house)
    by_name = {item["type"]: item for item in house}
    assert {item["type"] for item in result} == {item["type"] for item in [*own, *house]}
    assert [item["type"] for item in result][: len(house)] == [item["type"] for item in house]
    for item in own:
        assert by_name.get(item["type"], {}) | item in result


@given(SCALARS, SCALARS, SCALARS)
def test_a_plain_list_is_changed_by_its_words(
    house: list[str], added: list[str], dropped: list[str]
) -> None:
    known = [word for word in dropped if word in house]
    own = {"subcontract": {"on_site": {"ppe": {"add": added, "drop": known}}}}
    result = plain(own, {"subcontract": {"on_site": {"ppe": house}}})
    kept = [word for word in house if word not in known]
    assert result["subcontract"]["on_site"]["ppe"] == [*kept, *added]


@given(SCALARS, SCALARS)
def test_a_plain_list_written_anew_stands_for_the_house_list(
    own: list[str], house: list[str]
) -> None:
    result = plain({"nda": {"covers": own}, "subcontract": {}}, {"nda": {"covers": house}})
    assert result["nda"]["covers"] == own


# Single rules


def test_what_is_dropped_is_kept_for_the_reader() -> None:
    resolved = over(insurance({"drop": ["one"]}), insurance([{"type": "one"}, {"type": "two"}]))
    [dropped] = resolved.dropped
    assert dropped.path == ("assurance", "insurance")
    assert dropped.item.plain() == {"type": "one"}
    assert dropped.item.mark.file == HOUSE


def test_what_is_dropped_twice_is_dropped_once() -> None:
    resolved = over(insurance({"drop": ["one", "one"]}), insurance([{"type": "one"}]))
    assert [dropped.item.plain() for dropped in resolved.dropped] == [{"type": "one"}]
    assert resolved.tree.nearest(("assurance", "insurance")).plain() == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"add": [{"type": "one"}]}, ["duplicate-item"]),
        ({"add": [{"type": "new"}, {"type": "new"}]}, ["duplicate-item"]),
        ({"drop": ["none"]}, ["unknown-item"]),
        ({"replace": [{"type": "none"}]}, ["unknown-item"]),
        ({"drop": ["one"], "replace": [{"type": "one"}]}, ["unknown-item"]),
        ({"add": "one"}, ["wrong-form"]),
        ({"add": {"type": "new"}}, ["wrong-form"]),
        ({"remove": ["one"], "add": []}, ["unknown-field"]),
        ({"type": "new"}, ["wrong-form"]),
        ({"remove": ["one"]}, ["wrong-form"]),
        ({"drop": ["one"], "add": [{"type": "one"}]}, []),
        ({"drop": [{"type": "one"}]}, []),
        ({}, ["wrong-form"]),
        ([{"type": "new"}, {"type": "new"}], ["duplicate-item"]),
    ],
)
def test_a_change_that_does_not_fit_is_told(change: object, codes: list[str]) -> None:
    resolved = over(insurance(change), insurance([{"type": "one"}, {"type": "two"}]))
    assert [problem.code for problem in resolved.problems] == codes
    assert all(problem.mark.file == OWN for problem in resolved.problems)


def test_a_list_without_a_key_can_be_added_to_or_written_anew() -> None:
    house = "subcontract: {on_site: {no_answer: [{do: Wait.}]}}"
    added = plain("subcontract: {on_site: {no_answer: {add: [{do: Ring.}]}}}", house)
    anew = plain("subcontract: {on_site: {no_answer: [{do: Ring.}]}}", house)
    assert added["subcontract"]["on_site"]["no_answer"] == [{"do": "Wait."}, {"do": "Ring."}]
    assert anew["subcontract"]["on_site"]["no_answer"] == [{"do": "Ring."}]


@pytest.mark.parametrize("block", ["due", "run"])
def test_a_block_that_only_makes_sense_whole_replaces_the_house_block(block: str) -> None:
    house = f"subcontract: {{payment: {{{block}: {{rule: one, every: one, day: two}}}}}}"
    own = f"subcontract: {{payment: {{{block}: {{days: three}}}}}}"
    assert plain(own, house)["subcontract"]["payment"][block] == {"days": "three"}
    assert plain("subcontract:", house) == plain(house, {})


def test_a_clause_that_does_not_apply_takes_nothing_from_the_house() -> None:
    house = "nda: {type: mutual}\nsubcontract: {payment: {method: bacs, run: {every: weekly}}}"
    own = "nda: {not_applicable: So.}\nsubcontract: {payment: {not_applicable: So.}}"
    assert plain(own, house) == {
        "nda": {"not_applicable": "So."},
        "subcontract": {"payment": {"not_applicable": "So."}},
    }


def test_a_clause_that_the_house_puts_aside_applies_where_a_record_writes_it() -> None:
    house = "nda: {not_applicable: So., type: mutual}\nsubcontract: {tax: {not_applicable: So.}}"
    assert plain("nda: {signed_on: today}\nsubcontract:", house) == {
        "nda": {"signed_on": "today", "type": "mutual"},
        "subcontract": {"tax": {"not_applicable": "So."}},
    }


EVERYTHING = """
nda: {type: one}
consultancy_agreement: {reference: one}
client_protection: {note: one}
assurance: {note: one}
governance: {note: one}
other_terms: [{title: one}]
subcontract: {note: one}
referral: {note: one, we_refer: {note: one}, they_refer: {note: one}}
"""


@pytest.mark.parametrize(
    ("own", "given"),
    [
        ("name: x", ["name"]),
        ("contacts: []", ["contacts"]),
        (
            "subcontract:",
            [
                "nda",
                "consultancy_agreement",
                "client_protection",
                "assurance",
                "governance",
                "other_terms",
                "subcontract",
            ],
        ),
        ("referral:", ["nda", "governance", "other_terms", "referral"]),
        ("nda:", ["nda"]),
    ],
)
def test_the_house_adds_only_what_the_relationship_needs(own: str, given: list[str]) -> None:
    assert sorted(plain(own, EVERYTHING)) == sorted(given)


@pytest.mark.parametrize("direction", ["we_refer", "they_refer"])
def test_the_house_gives_terms_only_for_the_direction_that_is_written(direction: str) -> None:
    result = plain(f"referral: {{{direction}: }}", EVERYTHING)
    assert result["referral"] == {"note": "one", direction: {"note": "one"}}


@pytest.mark.parametrize(
    ("kind", "standards"),
    [
        ("[cabling]", ["labelling", "quality"]),
        ("[software, cabling]", ["labelling", "quality"]),
        ("[software]", ["quality"]),
        ("[]", ["quality"]),
    ],
)
def test_a_house_standard_is_for_its_trades(kind: str, standards: list[str]) -> None:
    house = """
        subcontract:
          standards:
            quality: {title: one}
            labelling: {title: two, applies_to: [cabling, telecoms]}
    """
    result = plain(f"kind: {kind}\nsubcontract:", house)
    assert sorted(result["subcontract"]["standards"]) == standards
    asked = plain(f"kind: {kind}\nsubcontract: {{standards: {{labelling: }}}}", house)
    assert asked["subcontract"]["standards"]["labelling"]["title"] == "two"


@pytest.mark.parametrize("own", ["subcontract: text", "subcontract: [a, b]"])
def test_a_value_of_the_wrong_kind_is_left_for_the_check(own: str) -> None:
    assert plain(own, "subcontract: {note: one}") == plain(own, {})


@pytest.mark.parametrize("house", ["subcontract: text", "nda: [a]", "assurance: {insurance: text}"])
def test_a_house_of_the_wrong_kind_does_no_harm(house: str) -> None:
    own = "subcontract: {note: one}\nassurance: {insurance: {add: [{type: new}]}}"
    assert plain(own, house)["subcontract"] == {"note": "one"}


# What the program says itself


@given(DEFAULTS)
def test_what_the_house_says_stands_before_what_the_program_says(house: Tree) -> None:
    said = node(house, HOUSE)
    result = complete(said, node(BUILT_IN, PROGRAM))
    for path, leaf in leaves(result).items():
        written = leaves(said).get(path)
        assert leaf == written or (written is None and leaf.mark.file == PROGRAM)
    assert leaves(said).keys() <= leaves(result).keys()


def test_a_silent_house_leaves_what_the_program_says() -> None:
    assert complete(empty(HOUSE), node(BUILT_IN, PROGRAM)).plain() == node(BUILT_IN, "x").plain()


# From files to settings


HOUSE_TEXT = (Path(__file__).resolve().parents[1] / "records" / HOUSE_FILE).read_text(
    encoding="utf-8"
)
DEFAULTS_TEXT = textwrap.dedent(HOUSE_TEXT.split("defaults:\n")[1])
NAME = "name: Example Cabling\nstatus: active\nkind: [cabling, it_firm]\nnda: {type: mutual}\n"


def settings(book: Playbook, origin: Origin) -> Iterator[Setting]:
    return (setting for setting in book.settings() if setting.origin is origin)


def loose(setting: Setting) -> bool:
    """Tell whether a setting stands in a list whose items have no name to compare them by."""
    return "no_answer" in setting.path


def test_a_record_that_copies_the_house_differs_nowhere(tmp_path: Path) -> None:
    book = playbook(tmp_path, NAME + DEFAULTS_TEXT, HOUSE_TEXT)
    assert [setting.path for setting in book.settings() if setting.differs] == []
    copied = [each for each in settings(book, Origin.PARTNER) if each.path[0] in Terms.model_fields]
    assert len(copied) > 20
    silent = [each.path for each in copied if each.house is None and not loose(each)]
    assert silent == [("nda", "type")]


def test_on_house_terms_every_term_is_the_house_term(tmp_path: Path) -> None:
    book = playbook(tmp_path, f"{NAME}subcontract:\n", HOUSE_TEXT)
    own = {each.path[0] for each in settings(book, Origin.PARTNER)}
    assert own == {"name", "status", "kind", "nda"}
    assert {each.path for each in settings(book, Origin.BUILT_IN)} == {
        ("subcontract", "invoicing", "raised_by"),
        ("subcontract", "payment", "roll"),
    }
    theirs = list(settings(book, Origin.HOUSE))
    assert len(theirs) > 20
    assert [each.path for each in theirs if each.value != each.house and not loose(each)] == []


def test_each_setting_names_its_origin_and_what_the_house_says(tmp_path: Path) -> None:
    record = f"""{NAME}subcontract:
  payment:
    clock_starts: job_completed
    method: bacs
    roll: next
  on_site:
    check_in:
      - moment: before_leaving
        to: duty-manager
"""
    book = playbook(tmp_path, record, HOUSE_TEXT)
    found = {each.path: each for each in book.settings()}

    def told(*path: str | int) -> tuple[str, Origin, str | None, bool]:
        each = found[("subcontract", *path)]
        house = None if each.house is None else str(each.house)
        return str(each.value), each.origin, house, each.differs

    assert told("payment", "clock_starts") == (
        *("job_completed", Origin.PARTNER),
        *("invoice_received", True),
    )
    assert told("payment", "method") == ("bacs", Origin.PARTNER, None, False)
    assert told("payment", "roll") == ("next", Origin.PARTNER, "none", True)
    assert told("payment", "due", "days") == ("30", Origin.HOUSE, "30", False)
    assert told("invoicing", "raised_by") == ("partner", Origin.BUILT_IN, "partner", False)
    assert told("on_site", "check_in", 0, "to") == (
        *("service-desk", Origin.HOUSE),
        *("service-desk", False),
    )
    assert told("on_site", "check_in", 1, "to") == (
        *("duty-manager", Origin.PARTNER),
        *("service-desk", True),
    )
    assert book.mark(("subcontract", "on_site", "check_in", 1, "to")).line == 13
    assert book.mark(("subcontract", "payment", "due")).file == f"partners/{HOUSE_FILE}"


def test_a_list_inside_an_added_item_may_be_changed_too() -> None:
    own = "contacts: {add: [{id: desk, call_for: {add: [dispatch]}}]}"
    assert plain(own, {})["contacts"] == [{"id": "desk", "call_for": ["dispatch"]}]
