"""Work: whether calls reach somebody, and examples fit their patterns."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from macros.records.contacts import contact, contact_names
from macros.records.fields import shapes
from macros.records.problems import Severity, closest, in_a_list, shown
from macros.records.rules.rule import Finding, rule
from macros.records.week import (
    span_in_words,
    without,
)
from macros.records.work import CheckIn, Naming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from macros.records.fields import Block
    from macros.records.playbook import Playbook
    from macros.records.scalars import Pattern, Text
    from macros.records.source import Path_


@rule("example-does-not-match")
def _example_does_not_match(playbook: Playbook) -> Iterator[Finding]:
    for path, naming in playbook.blocks_of(Naming):
        pattern, example = naming.regex, naming.example
        if pattern and example and not _matches(pattern, example):
            yield Finding(
                (*path, "example"),
                f"the example '{shown(example)}' does not match its own pattern '{shown(pattern)}'",
                "correct the example or the 'regex'",
            )


# Most patterns are the house's, and so are their examples.
@lru_cache(maxsize=256)
def _matches(pattern: Pattern, example: Text) -> bool:
    return pattern.matches(example)


@rule("unknown-contact")
def _unknown_contact(playbook: Playbook) -> Iterator[Finding]:
    known = contact_names(playbook)
    for path, name in _references(playbook):
        if name in known:
            continue
        close = closest(name, sorted(known))
        cure = f"did you mean '{close}'?" if close else f"name one of: {in_a_list(sorted(known))}"
        yield Finding(
            path,
            f"there is no contact '{name}'",
            cure if known else "list it under 'contacts', here or in the house file",
        )


def _references(playbook: Playbook) -> Iterator[tuple[Path_, str]]:
    """Yield every name by which a term refers to a contact, with its path."""
    for path, block in playbook.blocks:
        for field in _fields_for_contacts(type(block)):
            name = getattr(block, field)
            if name:
                yield (*path, field), name


@cache
def _fields_for_contacts(block: type[Block]) -> tuple[str, ...]:
    return tuple(field for field in ("to", "contact", "tell") if field in shapes(block))


@rule("check-in-without-phone")
def _check_in_without_phone(playbook: Playbook) -> Iterator[Finding]:
    for index, call in enumerate(_check_ins(playbook)):
        reached = contact(playbook, call.to) if call.to else None
        if reached and not reached.phone and call.channel in {None, "phone", "text_message"}:
            yield Finding(
                ("subcontract", "on_site", "check_in", index, "to"),
                f"'{call.to}' is to be called and has no phone number",
                "give the contact a 'phone', or set another 'channel'",
            )


@rule("check-in-outside-hours", Severity.WARNING)
def _check_in_outside_hours(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    hours = work and work.scope and work.scope.hours
    if not hours:
        return
    for index, call in enumerate(_check_ins(playbook)):
        reached = contact(playbook, call.to) if call.to else None
        if reached and reached.hours and call.channel in {None, "phone"}:
            gaps = without(hours.spans(), reached.hours.spans())
            if gaps:
                yield Finding(
                    ("subcontract", "on_site", "check_in", index, "to"),
                    f"work goes on when nobody answers '{call.to}': {span_in_words(gaps[0])}",
                    "name a contact with longer 'hours', or narrow the scope's 'hours'",
                )


@rule("no-answer-ends-with-nobody")
def _no_answer_ends_with_nobody(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    steps = (work and work.on_site and work.on_site.no_answer) or ()
    if steps and not steps[-1].contact:
        yield Finding(
            ("subcontract", "on_site", "no_answer", len(steps) - 1),
            "the last step of 'no_answer' reaches nobody",
            "end with a step that has a 'contact'",
        )


def _check_ins(playbook: Playbook) -> tuple[CheckIn, ...]:
    work = playbook.partner.subcontract
    return (work and work.on_site and work.on_site.check_in) or ()
