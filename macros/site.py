"""Site: the macros that pages of the site can use."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_type_hints

from macros.ahead import edition_of
from macros.ending import unexpected
from macros.records.fields import Audience
from macros.records.problems import Mark, Problem
from macros.render import pages
from macros.render.browse.piece import Piece, place_of
from macros.render.engine import embed
from macros.render.links import Links
from macros.render.pages import PageError
from macros.views.directory import Filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from macros.render.links import Addresses


class Here(NamedTuple):
    """The page that is being made: its address on the site, and its file in `docs/`."""

    url: str
    source: str


class Site:
    """The book as the pages of one build see it.

    `here` tells which page is being made. What pages ask for in vain is gathered in `problems`.
    """

    def __init__(self, root: Path, here: Callable[[], Here], addresses: Addresses) -> None:
        self.edition = edition_of(root, addresses)
        self._book, self._today = self.edition.book, self.edition.today
        self.problems: list[Problem] = []
        self.pieces: list[Piece] = []
        """The lists that pages ask for; the hooks set them when all partners are known."""
        self._root = root
        self._here = here
        self._directories = addresses.directories

    def guarded(self, macro: Callable[..., str]) -> Callable[..., str]:
        """Return a macro that notes a wrong call as a problem of its page, and shows nothing."""

        @wraps(macro)
        def call(*arguments: object, **options: object) -> str:
            try:
                _check_call(macro, arguments, options)
                return macro(*arguments, **options)
            except PageError as error:
                self.complain(macro.__name__, self._here().source, error)
            except Exception as error:  # noqa: BLE001 - the plugin shows a traceback
                found = unexpected(error)
                self._note(macro.__name__, self._here().source, *found, code="unexpected")
            return ""

        return call

    def complain(self, macro: str, source: str, error: PageError) -> None:
        """Note what is wrong with a page's call of a macro."""
        self._note(macro, source, error.message, error.cure, "wrong-macro")

    def _note(self, macro: str, source: str, message: str, cure: str, code: str) -> None:
        source = f"docs/{source}"
        mark = _first_line_with(self._root / source, f"{macro}(", source)
        self.problems.append(Problem(mark, macro, message, cure, code))

    def macros(self) -> list[Callable[..., str]]:
        """Return every macro, in the order in which the reference lists them."""
        return [
            self.playbook,
            self.playbook_section,
            self.partner,
            self.directory,
            self.attention,
            self.compare,
            self.house_standards,
            self.house_standard,
            self.record_fields,
        ]

    def playbook(self, slug: str, level: int = 1) -> str:
        """Return the whole playbook of the partner `slug`, its name a heading of `level` 1 to 4."""
        found = pages.find(self._book, slug)
        if level not in range(1, 5):
            raise PageError(*pages.WRONG_LEVEL)
        prefix = f"{slug}-"
        page = pages.playbook_page(
            found, self._today, self._links(), Audience.INTERNAL, prefix, level
        )
        return embed(page.html)

    def playbook_section(self, slug: str, section: str) -> str:
        """Return one section of a playbook, such as `money` or `on-site`."""
        return embed(pages.section_html(self._book, slug, section, self._today, self._links()))

    def partner(self, slug: str) -> str:
        """Return a link to a partner's page, to stand in a sentence."""
        return str(pages.partner_link_html(self._book, slug, self._links()))

    def directory(
        self,
        *,
        relationship: str | None = None,
        trade: str | None = None,
        area: str | None = None,
        out_of_hours: bool | None = None,
        status: str | None = None,
        form: bool = False,
    ) -> str:
        """Return the directory, narrowed to what is named; `form=true` adds the filters."""
        filters = Filters(relationship, trade, area, out_of_hours, status)
        return self._held(Piece("directory", self._here().url, filters, form))

    def attention(self) -> str:
        """Return what needs attention at all partners, the most urgent first."""
        return self._held(Piece("attention", self._here().url))

    def compare(
        self, *, trade: str | None = None, area: str | None = None, form: bool = False
    ) -> str:
        """Return active subcontractors side by side; `form=true` adds the filters."""
        return self._held(Piece("compare", self._here().url, Filters(trade=trade, area=area), form))

    def house_standards(self) -> str:
        """Return everything that the house asks of every partner."""
        return embed(pages.house_html(self._book, self._links()))

    def house_standard(self, name: str) -> str:
        """Return one standard of the house, such as `labelling`."""
        return embed(pages.standard_html(self._book, name))

    def record_fields(self, record: str) -> str:
        """Return every field of a `partner` or `house` record, from the schema itself."""
        return embed(pages.reference_html(record))

    def _held(self, piece: Piece) -> str:
        self.pieces.append(piece)
        return place_of(len(self.pieces) - 1)

    def _links(self) -> Links:
        return Links(self._here().url, self._directories)


def _check_call(
    macro: Callable[..., str], arguments: tuple[object, ...], options: dict[str, object]
) -> None:
    """Raise PageError where a macro is called with what it does not take."""
    takes = get_type_hints(macro)
    try:
        given = signature(macro).bind(*arguments, **options).arguments
    except TypeError as error:
        names = ", ".join(signature(macro).parameters) or "nothing"
        raise PageError(str(error), f"it takes: {names}") from error
    for name, value in given.items():
        kinds = get_args(takes[name]) or (takes[name],)
        # Python counts True as 1, and a page that says so means something else.
        if type(value) not in kinds:
            wanted = " or ".join(_EXAMPLES[kind] for kind in kinds if kind in _EXAMPLES)
            message = f"'{name}' is {value!r}"
            raise PageError(message, f"write {wanted}")


_EXAMPLES = {
    str: 'a word in quotes, as in "leeds"',
    bool: "true or false",
    int: "a number, as in 2",
}


def _first_line_with(path: Path, text: str, name: str) -> Mark:
    """Return where a page first calls a macro, or its start where that cannot be read."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = ((number, line.find(text)) for number, line in enumerate(lines, start=1))
    return next((Mark(name, line, at + 1) for line, at in found if at >= 0), Mark(name))


def macro_names() -> list[str]:
    """Return the names of the macros, as pages write them."""
    methods: list[Any] = Site.macros(Site.__new__(Site))
    return [method.__name__ for method in methods]
