"""Scalars: the small values of a record, each parsed from the text that was written.

Every type names the form that it takes, an example, and the pattern that editors check, so that
the loader, the JSON Schema and the reference page say the same.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property, lru_cache
from math import prod
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar
from urllib.parse import urlsplit

import tzdata
from babel import Locale
from babel.numbers import get_currency_precision, get_territory_currencies, list_currencies
from pydantic_core import PydanticCustomError, core_schema

from macros.records.problems import shown
from macros.records.week import DAY_MINUTES, DAY_NAMES, WEEK_MINUTES, merged, spans

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class FormError(ValueError):
    """The text does not have the form that the field takes."""

    def __init__(self, message: str, cure: str, code: str = "wrong-form") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.code = code

    def as_pydantic(self) -> PydanticCustomError:
        """Return the error in the form in which pydantic collects it with its place."""
        return PydanticCustomError(
            "form", "{message}", {"message": self.message, "cure": self.cure, "code": self.code}
        )


def _look_alike(text: str) -> str:
    """Return what is wrong with a text that looks right on the screen."""
    if "\n" in text.strip("\n") or text.endswith("\n"):
        return "it runs over more than one line"
    if re.search("[\u2010-\u2015\u2212]", text):
        return "it has a long dash, so type a plain '-'"
    odd = next((letter for letter in text if letter != " " and not letter.isprintable()), "")
    if odd:
        return f"it has an invisible character, U+{ord(odd):04X}, so type it again"
    return "it starts or ends with a space" if text != text.strip() else ""


S = TypeVar("S", bound="Scalar")


class Scalar:
    """A value written as one piece of text; subclasses give the form and parse it."""

    form: ClassVar[str]
    """What the value is, in words, as in 'an amount of money with its currency'."""
    example: ClassVar[str]
    json_schema: ClassVar[dict[str, Any]]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the value that `text` spells, or raise FormError."""
        if not cls.has_form(text):
            raise cls.wrong(text)
        return cls.read(text)

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the value that a text of the right form spells, or raise FormError."""
        raise NotImplementedError

    @classmethod
    def has_form(cls, text: str) -> bool:
        """Tell whether `text` has this form, with the digits 0 to 9 only, as editors check it."""
        return re.fullmatch(cls.json_schema["pattern"], text, re.ASCII) is not None

    @classmethod
    def wrong(cls, text: str, because: str = "") -> FormError:
        """Return the error for a text that does not have this form."""
        reason = because or cls.hint(text) or _look_alike(text)
        message = f"'{shown(text)}' is not {cls.form}{f' ({reason})' if reason else ''}"
        return FormError(message, f"write it as in '{cls.example}'")

    @classmethod
    def hint(cls, text: str) -> str:  # noqa: ARG003 - what most kinds of value have no use for
        """Return what is likely wrong with a text that does not have this form, or nothing."""
        return ""

    @classmethod
    def __get_pydantic_core_schema__(
        cls,
        source: Any,
        handler: GetCoreSchemaHandler,
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.to_string_ser_schema()
        )

    @classmethod
    def _validate(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            raise not_text(value, cls.example).as_pydantic()
        try:
            if len(value) > SHORT:
                return cls.parse(value)
            return _parsed(cls, value)  # type: ignore[arg-type, no-any-return] # a class is a key
        except FormError as error:
            raise error.as_pydantic() from error

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "examples": [cls.example], **cls.json_schema}


SHORT = 500
"""How many letters the values have that are kept, in case another record says the same."""


@lru_cache(maxsize=4096)
def _parsed(kind: type[S], text: str) -> S:
    return kind.parse(text)


def not_text(value: object, example: str) -> FormError:
    """Return the error for a block, a list or nothing where one value belongs."""
    if value is None:
        return FormError(
            "nothing is written here", "write a value, or remove the line", "empty-value"
        )
    found = "a block of fields" if isinstance(value, dict) else "a list"
    return FormError(f"one value is expected here, not {found}", f"write it as in '{example}'")


# What editors read as a number or as yes/no is text to us.
_ANY_SCALAR = ["string", "number", "boolean"]


class Text(Scalar, str):
    """A line of text, shown exactly as typed."""

    __slots__ = ()
    form = "text"
    example = "Example Cabling"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": _ANY_SCALAR,
        "minLength": 1,
        "pattern": r"\S",
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the text; one that holds only spaces is refused."""
        if not text.strip():
            raise not_text(None, cls.example)
        return cls(text)


