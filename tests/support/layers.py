"""Which module may import what, and what in a package's text goes against it."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

PACKAGE = "macros"

BELOW = {
    "records": {"records"},
    "terms": {"records", "terms"},
    "views": {"records", "terms", "views"},
    "report": set(),
    "ending": {"report"},
    "engine": {"ahead", "ending", "report"},
    "garbage": set(),
    "book": {"records", "terms", "garbage", "report"},
    "workers": {"garbage"},
    "spool": {"drawer"},
    "digest": set(),
    "drawer": {"digest", "report"},
    "program": {"digest"},
    "render": {"records", "terms", "views", "book", "digest", "drawer", "render"},
    "content": {"render", "spool", "digest", "drawer"},
    "known": {"records", "render", "content", "drawer"},
    "studio": {
        *("records", "terms", "views", "book", "render", "workers", "spool", "content", "known"),
        *("digest", "drawer", "program", "report"),
    },
    "edition": {"records", "book", "render", "content", "known", "studio", "digest", "drawer"},
    "ahead": {"records", "render", "edition"},
    "theme": {
        *("views", "render", "digest", "drawer", "content", "known", "edition", "outputs"),
        "theme",
    },
    "site": {"records", "terms", "views", "book", "render", "edition", "ahead", "ending"},
    "outputs": {
        *("records", "terms", "views", "book", "render", "workers", "spool", "known", "edition"),
        *("digest", "program", "drawer", "content", "garbage", "outputs"),
    },
    "hooks": {
        *("records", "views", "render", "spool", "known", "edition", "theme", "site", "outputs"),
        *("ahead", "content", "digest", "ending", "report"),
    },
    "cli": {
        *("records", "terms", "views", "book", "render", "known", "edition", "outputs", "cli"),
        "report",
    },
    "__init__": {"render", "site", "ending", "report"},
    "__main__": {"cli", "ending", "garbage"},
}
"""For each part of the package, the parts that it may import."""

OUTSIDE = {
    "ahocorasick_rs": {"outputs.leaks.needles"},
    "babel": {"records.scalars", "views.catalogue", "views.values"},
    "click": {"cli"},
    "cryptography": {"outputs.sealing.seal"},
    "cssselect2": {"outputs.paper.press"},
    "holidays": {"records.public_holidays", "terms.business_days"},
    "jinja2": {"render"},
    "markdown": {"render.handbook.portable"},
    "markdown_it": {"render"},
    "markupsafe": {"render", "outputs.site.together", "hooks", "theme"},
    "mkdocs": {"hooks", "theme"},
    "phonenumbers": {"records.scalars"},
    "pydantic": {"records"},
    "pydantic_core": {"records"},
    "pypdf": {"outputs.sealing.seal", "outputs.leaks.paper", "outputs.leaks.paper_text"},
    "regex": {"records.scalars"},
    "segno": {"outputs.packs.qr"},
    "tzdata": {"records.scalars"},
    "weasyprint": {"outputs.paper.press"},
    "yaml": {"records"},
}
"""For each library, the parts or modules that may import it."""

FOR_TYPES = {"mkdocs_macros": {"__init__"}, "jinja2": {"hooks", "theme"}, "markupsafe": {"site"}}
"""What may be imported for types only."""


class Import(NamedTuple):
    """A module that is imported, and whether only its types are."""

    name: str
    for_types: bool


def violations(modules: Mapping[str, str]) -> list[str]:
    """Return one line for each import that its module may not have; `modules` has texts by name.

    A name has no `macros.` before it: `views.partner`, `hooks`, `__init__`.
    """
    return [
        f"{module} imports {found.name}"
        for module, text in sorted(modules.items())
        for found in imports(text, module)
        if not _is_allowed(module, found)
    ]


def package(root: Path) -> dict[str, str]:
    """Return the text of every module below `root` by its name."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(
            parts if len(parts) == 1 else [each for each in parts if each != "__init__"]
        )
        found[name] = path.read_text(encoding="utf-8")
    return found


def imports(text: str, module: str) -> list[Import]:
    """Return what a text imports, wherever it does."""
    return list(_imports(ast.parse(text), module, for_types=False))


def _imports(node: ast.AST, module: str, *, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            for each in child.body:
                yield from _imports_of(each, module, for_types=True)
            for each in child.orelse:
                yield from _imports_of(each, module, for_types=for_types)
        else:
            yield from _imports_of(child, module, for_types=for_types)


def _imports_of(node: ast.AST, module: str, *, for_types: bool) -> Iterator[Import]:
    if isinstance(node, ast.Import):
        for name in node.names:
            yield Import(name.name, for_types)
    elif isinstance(node, ast.ImportFrom):
        assert not node.level, f"{module}: write where from, not '{'.' * node.level}'"
        if node.module == PACKAGE:
            yield from (Import(f"{PACKAGE}.{name.name}", for_types) for name in node.names)
        else:
            yield Import(str(node.module), for_types)
    else:
        yield from _imports(node, module, for_types=for_types)


def _is_allowed(module: str, found: Import) -> bool:
    part = module.partition(".")[0]
    library, _, rest = found.name.partition(".")
    if library == PACKAGE:
        return rest.partition(".")[0] in BELOW[part]
    if library in sys.stdlib_module_names:
        return True
    allowed = OUTSIDE.get(library, set()) | (
        FOR_TYPES.get(library, set()) if found.for_types else set()
    )
    return not allowed.isdisjoint({part, module})
