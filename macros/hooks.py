"""Hooks: where the records meet MkDocs."""

from __future__ import annotations

import os
import posixpath
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from markupsafe import escape
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File

# MkDocs loads this file by its path, outside any package.
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.ending import ends_well, told

with ends_well("playbook"):
    # Inside, so that a broken library is told of in a line.
    from macros.ahead import edition_of
    from macros.content import OnPage
    from macros.outputs.site.ground import OPTIONS
    from macros.outputs.site.together import CALENDAR, browsing_of, found_by_search, of_all
    from macros.outputs.site.verify import Wanted
    from macros.records.problems import Problem, Severity, errors
    from macros.render.browse import limits
    from macros.render.browse.parts import search_is_long
    from macros.render.browse.piece import Frame
    from macros.render.browse.tables import homes
    from macros.render.compiled import keep_compiled
    from macros.render.handbook.guidance import handbook
    from macros.render.links import Addresses
    from macros.render.pages import PageError
    from macros.render.shell import Kind
    from macros.render.shown_files import list_only_shown_files
    from macros.report import set_project
    from macros.theme.beside import Beside
    from macros.theme.build import Build
    from macros.theme.keeping import entries_of_partners, frames, ground_of, keep, together
    from macros.theme.page import MadeFile, MadePage, page_file
    from macros.theme.press import Press, Theme
    from macros.theme.progress import Progress
    from macros.theme.serving import follow
    from macros.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation, Section
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from macros.render.browse.browsing import Browsing
    from macros.render.browse.piece import Piece
    from macros.render.shell import Leaf
    from macros.site import Site

log = get_plugin_logger("playbook")

ends_in_a_line = told("playbook", unless=MkDocsException)
"""MkDocs shows a traceback of whatever else is raised."""


build = Build()
beside = Beside()


@ends_in_a_line
def on_startup(command: str, dirty: bool) -> None:  # noqa: FBT001 - MkDocs' own
    """Remember whether the site is only shown: then it is nobody's but MkDocs'."""
    beside.is_served = command == "serve"


@event_priority(100)
@ends_in_a_line
def _begin(config: MkDocsConfig) -> None:
    """Take the place of the site, before work begins that a second build would do in vain."""
    beside.begin(config)


@ends_in_a_line
def _read(config: MkDocsConfig) -> None:
    """Begin to read the records and to make their pages, which goes on beside all that follows."""
    site, root = _site(config), Path(config.config_file_path).parent
    set_project(root)
    addresses = Addresses(config.site_url or "", config.use_directory_urls)
    edition = site.edition if site else edition_of(root, addresses)
    # Another search than Material's must see every page go by to know of it.
    plain = bool(config.extra.get("plain")) or _search_entries(config) is None
    build.begin(edition, ground_of(config, os.environ.get(OPTIONS, "")), root, plain=plain)
    if build.plain:
        _tell_problems()


on_config = CombinedEvent(_begin, _read)


def _tell_problems() -> None:
    """Tell every problem of the records, once; an error ends the build."""
    if build.is_told:
        return
    build.is_told = True
    problems = build.edition.problems
    for problem in problems:
        if problem.severity is Severity.WARNING:
            log.warning("%s", problem)
    _stop_at(errors(problems), "in the records")


def _stop_at(problems: list[Problem], where: str) -> None:
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        message = f"{counted(len(problems), 'problem')} {where}:\n{listed}"
        raise PluginError(message)


@ends_in_a_line
def on_pre_build(config: MkDocsConfig) -> None:
    """Let MkDocs ask for the theme's files without its thousands of icons."""
    get_env = config.theme.get_env

    def without_hidden() -> Environment:
        environment = get_env()
        list_only_shown_files(environment)
        return environment

    config.theme.get_env = without_hidden  # type: ignore[method-assign] # it has no other seam


