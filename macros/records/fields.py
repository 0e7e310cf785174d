"""Fields: what every field of a record declares beside its type, first of all who may see it."""

# pydantic reads these annotations again for every block, and would compile each one that is text:
# so nothing is imported from __future__ here.

import types
from enum import StrEnum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    NamedTuple,
    Self,
    TypeAlias,
    TypeVar,
    get_args,
    get_origin,
)

from pydantic import BaseModel, ConfigDict, Field

from macros.records.scalars import Prose, Scalar, Text

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.fields import FieldInfo
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema


class Audience(StrEnum):
    """Who reads: our staff, the partner's office, or the partner's engineer at the door.

    Each sees what the next one sees, and more.
    """

    INTERNAL = "internal"
    COMMERCIAL = "commercial"
    ONSITE = "onsite"

    def sees(self, declared: Self) -> bool:
        """Tell whether this reader may see a field that is declared for `declared`."""
        order = list(Audience)
        return order.index(self) <= order.index(declared)


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) is types.UnionType or str(get_origin(annotation)) == "typing.Union":
        return next(kind for kind in get_args(annotation) if kind is not types.NoneType)
    return annotation


class VisibleTo(NamedTuple):
    """The mark that a field's type carries: the widest circle of readers."""

    audience: Audience

    def __get_pydantic_core_schema__(
        self,
        source: Any,
        handler: "GetCoreSchemaHandler",
    ) -> "core_schema.CoreSchema":
        # A field may be left out, but what is written is never "nothing".
        return handler.generate_schema(_without_none(source))


T = TypeVar("T")
Internal: TypeAlias = Annotated[T | None, VisibleTo(Audience.INTERNAL), Field(default=None)]
Commercial: TypeAlias = Annotated[T | None, VisibleTo(Audience.COMMERCIAL), Field(default=None)]
Onsite: TypeAlias = Annotated[T | None, VisibleTo(Audience.ONSITE), Field(default=None)]


class Sense(StrEnum):
    """What else a field's type can say of it, for those who compare terms."""

    BESIDE = "beside"
    """No term: a remark, a reason, a fact on file. A change of it changes nothing agreed."""
    IN_ORDER = "in order"
    """A list whose order is part of what it says."""


Beside: TypeAlias = Annotated[T, Sense.BESIDE]
InOrder: TypeAlias = Annotated[T, Sense.IN_ORDER]


class Choice(StrEnum):
    """One word of a closed list; words on pages are in `views/wording.py`."""


class Block(BaseModel):  # noqa: PLW1641 - pydantic makes the hash of what is frozen
    """A group of fields. Unknown fields are refused, every field may be left out."""

    # Blocks are made ready when the first record is checked: not every command checks one.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    key: ClassVar[str | None] = None
    """In a list: the field by which a record changes one item of the house's list."""
    whole: ClassVar[bool] = False
    """Whether a record that writes this block replaces the house's block whole."""
    needs: ClassVar[dict[str, tuple[str, ...]]] = {}
    """The fields that a house adds only to a record that itself has one of those named."""
    speaks: ClassVar[bool] = False
    """Whether this block is a term by being there, whatever it holds."""

    def __eq__(self, other: object) -> bool:
        # Most of a record is the house's own: the same block, and not one to be compared. Of any
        # other one its fields are all that there is.
        if self is other:
            return True
        return vars(self) == vars(other) if type(self) is type(other) else NotImplemented

    @classmethod
    def silent(cls) -> Self:
        """Return a block of this kind that says nothing."""
        return cls.model_construct()  # type: ignore[return-value] # of pydantic's plugin

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: "core_schema.CoreSchema", handler: "GetJsonSchemaHandler"
    ) -> "JsonSchemaValue":
        # 'subcontract:' with nothing behind it means "on the house's terms".
        made = handler.resolve_ref_schema(handler(schema))
        made["type"] = ["object", "null"]
        return made


class Clause(Block):
    """A group of terms that can carry a remark, or be put aside with a reason."""

    note: Beside[Onsite[Prose]]
    """Anything about this clause that has no field of its own; shown as written."""
    not_applicable: Onsite[Text]
    """The reason why this clause does not apply; it then replaces the house's clause."""


class Shape(NamedTuple):
    """What a field is: its name, its kind, the type of its value or items, and who sees it."""

    name: str
    kind: Literal["scalar", "scalars", "block", "blocks"]
    type: Any
    audience: Audience | None
    required: bool
    senses: frozenset[Sense] = frozenset()

    @property
    def is_term(self) -> bool:
        """Whether what this field says is part of what two sides agree."""
        return Sense.BESIDE not in self.senses

    @property
    def in_order(self) -> bool:
        """Whether the order of this list is part of what it says."""
        return Sense.IN_ORDER in self.senses


@cache
def shapes(block: type[BaseModel]) -> dict[str, Shape]:
    """Return the shape of every field of `block`, in the order in which they are declared."""
    return {name: _shape(name, field) for name, field in block.model_fields.items()}


@cache
def nested(block: type[BaseModel]) -> dict[str, Shape]:
    """Return the shapes of those fields of `block` that hold a list or a block."""
    return {name: shape for name, shape in shapes(block).items() if shape.kind != "scalar"}


@cache
def term_fields(block: type[BaseModel]) -> tuple[Shape, ...]:
    """Return the fields of `block` that hold what two sides agree, in the order of the schema."""
    return tuple(
        shape
        for shape in shapes(block).values()
        if shape.is_term and Audience.COMMERCIAL.sees(shape.audience or Audience.INTERNAL)
    )


def _shape(name: str, field: "FieldInfo") -> Shape:
    audience = next((mark.audience for mark in field.metadata if isinstance(mark, VisibleTo)), None)
    kind = _without_none(field.annotation)
    many = get_origin(kind) is tuple
    item = get_args(kind)[0] if many else kind
    nested = isinstance(item, type) and issubclass(item, BaseModel)
    named: Literal["scalar", "scalars", "block", "blocks"]
    named = ("blocks" if many else "block") if nested else "scalars" if many else "scalar"
    senses = frozenset(mark for mark in field.metadata if isinstance(mark, Sense))
    return Shape(name, named, item, audience, field.is_required(), senses)


def is_scalar(kind: object) -> bool:
    """Tell whether `kind` is a type that one piece of text spells."""
    return isinstance(kind, type) and issubclass(kind, Scalar | Choice)
