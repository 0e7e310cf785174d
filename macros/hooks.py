"""Hooks: where the records meet MkDocs; the only file that imports it."""

from __future__ import annotations

import posixpath
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from markupsafe import escape
from mkdocs.commands.build import get_context
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

# MkDocs loads this file by its path, outside any package.
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.ending import ends_well, told

with ends_well("playbook"):
    # Inside, so that a broken library is told of in a line.
    from macros.edition import Edition
    from macros.outputs.calendar_feed import calendar_feed
    from macros.records.problems import Problem, Severity, errors
    from macros.render.handbook.guidance import handbook
    from macros.render.pages import ANCHORS
    from macros.render.shell import Shell, ShellError, blank, encoded
    from macros.report import set_project
    from macros.views.wording import counted

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

    from macros.records.house import House
    from macros.render.sheets import Sheet
    from macros.site import Site

log = get_plugin_logger("playbook")

ends_in_a_line = told("playbook", unless=MkDocsException)
"""MkDocs shows a traceback of whatever else is raised."""


class PartnerPage(Page):
    """A page that a record makes: no word of it is read from a file, or as Markdown or Jinja."""

    def __init__(self, sheet: Sheet, file: File, config: MkDocsConfig) -> None:
        """Show `sheet` in the place of `file`."""
        super().__init__(None, file, config)
        self.sheet = sheet
        self.present_anchor_ids = set(ANCHORS)
        self.markdown, self.content = "", ""
        self.meta = {
            # Themes put a title on the page as it is.
            "title": str(escape(sheet.title)),
            # The menu beside it would hold the one word that breadcrumb and tab say already.
            "hide": ["navigation"],
            "search": {"exclude": _search_entries(config) is not None},
            # The macros plugin leaves the page alone.
            "render_macros": False,
        }

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: the record has been read."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the page empty: a thousand playbooks are a lot to keep in mind."""

    def fill(self) -> None:
        """Set the sheet as the content; Markdown never reads a word of a record."""
        self.content = self.sheet.html.decode("utf-8")
        headings = self.sheet.headings
        links = [AnchorLink(str(escape(title)), name, level=2) for name, title in headings]
        self.toc = TableOfContents(links)


class PartnerFile(File):
    """The place of a partner's page among the files of the site.

    MkDocs links to it and has it written with what it only copies: to take a page through all
    the steps of a page of Markdown takes longer than everything else about it.
    """

    def is_documentation_page(self) -> bool:
        """Tell MkDocs that there is no Markdown here."""
        return False

    @ends_in_a_line
    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - MkDocs' own
        """Write the page."""
        if isinstance(self.page, PartnerPage):
            build.press.print(self.page)


