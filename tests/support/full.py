"""Records that say everything: each field of the schema with a value that is found again."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from macros.records import scalars
from macros.records.fields import Audience, Block, Shape, shapes
from macros.records.money import Due, OutOfHours, Rate, Run
from macros.records.referral import Fee, Tier

if TYPE_CHECKING:
    from collections.abc import Callable

    from macros.records.source import Path_

Said: TypeAlias = "str | list[Said] | dict[str, Said]"

REFERENCES = {"to", "tell", "contact"}
"""Fields that name a contact."""

LISTS: dict[type[Block], tuple[dict[str, str | None], ...]] = {
    Rate: (
        {"basis": "hourly", "per": None, "percent": None},
        {"basis": "unit", "percent": None},
        {"basis": "cost_plus", "rate": None, "up_to": None, "per": None},
    ),
    OutOfHours: (
        {"surcharge": None, "rate": None, "up_to": None, "unavailable": None},
        {"multiplier": None, "rate": None, "unavailable": None},
        {"multiplier": None, "surcharge": None, "unavailable": None},
        {"multiplier": None, "surcharge": None, "rate": None, "up_to": None},
    ),
    Fee: (
        {"kind": "percent", "amount": None, "months": None, "per": None},
        {"kind": "per_unit", "percent": None, "months": None, "of": None},
        {
            "kind": "months_of_recurring",
            "percent": None,
            "amount": None,
            "of": None,
            "per": None,
        },
        {"kind": "credit", "percent": None, "months": None, "of": None, "per": None},
    ),
    Tier: ({},),
}
"""Items that a list needs so that every field is said once: what an item fixes or leaves out."""

TURNS: dict[type[Block], tuple[dict[str, str | None], ...]] = {
    Due: (
        {"rule": "days_after", "day": None, "months": None, "weeks": None},
        {"rule": "day_of_month", "days": None, "weeks": None},
        {"rule": "week_end_after_weeks", "days": None, "day": None, "months": None},
    ),
    Run: (
        {"every": "weekly", "day": None, "first": None},
        {"every": "monthly", "weekday": None, "first": None},
        {"every": "fortnightly", "day": None},
    ),
}
"""What a block fixes or leaves out in one record after the other: no single one can say it all."""


class Leaf(NamedTuple):
    """One value of a record: its place, its shape, the widest circle that may read it."""

    path: Path_
    shape: Shape
    audience: Audience
    written: tuple[str, ...]

    @property
    def field(self) -> str:
        """The place in the schema, list items not told apart."""
        return ".".join(key for key in self.path if isinstance(key, str))


class Full(NamedTuple):
    """A record that says everything, and its values."""

    record: dict[str, Said]
    leaves: tuple[Leaf, ...]
    contacts: tuple[str, ...]
    """Names by which other fields refer to contacts."""

    def text(self) -> str:
        """Return the record as the text of a file; JSON is YAML."""
        return json.dumps(self.record, indent=1)


def full(root: type[Block], *, turn: int = 0, mark: str = "m", start: int = 0) -> Full:
    """Return a record of `root` with every field set.

    `turn` decides which of several words a closed list says; `mark` starts every text and `start`
    is the first number, so that two records have no value in common.
    """
    maker = _Maker(turn, mark, start)
    record = maker.block(root, (), Audience.ONSITE)
    contacts = record.get("contacts")
    if isinstance(contacts, list):
        contacts += [{"id": name, "name": f"{name} desk"} for name in maker.contacts]
    return Full(record, tuple(maker.leaves), tuple(maker.contacts))


def is_reference(shape: Shape) -> bool:
    """Tell whether a field names a contact."""
    return shape.type is scalars.Id and shape.name in REFERENCES


class _Maker:
    def __init__(self, turn: int, mark: str, start: int) -> None:
        self.turn = turn
        self.mark = mark
        self.count = start
        self.leaves: list[Leaf] = []
        self.contacts: list[str] = []

    def block(
        self,
        block: type[Block],
        path: Path_,
        seen: Audience,
        fixed: dict[str, str | None] | None = None,
    ) -> dict[str, Said]:
        turns = TURNS.get(block, ({},))
        given = fixed if fixed is not None else turns[self.turn % len(turns)]
        made: dict[str, Said] = {}
        for name, shape in shapes(block).items():
            if name == "not_applicable" or given.get(name, "") is None:
                continue
            here = (*path, name)
            audience = _narrower(seen, shape.audience or Audience.INTERNAL)
            made[name] = self._value(shape, here, audience, given.get(name))
        return made

    def _value(self, shape: Shape, path: Path_, seen: Audience, fixed: str | None) -> Said:
        if shape.kind == "block":
            return self.block(shape.type, path, seen)
        if shape.kind == "blocks":
            return [
                self.block(shape.type, (*path, index), seen, item)
                for index, item in enumerate(LISTS.get(shape.type, (None,)))
            ]
        many = 2 if shape.kind == "scalars" else 1
        written = tuple(fixed or self._sample(shape) for _ in range(many))
        self.leaves.append(Leaf(path, shape, seen, written))
        return list(written) if shape.kind == "scalars" else written[0]

    def _sample(self, shape: Shape) -> str:
        self.count += 1
        if not issubclass(shape.type, scalars.Scalar):
            words = [choice.value for choice in shape.type]
            return str(words[(self.turn + self.count) % len(words)])
        if is_reference(shape):
            self.contacts.append(f"{self.mark}ref{self.count:04}")
            return self.contacts[-1]
        return _SAMPLES[shape.type](self.mark, self.count)


def _narrower(one: Audience, other: Audience) -> Audience:
    order = list(Audience)
    return min(one, other, key=order.index)


def _date(_: str, number: int) -> str:
    return str(dt.date(2031, 1, 1) + dt.timedelta(days=number))


def _clock(number: int) -> str:
    return f"{number // 60 % 24:02}:{number % 60:02}"


# Numbers of a length of their own for each kind, so that none is found inside another.
_SAMPLES: dict[Any, Callable[[str, int], str]] = {
    scalars.Text: lambda mark, number: f"{mark}text{number:04} & words",
    scalars.Prose: lambda mark, number: f"{mark}prose{number:04} & words.",
    scalars.Id: lambda mark, number: f"{mark}id{number:04}",
    scalars.YesNo: lambda _, number: "yes" if number % 2 else "no",
    scalars.Money: lambda _, number: f"GBP 1{number:04}.25",
    scalars.Percent: lambda _, number: f"2{number % 1000:03}.{number // 1000}5%",
    scalars.Number: lambda _, number: f"3{number:05}.5",
    scalars.Count: lambda _, number: f"4{number:06}",
    scalars.DayOfMonth: lambda _, number: str(number % 29 + 2),
    scalars.Duration: lambda _, number: f"5{number:04} hours",
    scalars.Distance: lambda _, number: f"6{number:05} m",
    scalars.TimeOfDay: lambda _, number: _clock(number),
    scalars.Date: _date,
    scalars.Phone: lambda _, number: f"+44 20 7946 {number:04}",
    scalars.Email: lambda mark, number: f"{mark}mail{number:04}@example.com",
    scalars.Url: lambda mark, number: f"https://{mark}web{number:04}.example/",
    scalars.Country: lambda _, number: ("FR", "DE", "IE")[number % 3],
    scalars.Region: lambda _, number: ("GB-SCT", "DE-NW")[number % 2],
    scalars.TimeZone: lambda _, number: ("Europe/Paris", "Europe/Berlin")[number % 2],
    scalars.Pattern: lambda mark, number: f"{mark}pattern{number:04}[0-9]",
    scalars.Days: lambda _, number: ("Mon-Wed", "Thu", "Fri-Sun")[number % 3],
    scalars.Hours: lambda _, number: f"Mon-Fri {_clock(number)}-{_clock(number + 1)}",
}

FOUND_AGAIN = {
    *(scalars.Text, scalars.Prose, scalars.Id, scalars.Money, scalars.Percent, scalars.Number),
    *(scalars.Count, scalars.Duration, scalars.Distance, scalars.Date, scalars.Phone),
    *(scalars.Email, scalars.Url, scalars.Pattern, scalars.Hours),
}
"""The types whose samples are all different, and stand nowhere else."""


def changed(block: Any, path: Path_, value: object) -> Any:  # noqa: ANN401 - a block or its list
    """Return `block` with `value` at `path`."""
    if not path:
        return value
    key, *rest = path
    if isinstance(key, int):
        items = list(block)
        items[key] = changed(items[key], tuple(rest), value)
        return tuple(items)
    return block.model_copy(update={key: changed(getattr(block, key), tuple(rest), value)})
