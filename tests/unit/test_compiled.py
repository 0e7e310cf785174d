"""Templates are compiled once and kept, and what is kept is never the wrong thing."""

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from jinja2 import Environment, FileSystemLoader, pass_context

from macros.render.compiled import FOLDER, keep_compiled


class Site:
    """A folder with a theme, drawn by a new environment each time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.compiled: list[str] = []
        self.write("theme/page.html", "{% if name %}Hello {{ name }}{% endif %}")

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def drawn(
        self, *filters: Callable[..., str], folders: tuple[str, ...] = ("theme",), **options: bool
    ) -> str:
        """Draw the page, and note in `compiled` what had to be compiled for it."""
        compiled = self.compiled = []

        class Noting(Environment):
            def compile(self, source: str, *rest: object, **named: object) -> object:  # type: ignore[override]
                compiled.append(source)
                return super().compile(source, *rest, **named)  # type: ignore[call-overload]

        made = Noting(
            loader=FileSystemLoader([self.root / each for each in folders]),
            autoescape=options.get("autoescape", False),
            trim_blocks=options.get("trim_blocks", False),
        )
        made.filters |= {each.__name__: each for each in filters}
        keep_compiled(made, self.root)
        return made.get_template("page.html").render(name="<b>")

    def kept(self) -> list[Path]:
        return list((self.root / FOLDER).iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_a_template_is_compiled_once(site: Site) -> None:
    assert site.drawn() == "Hello <b>"
    assert len(site.compiled) == len(site.kept()) == 1
    assert site.drawn() == "Hello <b>"
    assert site.compiled == []


def test_a_changed_template_is_seen_and_takes_the_place_of_the_old(site: Site) -> None:
    site.drawn()
    site.write("theme/page.html", "Good morning {{ name }}")
    assert site.drawn() == "Good morning <b>"
    assert len(site.kept()) == 1


def test_a_template_of_an_override_is_seen(site: Site) -> None:
    site.drawn(folders=("overrides", "theme"))
    site.write("overrides/page.html", "Ours")
    assert site.drawn(folders=("overrides", "theme")) == "Ours"
    (site.root / "overrides/page.html").unlink()
    assert site.drawn(folders=("overrides", "theme")) == "Hello <b>"


def test_options_that_change_what_a_template_means_are_heeded(site: Site) -> None:
    site.write("theme/page.html", "{% if name %}\nHello {{ name }}{% endif %}")
    assert site.drawn() == "\nHello <b>"
    assert site.drawn(autoescape=True) == "\nHello &lt;b&gt;"
    assert site.drawn(trim_blocks=True) == "Hello <b>"


def test_another_version_of_the_library_compiles_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.drawn()
    monkeypatch.setattr(jinja2, "__version__", "3.9")
    assert site.drawn() == "Hello <b>"
    assert site.compiled


def test_a_filter_is_asked_each_time_and_called_as_it_wants(site: Site) -> None:
    site.write("theme/page.html", '{{ "who"|greeting }} {{ ("who"|greeting) ~ 1 }}')

    def greeting(word: str) -> str:
        return f"hello {word}"

    assert site.drawn(greeting) == "hello who hello who1"

    def changed(word: str) -> str:
        return f"bye {word}"

    changed.__name__ = "greeting"
    assert site.drawn(changed) == "bye who bye who1"
    assert site.compiled == []

    @pass_context
    def with_context(context: jinja2.runtime.Context, word: str) -> str:
        return f"{context['name']} {word}"

    with_context.__name__ = "greeting"
    assert site.drawn(with_context) == "<b> who <b> who1"


@pytest.mark.parametrize("harm", [b"", b"nonsense", None])
def test_a_harmed_file_is_no_error(site: Site, harm: bytes | None) -> None:
    site.drawn()
    for path in site.kept():
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] if harm is None else harm)
    assert site.drawn() == "Hello <b>"
    assert site.compiled
    site.drawn()
    assert site.compiled == []


def test_a_folder_that_cannot_be_written_is_no_error(site: Site) -> None:
    site.write(".cache", "a file where the folder would be")
    assert site.drawn() == site.drawn() == "Hello <b>"
    assert site.compiled
