"""Rules: checks across fields and records, each one sentence with a code of its own.

A rule speaks of how terms hang together, never of today's date: the same record passes or fails
on any day. What runs out is in `terms/expiry.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from macros.records.check import shape_at
from macros.records.money import Basis, ClockStarts, Due, DueRule, OutOfHours, Payment
from macros.records.partner import Partner
from macros.records.playbook import Playbook, applies
from macros.records.problems import MOST, Problem, Severity, shown
from macros.records.referral import FeeKind, Scheme
from macros.records.scalars import DAY_MINUTES, DAY_NAMES, WEEK_MINUTES, Date, merged, spans
from macros.records.source import Path_, field_name
from macros.records.work import CheckIn, Naming

if TYPE_CHECKING:
    from macros.records.fields import Block
    from macros.records.identity import Contact


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


# Courts seldom uphold a restraint beyond two years.
MONTHS_OF_RESTRAINT = 24
# Late Payment of Commercial Debts (Interest) Act 1998, section 4; Directive 2011/7/EU, article 3.
DAYS_TO_PAY = 60

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


# Agreements and the client


@rule("subcontract-without-nda")
def _subcontract_without_nda(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    if partner.subcontract and not _says_something(partner.nda):
        yield Finding(
            ("subcontract",),
            "a subcontractor sees our clients' systems, and there is no non-disclosure agreement",
            "add 'nda:' here or to the house's defaults, or 'nda: {not_applicable: <reason>}'",
        )


@rule("subcontract-without-non-engagement")
def _subcontract_without_non_engagement(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    protection = partner.client_protection
    if not partner.subcontract or (protection and protection.not_applicable):
        return
    if not protection or not _says_something(protection.non_engagement):
        yield Finding(
            ("client_protection",) if protection else ("subcontract",),
            "nothing says that the client stays ours",
            "add 'client_protection: {non_engagement: …}' here or to the house's defaults,"
            " or give the reason as 'not_applicable'",
        )


@rule("restraint-beyond-24-months", Severity.WARNING)
def _restraint_beyond_24_months(playbook: Playbook) -> Iterator[Finding]:
    path = ("client_protection", "non_engagement", "after")
    after = playbook.partner.client_protection and playbook.partner.client_protection.non_engagement
    if after and after.after and after.after.days() > MONTHS_OF_RESTRAINT * 365 // 12:
        yield Finding(
            path,
            f"a restraint of {after.after} is longer than courts usually uphold",
            "write 24 months or less, or accept the warning with the reason",
        )


# Assurance


@rule("insured-name-differs", Severity.WARNING)
def _insured_name_differs(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    legal = partner.legal_name or partner.name
    for index, policy in enumerate((partner.assurance and partner.assurance.insurance) or ()):
        named = policy.insured_name
        if named and " ".join(named.casefold().split()) != " ".join(legal.casefold().split()):
            yield Finding(
                ("assurance", "insurance", index, "insured_name"),
                f"the certificate names '{shown(named)}', not the firm '{shown(legal)}'",
                "ask for a certificate in the right name, or correct 'legal_name'",
            )


@rule("cover-below-minimum", Severity.WARNING)
def _cover_below_minimum(playbook: Playbook) -> Iterator[Finding]:
    assurance = playbook.partner.assurance
    for index, policy in enumerate((assurance and assurance.insurance) or ()):
        held, minimum = policy.held, policy.minimum
        if not held or not minimum:
            continue
        path = ("assurance", "insurance", index, "held")
        if held.currency != minimum.currency:
            yield Finding(
                path,
                f"the cover is in {held.currency}, the minimum in {minimum.currency}",
                f"write the minimum for this partner in {held.currency}",
            )
        elif held.amount < minimum.amount:
            yield Finding(
                path,
                f"the cover of {held.currency} {held.amount:,} is below the minimum of"
                f" {minimum.currency} {minimum.amount:,}",
                "ask for more cover, or lower the minimum for this partner",
            )


@rule("cover-ends-inside-term", Severity.WARNING)
def _cover_ends_inside_term(playbook: Playbook) -> Iterator[Finding]:
    partner = playbook.partner
    term = partner.governance and partner.governance.term
    ends = term and term.ends
    for index, policy in enumerate((partner.assurance and partner.assurance.insurance) or ()):
        if ends and policy.expires and policy.expires < ends:
            yield Finding(
                ("assurance", "insurance", index, "expires"),
                f"the cover ends on {policy.expires}, before the term does on {ends}",
                "note the renewal, or accept the warning with the reason",
            )


# Work


@rule("example-does-not-match")
def _example_does_not_match(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        if (
            isinstance(block, Naming)
            and block.regex
            and block.example
            and not block.regex.matches(block.example)
        ):
            yield Finding(
                (*path, "example"),
                f"the example '{shown(block.example)}' does not match its own pattern"
                f" '{shown(block.regex)}'",
                "correct the example or the 'regex'",
            )


@rule("unknown-contact")
def _unknown_contact(playbook: Playbook) -> Iterator[Finding]:
    known = sorted(_contact_names(playbook))
    for path, name in _references(playbook):
        if contact(playbook, name) is None:
            close = difflib.get_close_matches(name, known, 1)
            cure = f"did you mean '{close[0]}'?" if close else f"name one of: {', '.join(known)}"
            yield Finding(
                path,
                f"there is no contact '{name}'",
                cure if known else "list it under 'contacts', here or in the house file",
            )


def _references(playbook: Playbook) -> Iterator[tuple[Path_, str]]:
    """Yield every name by which a term refers to a contact, with its path."""
    for path, block in playbook.blocks:
        for field in ("to", "contact", "tell"):
            name = vars(block).get(field)
            if name:
                yield (*path, field), name


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
                    f"work goes on when nobody answers '{call.to}': {_week_span(gaps[0])}",
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


# Money


@rule("rate-without-price")
def _rate_without_price(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    for index, rate in enumerate((work and work.pricing and work.pricing.rates) or ()):
        shares = rate.basis in {Basis.COST_PLUS, Basis.REVENUE_SHARE}
        if (shares and not rate.percent) or (not shares and not rate.rate):
            wanted = "percent" if shares else "rate"
            yield Finding(
                ("subcontract", "pricing", "rates", index),
                "this rate has no price",
                f"add '{wanted}: {'10%' if shares else 'GBP 45.00'}'",
            )


@rule("out-of-hours-without-price")
def _out_of_hours_without_price(playbook: Playbook) -> Iterator[Finding]:
    for index, window in enumerate(_windows(playbook)):
        prices = [
            price
            for price in (
                window.multiplier,
                window.surcharge,
                window.rate,
                window.unavailable or None,
            )
            if price is not None
        ]
        if len(prices) != 1:
            yield Finding(
                ("subcontract", "pricing", "out_of_hours", index),
                "this window has no price" if not prices else "this window has more than one price",
                "write one of 'multiplier', 'surcharge', 'rate' or 'unavailable: yes'",
            )
        if not (window.days and window.start and window.end):
            yield Finding(
                ("subcontract", "pricing", "out_of_hours", index),
                "this window does not say when it is",
                "write 'days', 'start' and 'end'",
            )


@rule("out-of-hours-overlap")
def _out_of_hours_overlap(playbook: Playbook) -> Iterator[Finding]:
    seen: list[tuple[int, int]] = []
    work = playbook.partner.subcontract
    hours = work and work.scope and work.scope.hours
    if hours and _windows(playbook):
        seen += hours.spans()
    for index, window in enumerate(_windows(playbook)):
        for first, last in _window_spans(window):
            clash = next((span for span in seen if first < span[1] and span[0] < last), None)
            if clash:
                both = (max(first, clash[0]), min(last, clash[1]))
                yield Finding(
                    ("subcontract", "pricing", "out_of_hours", index),
                    f"{_week_span(both)} is priced twice: by this window, and by one above it or"
                    " the normal hours",
                    "let one window end where the next one starts",
                )
                break
        seen += _window_spans(window)


@rule("out-of-hours-gap")
def _out_of_hours_gap(playbook: Playbook) -> Iterator[Finding]:
    work = playbook.partner.subcontract
    hours = work and work.scope and work.scope.hours
    windows = _windows(playbook)
    if not windows or not hours:
        return
    covered = hours.spans() + [span for window in windows for span in _window_spans(window)]
    gaps = without([(0, WEEK_MINUTES)], merged(covered))
    if gaps:
        yield Finding(
            ("subcontract", "pricing", "out_of_hours"),
            f"no price is given for {_week_spans(_over_sunday(gaps))}",
            "widen a window, or add one with 'unavailable: yes'",
        )


@rule("due-rule-incomplete")
def _due_rule_incomplete(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        if not isinstance(block, Due):
            continue
        needed = _DUE_NEEDS.get(block.rule, ()) if block.rule else ("rule",)
        absent = [name for name in needed if getattr(block, name) is None]
        idle = [
            name
            for name in ("days", "day", "months", "weeks")
            if getattr(block, name) is not None and name not in needed and block.rule
        ]
        if absent and block.rule:
            needs = " and ".join(repr(name) for name in absent)
            cure = f"write it as in '{_DUE_EXAMPLE[block.rule]}'"
            yield Finding(path, f"the rule '{block.rule}' needs {needs}", cure)
        elif absent:
            cure = "add 'rule:', such as 'rule: days_after'"
            yield Finding(path, "nothing says by which rule the due date follows", cure)
        if idle:
            yield Finding(
                (*path, idle[0]),
                f"the rule '{block.rule}' does not use '{idle[0]}'",
                "remove it, or choose another rule",
            )


_DUE_NEEDS: dict[DueRule, tuple[str, ...]] = {
    DueRule.DAYS_AFTER: ("days",),
    DueRule.BUSINESS_DAYS_AFTER: ("days",),
    DueRule.DAYS_AFTER_MONTH_END: ("days",),
    DueRule.MONTH_END_AFTER_DAYS: ("days",),
    DueRule.DAY_OF_MONTH: ("day", "months"),
    DueRule.WEEK_END_AFTER_WEEKS: ("weeks",),
}
_DUE_EXAMPLE: dict[DueRule, str] = {
    DueRule.DAYS_AFTER: "days: 30",
    DueRule.BUSINESS_DAYS_AFTER: "days: 10",
    DueRule.DAYS_AFTER_MONTH_END: "days: 30",
    DueRule.MONTH_END_AFTER_DAYS: "days: 30",
    DueRule.DAY_OF_MONTH: "day: 20, months: 1",
    DueRule.WEEK_END_AFTER_WEEKS: "weeks: 2",
}


@rule("pay-when-paid-without-long-stop", Severity.WARNING)
def _pay_when_paid_without_long_stop(playbook: Playbook) -> Iterator[Finding]:
    for path, payment in _payments(playbook):
        # Of a fee, waiting for the client's payment is the field's normal term.
        waits = payment.clock_starts is ClockStarts.CLIENT_PAID_US and path[0] == "subcontract"
        late = payment.pay_when_paid
        if (waits or applies(late)) and not (late and (late.long_stop or late.not_applicable)):
            yield Finding(
                path,
                "payment waits for the client's, without an end",
                "add 'pay_when_paid: {long_stop: 60 days}'",
            )


@rule("payment-beyond-60-days", Severity.WARNING)
def _payment_beyond_60_days(playbook: Playbook) -> Iterator[Finding]:
    country = playbook.partner.country or playbook.house.country
    if country not in _LATE_PAYMENT_LAW:
        return
    for path, payment in _payments(playbook):
        longest = longest_wait(payment.due) if payment.due else 0
        if longest > DAYS_TO_PAY:
            yield Finding(
                (*path, "due"),
                f"payment can take {longest} days, and the law (UK, EU) allows more than"
                f" {DAYS_TO_PAY} only where both sides agreed and it is fair",
                "shorten it, or accept the warning with the reason",
            )


_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_LATE_PAYMENT_LAW = frozenset(["GB", *_EU.split()])


def longest_wait(due: Due) -> int:
    """Return the most days from the event to the due date, months counted as 30 days."""
    days = due.days.value if due.days else 0
    month = 30
    match due.rule:
        case DueRule.DAYS_AFTER:
            return days
        case DueRule.BUSINESS_DAYS_AFTER:
            return -(-days * 7 // 5)
        case DueRule.DAYS_AFTER_MONTH_END | DueRule.MONTH_END_AFTER_DAYS:
            return days + month
        case DueRule.DAY_OF_MONTH:
            return (due.months.value if due.months else 0) * month + min(
                due.day.value if due.day else 0, month
            )
        case DueRule.WEEK_END_AFTER_WEEKS:
            return (due.weeks.value if due.weeks else 0) * 7 + 6
        case _:
            return 0


# Referrals


@rule("fee-without-trigger")
def _fee_without_trigger(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        if not scheme.trigger:
            yield Finding(
                path,
                "a fee is promised, and nothing says what event earns it",
                "add 'trigger:', such as 'trigger: client_paid'",
            )
        elif scheme.trigger == "client_paid_n_months" and not scheme.trigger_months:
            yield Finding(
                (*path, "trigger"),
                "nothing says how many months the client must have paid",
                "add 'trigger_months: 3'",
            )


@rule("fee-without-progress-report", Severity.WARNING)
def _fee_without_progress_report(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        if not scheme.progress:
            yield Finding(
                path,
                "a fee is promised, and nobody reports how a referral is getting on",
                "add 'progress: {reported_by: partner, to: referrals, every: 1 month}'",
            )


@rule("fee-without-invoicer", Severity.WARNING)
def _fee_without_invoicer(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes_with_fee(playbook):
        settlement = scheme.settlement
        if not settlement or not (settlement.invoiced_by or settlement.not_applicable):
            yield Finding(
                path,
                "a fee is promised, and nobody invoices it",
                "add 'settlement: {invoiced_by: us}' (or 'partner')",
            )


@rule("fee-without-agreed-date", Severity.WARNING)
def _fee_without_agreed_date(playbook: Playbook) -> Iterator[Finding]:
    agreed = playbook.partner.agreed
    for path, _ in list(_schemes_with_fee(playbook))[:1]:
        if not agreed or not agreed.on:
            yield Finding(
                path,
                "a fee is promised, and no date says when it was agreed",
                "add 'agreed: {on: 2026-11-23}' with the day both sides agreed in writing",
            )


@rule("fee-without-value")
def _fee_without_value(playbook: Playbook) -> Iterator[Finding]:
    for path, scheme in _schemes(playbook):
        for index, fee in enumerate(scheme.fees or ()):
            wanted = _FEE_NEEDS.get(fee.kind, ()) if fee.kind else ()
            absent = [name for name in wanted if getattr(fee, name) is None]
            if not fee.kind:
                message = "this fee does not say how it is worked out"
                cure = "add 'kind:', such as 'kind: percent'"
                yield Finding((*path, "fees", index), message, cure)
            elif absent and not fee.tiers:
                needs = " and ".join(repr(name) for name in absent)
                cure = f"add '{', '.join(_FEE_EXAMPLE[name] for name in absent)}'"
                message = f"a fee of the kind '{fee.kind}' needs {needs}"
                yield Finding((*path, "fees", index), message, cure)


_FEE_NEEDS: dict[FeeKind, tuple[str, ...]] = {
    FeeKind.FLAT: ("amount",),
    FeeKind.PERCENT: ("percent", "of"),
    FeeKind.MONTHS_OF_RECURRING: ("months",),
    FeeKind.PER_UNIT: ("amount", "per"),
    FeeKind.CREDIT: ("amount",),
}
_FEE_EXAMPLE: dict[str, str] = {
    "amount": "amount: GBP 250.00",
    "percent": "percent: 10%",
    "of": "of: first_year",
    "months": "months: 1",
    "per": "per: seat",
}


# The record as a whole


@rule("score-out-of-range")
def _score_out_of_range(playbook: Playbook) -> Iterator[Finding]:
    fit = playbook.partner.fit
    if fit and fit.score and fit.score.value not in range(1, 6):
        yield Finding(
            ("fit", "score"), f"a score of {fit.score} is not on the scale", "write 1 to 5"
        )


@rule("unknown-clause")
def _unknown_clause(playbook: Playbook) -> Iterator[Finding]:
    for index, term in enumerate(playbook.partner.other_terms or ()):
        if term.about and shape_at(Partner, tuple(term.about.split("."))) is None:
            yield Finding(
                ("other_terms", index, "about"),
                f"there is no clause or standard '{shown(term.about)}'",
                "write it as in 'subcontract.payment' or 'subcontract.standards.labelling'",
            )


@rule("dates-out-of-order")
def _dates_out_of_order(playbook: Playbook) -> Iterator[Finding]:
    for path, block in playbook.blocks:
        for first, last in _DATE_PAIRS:
            start, end = vars(block).get(first), vars(block).get(last)
            if isinstance(start, Date) and isinstance(end, Date) and end < start:
                yield Finding(
                    (*path, last),
                    f"'{last}' ({end}) comes before '{first}' ({start})",
                    "correct one of the two dates",
                )


_DATE_PAIRS = (("signed_on", "expires"), ("starts", "ends"), ("effective_from", "effective_to"))


# What several rules look at


def _says_something(block: Block | None) -> bool:
    """Tell whether a block is there and holds at least one field."""
    return block is not None and bool(block.model_fields_set)


def contact(playbook: Playbook, name: str) -> Contact | None:
    """Return the contact that `name` refers to: ours before theirs, an id before a purpose."""
    return find_contact(
        (*(playbook.house.contacts or ()), *(playbook.partner.contacts or ())), name
    )


def find_contact(everyone: tuple[Contact, ...], name: str) -> Contact | None:
    """Return the contact with the id `name`, else the first one with that purpose."""
    by_id = (each for each in everyone if each.id == name)
    by_purpose = (each for each in everyone if name in (each.call_for or ()))
    return next(by_id, None) or next(by_purpose, None)


def _contact_names(playbook: Playbook) -> set[str]:
    everyone = (*(playbook.house.contacts or ()), *(playbook.partner.contacts or ()))
    return {name for each in everyone for name in (each.id, *(each.call_for or ())) if name}


def _check_ins(playbook: Playbook) -> tuple[CheckIn, ...]:
    work = playbook.partner.subcontract
    return (work and work.on_site and work.on_site.check_in) or ()


def _windows(playbook: Playbook) -> tuple[OutOfHours, ...]:
    work = playbook.partner.subcontract
    return (work and work.pricing and work.pricing.out_of_hours) or ()


def _window_spans(window: OutOfHours) -> list[tuple[int, int]]:
    if not (window.days and window.start and window.end):
        return []
    return spans(window.days.days, window.start, window.end)


def _payments(playbook: Playbook) -> Iterator[tuple[Path_, Payment]]:
    for path, block in playbook.blocks:
        if isinstance(block, Payment) and not block.not_applicable:
            yield path, block


def _schemes(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    for path, block in playbook.blocks:
        if isinstance(block, Scheme) and not block.not_applicable:
            yield path, block


def _schemes_with_fee(playbook: Playbook) -> Iterator[tuple[Path_, Scheme]]:
    unpaid = {FeeKind.NONE, FeeKind.RECIPROCAL}
    for path, scheme in _schemes(playbook):
        if any(fee.kind not in unpaid for fee in scheme.fees or ()):
            yield path, scheme


def without(whole: list[tuple[int, int]], parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans of `whole` that no span of `parts` covers; both in order, merged."""
    left = []
    for first, last in whole:
        start = first
        for begin, end in parts:
            if end <= start or begin >= last:
                continue
            if begin > start:
                left.append((start, begin))
            start = max(start, end)
        if start < last:
            left.append((start, last))
    return left


def _over_sunday(gaps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans with Sunday night and Monday morning made one."""
    if len(gaps) > 1 and gaps[0][0] == 0 and gaps[-1][1] == WEEK_MINUTES:
        return [*gaps[1:-1], (gaps[-1][0], gaps[0][1])]
    return gaps


def _week_spans(gaps: list[tuple[int, int]], most: int = 3) -> str:
    listed = [_week_span(gap) for gap in gaps[:most]]
    if len(gaps) > most:
        listed.append(f"{len(gaps) - most} more")
    *first, last = listed
    return f"{', '.join(first)} and {last}" if first else last


def _week_span(span: tuple[int, int]) -> str:
    first, last = span
    return f"{_week_time(first)} to {_week_time(last)}"


def _week_time(minute: int) -> str:
    day, rest = divmod(minute % WEEK_MINUTES, DAY_MINUTES)
    return f"{DAY_NAMES[day]} {rest // 60:02}:{rest % 60:02}"
