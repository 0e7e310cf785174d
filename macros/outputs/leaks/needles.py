"""Needles: everything that all partners are known by, looked for in what one of them is given.

A name is looked for as whole words, in any case, and where it has ten letters or more also with
anything between its letters; never inside a longer word. A name of one word counts inside tags,
comments and styles only as it is written or in capitals, one of four letters or fewer counts so
everywhere. Not looked for are numbers, words of our own pages, and what the partner's own names or
the house's hold as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple, Self

from ahocorasick_rs import BytesAhoCorasick

from macros.garbage import many_objects
from macros.outputs.leaks.forms import folded, phrase
from macros.outputs.leaks.leak import Leak
from macros.outputs.leaks.names import Needle, contact_names, needles_of, own_words, spellings
from macros.outputs.leaks.reading import read
from macros.records.house import House
from macros.records.problems import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from macros.book import Folder
    from macros.outputs.leaks.forms import Form
    from macros.outputs.leaks.names import Sought
    from macros.outputs.leaks.reading import Read
    from macros.records.source import Plain

LETTERS = 10
"""From so many letters on, a name is looked for with anything between them."""
_SHORT = 4
_LONGEST = 500
_HOUSE = ""


class Known(NamedTuple):
    """What a partner knows anyway: phrases in a row, and digits of phones."""

    phrases: bytes
    digits: frozenset[str]


class Needles:
    """What every partner and the house are known by, ready to be looked for all at once."""

    def __init__(self, trees: Mapping[str, Plain], house: Plain) -> None:
        """Take the records and the house file as they are written."""
        self.trees = trees
        self.house_tree = house
        self.house = Haystack(_of_the_house(house))
        self._by_slug = {slug: tuple(needles_of(slug, tree)) for slug, tree in trees.items()}
        self._all = Haystack(each for own in self._by_slug.values() for each in own)

    @classmethod
    def of(cls, folder: Folder) -> Self:
        """Return the needles of all records of a folder, of those with errors as well."""
        with many_objects():
            trees = {slug: file.document().root.plain() for slug, file in folder.records.items()}
            return cls(trees, folder.house.document().root.plain())

    def found_in(
        self, slug: str, files: Mapping[str, bytes], accepted: Collection[str] = ()
    ) -> list[Leak]:
        """Return where the files that `slug` is given name another partner.

        `accepted` are texts that may stand there, whoever is named in them.
        """
        return self.others_in(slug, read(files), accepted)

    def others_in(
        self, slug: str, files: Iterable[Read], accepted: Collection[str] = ()
    ) -> list[Leak]:
        """Return where files that are read already name another partner than `slug`."""
        known = self._known_to(slug, accepted)
        return [leak for each in files for leak in _told(each, self._all, known, _named)]

    def own_in(self, slug: str, files: Iterable[Read]) -> list[Leak]:
        """Return where files that nobody may read yet tell of the partner `slug` itself."""
        own = Haystack([*self._by_slug.get(slug, ()), *own_words(slug, self.trees.get(slug))])
        known = Known(b"".join(self.house.phrases), frozenset(self.house.digits))
        return [leak for each in files for leak in _told(each, own, known, _readable)]

    def _known_to(self, slug: str, accepted: Collection[str]) -> Known:
        own = self._by_slug.get(slug, ())
        phrases = [*(each.words for each in own), *self.house.phrases, *map(phrase, accepted)]
        dialled = [number for text in accepted for number in spellings(text)]
        digits = {number for each in own for number in each.digits}
        return Known(b"".join(phrases), frozenset([*digits, *self.house.digits, *dialled]))


class Haystack:
    """Needles that are looked for all at once."""

    def __init__(self, sought: Iterable[Sought]) -> None:
        """Take what is sought; the same words of several partners are looked for once."""
        self.phrases: dict[bytes, list[Needle]] = defaultdict(list)
        self.digits: dict[str, list[Needle]] = defaultdict(list)
        for each in sought:
            if each.words:
                self.phrases[each.words].append(each.needle)
            for number in each.digits:
                self.digits[number].append(each.needle)
        self._words = list(self.phrases)
        self._long = [each for each in self._words if len(each.replace(b" ", b"")) >= LETTERS]
        self._by_words = BytesAhoCorasick(self._words)
        self._by_letters = BytesAhoCorasick([each.replace(b" ", b"") for each in self._long])

    def in_(self, form: Form, known: Known) -> Iterator[Needle]:
        """Yield the needles that stand in a form of a text and are not known anyway."""
        matches = self._by_words.find_matches_as_indexes(form.words, overlapping=True)
        found = {self._words[index] for index, _, _ in matches}
        matches = self._by_letters.find_matches_as_indexes(form.letters, overlapping=True)
        apart = {self._long[index] for index, _, _ in matches}
        for words in sorted(found | apart):
            needle = self.phrases[words][0]
            if words in known.phrases:
                continue
            if _counts(needle, words, form) if words in found else _apart(words, form):
                yield needle
        for number in form.numbers:
            if number in self.digits and number not in known.digits:
                yield self.digits[number][0]


def _counts(needle: Needle, words: bytes, form: Form) -> bool:
    """Tell whether words that stand in a text do so as a name."""
    size, is_one_word = len(words.replace(b" ", b"")), words.count(b" ") == len("  ")
    if size > _SHORT and not (is_one_word and form.is_markup):
        return True
    written = folded(needle.text).strip()
    either = "|".join(re.escape(each) for each in {written, written.upper()})
    return re.search(rf"(?<![\w.@-])(?:{either})(?![\w-])", form.text) is not None


# A capital behind a small letter starts a word of its own: 'theGantryHillLogo'.
_CAPITAL = "(?<=[a-z])(?=[A-Z])"
_START, _END = rf"(?:(?<![^\W_])|{_CAPITAL})", rf"(?:(?![^\W_])|{_CAPITAL})"


def _apart(words: bytes, form: Form) -> bool:
    """Tell whether letters that follow one another in a text are words there, no parts of any."""
    letters = r"[\W_]*".join(map(re.escape, words.decode("utf-8").replace(" ", "")))
    pattern = re.compile(rf"{_START}(?i:{letters}){_END}")
    text = form.text.replace("&", " and ")
    return pattern.search(text) is not None or pattern.search(text.casefold()) is not None


def _of_the_house(tree: Plain) -> Iterator[Sought]:
    yield from needles_of(_HOUSE, tree, House)
    yield from contact_names(tree)


def _told(file: Read, sought: Haystack, known: Known, tell: Callable[..., Leak]) -> Iterator[Leak]:
    """Yield what is found in a file, each needle once, in the plainest form that it has there."""
    found: dict[Needle, str] = {}
    for passage in file.passages:
        for needle in sought.in_(passage.form, known):
            found.setdefault(needle, passage.place)
    if file.problem:
        yield file.problem
    for needle, place in found.items():
        if not any(_is_part(needle, other) for other in found):
            yield tell(file.name, needle, place)


def _is_part(needle: Needle, other: Needle) -> bool:
    """Tell whether a longer name of the same partner says it all."""
    one, whole = phrase(needle.text), phrase(other.text)
    return needle.slug == other.slug and one != whole and one in whole


def _named(name: str, needle: Needle, place: str) -> Leak:
    # Whole, and quoted as a shell wants it: it is copied from here.
    accepted = quote(shown(needle.text, _LONGEST))
    return Leak(
        name,
        f"'{shown(needle.text)}' stands in it{place}, which is {needle.what} of '{needle.slug}'",
        f"take it out of what this partner is shown, or add --accept-mention {accepted}"
        " if they may read it",
    )


def _readable(name: str, needle: Needle, place: str) -> Leak:
    return Leak(
        name,
        f"'{shown(needle.text)}' can be read before it is opened{place}",
        "seal the page whole, and keep the partner's words out of its frame",
    )
