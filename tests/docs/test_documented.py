"""What the pages say of commands, macros and fields is what the program has."""

import inspect
import re
import shlex
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from jinja2 import Environment

from macros.book import Book
from macros.cli import main
from macros.cli.verbs import Verbs
from macros.outputs.site.together import browsing_of
from macros.records.fields import Block, Shape, is_scalar, shapes
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.scalars import Scalar
from macros.render.browse.piece import Frame
from macros.render.browse.tables import HOMES, homes
from macros.render.links import Addresses
from macros.site import Here, Site, macro_names
from support.newcomer import copy_project

FENCED = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
VERB = re.compile(r"\bplaybook(?: -C \S+)? ([a-z]+)\b")
BELOW_SHARE = re.compile(r"\bplaybook share ([a-z][a-z-]*)")
QUOTED = re.compile(r"`playbook ([a-z][^`\n]*)`")
OPTION = re.compile(r"(?<![\w-])--?[A-Za-z][a-z-]*")
SHOWN_BY_THEMSELVES = ("build", "serve", "share verify-live")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _sections(text: str) -> dict[str, str]:
    """Return the text below each heading of the second level, by what stands in its backticks."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    named = zip(parts[1::2], parts[2::2], strict=True)
    return {match[1]: body for head, body in named if (match := re.search("`(.+?)`", head))}


def _in_code(text: str) -> str:
    return "\n".join(CODE.findall(text))


def _options(command: click.Command) -> set[str]:
    return {
        option
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    }


def _commands() -> dict[str, click.Command]:
    """Return every command by its name, what a group does by itself under the group's own."""
    found: dict[str, click.Command] = {}
    for name, command in main.commands.items():
        if isinstance(command, Verbs):
            found |= {f"{name} {other}": below for other, below in command.commands.items()}
        found[name] = command.itself if isinstance(command, Verbs) else command
    return found


COMMANDS = _commands()


def _command_of(words: str) -> click.Command:
    """Return the command that words begin with: below a group the verb, not the group."""
    named = (name for name in COMMANDS if f"{words} ".startswith(f"{name} "))
    return COMMANDS[max(named, key=len)]


def _help_options() -> set[str]:
    return set(main.context_settings["help_option_names"])


# Commands


@pytest.fixture
def commands_page(project_root: Path) -> str:
    return _read(project_root / "docs/reference/commands.md")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_described_with_all_that_it_takes(commands_page: str, name: str) -> None:
    section = _sections(commands_page)[f"playbook {name}"]
    command = COMMANDS[name]
    for option in _options(command):
        assert f"`{option} " in section or f"`{option}`" in section
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            assert f"`{parameter.make_metavar(click.Context(command)).strip('[].')}`" in section
        elif isinstance(parameter.type, click.Choice):
            for choice in parameter.type.choices:
                assert f"`{parameter.opts[0]} {choice}`" in section
    assert "$ playbook " + name in section
    assert re.search(r"^Exit codes?: ", section, re.MULTILINE)


def test_the_options_of_every_command_are_described(commands_page: str) -> None:
    introduction = commands_page.split("## `playbook", maxsplit=1)[0]
    for option in _options(main) | _help_options():
        assert f"`{option}" in introduction


def test_no_command_or_option_is_described_that_does_not_exist(commands_page: str) -> None:
    everywhere = _options(main) | _help_options()
    described = _sections(commands_page)
    assert {name.removeprefix("playbook ") for name in described} == set(COMMANDS)
    for name, section in described.items():
        known = _options(COMMANDS[name.removeprefix("playbook ")]) | everywhere
        assert set(OPTION.findall(_in_code(QUOTED.sub("", section)))) <= known
        # A whole command, such as one that cures something, has options of its own.
        for words in QUOTED.findall(section):
            assert set(OPTION.findall(words)) <= _options(_command_of(words)) | everywhere


def _pages(root: Path) -> list[Path]:
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def test_every_command_named_on_a_page_exists(project_root: Path) -> None:
    slugs = {path.stem for path in (project_root / "partners").glob("*.yml")}
    for path in _pages(project_root):
        named = set(VERB.findall(_in_code(_read(path))))
        assert named <= set(main.commands), path
        below = {f"share {verb}" for verb in BELOW_SHARE.findall(_in_code(_read(path)))}
        assert below <= {*COMMANDS, *(f"share {slug}" for slug in slugs)}, path


def _as_pattern(lines: list[str]) -> str:
    """Return a pattern for an output; an ellipsis stands for anything, on its own for any lines."""
    return "".join("(?:.*\n)*" if line == "…" else _of_line(line) for line in lines)


def _of_line(line: str) -> str:
    return ".*".join(map(re.escape, line.split("…"))) + "\n"


def _without_line_numbers(text: str) -> str:
    """Drop the line numbers of the samples, which change whenever somebody writes in them."""
    return re.sub(r"(partners/(?!northern-cabling)[\w-]+\.yml):\d+", r"\1", text)


