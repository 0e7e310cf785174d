"""Pages for partners on the site: each in its language, and a build that stops at a wrong one."""

from pathlib import Path

from support.built import build
from support.html import Document
from support.project import HOME, OWN, make_project


def test_a_page_in_german_says_so(built_site: Path) -> None:
    for address, language in (("handbook/de/on-site", "de"), ("handbook/on-site", "")):
        page = Document((built_site / address / "index.html").read_text(encoding="utf-8"))
        title = next(
            piece for piece in page.pieces if piece.inside and piece.inside[-1].tag == "h1"
        )
        said = [each.attributes.get("lang", "") for each in title.inside if each.tag != "html"]
        assert "".join(said) == language


def test_a_page_that_cannot_be_handed_out_stops_the_build(
    project_root: Path, tmp_path: Path
) -> None:
    text = "---\ntitle: Keys\naudience: partner\nsections: [onsite]\n---\n\n# Keys\n"
    make_project(tmp_path, project_root, OWN, {**HOME, "keys.md": text})
    complaint = build(tmp_path, tmp_path / "site")
    assert "1 problem in the pages:\n  docs/keys.md:4:12: sections[1]: 'onsite'" in complaint
