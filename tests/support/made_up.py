"""Values made up from the schema: right ones, ones that are nearly right, and quite wrong ones."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from macros.records.fields import Block, Choice, Shape, shapes
from macros.records.scalars import (
    Count,
    Country,
    Date,
    DayOfMonth,
    Days,
    Distance,
    Duration,
    Email,
    Hours,
    Id,
    Money,
    Number,
    Pattern,
    Percent,
    Phone,
    Prose,
    Scalar,
    Text,
    TimeOfDay,
    TimeZone,
    Url,
)
from support.html import HURT

BREAKS_OUT = f"<{HURT} a='b\"> &amp; </p></td></div><{HURT}/> {{{{ 7*7 }}}} {{% raw %}} ]]> -->"

# Few words, so that names refer to each other and windows and dates meet.
TEXTS: dict[type[Scalar], list[str]] = {
    Count: ["0", "1", "5", "60", "90", "999999999"],
    Country: ["GB", "DE", "NO", "US", "AQ"],
    Date: ["2026-01-31", "2026-02-01", "0001-01-01", "9999-12-31"],
    DayOfMonth: ["1", "31"],
    Days: ["Mon", "Mon-Fri", "Sat-Mon", "Mon-Sun"],
    Distance: ["20 miles", "150 mm", "999999.99 km"],
    Duration: ["0 minutes", "24 months", "731 days", "99999 years", "99999 business days"],
    Email: ["desk@example.com"],
    Hours: ["24/7", "Mon-Fri 08:00-17:30", "Sun 22:00-06:00"],
    Id: ["desk", "dispatch", "nobody"],
    Money: ["GBP 0", "GBP 45.00", "EUR 999999999999.9999", "JPY 1.5"],
    Number: ["0", "1.5", "999999999.9999"],
    Pattern: ["[A-Z]{3}", "(a+)+b", ""],
    Percent: ["0%", "10%", "9999.9999%"],
    Phone: ["+44 161 496 0123", "+49 30 23125000"],
    Prose: ["Ask. **Do not**\n\n- use it", BREAKS_OUT, "[[[[a](b)](c)](d)]", "> " * 60 + "deep"],
    Text: [
        *("ABC", "subcontract.payment", "restraint-beyond-24-months", "x" * 300, "EOM\n{{ 7*7 }}"),
        *(BREAKS_OUT, "\u05db\u05d1\u05dc\u05d9\u05dd (3)", "\U0001f6e0\ufe0f a\u0301", " a  b "),
    ],
    TimeOfDay: ["00:00", "08:00", "17:30", "24:00"],
    TimeZone: ["Europe/London", "Pacific/Apia", "Australia/Lord_Howe"],
    Url: ["https://example.com/?a=1&b=2"],
}

ODD = (
    *("", "~", "null", "yes", "NO", "0", "-1", "1e999999", "0x1F", "1_000", ".inf", "NaN", "17:30"),
    *(
        "GBP 1e9",
        "GBP 45,00",
        "gbp 45",
        "45 GBP",
        "30",
        "30 d",
        "-30 days",
        "0.5 months",
        "100000 days",
    ),
    *("2026-02-30", "10000-01-01", "23/11/2026", "\u0661\u0662", "8:00", "25:00", "Mon-Fri 9-5"),
    *("&a", "*a", "!b", "<<", "a: b", "a #b", "- a", "[a", "{a", "'a", '"a', "%a", "@a", "`a"),
    *("a\tb", "a\r\nb", "a\nb\n\n", "\u202ea", "\x00", "\ufeff", "\u2028", "\u00a0", "x" * 3000),
    *("drop", "add", "not_applicable", "[A-", "(" * 99, "(a|a)*" * 30, "a{99999}", "=1+1"),
)
"""Texts that are of hardly any form."""


def scalar(kind: type[Scalar | Choice]) -> st.SearchStrategy[str]:
    """Return a strategy of texts that have the form of `kind`."""
    if issubclass(kind, Choice):
        return st.sampled_from([choice.value for choice in kind])
    return st.sampled_from(TEXTS.get(kind, [kind.example]))


def several(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy of lists, written anew or added to the house's."""
    return st.lists(item, max_size=3) | st.fixed_dictionaries({"add": st.lists(item, max_size=2)})


@cache
def record(block: type[Block]) -> st.SearchStrategy[dict[str, Any]]:
    """Return a strategy of blocks; each field may be there or not."""
    needed = {name: value(shape) for name, shape in shapes(block).items() if shape.required}
    free = {name: value(shape) for name, shape in shapes(block).items() if not shape.required}
    return st.fixed_dictionaries(needed, optional=free)


def value(shape: Shape) -> st.SearchStrategy[Any]:
    """Return a strategy of values that the field takes."""
    match shape.kind:
        case "scalar":
            return scalar(shape.type)
        case "scalars":
            return several(scalar(shape.type))
        case "block":
            return record(shape.type)
        case "blocks":
            return several(record(shape.type))
