"""A last look at a site tells what is missing, cut off, not to be found or leads nowhere."""

from pathlib import Path

import pytest

from macros.outputs.site.links import outline
from macros.outputs.site.trouble import SiteError
from macros.outputs.site.verify import Wanted, in_index, in_rows, verify

HOME = b'<html><a href="partners/acme/#money">Acme</a> <a href=".">Home</a></html>\n'
ACME = b'<html><h2 id="money">Money</h2><a href="../../">Home</a> <a href="#money">x</a></html>'
PAGES = {"index.html": HOME, "partners/acme/index.html": ACME}


def site(root: Path, pages: dict[str, bytes]) -> Path:
    for name, content in pages.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def refusal(root: Path, wanted: Wanted) -> str:
    with pytest.raises(SiteError) as caught:
        verify(root, wanted)
    return str(caught.value)


def test_a_whole_site_is_let_pass(tmp_path: Path) -> None:
    root = site(tmp_path, {**PAGES, "sitemap.xml": b"<urlset/>"})
    assert verify(root, Wanted(PAGES, ["partners/acme/"], ["", "partners/acme/"])) == []


@pytest.mark.parametrize("content", [b"", b"<html><p>Half a", b"<html></htm"])
def test_a_page_that_is_cut_off_is_told(tmp_path: Path, content: bytes) -> None:
    root = site(tmp_path, {**PAGES, "index.html": content})
    assert "index.html is cut off" in refusal(root, Wanted(PAGES))


def test_a_remark_behind_a_page_is_no_fault(tmp_path: Path) -> None:
    pages = {name: content + b"<!-- a plugin was here -->" for name, content in PAGES.items()}
    assert verify(site(tmp_path, pages), Wanted(PAGES)) == []


def test_a_page_that_is_missing_is_told(tmp_path: Path) -> None:
    root = site(tmp_path, {"index.html": HOME})
    assert "partners/acme/index.html is missing" in refusal(root, Wanted(PAGES))


@pytest.mark.parametrize("listed", [[""], ["partners/acme/"] * 2])
def test_a_partner_that_the_search_does_not_know_once_is_told(
    tmp_path: Path, listed: list[str]
) -> None:
    told = refusal(site(tmp_path, PAGES), Wanted(PAGES, ["partners/acme/"], listed))
    assert f"the search leads {len(listed) if len(listed) > 1 else 0} times to" in told


def test_a_sitemap_that_is_cut_off_is_told(tmp_path: Path) -> None:
    root = site(tmp_path, {**PAGES, "sitemap.xml": b"<urlset><url>"})
    assert "sitemap.xml is cut off" in refusal(root, Wanted(PAGES))


def test_of_many_faults_ten_are_told(tmp_path: Path) -> None:
    told = refusal(tmp_path, Wanted([f"{number}.html" for number in range(30)]))
    assert told.count("is missing") == 10
    assert "and 20 more" in told


@pytest.mark.parametrize(
    ("index", "found"),
    [(b'{"docs": [{"location": ""}, {"location": "a/"}, {"location": "a/#x"}]}', ["", "a/"])],
)
def test_the_search_index_tells_whole_pages(tmp_path: Path, index: bytes, found: list[str]) -> None:
    assert in_index(site(tmp_path, {"search/search_index.json": index})) == found


@pytest.mark.parametrize("index", [b"", b'{"docs": [{"loca', b"[]", b'{"docs": [1]}'])
def test_a_search_index_that_is_cut_off_is_told(tmp_path: Path, index: bytes) -> None:
    root = site(tmp_path, {"search/search_index.json": index})
    with pytest.raises(SiteError, match=r"search_index\.json is missing or cut off"):
        in_index(root)


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("../nobody/", "partners/nobody/"),
        ("../../partners/acme/#mony", "partners/acme/#mony"),
        ("#nowhere", "partners/acme/index.html#nowhere"),
        ("../../a%20b.pdf", "a b.pdf"),
        ("sheet.html?x=1&amp;y=2", "partners/acme/sheet.html"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(tmp_path: Path, link: str, target: str) -> None:
    page = ACME.replace(b"#money", link.encode())
    root = site(tmp_path, {**PAGES, "partners/acme/index.html": page})
    (dead,) = verify(root, Wanted(PAGES))
    assert dead.target == target
    assert str(dead).endswith("to which a link leads on partners/acme/index.html")


@pytest.mark.parametrize(
    "link",
    [
        "https://example.com/",
        "mailto:desk@example.com",
        "/elsewhere/on/this/host",
        "../../../beside/",
        "#",
        "#caf%C3%A9",
        "../../a%20b.pdf",
        "../../partners/acme/#money",
        "../acme/index.html",
        "?print",
    ],
)
def test_a_link_that_leads_somewhere_or_out_is_let_pass(tmp_path: Path, link: str) -> None:
    page = ACME.replace(b"#money", link.encode()).replace(b"<html>", '<html><p id="café">'.encode())
    root = site(tmp_path, {**PAGES, "partners/acme/index.html": page, "a b.pdf": b"%PDF"})
    assert verify(root, Wanted(PAGES)) == []


def test_a_link_that_a_text_shows_is_none(tmp_path: Path) -> None:
    page = b'<html><code>&lt;a href="nowhere/"&gt;</code></html>'
    assert verify(site(tmp_path, {"index.html": page}), Wanted(["index.html"])) == []


def test_a_dead_link_of_many_pages_is_told_once(tmp_path: Path) -> None:
    pages = {f"partners/{number}/index.html": ACME for number in range(3)}
    (dead,) = verify(site(tmp_path, pages), Wanted(pages))
    assert (dead.target, dead.times) == ("./", 3)
    assert str(dead).endswith("partners/0/index.html and 2 more")


def test_what_is_known_of_a_page_need_not_be_read(tmp_path: Path) -> None:
    root = site(tmp_path, {**PAGES, "partners/acme/index.html": b"not read"})
    assert verify(root, Wanted(PAGES, known={"partners/acme/index.html": outline(ACME)})) == []


def test_rows_of_scripts_tell_partners(tmp_path: Path) -> None:
    files = {
        "search/partners/directory-0.json": b'[["acme","Acme"],["b","B"]]',
        "search/partners/directory-1.json": b'[["c","C"]]',
        "search/partners/words.json": b"{}",
    }
    found = in_rows(site(tmp_path, files), "search/partners", "/")
    assert sorted(found) == ["partners/acme/", "partners/b/", "partners/c/"]


def test_rows_that_are_cut_off_are_told(tmp_path: Path) -> None:
    root = site(tmp_path, {"search/partners/directory-0.json": b'[["acme","Ac'})
    with pytest.raises(SiteError, match="a file in search/partners is cut off"):
        in_rows(root, "search/partners", "/")
