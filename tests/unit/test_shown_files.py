"""MkDocs finds the same files of a theme, without a walk through its icons."""

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from macros.render.shown_files import list_only_shown_files

MATERIAL = Theme(name="material").dirs[0]


def test_mkdocs_copies_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "overrides/deep/.hidden").mkdir(parents=True)
    for name in ("logo.svg", "deep/a.png", "deep/.hidden/b.png", ".c.png", "deep/page.html"):
        (tmp_path / "overrides" / name).write_text("", encoding="utf-8")
    path = tmp_path / "mkdocs.yml"
    path.write_text(
        "site_name: Site\ntheme: {name: material, custom_dir: overrides}\n", encoding="utf-8"
    )
    config = load_config(str(path))

    def copied(*, shown: bool) -> list[tuple[str, str]]:
        files, environment = Files([]), config.theme.get_env()
        if shown:
            list_only_shown_files(environment)
        files.add_files_from_theme(environment, config)
        return [(file.src_uri, str(file.abs_src_path)) for file in files]

    plain = copied(shown=False)
    assert {"logo.svg", "deep/a.png"} < {name for name, _ in plain}
    assert copied(shown=True) == plain


def test_a_hidden_file_can_still_be_asked_for() -> None:
    environment = Environment(loader=FileSystemLoader(MATERIAL), autoescape=True)
    list_only_shown_files(environment)
    assert not [name for name in environment.list_templates() if name.startswith(".icons")]
    assert environment.get_template(".icons/material/handshake-outline.svg").render()


def test_another_loader_is_left_alone() -> None:
    loader = ChoiceLoader([FileSystemLoader(MATERIAL)])
    environment = Environment(loader=loader, autoescape=True)
    list_only_shown_files(environment)
    assert environment.loader is loader
