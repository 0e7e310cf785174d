"""Lacks: what a gap in a record means for us, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.terms.need import Gap

if TYPE_CHECKING:
    from macros.terms.need import Need
    from macros.views.dues import Said
    from macros.views.wording import Language


def mark(gap: Gap, language: Language) -> str:
    """Return a gap in two or three words."""
    match gap:
        case Gap.UNSIGNED:
            return language.say("not signed")
        case Gap.UNDATED | Gap.END_UNKNOWN:
            return language.say("no date on file")
        case Gap.NO_NDA | Gap.NO_CERTIFICATE:
            return language.say("none on file")
        case Gap.COVER_BELOW_MINIMUM:
            return language.say("too little cover")
        case Gap.COVER_IN_OTHER_CURRENCY:
            return language.say("other currency")
        case Gap.NAMES_ANOTHER:
            return language.say("other name")
        case Gap.NEVER_AGREED:
            return language.say("never agreed")
        case Gap.CHANGED:
            return language.say("changed")
        case Gap.UNREVIEWED:
            return language.say("not reviewed")


def lack(need: Need, language: Language) -> Said:
    """Return what is not as it should be, and what to do."""
    match need.kind:
        case Gap.NO_NDA:
            return (
                language.say("There is no non-disclosure agreement."),
                language.say("Have one signed before anything is shared."),
            )
        case Gap.UNSIGNED:
            return _unsigned(need, language)
        case Gap.UNDATED:
            return _undated(need, language)
        case Gap.NO_CERTIFICATE:
            return _no_certificate(need, language)
        case Gap.COVER_BELOW_MINIMUM | Gap.COVER_IN_OTHER_CURRENCY | Gap.NAMES_ANOTHER:
            return _cover(need, language)
        case Gap.END_UNKNOWN:
            return (
                language.say("The alliance has ended, and nothing says on which day."),
                language.say("Write it down: what reaches beyond the end is counted from it."),
            )
        case _:
            return _terms(need, language)


def _unsigned(need: Need, language: Language) -> Said:
    todo = language.say("Have it signed, and write down the day.")
    match need.of:
        case "nda":
            return language.say("Nothing shows that the non-disclosure agreement is signed."), todo
        case "data":
            sentence = language.say("Nothing shows that the data processing agreement is signed.")
            return sentence, todo
        case _:
            return language.say("Nothing shows that the consultancy agreement is signed."), todo


def _undated(need: Need, language: Language) -> Said:
    of = language.text(need.of)
    match need.path:
        case ("assurance", "insurance", _):
            return (
                language.say("The insurance ({cover}) has no last day on file.", cover=of),
                language.say("Ask for the certificate, and write down its last day."),
            )
        case ("assurance", "certifications", _):
            return (
                language.say("The certificate {name} has no last day on file.", name=of),
                language.say("Ask for the certificate, and write down its last day."),
            )
        case ("assurance", _, _):
            return (
                language.say("Nothing says when the check {name} was last done.", name=of),
                language.say("Ask for the proof, and write down its day."),
            )
        case ("nda",):
            sentence = language.say("Nothing says when the non-disclosure agreement was signed.")
        case _:
            sentence = language.say("Nothing says when the consultancy agreement was signed.")
    return sentence, language.say("Look into the signed copy, and write down the day.")


def _no_certificate(need: Need, language: Language) -> Said:
    of = language.text(need.of)
    (where,) = need.values
    if where:
        return (
            language.say("No certificate of the insurance ({cover}) is on file.", cover=of),
            language.say(
                "Ask for it, or say why it does not apply. It is asked for: {where}.", where=where
            ),
        )
    return (
        language.say("No certificate of the insurance ({cover}) is on file.", cover=of),
        language.say("Ask for it before the next job."),
    )


def _cover(need: Need, language: Language) -> Said:
    of = language.text(need.of)
    found, wanted = map(language.text, need.values)
    match need.kind:
        case Gap.COVER_BELOW_MINIMUM:
            return (
                language.say(
                    "The insurance ({cover}) covers {held}; we ask for {minimum}.",
                    cover=of,
                    held=found,
                    minimum=wanted,
                ),
                language.say("Ask for more cover, or agree on a lower minimum."),
            )
        case Gap.COVER_IN_OTHER_CURRENCY:
            return (
                language.say(
                    "The insurance ({cover}) covers {held}; our minimum is {minimum}.",
                    cover=of,
                    held=found,
                    minimum=wanted,
                ),
                language.say("Write down a minimum in the currency of the cover."),
            )
        case _:
            return (
                language.say(
                    "The insurance ({cover}) names {insured}; the firm is {firm}.",
                    cover=of,
                    insured=found,
                    firm=wanted,
                ),
                language.say("Ask for a certificate in the right name, or correct the name here."),
            )


def _terms(need: Need, language: Language) -> Said:
    match need.kind:
        case Gap.NEVER_AGREED:
            return (
                language.say("Nothing says when both sides agreed to these terms."),
                language.say("Walk through the terms together, and write down the day."),
            )
        case Gap.CHANGED:
            count, material, on = need.values
            return _changed(count, material, language.text(on), language)
        case _:
            (since,) = need.values
            return (
                language.say(
                    "Nobody has looked at these terms since {date}.", date=language.text(since)
                ),
                language.say("Look at the terms together, and say how often you do."),
            )


def _changed(count: int, material: int, date: str, language: Language) -> Said:
    sentence = language.say_count(
        count,
        "{count} term has changed since both sides agreed on {date}.",
        "{count} terms have changed since both sides agreed on {date}.",
        date=date,
    )
    if material:
        return sentence, language.say_count(
            material,
            "Agree on the terms anew: {count} change is of money, time or restraint.",
            "Agree on the terms anew: {count} changes are of money, time or restraint.",
        )
    return sentence, language.say("Tell the other side, and agree on the terms anew.")
