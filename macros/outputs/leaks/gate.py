"""Gate: whether the files that one partner is given may leave the house.

Four checks, and a pack that fails one is not written: it is the same whatever other records say and
whatever of its own is not for its reader; nothing of that shows in it; it names nobody else; and it
is there, names its own partner, and neither loads, runs nor betrays anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.outputs.leaks.folders import Canaries, alone
from macros.outputs.leaks.forms import phrase
from macros.outputs.leaks.frame import frame_leaks, machine_leaks
from macros.outputs.leaks.leak import Leak
from macros.outputs.leaks.needles import Needles
from macros.outputs.leaks.reading import PDF, read
from macros.outputs.leaks.shown_marks import marks_shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from macros.book import Folder
    from macros.outputs.leaks.reading import Read
    from macros.records.fields import Audience

    Files: TypeAlias = Mapping[str, bytes]
    Make: TypeAlias = Callable[[Folder], Files]


class Gate:
    """What all packs of a folder are checked against, made once for all of them."""

    def __init__(self, folder: Folder, needles: Needles, canaries: Canaries) -> None:
        """Take what `Gate.of` has made."""
        self._folder = folder
        self.needles = needles
        self.canaries = canaries

    @classmethod
    def of(cls, folder: Folder, today: dt.date) -> Gate:
        """Return the gate for packs that are made from `folder` and speak of the day `today`."""
        needles = Needles.of(folder)
        canaries = Canaries(folder, needles.trees, needles.house_tree, today)
        return cls(folder, needles, canaries)

    def leaks(
        self,
        slug: str,
        audience: Audience,
        files: Files,
        make: Make,
        accepted: Collection[str] = (),
        made: Files | None = None,
    ) -> list[Leak]:
        """Return what the files for `audience` of `slug` leak; nothing where they may go out.

        `make` returns, by name, all that files are made from: the HTML of the page, of the paper,
        and of what a seal encloses. The same folder has to give the same bytes, and KeyError where
        it has no playbook to give. `made` is what it gave of the real folder, if that is at hand.
        `accepted` are texts that may stand there, whoever is named in them.
        """
        said = read(files)
        given = make(self._folder) if made is None else made
        named = self.needles.others_in(slug, said, accepted)
        return [
            *_absent(files),
            *self._not_about(slug, said),
            *self._frames(files, said, sealed=False),
            *named,
            *_absent(given),
            *_other_than(files, given),
            *self._behind(slug, files, given, accepted, named),
            *self._interference(slug, audience, given, make),
        ]

    def leaks_of_sealed(
        self, slug: str, files: Files, accepted: Collection[str] = ()
    ) -> list[Leak]:
        """Return what the files of a sealed pack tell before they are opened.

        What is inside goes through `leaks` before it is sealed.
        """
        said = read(files)
        return [
            *_absent(files),
            *self._frames(files, said, sealed=True),
            *self.needles.others_in(slug, said, accepted),
            *self.needles.own_in(slug, said),
        ]

    def _behind(
        self,
        slug: str,
        files: Files,
        given: Files,
        accepted: Collection[str],
        named: Iterable[Leak],
    ) -> Iterator[Leak]:
        """Yield what of others stands in that of which a file is made, and was not told of it."""
        said = read({name: given[name] for name in given if name not in files})
        yield from self._not_about(slug, said)
        told = {leak.message for leak in named}
        for leak in self.needles.others_in(slug, said, accepted):
            if leak.message not in told:
                yield leak

    def _frames(self, files: Files, said: Iterable[Read], *, sealed: bool) -> Iterator[Leak]:
        for file in said:
            yield from machine_leaks(file, self._folder.root)
        for name, content in files.items():
            if name.endswith(".html"):
                yield from frame_leaks(name, content, sealed=sealed)

    def _not_about(self, slug: str, files: Iterable[Read]) -> Iterator[Leak]:
        """Yield which files do not name the partner: they were made of something else."""
        tree = self.needles.trees.get(slug)
        name = tree.get("name") if isinstance(tree, dict) else None
        for file in files:
            if not isinstance(name, str) or not _says(file, name):
                cure = "make it again; if it stays so, tell whoever looks after the templates"
                yield Leak(file.name, f"it does not name '{slug}', whose it should be", cure)

    def _interference(
        self, slug: str, audience: Audience, made: Files, make: Make
    ) -> Iterator[Leak]:
        marked = self.canaries.of(slug, audience)
        try:
            by_itself, other = make(alone(self._folder, slug)), make(marked.folder)
        except KeyError:
            message = "it cannot be made of a record with marks, so nothing can be told"
            yield Leak("(no file)", message, "tell whoever looks after the program")
            return
        for name in _differing(made, by_itself):
            yield Leak(
                name,
                "it is another where there are no other partners",
                f"make it of the record of '{slug}' and of the house alone",
            )
        for name in _differing(made, other):
            one, two = made.get(name, b""), other.get(name, b"")
            yield from marks_shown(name, one, two, marked, slug, audience)


def _absent(files: Files) -> Iterator[Leak]:
    """Yield what is not there: checks that looked at nothing have found nothing."""
    if not files:
        yield Leak("(no file)", "nothing was made, so nothing was checked", "make the pack again")
    for name, content in files.items():
        if not content.strip():
            yield Leak(name, "it is empty, so nothing was checked", "make the pack again")


def _says(file: Read, name: str) -> bool:
    """Tell whether a file names somebody, so that a reader or a program can see it."""
    wanted = phrase(name)
    # A name of signs alone cannot be looked for.
    return not wanted.strip() or any(wanted in passage.form.words for passage in file.passages)


def _other_than(files: Files, made: Files) -> Iterator[Leak]:
    """Yield which files are not those that `made` has: what holds of one may not of the other."""
    for name in _differing(files, made):
        if name in files and name in made:
            cure = "make it of the records alone: no clock, no chance"
            yield Leak(name, "made twice, it is not the same, so nothing can be told", cure)
        elif name in files and not files[name].startswith(PDF):
            cure = "let what makes the pack make this file too"
            yield Leak(name, "nothing tells what it was made of", cure)


def _differing(one: Files, other: Files) -> list[str]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]
