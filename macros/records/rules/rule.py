"""Rule: a check with its code, and how all of them judge a playbook."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, TypeAlias

from macros.records.playbook import Playbook
from macros.records.problems import MOST, Problem, Severity, shown
from macros.records.source import Path_, field_name


class Finding(NamedTuple):
    """What a rule found: where, what is wrong, and what to write instead."""

    path: Path_
    message: str
    cure: str


Check: TypeAlias = Callable[[Playbook], Iterator[Finding]]


class Rule(NamedTuple):
    """A check with its code and how much it matters."""

    code: str
    severity: Severity
    check: Check


RULES: list[Rule] = []


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a check under its code."""

    def register(check: Check) -> Check:
        RULES.append(Rule(code, severity, check))
        return check

    return register


def judge(playbook: Playbook, of_the_house: frozenset[str] = frozenset()) -> list[Problem]:
    """Return every problem that the rules find in a playbook, but for the warnings it accepts.

    `of_the_house` has the messages that the house's own terms give rise to: those are told of the
    house file, and all others of the record, which then is what brought them about.
    """
    problems = [
        _problem(playbook, finding, each.code, each.severity, of_the_house)
        for each in RULES
        for finding in islice(each.check(playbook), MOST)
    ]
    return list(_less_accepted(problems, playbook))


def messages(playbook: Playbook) -> frozenset[str]:
    """Return the messages of all that the rules find in a playbook."""
    return frozenset(finding.message for each in RULES for finding in each.check(playbook))


def _problem(
    playbook: Playbook,
    finding: Finding,
    code: str,
    severity: Severity,
    of_the_house: frozenset[str] = frozenset(),
) -> Problem:
    mark = playbook.mark(finding.path)
    if finding.message not in of_the_house:
        mark = playbook.own_mark(finding.path)
    # Where the house file says it, it stands below 'defaults' there.
    above = () if mark.file == playbook.tree.mark.file else ("defaults",)
    field = field_name((*above, *finding.path))
    return Problem(mark, field, finding.message, finding.cure, code, severity)


def _less_accepted(problems: list[Problem], playbook: Playbook) -> Iterator[Problem]:
    accepted = [str(item.check or "") for item in playbook.partner.accepted or ()]
    if not accepted:
        yield from problems
        return
    for problem in problems:
        if problem.severity is Severity.ERROR or problem.code not in accepted:
            yield problem
    severities = {each.code: each.severity for each in RULES}
    found = {problem.code for problem in problems}
    for index, code in enumerate(accepted):
        path = ("accepted", index, "check")
        if severities.get(code) is not Severity.WARNING:
            finding = Finding(path, *_not_acceptable(code, severities))
            yield _problem(playbook, finding, "unknown-warning", Severity.ERROR)
        elif code not in found:
            finding = Finding(path, f"the warning '{code}' does not come up", "remove the entry")
            yield _problem(playbook, finding, "accepted-in-vain", Severity.WARNING)


def _not_acceptable(code: str, severities: dict[str, Severity]) -> tuple[str, str]:
    if not code:
        return "this entry does not say what it accepts", "add 'check:' with the warning's code"
    if code in severities:
        return f"'{code}' is an error, and errors cannot be accepted", "put it right"
    warnings = [each for each, severity in severities.items() if severity is Severity.WARNING]
    close = difflib.get_close_matches(shown(code), warnings, 1)
    cure = f"did you mean '{close[0]}'?" if close else "write the code of a warning"
    return f"'{shown(code)}' is no warning that can be accepted", cure