class Prose(Text):
    """Words of one or more paragraphs, in a safe part of CommonMark (no HTML)."""

    __slots__ = ()
    form = "prose"
    example = "Ask for the site manager. **Do not** use the loading bay."


class Id(Scalar, str):
    """A short name made of small letters, digits and hyphens, by which other fields refer."""

    __slots__ = ()
    form = "a short name of small letters, digits, hyphens and underscores"
    example = "service-desk"
    PATTERN: ClassVar[str] = r"^[a-z][a-z0-9_-]{0,62}$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the id."""
        return cls(text)


class YesNo(Scalar):
    """Yes or no."""

    form = "yes or no"
    example = "yes"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "boolean"],
        "pattern": "^(yes|no|Yes|No|YES|NO|true|false|True|False|TRUE|FALSE)$",
    }
    _WORDS: ClassVar[dict[str, bool]] = {"yes": True, "true": True, "no": False, "false": False}

    def __init__(self, value: bool) -> None:  # noqa: FBT001 - the one thing that it holds
        self.value = value

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the answer."""
        value = cls._WORDS.get(text.lower())
        if value is None or text not in {text.lower(), text.upper(), text.capitalize()}:
            raise cls.wrong(text)
        return cls(value)

    def __bool__(self) -> bool:
        return self.value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, YesNo) and other.value is self.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __str__(self) -> str:
        return "yes" if self.value else "no"


@cache
def _currencies() -> frozenset[str]:
    return frozenset(list_currencies())


@cache
def _smallest_coin(currency: str) -> Decimal:
    return Decimal(1).scaleb(-get_currency_precision(currency))


@dataclass(frozen=True, slots=True)
class Money(Scalar):
    """An exact amount with its ISO 4217 currency code."""

    amount: Decimal
    currency: str

    form: ClassVar[str] = "an amount of money with its currency"
    example: ClassVar[str] = "GBP 45.00"
    PATTERN: ClassVar[str] = r"^[A-Z]{3} (0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,11})(\.\d{1,4})?$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the amount, exact to the last digit that was written."""
        code, number = text.split(" ")
        if code not in _currencies():
            raise cls.wrong(text, f"{code} is no currency code of ISO 4217")
        return cls(Decimal(number.replace(",", "")), code)

    def rounded(self) -> Self:
        """Return the amount to the smallest coin of its currency (ISO 4217), a half rounded up."""
        coin = _smallest_coin(self.currency)
        return type(self)(self.amount.quantize(coin, ROUND_HALF_UP), self.currency)

    def __str__(self) -> str:
        return f"{self.currency} {self.amount}"


@lru_cache(maxsize=256)
def currency_of(country: str, on: dt.date) -> str:
    """Return the ISO 4217 code of the money of a country on a day, nothing where none is known."""
    return next(iter(get_territory_currencies(country, on, on)), "")


@dataclass(frozen=True, slots=True)
class Percent(Scalar):
    """A share in percent."""

    value: Decimal

    form: ClassVar[str] = "a percentage"
    example: ClassVar[str] = "10%"
    PATTERN: ClassVar[str] = r"^\d{1,4}(\.\d{1,4})?%$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the percentage."""
        return cls(Decimal(text[:-1]))

    def __str__(self) -> str:
        return f"{self.value}%"


@dataclass(frozen=True, slots=True)
class Number(Scalar):
    """A number, such as a multiplier."""

    value: Decimal

    form: ClassVar[str] = "a number"
    example: ClassVar[str] = "1.5"
    PATTERN: ClassVar[str] = r"^\d{1,9}(\.\d{1,4})?$"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "number"],
        "pattern": PATTERN,
        "minimum": 0,
        "maximum": 999_999_999,
    }

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the number."""
        return cls(Decimal(text))

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Count(Scalar):
    """A whole number."""

    value: int

    form: ClassVar[str] = "a whole number"
    example: ClassVar[str] = "4"
    PATTERN: ClassVar[str] = r"^\d{1,9}$"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": PATTERN,
        "minimum": 0,
        "maximum": 999_999_999,
    }

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the whole number."""
        return cls(int(text))

    def __str__(self) -> str:
        return str(self.value)


class DayOfMonth(Count):
    """A day of the month, 1 to 31; in a shorter month the last day counts."""

    form = "a day of the month, 1 to 31"
    example = "25"
    json_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": r"^(0?[1-9]|[12]\d|3[01])$",
        "minimum": 1,
        "maximum": 31,
    }