class Theme(NamedTuple):
    """What MkDocs draws a page with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment

    def draw(self, page: Page) -> str:
        """Return a page as MkDocs itself would write it."""
        plugins, config = self.config.plugins, self.config
        page.active = True
        context = get_context(self.nav, self.files, config, page)
        context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        drawn = self.env.get_template("main.html").render(context)
        drawn = plugins.on_post_page(drawn, page=page, config=config)
        page.active = False
        return drawn


class Press:
    """Writes the pages of partners, each set into a page that the theme has drawn once."""

    def __init__(self, theme: Theme) -> None:
        """Draw with `theme`, once for each table of contents that a page can have."""
        self._theme = theme
        self._shells: dict[tuple[tuple[str, str], ...], Shell] = {}

    def print(self, page: PartnerPage) -> None:
        """Write a page; the first one of a kind is drawn as well, and must come out the same."""
        try:
            made = self._set(page)
        except ShellError as error:
            message = (
                f"the theme's page cannot be drawn once for all partners: {error}; "
                "write 'plain: true' below 'extra:' in mkdocs.yml to have each drawn by itself"
            )
            raise PluginError(message) from error
        write_file(made, page.file.abs_dest_path)

    def _set(self, page: PartnerPage) -> bytes:
        if page in self._theme.nav.pages:
            # Its place in the menu is marked on it, and has neighbours.
            return encoded(self._theme.draw(page))
        shell = self._shells.get(page.sheet.headings) or self._new_shell(page)
        return shell.around(page.sheet)

    def _new_shell(self, page: PartnerPage) -> Shell:
        config = self._theme.config
        stand_in = _page(blank(page.sheet), config)
        stand_in.parent = page.parent
        shell = Shell(self._theme.draw(stand_in))
        if shell.around(page.sheet) != encoded(self._theme.draw(page)):
            message = f"'{page.file.src_uri}' would differ from what it draws"
            raise ShellError(message)
        page.content = ""
        self._shells[page.sheet.headings] = shell
        return shell


class _Build:
    """What one build knows."""

    edition: Edition
    nav: Navigation
    press: Press
    plain: bool
    """Whether MkDocs takes the pages of partners through every step, as any other page."""
    pages: list[PartnerPage]
    """The pages of partners, but for those that are written by hand."""


build = _Build()


@ends_in_a_line
def on_config(config: MkDocsConfig) -> None:
    """Read the records; every problem is told, and an error ends the build."""
    site = _site(config)
    if site:
        site.tables = []
    root = Path(config.config_file_path).parent
    set_project(root)
    directories = config.use_directory_urls
    build.edition = site.edition if site else Edition.make(root, directories=directories)
    # Another search than Material's must see every page go by to know of it.
    build.plain = bool(config.extra.get("plain")) or _search_entries(config) is None
    problems = build.edition.book.problems
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
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every partner, and the calendar; what stands in `docs/` by hand wins."""
    by_hand = {file.dest_uri for file in files}
    made = (_page(sheet, config) for sheet in build.edition.sheets.values())
    build.pages = [page for page in made if page.file.dest_uri not in by_hand]
    for page in build.pages:
        files.append(page.file)
    house = build.edition.book.house
    if house and CALENDAR not in by_hand:
        files.append(File.generated(config, CALENDAR, content=_calendar(house, config)))
    return files


CALENDAR = "calendar.ics"


def _calendar(house: House, config: MkDocsConfig) -> bytes:
    events = [event for sheet in build.edition.sheets.values() for event in sheet.agenda]

    def page(slug: str) -> str:
        """Return the web address of a partner's page; without that of the site there is none."""
        if not config.site_url:
            return ""
        end = "/" if config.use_directory_urls else ".html"
        return urljoin(config.site_url, f"partners/{slug}{end}")

    return calendar_feed(events, house, build.edition.today, page)


def _page(sheet: Sheet, config: MkDocsConfig) -> PartnerPage:
    # Not in the menu: a menu of all partners on all partners' pages is no help to anybody.
    inclusion = InclusionLevel.NOT_IN_NAV
    file = File.generated(config, sheet.source, content="", inclusion=inclusion)
    if not build.plain:
        place = file.dest_uri
        file = PartnerFile.generated(config, sheet.source, content="", inclusion=inclusion)
        file.dest_uri = place
    file.edit_uri = f"../{sheet.record}"
    return PartnerPage(sheet, file, config)


@ends_in_a_line
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
    build.nav = nav
    return nav


@ends_in_a_line
def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell browsers the language of a page that says it has one."""
    tongue = page.meta.get("language")
    return f'<div lang="{escape(tongue)}">\n{html}\n</div>' if tongue else html


@ends_in_a_line
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Enter every partner into the search index, with the words people search for.

    By now every page has been read: what one of them asks for in vain ends the build, and so does
    a page for partners that cannot be handed out.
    """
    site = _site(config)
    told = handbook(Path(config.config_file_path).parent).problems
    _stop_at([*(site.problems if site else []), *told], "in the pages")
    entries = _search_entries(config)
    if entries is not None:
        entries.extend(_search_entry(page) for page in build.pages)
    build.press = Press(Theme(config, files, build.nav, env))
    return env


def _search_entry(page: PartnerPage) -> dict[str, str]:
    sheet = page.sheet
    text = str(escape(sheet.search_words))
    return {"location": page.url, "title": str(escape(sheet.title)), "text": text}


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
    """Fill a partner's page, and set the tables of others, at last when they are drawn."""
    site = _site(config)
    if isinstance(page, PartnerPage):
        page.fill()
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
