"""Agreed: whether the terms on file are those that a record says were agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from macros.records.problems import Problem, Severity
from macros.records.snapshot import snapshot
from macros.terms.fingerprint import fingerprint
from macros.terms.term import terms

if TYPE_CHECKING:
    from macros.records.agreed import AgreedTerms
    from macros.records.partner import Partner
    from macros.records.source import File, Node


class OnFile(NamedTuple):
    """The agreed terms on file, or None where there are none to go by; and what is wrong."""

    terms: AgreedTerms | None
    problems: list[Problem]


def agreed_terms(partner: Partner, record: Node, file: File | None) -> OnFile:
    """Return the terms in `file` where they are those that the record's `agreed` speaks of.

    What is wrong is a warning: the playbook stands, but nobody can tell what has changed.
    """
    if file is None:
        signed = partner.agreed and partner.agreed.fingerprint
        return OnFile(None, [_missing(record)] if signed else [])
    document = file.document()
    on_file, problems = snapshot(document)
    if on_file is None:
        return OnFile(None, problems)
    if on_file.header.fingerprint != fingerprint(terms(on_file.partner)):
        return OnFile(None, [_edited(document.root)])
    if not _is_of(partner, on_file):
        return OnFile(None, [_other(record, file.name)])
    return OnFile(on_file, [])


def _is_of(partner: Partner, on_file: AgreedTerms) -> bool:
    agreed, header = partner.agreed, on_file.header
    return agreed is not None and (agreed.fingerprint, agreed.on, agreed.version) == (
        header.fingerprint,
        header.on,
        header.version,
    )


def _missing(record: Node) -> Problem:
    return Problem(
        record.nearest(("agreed", "fingerprint")).mark,
        "agreed.fingerprint",
        "the terms that were agreed are not on file",
        f"take the file back from your history, or {_AGREE}",
        "agreed-terms-missing",
        Severity.WARNING,
    )


def _edited(root: Node) -> Problem:
    return Problem(
        root.nearest(("fingerprint",)).mark,
        "fingerprint",
        "the terms in this file are not those of its fingerprint",
        f"take the file back from your history, or {_AGREE}",
        "agreed-terms-differ",
        Severity.WARNING,
    )


def _other(record: Node, file: str) -> Problem:
    return Problem(
        record.nearest(("agreed",)).mark,
        "agreed",
        f"day, version or fingerprint are not those of the terms in {file}",
        _AGREE,
        "agreed-terms-differ",
        Severity.WARNING,
    )


_AGREE = "run 'playbook agree' with the day on which both sides agreed"