_UNITS: dict[str, str] = {
    "minute": "minute",
    "min": "minute",
    "hour": "hour",
    "day": "day",
    "business day": "business day",
    "working day": "business day",
    "week": "week",
    "month": "month",
    "year": "year",
}


@dataclass(frozen=True, slots=True)
class Duration(Scalar):
    """A length of time with its unit: minute, hour, day, business day, week, month or year.

    Business days, months and years are whole: a part of them has no set number of days.
    """

    amount: Decimal
    unit: str

    form: ClassVar[str] = "a length of time"
    example: ClassVar[str] = "30 days"
    PATTERN: ClassVar[str] = (
        r"^(\d{1,5}(\.\d{1,2})? (minute|min|hour|day|week)"
        r"|\d{1,5} (business day|working day|month|year))s?$"
    )
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the length of time."""
        number, unit = text.split(" ", 1)
        return cls(Decimal(number), _UNITS[unit.removesuffix("s")])

    @classmethod
    def hint(cls, text: str) -> str:
        """Return why a part of a month or year is no length of time."""
        unit = re.fullmatch(r"\d+\.\d+ (business day|working day|month|year)s?", text)
        return f"a part of a {unit[1]} has no set length" if unit else ""

    def days(self) -> Decimal:
        """Return about how many days this is: months count 30, years 365, business days 7/5."""
        return self.amount * _DAYS[self.unit]

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


_DAYS: dict[str, Decimal] = {
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "business day": Decimal("1.4"),
    "week": Decimal(7),
    "month": Decimal(30),
    "year": Decimal(365),
}


@dataclass(frozen=True, slots=True)
class Distance(Scalar):
    """A length with its unit: miles, kilometres, metres or millimetres."""

    amount: Decimal
    unit: str

    form: ClassVar[str] = "a distance in miles, km, m, ft, mm or in"
    example: ClassVar[str] = "20 miles"
    PATTERN: ClassVar[str] = r"^\d{1,6}(\.\d{1,2})? (miles?|km|m|mm|ft|in)$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the distance."""
        number, unit = text.split(" ")
        return cls(Decimal(number), "miles" if unit == "mile" else unit)

    def __str__(self) -> str:
        unit = "mile" if self.unit == "miles" and self.amount == 1 else self.unit
        return f"{self.amount} {unit}"


@dataclass(frozen=True, slots=True, order=True)
class TimeOfDay(Scalar):
    """A time on the 24-hour clock, in minutes from midnight; 24:00 ends a day."""

    minutes: int

    form: ClassVar[str] = "a time of four digits on the 24-hour clock"
    example: ClassVar[str] = "17:30"
    PATTERN: ClassVar[str] = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the time."""
        hours, minutes = text.split(":")
        return cls(int(hours) * 60 + int(minutes))

    def __str__(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"


class Date(Scalar, dt.date):
    """A calendar date, year first."""

    form = "a date written year-month-day"
    example = "2026-11-23"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the date."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise cls.wrong(text)
        try:
            return cls.fromisoformat(text)
        except ValueError as error:
            raise cls.wrong(text, "there is no such day") from error


@lru_cache(maxsize=4096)
def _number(text: str) -> PhoneNumber:
    import phonenumbers

    number = phonenumbers.parse(text)
    if not phonenumbers.is_possible_number(number):
        wrong_length = phonenumbers.NumberParseException.TOO_LONG
        raise phonenumbers.NumberParseException(wrong_length, "not a possible number")
    return number


@lru_cache(maxsize=4096)
def _dialled(text: str) -> str:
    """Return a phone number as the address that dials it, `tel:+44-161-496-0123`."""
    import phonenumbers

    return phonenumbers.format_number(_number(text), phonenumbers.PhoneNumberFormat.RFC3966)


@lru_cache(maxsize=4096)
def _international(text: str) -> str:
    """Return a phone number as `+44 161 496 0123`."""
    import phonenumbers

    return phonenumbers.format_number(_number(text), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@dataclass(frozen=True, slots=True)
class Phone(Scalar):
    """A phone number in international form: shown as typed, dialled by its `tel:` address."""

    typed: str

    form: ClassVar[str] = "a phone number in international form"
    example: ClassVar[str] = "+44 161 496 0123"
    PATTERN: ClassVar[str] = r"^\+[1-9][0-9 ().-]{5,24}$"
    # Without spaces and quotes it is a whole number to editors, which then cannot see the plus.
    json_schema: ClassVar[dict[str, Any]] = {
        "type": ["string", "integer"],
        "pattern": PATTERN,
        "minimum": 100_000,
        "maximum": 999_999_999_999_999,
    }

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the number; one with an impossible length for its country is refused."""
        from phonenumbers import NumberParseException

        try:
            _number(text)
        except NumberParseException as error:
            nowhere = error.error_type == NumberParseException.INVALID_COUNTRY_CODE
            because = "no country has this code" if nowhere else "it is too short or too long"
            raise cls.wrong(text, because) from error
        return cls(text)

    @property
    def tel(self) -> str:
        """The address that dials the number, `tel:+44…` (RFC 3966)."""
        return _dialled(self.typed)

    def __str__(self) -> str:
        return _international(self.typed)