@ends_in_a_line
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every partner; what stands in `docs/` by hand wins."""
    build.by_hand = frozenset(file.dest_uri for file in files)
    made = (_page(slug, config) for slug in build.edition.slugs)
    build.pages = [page for page in made if page.file.dest_uri not in build.by_hand]
    for page in build.pages:
        files.append(page.file)
    build.progress = Progress(len(build.pages))
    if build.edition.book.house and CALENDAR not in build.by_hand:
        # Pages may link to it; it is written with all that is made of all partners.
        there = File.generated(config, CALENDAR, content="")
        files.append(MadeFile.instead_of(there, config, lambda _: None))
    build.homes = homes(file.src_uri for file in files)
    is_long = search_is_long(build.edition.size, limits.LIMITS)
    build.has_own_search = is_long and _search_entries(config) is not None
    if build.has_own_search:
        config.extra_javascript.append(SEARCH)
    return files


SEARCH = "assets/javascripts/search.js"


def _page(slug: str, config: MkDocsConfig) -> MadePage:
    file = page_file(Kind.PARTNER, slug, config)
    if not build.plain:
        file = MadeFile.instead_of(file, config, partial(_print, config))
    page = MadePage(Kind.PARTNER, slug, file, config)
    if _search_entries(config) is None:
        page.meta["search"] = {}
    return page


@ends_in_a_line
def _print(config: MkDocsConfig, page: MadePage) -> None:
    """Write the page of a partner, unless the record is too wrong for one."""
    leaf = build.edition.leaf(page.slug)
    if leaf:
        name, bound = page.file.dest_uri, build.press.bound(page, leaf)
        stamp = beside.write(name, bound.page)
        build.places[page.slug] = OnPage.of(f"{beside.live}/{name}", bound, leaf, stamp)
    build.progress.step()


@ends_in_a_line
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give every page outside the menu the place of its folder's first page.

    Tab and breadcrumb then show where one is, and the menu stays short.
    """
    in_menu = set(map(id, nav.pages))
    for file in (*files.documentation_pages(), *(page.file for page in build.pages)):
        if file.page and id(file.page) not in in_menu:
            file.page.parent = _parent(file.src_uri, files)
    for page in build.pages if build.plain else filter(_is_made, nav.pages):
        face = build.edition.face(page.slug)
        page.entitle(face.title if face else page.slug)
    build.nav = nav
    return nav


def _parent(source: str, files: Files) -> Section | None:
    index = files.get_file_from_path(posixpath.join(posixpath.dirname(source), "index.md"))
    return index.page.parent if index and index.page else None


def _is_made(page: Page) -> TypeGuard[MadePage]:
    return isinstance(page, MadePage)


@ends_in_a_line
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell browsers the language of a page that says it has one."""
    tongue = page.meta.get("language")
    return f'<div lang="{escape(tongue)}">\n{html}\n</div>' if tongue else html


@ends_in_a_line
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Have the pages of partners written, now that the theme can draw.

    By now every page has been read: what one of them asks for in vain ends the build, and so does
    a page for partners that cannot be handed out.
    """
    root = Path(config.config_file_path).parent
    keep_compiled(env, root)
    told = handbook(root).problems
    _stop_at_pages(config, told)
    build.press = Press(Theme(config, files, build.nav, env))
    return env


def _stop_at_pages(config: MkDocsConfig, told: list[Problem]) -> None:
    site = _site(config)
    problems = [*(site.problems if site else []), *told]
    if problems:
        # A page may ask in vain for what a mistake in a record has kept from being.
        _tell_problems()
    _stop_at(problems, "in the pages")


@ends_in_a_line
def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """Finish with the records: by now the pages of all partners are written."""
    _finish(config)
    return template


@event_priority(-100)
@ends_in_a_line
def on_post_build(config: MkDocsConfig) -> None:
    """Put the site in its place when all of it is written."""
    _finish(config)
    _stop_at_pages(config, [])
    build.forget_lists()
    if beside.publish(config, partial(_wanted, config)) and not build.plain:
        keep(build, config, with_frames=OPTIONS in os.environ)
    elif beside.is_served:
        build.kept = frames(build, config)
        build.together = together(build, build.kept) if build.kept else {}


