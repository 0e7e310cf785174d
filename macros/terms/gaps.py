"""Gaps: what a record does not know, or knows to be less than was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.records.cover import Cover, cover, legal_name, names_another
from macros.records.identity import Status
from macros.records.partner import Relationship
from macros.records.playbook import applies, in_force
from macros.records.scalars import Duration
from macros.records.work import DataRole
from macros.terms import expiry
from macros.terms.changes import changes
from macros.terms.expiry import State
from macros.terms.need import Gap, Need, Urgency
from macros.terms.period import begun, days_of, end_of, reached

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from macros.records.agreements import Assurance, Insurance
    from macros.records.partner import Partner
    from macros.records.playbook import Playbook

LONG = Duration.parse("12 months")
"""How long a record may go unreviewed that names no day for it."""

_GAPS = {
    State.UNDATED: (Gap.UNDATED, Urgency.SOON),
    State.UNSIGNED: (Gap.UNSIGNED, Urgency.SOON),
    State.MISSING: (Gap.NO_CERTIFICATE, Urgency.NOW),
}


def gaps(playbook: Playbook, today: dt.date) -> Iterator[Need]:
    """Yield what is undated, unsigned, missing, too little, or long unseen."""
    partner = playbook.partner
    if partner.status is Status.ENDED:
        yield from _end(playbook)
        return
    yield from _nda(partner, today)
    if partner.status is Status.PROSPECT:
        return
    yield from _document(partner, "consultancy_agreement", today)
    yield from _data_agreement(partner, today)
    assurance = in_force(partner.assurance)
    if assurance:
        yield from _insurance(partner, assurance, today)
        yield from _skills(assurance, today)
    if partner.relationship is not Relationship.NONE:
        yield from _agreed(playbook)
        yield from _unreviewed(playbook, today)


def _end(playbook: Playbook) -> Iterator[Need]:
    """Yield the want of a last day where duties are counted from it."""
    partner = playbook.partner
    lasting = partner.relationship is not Relationship.NONE or partner.nda
    if lasting and end_of(partner, days_of(partner, playbook.house)) is None:
        yield Need(Gap.END_UNKNOWN, Urgency.LATER, ("status",))


def _nda(partner: Partner, today: dt.date) -> Iterator[Need]:
    if partner.nda is not None:
        yield from _document(partner, "nda", today)
    elif partner.relationship is not Relationship.NONE:
        yield Need(Gap.NO_NDA, Urgency.NOW, (partner.relationship.value,), of="nda")


def _document(partner: Partner, name: str, today: dt.date) -> Iterator[Need]:
    document = in_force(getattr(partner, name))
    if document:
        found = _GAPS.get(expiry.agreement(document, today).state)
        if found:
            yield Need(*found, (name,), of=name)


def _data_agreement(partner: Partner, today: dt.date) -> Iterator[Need]:
    """Yield the want of a data processing agreement (UK GDPR and GDPR, article 28)."""
    work = in_force(partner.subcontract)
    security = in_force(work.security) if work else None
    data = in_force(security.data) if security else None
    if data and data.role in {DataRole.PROCESSOR, DataRole.SUB_PROCESSOR}:
        signed = data.agreement_signed
        if signed is None or signed > today:
            yield Need(Gap.UNSIGNED, Urgency.SOON, ("subcontract", "security", "data"), of="data")


def _insurance(partner: Partner, assurance: Assurance, today: dt.date) -> Iterator[Need]:
    accepted = {item.check for item in partner.accepted or ()}
    for index, policy in enumerate(assurance.insurance or ()):
        if not applies(policy):
            continue
        path = ("assurance", "insurance", index)
        of = policy.type or ""
        found = _GAPS.get(expiry.insurance(policy, today).state)
        if found:
            # What is asked for in some cases only may not be asked of this partner.
            gap, urgency = found
            urgency = Urgency.SOON if policy.required_where else urgency
            yield Need(gap, urgency, path, of=of, values=(policy.required_where or "",))
        short = _short(policy)
        if short and "cover-below-minimum" not in accepted:
            sums = (policy.held, policy.minimum)
            yield Need(*short, (*path, "held"), of=of, values=sums)
        if names_another(policy, partner) and "insured-name-differs" not in accepted:
            names = (policy.insured_name, legal_name(partner))
            here = (*path, "insured_name")
            yield Need(Gap.NAMES_ANOTHER, Urgency.NOW, here, of=of, values=names)


def _short(policy: Insurance) -> tuple[Gap, Urgency] | None:
    found = cover(policy)
    if found is Cover.BELOW:
        return Gap.COVER_BELOW_MINIMUM, Urgency.NOW
    return (Gap.COVER_IN_OTHER_CURRENCY, Urgency.SOON) if found is Cover.OTHER_CURRENCY else None


def _skills(assurance: Assurance, today: dt.date) -> Iterator[Need]:
    for index, certificate in enumerate(assurance.certifications or ()):
        state = expiry.certificate(certificate, today).state
        if applies(certificate) and state is State.UNDATED:
            path = ("assurance", "certifications", index)
            yield Need(Gap.UNDATED, Urgency.SOON, path, of=certificate.type or "")
    for index, check in enumerate(assurance.checks or ()):
        if applies(check) and check.last_done is None:
            path = ("assurance", "checks", index)
            yield Need(Gap.UNDATED, Urgency.SOON, path, of=check.type or "")


def _agreed(playbook: Playbook) -> Iterator[Need]:
    agreed = playbook.partner.agreed
    if agreed is None or agreed.on is None:
        yield Need(Gap.NEVER_AGREED, Urgency.SOON, ("agreed",) if agreed else ())
        return
    changed = changes(playbook)
    if changed:
        material = sum(change.material for change in changed)
        urgency = Urgency.SOON if material else Urgency.LATER
        values = (len(changed), material, agreed.on)
        yield Need(Gap.CHANGED, urgency, ("agreed",), values=values)


def _unreviewed(playbook: Playbook, today: dt.date) -> Iterator[Need]:
    partner = playbook.partner
    governance = in_force(partner.governance)
    review = governance.review if governance else None
    if review and (not applies(review) or review.every):
        return
    seen = (review and review.last) or begun(partner)
    due = reached(seen, LONG, days_of(partner, playbook.house))
    if due and due < today:
        path = ("governance", "review") if review else ()
        yield Need(Gap.UNREVIEWED, Urgency.LATER, path, due, values=(seen,))