class Email(Scalar, str):
    """An e-mail address."""

    __slots__ = ()
    LONGEST: ClassVar[int] = 254  # RFC 5321
    form = "an e-mail address"
    example = "accounts@cabling.example"
    PATTERN: ClassVar[str] = (
        r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
        r"(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+$"
    )
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN, "maxLength": LONGEST}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address."""
        if len(text) > cls.LONGEST or not cls.has_form(text):
            raise cls.wrong(text)
        return cls(text)


class Url(Scalar, str):
    """A web address."""

    __slots__ = ()
    LONGEST: ClassVar[int] = 2000  # what browsers take
    form = "a web address"
    example = "https://cabling.example/terms"
    PATTERN: ClassVar[str] = r"^https?://[A-Za-z0-9][^\s<>\"'`\\{}]*$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN, "maxLength": LONGEST}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the address; only http and https are links."""
        if len(text) > cls.LONGEST or not re.fullmatch(cls.PATTERN, text):
            raise cls.wrong(text)
        try:
            host = urlsplit(text).hostname
        except ValueError as error:
            raise cls.wrong(text) from error
        if not host:
            raise cls.wrong(text)
        return cls(text)


@cache
def country_codes() -> tuple[str, ...]:
    """Return the ISO 3166 codes of all countries, in order."""
    names = [str(code) for code in Locale("en").territories]
    # Alpha-2 codes only, and none that stands for a group of states or for nowhere.
    groups = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    return tuple(
        sorted(code for code in names if re.fullmatch("[A-Z]{2}", code) and code not in groups)
    )


class Country(Scalar, str):
    """A country by its ISO 3166 code of two letters."""

    __slots__ = ()
    form = "a country's code of two letters"
    example = "GB"
    json_schema: ClassVar[dict[str, Any]] = {"type": ["string", "boolean"]}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        # Norway: editors that read YAML 1.1 take NO for "false".
        codes = [*country_codes(), False]
        return {**super().__get_pydantic_json_schema__(schema, handler), "enum": codes}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the country."""
        if text not in country_codes():
            raise cls.wrong(text, "use GB for the United Kingdom" if text.upper() == "UK" else "")
        return cls(text)


def _time_zones() -> frozenset[str]:
    # What the system has may be older or newer, and a record is right wherever it is read.
    names = Path(tzdata.__file__).with_name("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in names if "/" in name and not name.startswith("Etc/"))


class TimeZone(Scalar, str):
    """A time zone by its name in the IANA database."""

    __slots__ = ()
    form = "a time zone"
    example = "Europe/London"
    NAMES: ClassVar[frozenset[str]] = _time_zones()
    json_schema: ClassVar[dict[str, Any]] = {"enum": sorted(NAMES)}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the time zone."""
        if text not in cls.NAMES:
            ending = f"/{text.title().replace(' ', '_')}"
            near = next((name for name in sorted(cls.NAMES) if name.endswith(ending)), "")
            raise cls.wrong(text, f"perhaps '{near}'" if near else "")
        return cls(text)


class Region(Scalar, str):
    """A part of a country by its ISO 3166-2 code: the part whose public holidays count."""

    __slots__ = ()
    form = "a region's code, its country's first"
    example = "GB-SCT"
    PATTERN: ClassVar[str] = r"^[A-Z]{2}-[A-Z0-9]{1,3}$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the region; one whose holidays are not known is refused."""
        from macros.records.public_holidays import regions

        if not cls.has_form(text):
            raise cls.wrong(text)
        country, _, part = text.partition("-")
        known = regions(country)
        if part not in known:
            listed = ", ".join(f"{country}-{each}" for each in known)
            raise cls.wrong(text, f"known are: {listed}" if known else "its holidays are not known")
        return cls(text)


