"""Hooks: where the records meet MkDocs; the only file that imports it."""

from __future__ import annotations

import posixpath
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import write_file

# MkDocs loads this file by its path, outside any package.
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.edition import Edition
from macros.outputs.calendar_feed import calendar_feed
from macros.records.problems import Problem, Severity, errors
from macros.render.handbook.guidance import handbook
from macros.theme.page import MadeFile, PartnerPage, edit_uri, page_file, source
from macros.theme.press import Press, Theme, leaf_of
from macros.views.wording import counted

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from macros.site import Site

log = get_plugin_logger("playbook")


class _Build:
    """What one build knows."""

    edition: Edition
    nav: Navigation
    press: Press
    plain: bool
    """Whether MkDocs takes the pages of partners through every step, as any other page."""
    pages: list[PartnerPage]
    """The pages of partners, but for those that are written by hand."""
    is_told: bool
    """Whether the problems of the records have been told."""
    is_finished: bool


build = _Build()


def on_config(config: MkDocsConfig) -> None:
    """Begin to read the records and to make their pages, which goes on beside all that follows."""
    site = _site(config)
    if site:
        site.tables = []
    root = Path(config.config_file_path).parent
    directories = config.use_directory_urls
    build.edition = site.edition if site else Edition.begin(root, directories=directories)
    build.is_told = build.is_finished = False
    # Another search than Material's must see every page go by to know of it.
    build.plain = bool(config.extra.get("plain")) or _search_entries(config) is None
    if build.plain:
        _tell_problems()


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


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every partner, and the calendar; what stands in `docs/` by hand wins."""
    by_hand = {file.dest_uri for file in files}
    made = (_page(slug, config) for slug in build.edition.slugs)
    build.pages = [page for page in made if page.file.dest_uri not in by_hand]
    for page in build.pages:
        files.append(page.file)
    if build.edition.book.house and CALENDAR not in by_hand:
        files.append(MadeFile.at(CALENDAR, config, partial(_write_calendar, config)))
    return files


CALENDAR = "calendar.ics"


def _write_calendar(config: MkDocsConfig, file: File) -> None:
    edition, house = build.edition, build.edition.book.house
    events = [event for sheet in edition.sheets.values() for event in sheet.agenda]

    def page(slug: str) -> str:
        """Return the web address of a partner's page; without that of the site there is none."""
        if not config.site_url:
            return ""
        end = "/" if config.use_directory_urls else ".html"
        return urljoin(config.site_url, f"partners/{slug}{end}")

    if house:
        write_file(calendar_feed(events, house, edition.today, page), str(file.abs_dest_path))


def _page(slug: str, config: MkDocsConfig) -> PartnerPage:
    place = source(slug)
    file = (
        page_file(place, config)
        if build.plain
        else MadeFile.at(place, config, lambda _: build.press.print(page))
    )
    file.edit_uri = edit_uri(slug)
    page = PartnerPage(slug, file, config, is_searched=_search_entries(config) is None)
    return page


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give every page outside the menu the place of its folder's first page.

    Tab and breadcrumb then show where one is, and the menu stays short.
    """
    in_menu = set(map(id, nav.pages))
    for file in (*files.documentation_pages(), *(page.file for page in build.pages)):
        index = files.get_file_from_path(
            posixpath.join(posixpath.dirname(file.src_uri), "index.md")
        )
        if file.page and id(file.page) not in in_menu and index and index.page:
            file.page.parent = index.page.parent
    for page in build.pages if build.plain else filter(_is_partner, nav.pages):
        sheet = build.edition.sheet(page.slug)
        page.entitle(sheet.title if sheet else page.slug)
    build.nav = nav
    return nav


def _is_partner(page: Page) -> TypeGuard[PartnerPage]:
    return isinstance(page, PartnerPage)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell browsers the language of a page that says it has one."""
    tongue = page.meta.get("language")
    return f'<div lang="{escape(tongue)}">\n{html}\n</div>' if tongue else html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Have the pages of partners written, now that the theme can draw.

    By now every page has been read: what one of them asks for in vain ends the build, and so does
    a page for partners that cannot be handed out.
    """
    site = _site(config)
    told = handbook(Path(config.config_file_path).parent).problems
    problems = [*(site.problems if site else []), *told]
    if problems:
        # A page may ask in vain for what a mistake in a record has kept from being.
        _tell_problems()
    _stop_at(problems, "in the pages")
    build.press = Press(Theme(config, files, build.nav, env), build.edition)
    return env


def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """Finish with the records: by now the pages of all partners are written."""
    _finish(config)
    return template


def on_post_build(config: MkDocsConfig) -> None:
    """Finish with the records, where the theme has no templates."""
    _finish(config)


def _finish(config: MkDocsConfig) -> None:
    """Tell what is wrong, and enter every partner into the search index, once a build.

    The entries have the words people search for.
    """
    _tell_problems()
    entries = None if build.is_finished else _search_entries(config)
    build.is_finished = True
    if entries is not None:
        entries.extend(_search_entry(page) for page in build.pages)


def _search_entry(page: PartnerPage) -> dict[str, str]:
    sheet = build.edition.sheets[page.slug]
    text = str(escape(sheet.search_words))
    return {"location": page.url, "title": str(escape(sheet.title)), "text": text}


def on_template_context(
    context: TemplateContext, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """List the pages of partners where all pages are listed, as in the sitemap."""
    if not build.plain:
        context["pages"] = [*context["pages"], *(page.file for page in build.pages)]
    return context


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Fill a partner's page, and set the tables of others, at last when they are drawn."""
    site = _site(config)
    if isinstance(page, PartnerPage):
        if build.plain and (leaf := leaf_of(build.edition, page.slug)):
            page.fill(leaf)
    elif site and page.content:
        page.content = site.with_tables(page.content)
    return context


def _site(config: MkDocsConfig) -> Site | None:
    """Return what the macros know, or None for a site without the macros plugin."""
    found: Site | None = config.extra.get("playbooks")
    return found


def _search_entries(config: MkDocsConfig) -> list[dict[str, str]] | None:
    """Return the entries that Material's search plugin writes, or None for another plugin."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else None