def _runs(block: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield each command of a console block with the lines that it prints."""
    for run in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *output = run.splitlines()
        yield shlex.split(command)[1:], output


def test_every_example_prints_what_the_page_says(
    commands_page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path)
    monkeypatch.chdir(project)
    run = 0
    for language, title, block in FENCED.findall(commands_page):
        named = re.search('title="(.+)"', title)
        if language == "yaml" and named:
            (project / named[1]).write_text(block, encoding="utf-8")
        for arguments, lines in _runs(block) if language == "console" else ():
            if " ".join(arguments).startswith(SHOWN_BY_THEMSELVES):
                continue
            printed = CliRunner().invoke(main, arguments, prog_name="playbook").output
            expected = _without_line_numbers("\n".join(lines)).splitlines()
            assert re.fullmatch(_as_pattern(expected), _without_line_numbers(printed)), arguments
            run += 1
    assert run > len(COMMANDS)


# Macros


@pytest.fixture
def macros_page(project_root: Path) -> str:
    return _read(project_root / "docs/setup/macros.md")


RAW = re.compile(r"{% raw %}(.*?){% endraw %}", re.DOTALL)
CALL = re.compile(r"{{ (.+?) }}")


def _calls(text: str, name: str) -> list[str]:
    return [call for call in CALL.findall(text) if call.startswith(f"{name}(")]


def test_no_macro_is_described_that_does_not_exist(macros_page: str) -> None:
    assert set(_sections(macros_page)) == set(macro_names())


@pytest.mark.parametrize("name", macro_names())
def test_a_macro_is_described_with_its_parameters(macros_page: str, name: str) -> None:
    section = _sections(macros_page)[name]
    for parameter in list(inspect.signature(getattr(Site, name)).parameters)[1:]:
        assert f"| `{parameter}` |" in section


@pytest.mark.parametrize("name", macro_names())
def test_a_macro_has_an_example_that_is_live(
    macros_page: str, name: str, project_root: Path, built_site: Path
) -> None:
    section = _sections(macros_page)[name]
    shown = [call for raw in RAW.findall(section) for call in _calls(raw, name)]
    live = _calls(RAW.sub("", section), name)
    assert live
    assert set(live) <= set(shown)
    site = Site(project_root, lambda: Here("setup/macros/", "setup/macros.md"), Addresses())
    macros = {macro.__name__: macro for macro in site.macros()}
    page = _squeezed(_read(built_site / "setup/macros/index.html"))
    for call in live:
        result = Environment().compile_expression(call)(**macros)  # noqa: S701 - as on the page
        assert _squeezed(_with_lists(str(result), site)) in page
        assert _squeezed(f"{{{{ {call} }}}}") in _squeezed(_text(page))


def _with_lists(html: str, site: Site) -> str:
    known = browsing_of(site.edition, homes(HOMES.values()), has_own_search=False)
    assert known
    frame = Frame.of(html, site.pieces)
    return frame.filled(piece.html(known) for piece in frame.pieces)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _text(html: str) -> str:
    return unescape(re.sub("<[^>]+>", "", html))


# Fields


def _blocks(block: type[Block], path: str = "") -> Iterator[tuple[str, set[str]]]:
    """Yield the path of every block of a record, with the names of its fields."""
    yield path, set(shapes(block))
    for name, shape in shapes(block).items():
        if shape.kind in {"block", "blocks"}:
            here = f"{path}.{name}".lstrip(".") + ("[]" if shape.kind == "blocks" else "")
            yield from _blocks(shape.type, here)


@pytest.mark.parametrize(("page", "root"), [("record", Partner), ("house", House)])
def test_every_field_has_its_row(built_site: Path, page: str, root: type[Block]) -> None:
    html = _read(built_site / f"reference/{page}/index.html")
    rows: dict[str, set[str]] = {}
    for section in html.split('<section class="pb-section"')[1:]:
        heading = re.search(r"<h\d id=[^>]+><code>([^<]+)</code>", section)
        fields = re.findall(r'<th scope="row"[^>]*><code>(\w+)</code>', section)
        rows[heading[1] if heading else ""] = set(fields)
    # Below 'defaults' the house takes what a record takes, which has a page of its own.
    blocks = {path: names for path, names in _blocks(root) if not path.startswith("defaults")}
    assert rows == blocks


def _scalars(block: type[Block], seen: set[type[Block]]) -> Iterator[type[Scalar]]:
    seen.add(block)
    for shape in shapes(block).values():
        if _is_free(shape):
            yield shape.type
        elif not is_scalar(shape.type) and shape.type not in seen:
            yield from _scalars(shape.type, seen)


def _is_free(shape: Shape) -> bool:
    return is_scalar(shape.type) and issubclass(shape.type, Scalar)


def test_every_form_of_a_value_is_shown(project_root: Path) -> None:
    page = _read(project_root / "docs/reference/record.md")
    for scalar in {*_scalars(Partner, set()), *_scalars(House, set())}:
        row = re.search(rf"^\| {re.escape(scalar.form)} \| (.+) \|$", page, re.MULTILINE)
        assert row, scalar.form
        assert f"`{scalar.example}`" in row[1]


def test_records_that_pages_show_whole_are_right(project_root: Path, tmp_path: Path) -> None:
    page = _read(project_root / "docs/setup/first-partner.md")
    house = _read(project_root / "partners/_house.yml")
    (tmp_path / "partners").mkdir()
    (tmp_path / "partners/_house.yml").write_text(house, encoding="utf-8")
    records = [block for _, title, block in FENCED.findall(page) if "title=" in title]
    assert [len(record.splitlines()) for record in records] == [5, 20]
    for record in records:
        (tmp_path / "partners/northern-cabling.yml").write_text(record, encoding="utf-8")
        assert Book.load(tmp_path).problems == []


# README


@pytest.fixture
def readme(project_root: Path) -> str:
    return _read(project_root / "README.md")


def test_the_readme_names_what_is_there(readme: str, project_root: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", _read(project_root / "Makefile"), re.MULTILINE))
    assert {"site", "test"} <= set(re.findall(r"\bmake ([a-z-]+)\b", _in_code(readme))) <= targets
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", readme):
        assert (project_root / link).exists(), link
    assert len(readme.splitlines()) < 150