class Pattern(Scalar, str):
    """A regular expression that a whole name must match."""

    __slots__ = ()
    form = "a regular expression"
    example = "[A-Z]{3}-SRV-[0-9]{2}"
    LONGEST: ClassVar[int] = 200
    COPIES: ClassVar[int] = 100_000
    json_schema: ClassVar[dict[str, Any]] = {"type": _ANY_SCALAR, "maxLength": LONGEST}

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the expression."""
        import regex

        if len(text) > cls.LONGEST:
            raise cls.wrong(text, f"it is longer than {cls.LONGEST} characters")
        # A count such as {1000000} is copied out as often as it says, in memory.
        if prod(max(1, int(count)) for count in re.findall(r"\{(\d+)", text)) > cls.COPIES:
            raise cls.wrong(text, "its counts in {} are too large")
        try:
            regex.compile(text)
        except (regex.error, OverflowError, RecursionError, MemoryError) as error:
            raise cls.wrong(text, str(error)) from error
        return cls(text)

    def matches(self, name: str) -> bool:
        """Tell whether the whole of `name` has this pattern; a search that runs away does not."""
        import regex

        try:
            return regex.fullmatch(self, name, timeout=0.2) is not None
        except TimeoutError:
            return False


_DAY = f"({'|'.join(DAY_NAMES)})"
_DAYS_PATTERN = rf"{_DAY}(-{_DAY})?(, ?{_DAY}(-{_DAY})?)*"


def _days_from(text: str) -> tuple[int, ...]:
    days: set[int] = set()
    for part in re.split(", ?", text):
        first, _, last = part.partition("-")
        start = DAY_NAMES.index(first)
        length = (DAY_NAMES.index(last or first) - start) % 7
        days.update((start + offset) % 7 for offset in range(length + 1))
    return tuple(sorted(days))


def _days_to(days: tuple[int, ...]) -> str:
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    named = ([DAY_NAMES[day] for day in run] for run in runs)
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else run[0] for run in named)


@dataclass(frozen=True, slots=True)
class Days(Scalar):
    """Days of the week, Monday first, counted from 0."""

    days: tuple[int, ...]

    form: ClassVar[str] = "days of the week"
    example: ClassVar[str] = "Mon-Fri"
    PATTERN: ClassVar[str] = f"^{_DAYS_PATTERN}$"
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the days."""
        return cls(_days_from(text))

    def __str__(self) -> str:
        return _days_to(self.days)


@dataclass(frozen=True)
class Hours(Scalar):
    """Opening hours by day of the week, or around the clock."""

    parts: tuple[tuple[Days, TimeOfDay, TimeOfDay], ...]

    form: ClassVar[str] = "days with hours"
    example: ClassVar[str] = "Mon-Fri 08:00-17:30, Sat 09:00-13:00"
    _CLOCK: ClassVar[str] = r"([01]\d|2[0-3]):[0-5]\d"
    PATTERN: ClassVar[str] = (
        rf"^(24/7|{_DAYS_PATTERN} {_CLOCK}-({_CLOCK}|24:00)"
        rf"(, {_DAYS_PATTERN} {_CLOCK}-({_CLOCK}|24:00))*)$"
    )
    json_schema: ClassVar[dict[str, Any]] = {"pattern": PATTERN}

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the hours."""
        if text == "24/7":
            return cls(((Days(tuple(range(7))), TimeOfDay(0), TimeOfDay(DAY_MINUTES)),))
        pieces = re.findall(rf"({_DAYS_PATTERN}) (\d\d:\d\d)-(\d\d:\d\d)", text)
        clock = TimeOfDay.parse
        return cls(
            tuple((Days(_days_from(each[0])), clock(each[-2]), clock(each[-1])) for each in pieces)
        )

    @property
    def around_the_clock(self) -> bool:
        """Whether every minute of the week is covered."""
        return sum(last - first for first, last in self.spans()) == WEEK_MINUTES

    def spans(self) -> list[tuple[int, int]]:
        """Return the minutes of the week that are covered, as `spans` does, merged and in order."""
        return list(self._spans)

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        return tuple(
            merged(
                span
                for days, start, end in self.parts
                for span in spans(days.days, start.minutes, end.minutes)
            )
        )

    def __str__(self) -> str:
        if self.around_the_clock:
            return "24/7"
        return ", ".join(f"{days} {start}-{end}" for days, start, end in self.parts)
