"""Sheets are begun before MkDocs has started, where the set-up says where pages will be."""

from pathlib import Path

import pytest

from macros import ahead
from macros.edition import Edition
from macros.render.links import Addresses


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "partners").mkdir()
    (tmp_path / "partners/_house.yml").write_text("name: Harbour Street IT\n", encoding="utf-8")
    (tmp_path / "partners/acme.yml").write_text("name: Acme\nstatus: prospect\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Addresses]:
    """Return the addresses of the editions that are begun."""
    found: list[Addresses] = []
    begin = Edition.begin

    def noted(root: Path, addresses: Addresses) -> Edition:
        found.append(addresses)
        return begin(root, addresses)

    monkeypatch.setattr(Edition, "begin", noted)
    return found


@pytest.mark.parametrize(
    ("set_up", "addresses"),
    [
        ("site_name: x\n", Addresses()),
        ("site_url: https://x.example/a/\n", Addresses("https://x.example/a/")),
        ("site_url: https://x.example/a\n", Addresses("https://x.example/a/")),
        ("use_directory_urls: false\n", Addresses(directories=False)),
        ("extra: {plain: !ENV [PLAIN, false]}\nsite_url: ''\n", Addresses()),
        ("INHERIT: base/mkdocs.yml\n", Addresses("https://base.example/", directories=False)),
        (
            "INHERIT: base/mkdocs.yml\nuse_directory_urls: true\n",
            Addresses("https://base.example/"),
        ),
    ],
)
def test_what_the_set_up_says_is_begun_and_handed_on(
    root: Path, begun: list[Addresses], set_up: str, addresses: Addresses
) -> None:
    (root / "base").mkdir()
    base = "site_url: https://base.example/\nuse_directory_urls: false\n"
    (root / "base/mkdocs.yml").write_text(base, encoding="utf-8")
    (root / "mkdocs.yml").write_text(set_up, encoding="utf-8")
    with ahead.ahead(root):
        edition = ahead.edition_of(root, addresses)
        assert begun == [addresses]
        leaf = edition.leaf("acme")
        assert leaf
        assert leaf.title == "Acme"
        # The next build of a served site sees what has changed since.
        assert ahead.edition_of(root, addresses) is not edition
    assert begun == [addresses] * 2


@pytest.mark.parametrize(
    "set_up",
    [
        "site_url: !ENV SITE_URL\n",
        "use_directory_urls: !ENV [FLAT, true]\n",
        "INHERIT: !ENV BASE\n",
        "INHERIT: nowhere.yml\n",
        "INHERIT: mkdocs.yml\n",
        "site_name: [\n",
        "",
    ],
)
def test_what_only_mkdocs_can_tell_is_left_to_it(
    root: Path, begun: list[Addresses], set_up: str
) -> None:
    (root / "mkdocs.yml").write_text(set_up, encoding="utf-8")
    with ahead.ahead(root):
        assert begun == []
        wanted = Addresses("https://told.example/")
        assert ahead.edition_of(root, wanted).addresses == wanted


def test_a_guess_that_was_wrong_is_not_handed_on(root: Path, begun: list[Addresses]) -> None:
    (root / "mkdocs.yml").write_text("site_url: https://x.example/\n", encoding="utf-8")
    other = Addresses("https://other.example/")
    with ahead.ahead(root):
        assert ahead.edition_of(root, other).addresses == other
    assert begun == [Addresses("https://x.example/"), other]
