"""Keeping: what MkDocs has drawn is set aside, so that a changed record needs MkDocs no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from macros import known
from macros.content import Written
from macros.digest import digest
from macros.drawer import put
from macros.outputs.site import ground, kept
from macros.outputs.site.again import together_of
from macros.outputs.site.kept import Index, Kept, Together
from macros.outputs.site.place import MARKER
from macros.outputs.site.together import CALENDAR, INDEX, Group, search_entries
from macros.outputs.site.tree import names_below, stamp
from macros.render.browse.tables import DATA
from macros.theme.page import MadePage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from macros.outputs.site.ground import Ground
    from macros.theme.build import Build


def ground_of(config: MkDocsConfig, options: str) -> Ground:
    """Return what the pages of a site stand on besides the records."""
    themes = (Path(path) for path in config.theme.dirs if "site-packages" not in path)
    return ground.ground(Path(config.config_file_path), options, [Path(config.docs_dir), *themes])


def frames(build: Build, config: MkDocsConfig) -> Kept | None:
    """Return what was drawn, or None where other things than records change what is drawn."""
    in_menu = any(isinstance(page, MadePage) for page in build.nav.pages)
    if build.plain or in_menu or not _is_ours_alone(config) or _says_now(config):
        return None
    site, search = Path(config.site_dir), _index(build, config)
    if search is None:
        return None
    pages = tuple(page.slug for page in build.pages)
    return Kept(
        ground=build.ground,
        site=site,
        addresses=build.edition.addresses,
        homes=build.homes,
        pages=pages,
        by_hand=build.by_hand,
        read={slug: build.edition.key(slug) for slug in build.edition.read},
        shells=build.press.shells,
        frames=build.frames,
        has_own_search=build.has_own_search,
        search=search,
        files=_as_they_are(
            site, [name for name in _names(build, site) if not _of_all(build, name)]
        ),
    )


def keep(build: Build, config: MkDocsConfig, *, with_frames: bool) -> None:
    """Keep sheets and frames in files of the project, for builds to come."""
    root = Path(config.config_file_path).parent
    known.keep(root, build.edition.made(), build.places)
    drawn = frames(build, config) if with_frames else None
    if drawn is None:
        return
    # What has changed meanwhile may be drawn or not.
    if build.stands.digest(root) == build.ground and build.edition.has_this_house():
        put(root, kept.FILE, drawn)
        put(root, kept.TOGETHER, together(build, drawn))
        ground.keep(root, build.stands)


def entries_of_partners(build: Build) -> list[dict[str, str]]:
    """Return what the theme's search holds of partners: nothing where there is one of our own."""
    found = [] if build.has_own_search else build.pages
    faces = (build.edition.faces[page.slug] for page in found)
    return search_entries(faces, build.edition.addresses)


def together(build: Build, drawn: Kept) -> dict[Group, Together]:
    """Return what was made of all partners together, in the frames that were drawn."""
    made = [name for name in _names(build, drawn.site) if _of_all(build, name)]
    return {
        group: Together(
            of, _as_they_are(drawn.site, [name for name in made if Group.of(name) is group])
        )
        for group, of in together_of(drawn.ground, build.edition).items()
    }


def _as_they_are(site: Path, names: Iterable[str]) -> dict[str, Written]:
    return {name: _as_it_is(site / name) for name in names}


def _as_it_is(file: Path) -> Written:
    # First, so that what somebody writes meanwhile is not taken for what is read here.
    known = stamp(str(file))
    return Written(digest(file.read_bytes()), known)


def _index(build: Build, config: MkDocsConfig) -> Index | None:
    written = Path(config.site_dir, INDEX).read_text(encoding="utf-8")
    return Index.of(written, entries_of_partners(build))


def _names(build: Build, site: Path) -> list[str]:
    """Return the files of a site, but for the pages of partners, and for what is hidden in it.

    That is somebody else's, such as a `.git`: each build leaves it as it is.
    """
    pages = {MARKER, *(page.file.dest_uri for page in build.pages)}
    found = (name for name in names_below(site) if name not in pages)
    return [name for name in found if not name.startswith(".") or name in build.by_hand]


def _of_all(build: Build, name: str) -> bool:
    """Tell whether a file is made of all partners together."""
    is_made = name in {CALENDAR, INDEX} or name.startswith((DATA, "partners/"))
    return name in build.frames or (is_made and name not in build.by_hand)


_OURS = {"material/search", "search", "macros"}
_READ_ELSEWHERE = ("include_dir", "include_yaml", "modules")


def _is_ours_alone(config: MkDocsConfig) -> bool:
    """Tell whether nothing is at work of which nobody knows on what its pages stand."""
    macros = config.plugins.get("macros")
    is_plain = macros is None or not any(macros.config.get(name) for name in _READ_ELSEWHERE)
    is_own_code = macros is None or macros.config.get("module_name") == "macros"
    return (
        set(config.plugins) <= {*_OURS, *config.hooks}
        and len(config.hooks) == 1
        and is_plain
        and is_own_code
        and all(map(_reads_nothing, config.markdown_extensions))
    )


_OF_MARKDOWN = frozenset(
    [
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
    ]
)
_READ_FILES = {"pymdownx.b64", "pymdownx.snippets"}


def _reads_nothing(extension: str) -> bool:
    """Tell whether an extension of Markdown is known to make a page of its text alone."""
    name = extension.removeprefix("markdown.extensions.")
    return name in _OF_MARKDOWN or (name.startswith("pymdownx.") and name not in _READ_FILES)


_NOW = re.compile(r"\{[{%][^{}%]*\b(?:now|git|environment|macros_info|context)\b")


def _says_now(config: MkDocsConfig) -> bool:
    """Tell whether a page asks for what is another at each build."""
    pages = Path(config.docs_dir).rglob("*.md")
    return any(_NOW.search(page.read_text(encoding="utf-8", errors="ignore")) for page in pages)
