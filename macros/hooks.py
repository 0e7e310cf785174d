"""Hooks: where the records meet MkDocs; the only file that imports it."""

from __future__ import annotations

import posixpath
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

# MkDocs loads this file by its path, outside any package.
sys.path.insert(0, str(Path(__file__).parents[1]))

from macros.book import Book, as_of
from macros.records.fields import Audience
from macros.records.problems import Problem, Severity, errors
from macros.render import engine, pages
from macros.render.links import Links
from macros.views.search import search_words
from macros.views.wording import counted

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.utils.templates import TemplateContext

log = get_plugin_logger("playbook")


class PartnerPage(MkDocsPage):
    """A page that a record makes: no word of it is read from a file, or as Markdown or Jinja."""

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 - MkDocs' protocol
        """Start with an empty page that the macros plugin leaves alone."""
        self.markdown, self.meta = "", {"render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002 - MkDocs' protocol
        """Leave the page empty until it is written."""
        self.content, self.toc = "", TableOfContents([])
        self.present_anchor_ids = set(pages.ANCHORS)


class _Build:
    """What one build knows: the book, and which files of the site are made from it."""

    book: Book
    pages: dict[str, pages.Page]
    files: dict[str, File]


build = _Build()


def on_config(config: MkDocsConfig) -> None:
    """Read the records; every problem is told, and an error ends the build."""
    engine.forget()
    build.book = Book.load(Path(config.config_file_path).parent)
    for problem in build.book.problems:
        if problem.severity is Severity.WARNING:
            log.warning("%s", problem)
    _stop_at(errors(build.book.problems), "in the records")


def _stop_at(problems: list[Problem], where: str) -> None:
    if problems:
        listed = "\n".join(f"  {problem}" for problem in problems)
        message = f"{counted(len(problems), 'problem')} {where}:\n{listed}"
        raise PluginError(message)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for every partner; one that is written by hand in `docs/partners/` wins."""
    build.pages, build.files = {}, {}
    by_hand = {file.dest_uri for file in files}
    for page in pages.pages(build.book):
        # Not in the menu: a menu of all partners on all partners' pages is no help to anybody.
        file = File.generated(
            config, page.source, content="\n", inclusion=InclusionLevel.NOT_IN_NAV
        )
        if file.dest_uri in by_hand:
            continue
        file.edit_uri = f"../{page.record}"
        files.append(file)
        PartnerPage(None, file, config)
        build.pages[page.source] = page
        build.files[page.source] = file
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give every page outside the menu the place of its folder's first page.

    Tab and breadcrumb then show where one is, and the menu stays short.
    """
    for file in files.documentation_pages():
        index = files.get_file_from_path(
            posixpath.join(posixpath.dirname(file.src_uri), "index.md")
        )
        if file.page and file.page not in nav.pages and index and index.page:
            file.page.parent = index.page.parent
    return nav


def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Give a partner's page its title."""
    made = build.pages.get(page.file.src_uri)
    if made:
        # Themes put a title on the page as it is.
        page.meta["title"] = str(escape(made.title))
        # The menu beside it would hold the one word that breadcrumb and tab say already.
        page.meta["hide"] = ["navigation"]
        if _search_entries(config) is not None:
            page.meta["search"] = {"exclude": True}
    return markdown


def on_env(env: object, config: MkDocsConfig, files: Files) -> object:
    """Enter every partner into the search index, with the words people search for.

    By now every page has been read: what one of them asks for in vain ends the build.
    """
    site = config.extra.get("playbooks")
    _stop_at(site.problems if site else [], "in the pages")
    entries = _search_entries(config)
    for source, made in build.pages.items():
        if entries is not None:
            entries.append(
                {
                    "location": build.files[source].url,
                    "title": str(escape(made.title)),
                    "text": str(escape(search_words(build.book.playbooks[made.slug]))),
                }
            )
    return env


def on_page_context(
    context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Set a partner's playbook as the page; Markdown never reads a word of a record.

    Only now, and not for all pages beforehand: a thousand playbooks are a lot to keep in mind.
    """
    made = build.pages.get(page.file.src_uri)
    if made:
        playbook = build.book.playbooks[made.slug]
        links = Links(page.url, config.use_directory_urls)
        rendered = pages.playbook_page(playbook, as_of(), links, Audience.INTERNAL)
        page.content = str(rendered.html)
        page.toc = TableOfContents(
            [AnchorLink(str(escape(title)), name, level=2) for name, title in rendered.headings]
        )
    return context


def _search_entries(config: MkDocsConfig) -> list[dict[str, str]] | None:
    """Return the entries that Material's search plugin writes, or None for another plugin."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    entries = getattr(getattr(plugin, "search_index", None), "entries", None)
    return entries if isinstance(entries, list) else None