def _wanted(config: MkDocsConfig, site: Path) -> Wanted:
    """Return what must be in the folder `site` before anybody sees it."""
    by_mkdocs = [file.dest_uri for file in build.press.theme.files.documentation_pages()]
    by_records = [page.file.dest_uri for page in build.pages]
    by_theme = config.theme.static_templates & {"404.html"}
    listed = None
    if _search_entries(config) is not None:
        addresses, own = build.edition.addresses, build.has_own_search
        listed = found_by_search(site, addresses, has_own_search=own)
    searched = [page.url for page in build.pages]
    return Wanted({*by_mkdocs, *by_records, *by_theme}, searched, listed)


@ends_in_a_line
def on_serve(
    server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]
) -> LiveReloadServer:
    """Follow changed records without MkDocs."""
    beside.serve(config)
    follow(server, builder, build, Path(config.config_file_path).parent)
    return server


def on_build_error(error: Exception) -> None:
    """Leave the site as it was."""
    build.stop()
    beside.abandon(error)


def on_shutdown() -> None:
    """Leave the site as it was if the build was interrupted."""
    build.stop()
    beside.end()


def _finish(config: MkDocsConfig) -> None:
    """Tell what is wrong, and write what is made of all partners together, once a build."""
    if build.is_finished:
        return
    build.is_finished = True
    build.progress.end()
    _tell_problems()
    entries = _search_entries(config)
    if entries is not None:
        entries.extend(entries_of_partners(build))
    browsing = _browsing()
    if browsing:
        for name, content in of_all(build.edition, browsing, partial(_bound, config)):
            if name not in build.by_hand:
                beside.write(name, content)


def _browsing() -> Browsing | None:
    """Return what lists of all partners are made of; nothing without a house."""
    if build.browsing is None:
        own = build.has_own_search
        build.browsing = browsing_of(build.edition, build.homes, has_own_search=own)
    return build.browsing


def _bound(config: MkDocsConfig, leaf: Leaf) -> bytes:
    """Return a further page of a list."""
    file = page_file(Kind.PART, leaf.slug, config)
    page = MadePage(Kind.PART, leaf.slug, file, config)
    page.parent = _parent(file.src_uri, build.press.theme.files)
    return build.press.bound(page, leaf).page


@ends_in_a_line
def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """List the pages of partners where all pages are listed, as in the sitemap."""
    if not build.plain:
        context["pages"] = [*context["pages"], *(page.file for page in build.pages)]
    return context


@ends_in_a_line
def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Fill the page of a partner, and set the lists of others, where MkDocs is to draw them."""
    if build.plain and _is_made(page):
        leaf = build.edition.leaf(page.slug) if page.kind is Kind.PARTNER else None
        if leaf:
            page.fill(leaf)
    elif build.plain and page.content:
        frame = _frame(page.content, config)
        page.content = frame.filled([_list(piece, page, config) for piece in frame.pieces])
    return context


@ends_in_a_line
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set the lists of partners that a page asks for."""
    frame = _frame(output, config)
    if frame.pieces and not _is_made(page):
        build.frames[page.file.dest_uri] = frame
    return frame.filled([_list(piece, page, config) for piece in frame.pieces])


def _frame(html: str, config: MkDocsConfig) -> Frame:
    site = _site(config)
    return Frame.of(html, site.pieces if site else [])


def _list(piece: Piece, page: Page, config: MkDocsConfig) -> str:
    """Return a list of partners, or nothing where it asks for what there is not."""
    site, browsing = _site(config), _browsing()
    try:
        return piece.html(browsing) if browsing else ""
    except PageError as error:
        if site:
            site.complain(piece.name, page.file.src_uri, error)
        return ""


def _site(config: MkDocsConfig) -> Site | None:
    """Return what the macros know, or None for a site without the macros plugin."""
    found: Site | None = config.extra.get("playbooks")
    return found


def _search_entries(config: MkDocsConfig) -> list[dict[str, str]] | None:
    """Return the entries that Material's search plugin writes, or None for another plugin."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else None
