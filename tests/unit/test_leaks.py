"""What one partner is given holds nothing of another, and nothing that is kept for our staff."""

import base64
import codecs
import gzip
import html
import io
import json
import shlex
import sys
import time
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import pytest
from bench.records import write_records
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import DecodedStreamObject, NameObject, TextStringObject

from macros.book import HOUSE_FILE, Folder
from macros.outputs.leaks.frame import frame_leaks
from macros.outputs.leaks.gate import Gate
from macros.outputs.leaks.needles import Needles
from macros.outputs.leaks.paper_text import page_texts
from macros.records.fields import Audience
from macros.records.house import House
from macros.records.partner import Partner
from macros.records.playbook import Playbook
from macros.records.problems import errors
from macros.render.handbook.guidance import Guidance, handbook
from support.full import full, is_reference
from support.seeded import PAGE, TODAY, Files, folder_of, maker, saying

READERS = (Audience.COMMERCIAL, Audience.ONSITE)
OWN, OTHER = "tallow-lane-cabling", "watchfell-security"


@pytest.fixture(scope="module")
def samples(project_root: Path) -> Folder:
    return Folder.read(project_root)


@pytest.fixture(scope="module")
def gate(samples: Folder) -> Gate:
    return Gate.of(samples, TODAY)


@pytest.fixture(scope="module")
def needles(samples: Folder) -> Needles:
    return Needles.of(samples)


@pytest.fixture(scope="module")
def page(samples: Folder) -> str:
    return maker(OWN, Audience.COMMERCIAL)(samples)[PAGE].decode()


def _leaks(
    folder: Folder, make: Callable[[Folder], Files], audience: Audience = Audience.COMMERCIAL
) -> list[str]:
    found = Gate.of(folder, TODAY).leaks(OWN, audience, make(folder), make)
    return [str(leak) for leak in found]


def _doctored(old: str, new: str) -> Callable[[Folder], Files]:
    """Return what makes a page in which `new` stands in the place of `old`."""

    def make(folder: Folder) -> Files:
        page = maker(OWN, Audience.COMMERCIAL)(folder)[PAGE].decode()
        assert old in page
        return {PAGE: page.replace(old, new).encode()}

    return make


# What may go out


@pytest.mark.parametrize("audience", READERS)
def test_every_sample_may_be_handed_over(samples: Folder, gate: Gate, audience: Audience) -> None:
    guidance = handbook(samples.root).pages
    assert guidance
    for slug in samples.records:
        make = maker(slug, audience, guidance)
        assert gate.leaks(slug, audience, make(samples), make) == []


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Return 200 partners with common prices, streets, trades and words, and one house."""
    root = tmp_path_factory.mktemp("grid")
    (root / "partners").mkdir()
    house = Path(__file__).resolve().parents[2] / "partners" / HOUSE_FILE
    (root / "partners" / HOUSE_FILE).write_bytes(house.read_bytes())
    write_records(root / "partners", 200)
    return Folder.read(root)


def test_a_grid_of_partners_with_common_prices_raises_no_false_alarm(grid: Folder) -> None:
    needles = Needles.of(grid)
    pages = {slug: maker(slug, Audience.COMMERCIAL)(grid) for slug in list(grid.records)[::5]}
    started = time.process_time()
    assert [leak for slug, files in pages.items() for leak in needles.found_in(slug, files)] == []
    # Some 7 ms each; a scan for one needle after the other takes hundreds.
    assert (time.process_time() - started) / len(pages) < 0.1


def test_a_partner_of_the_grid_may_be_handed_its_pack(grid: Folder) -> None:
    gate = Gate.of(grid, TODAY)
    for slug in list(grid.records)[:4]:
        for audience in READERS:
            make = maker(slug, audience)
            assert gate.leaks(slug, audience, make(grid), make) == []


# Words that name another


NAME = "Watchfell Security"


def _bare(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


FORMS: dict[str, str] = {
    "as it is": NAME,
    "in capitals": NAME.upper(),
    "its legal name without 'Limited'": "Watchfell Security Systems",
    "with character references": "".join(f"&#{ord(each)};" for each in NAME),
    "with references of references": html.escape("".join(f"&#x{ord(each):x};" for each in NAME)),
    "split by tags": "Watch<b>fell</b> Sec<i class='x'>ur</i>ity",
    "split by a comment": "Watch<!-- not here -->fell Security",
    "in two table cells": "<td>Watchfell</td><td>Security</td>",
    "with a joiner of no width": "\u200b".join(NAME),
    "with soft hyphens": "&shy;".join(NAME),
    "with wide spaces": "Watchfell\u2003\u00a0Security",
    "letter by letter": " ".join(NAME),
    "with accents": "Wàtchféll Sëcurity",
    "in full width": "".join(chr(ord(each) + 0xFEE0) if each != " " else each for each in NAME),
    "in percent signs": "".join(f"%{byte:02x}" for byte in NAME.encode()),
    "in a path": "/partners/watchfell-security/",
    "in base64": _bare(f"Ask {NAME}."),
    "in base64 that starts elsewhere": f"xy{_bare(NAME)}",
    "in base64 of base64": _bare(_bare(NAME)),
    "in base64 of UTF-16": base64.b64encode(NAME.encode("utf-16-le")).decode(),
    "in base64 of gzip": base64.b64encode(gzip.compress(f"Ask {NAME}.".encode())).decode(),
    "in base64 of deflate": base64.urlsafe_b64encode(zlib.compress(NAME.encode())).decode(),
    "in a data address": f"<img src='data:image/svg+xml;base64,{_bare(f'<svg>{NAME}</svg>')}'>",
    "in hexadecimal": NAME.encode().hex(),
    "in hexadecimal, apart": NAME.encode().hex(" "),
    "quoted-printable": codecs.encode(NAME.encode(), "quopri").decode().replace("W", "=57"),
    "in the escapes of a script": "".join(f"\\u{ord(each):04x}" for each in NAME),
    "in the escapes of a style sheet": "".join(f"\\{ord(each):x} " for each in NAME),
    "in an attribute": f"<p data-note='{NAME}'>",
    "in a comment": f"<!-- {NAME} -->",
    "in a style": f"<style>p::before {{ content: '{NAME}' }}</style>",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_another_partners_name_is_found_in_every_form(
    needles: Needles, page: str, form: str
) -> None:
    files = {PAGE: page.replace("</main>", f"{form}</main>").encode()}
    assert f"of '{OTHER}'" in str(needles.found_in(OWN, files))


PHONES = [
    "+44 161 496 0530",
    "0161 496 0530",
    "01614960530",
    "0044 (0)161-496-0530",
    "(0161) 4960 530",
    "<a href='tel:+44-161-496-0530'>call</a>",
    "01<b>61 49</b>6 0530",
    "+44\u00a0161\u00a0496\u00a00530",
]


@pytest.fixture(scope="module")
def phones() -> Needles:
    records = {
        "one": 'name: One Cabling\nstatus: active\ncontacts: [{phone: "+44 161 496 0510"}]\n',
        "two": 'name: Two Telecoms\nstatus: active\ncontacts: [{phone: "+44 161 496 0530"}]\n',
        "three": 'name: Three Wires\nstatus: active\ncontacts: [{phone: "+44 161 496 0510"}]\n',
    }
    return Needles.of(folder_of(records, "name: X\nphone: +44 161 496 0100\n"))


@pytest.mark.parametrize("said", PHONES)
def test_another_partners_phone_is_found_however_it_is_written(phones: Needles, said: str) -> None:
    text = f"<p>Tel. {said}, or 0161 496 0999 0161 496 0510</p>".encode()
    (leak,) = phones.found_in("one", {PAGE: text})
    assert "'+44 161 496 0530'" in leak.message
    assert "a phone number of 'two'" in leak.message


@pytest.mark.parametrize(
    "said",
    [
        "a7f01614960530e",
        "1016149605301",
        "0161 496 0510",
        "0161 496 0100",
        "161 496",
        "GBP 1,614,960.53",
    ],
)
def test_a_number_that_is_no_other_partners_is_no_leak(phones: Needles, said: str) -> None:
    found = phones.found_in("one", {PAGE: f"<p>{said}</p>".encode()})
    assert found == [] or said.startswith("a7f")


RECORD = "name: {}\nstatus: active\n"


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Office", "Ask the office. Office hours: 9 to 5.", False),
        ("Data", "Data protection", False),
        ("Net", "the internet, network, anvil.net, net 30 days", False),
        ("Net", "Ask Net about it.", True),
        ("Flexbox", "<style>p{display:flexbox}</style><p class=flexbox>x</p>", False),
        ("Flexbox", "<p>Ask flexbox.</p>", True),
        ("Flexbox", "<!-- ask Flexbox -->", True),
        ("Anvil 1", "Anvil 12, anvil 10", False),
        ("Anvil 1", "as Anvil 1 does", True),
        ("Own Wires", "Own Wires Leeds", False),
        ("Pro Line", "app roll in eternity; improlined", False),
        ("Connection", "connections, to reconnection", False),
        ("Connection", "C-o-n-n-e-c-t-i-o-n", True),
        ("Office Print", "an office printer, a postoffice print", False),
        ("Office Print", "theOfficePrintLogo.png", True),
        ("365", "365 days", False),
        ("IT 24", "it 24 hours a day", False),
        ("IT 24", "as IT 24 does", True),
        ("O'Hara & Sons", "O&#39;HARA AND SONS", True),
        ("Ödegård Nät", "odegard nat", True),
        ("鈴木電気", "請負は鈴木電気です 鈴木電気", True),
    ],
)
def test_a_short_or_common_name_is_found_only_where_it_is_a_name(
    name: str,
    text: str,
    is_found: bool,  # noqa: FBT001 - a column of the table
) -> None:
    records = {"own": RECORD.format("Own Wires Leeds"), "two": f'name: "{name}"\nstatus: active\n'}
    found = Needles.of(folder_of(records)).found_in("own", {PAGE: text.encode()})
    assert bool(found) is is_found, found


def test_mail_and_web_addresses_count_but_not_the_hosts_that_many_share() -> None:
    other = """\
name: Zweiter Draht
status: active
website: https://www.zweiterdraht.example/kontakt
contacts: [{email: zwei@gmail.com}, {email: wir@draht.example}]
"""
    needles = Needles.of(folder_of({"own": RECORD.format("Own Wires"), "two": other}))

    def finds(text: str) -> bool:
        return bool(needles.found_in("own", {PAGE: text.encode()}))

    assert finds("https://zweiterdraht.example/")
    assert finds("ZWEI@gmail.com")
    assert finds("info@draht.example")
    assert not finds("own@gmail.com, https://gmail.com")


def test_a_record_with_errors_elsewhere_still_counts() -> None:
    wrong = 'name: Second Wire\nstatus: nonsense\nkind: {a: b}\ncontacts: [{phone: "+44 161"}, 7]\n'
    needles = Needles.of(folder_of({"own": RECORD.format("Own Wires"), "two": wrong}))
    assert needles.found_in("own", {PAGE: b"as Second Wire says"})


def test_what_is_accepted_may_stand_there(needles: Needles) -> None:
    files = {PAGE: f"{NAME}, 0161 496 0530".encode()}
    assert needles.found_in(OWN, files)
    accepted = [NAME, "watchfell security systems", "0161 496 0530"]
    assert needles.found_in(OWN, files, accepted) == []


def test_more_than_can_be_looked_through_is_refused(needles: Needles) -> None:
    bombs = [gzip.compress(bytes([each]) * 3_000_000) for each in b"abc"]
    packed = " ".join(base64.b64encode(bomb).decode() for bomb in bombs)
    (leak,) = needles.found_in(OWN, {PAGE: packed.encode()})
    assert "more is packed or encoded in it than can be looked through" in str(leak)


@pytest.mark.parametrize("sign", ["a", "A1", "%41", "\\x41", "aa ", "&#65;", "1 ", "<a ", "=\n"])
def test_a_long_run_of_anything_is_searched_in_no_time(needles: Needles, sign: str) -> None:
    started = time.process_time()
    assert needles.found_in(OWN, {PAGE: f"<p>{sign * (20_000 // len(sign))}</p>".encode()}) == []
    # A search that takes the square of its length takes twenty seconds.
    assert time.process_time() - started < 2


def test_base64_on_several_lines_is_found(needles: Needles) -> None:
    lines = base64.encodebytes(f"{'x' * 50} {NAME} {'y' * 50}".encode())
    assert f"of '{OTHER}'" in str(needles.found_in(OWN, {PAGE: b"<p>" + lines + b"</p>"}))


def test_a_leak_is_told_in_a_line_that_a_person_understands(needles: Needles) -> None:
    (leak,) = needles.found_in(OWN, {PAGE: _bare(f"Ask {NAME}.").encode()})
    assert str(leak) == (
        "index.html: 'Watchfell Security' stands in it (in base64 or hexadecimal), which is 'name'"
        " of 'watchfell-security'; take it out of what this partner is shown, or add"
        " --accept-mention 'Watchfell Security' if they may read it"
    )


@pytest.mark.parametrize("name", ["O'Hara & Sons", "Wire $HOME \\ `ls`", "Wire and " * 20 + "Sons"])
def test_what_to_accept_can_be_copied_from_the_line(name: str) -> None:
    two = json.dumps({"name": name, "status": "active"})
    needles = Needles.of(folder_of({"own": RECORD.format("Own Wires"), "two": two}))
    files = {PAGE: f"<p>as {html.escape(name)} does".encode()}
    (leak,) = needles.found_in("own", files)
    words = shlex.split(leak.cure)
    accepted = words[words.index("--accept-mention") + 1]
    assert needles.found_in("own", files, [accepted]) == []


_HIDING: dict[str, Callable[[str], str]] = {
    "references": lambda text: "".join(f"&#{ord(each)};" for each in text),
    "percent": lambda text: quote(text, safe=""),
    "base64": _bare,
    "hexadecimal": lambda text: text.encode().hex(),
    "script": lambda text: "".join(f"\\u{ord(each):04x}" for each in text),
}
_SPLITTING: dict[str, Callable[[str], str]] = {
    "not at all": str,
    "tags": "<b></b>".join,
    "comments": "<!-- a -->".join,
    "joiners": "\u2060".join,
}
_TRIALS = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@_TRIALS
@given(
    st.text("abcdefghij klmnop", min_size=8, max_size=20).filter(
        lambda text: len(text.replace(" ", "")) > 9 and text == " ".join(text.split())
    ),
    st.lists(st.sampled_from(sorted(_HIDING)), max_size=3),
    st.sampled_from(sorted(_SPLITTING)),
    st.sampled_from([str.upper, str.title, str]),
)
def test_a_name_is_found_behind_any_chain_of_encodings(
    name: str, chain: list[str], splitting: str, case: Callable[[str], str]
) -> None:
    needles = Needles.of(folder_of({"own": RECORD.format("Zebra"), "two": RECORD.format(name)}))
    hidden = case(name)
    for step in chain:
        hidden = _HIDING[step](hidden)
    hidden = _SPLITTING[splitting](hidden)
    assert needles.found_in("own", {PAGE: f"<p>Zebra: {hidden}.</p>".encode()}), (chain, hidden)


@_TRIALS
@given(st.text(max_size=300), st.binary(max_size=300))
def test_random_text_raises_no_alarm(text: str, content: bytes) -> None:
    two = "name: Quartz Wiring\nstatus: active\ntrading_as: BQX\n"
    needles = Needles.of(folder_of({"own": RECORD.format("Own"), "two": two}))
    encoded = base64.b64encode(content)
    files = {"a": text.encode("utf-8", "replace"), "b": encoded, "c": content}
    assert needles.found_in("own", files) == []


# In a PDF


def _pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf (Tallow Lane Cabling) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())  # noqa: SLF001 - pypdf has no other way to
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _xmp(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"<x:xmpmeta><dc:title>{NAME}</dc:title></x:xmpmeta>".encode())
    stream[NameObject("/Type")] = NameObject("/Metadata")
    root = writer.root_object
    root[NameObject("/Metadata")] = writer._add_object(stream.flate_encode())  # noqa: SLF001 - as above


def _in_text(writer: PdfWriter) -> None:
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf ({NAME}) Tj ET".encode())
    reference = writer._add_object(stream.flate_encode())  # noqa: SLF001 - as above
    writer.pages[0][NameObject("/Contents")] = reference


def _annotated(writer: PdfWriter) -> None:
    link = Link(rect=(0, 0, 9, 9), url="https://watchfell.example/")
    link[NameObject("/Contents")] = TextStringObject(NAME)
    writer.add_annotation(0, link)


def _bookmark(writer: PdfWriter) -> None:
    writer.add_outline_item(title=NAME, page_number=0)


PLACES: dict[str, Callable[[PdfWriter], object]] = {
    "the text": _in_text,
    "the metadata": lambda writer: writer.add_metadata({"/Keywords": f"not {NAME}"}),
    "the XMP": _xmp,
    "a bookmark": _bookmark,
    "an attachment": lambda writer: writer.add_attachment("a.txt", NAME.encode()),
    "an attachment's name": lambda writer: writer.add_attachment(f"{NAME}.txt", b"nothing"),
    "a link": _annotated,
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_another_partners_name_is_found_wherever_a_pdf_can_hold_it(
    needles: Needles, place: Callable[[PdfWriter], object]
) -> None:
    assert needles.found_in(OWN, {"playbook.pdf": _pdf(lambda _: None)}) == []
    found = needles.found_in(OWN, {"playbook.pdf": _pdf(place)})
    assert f"of '{OTHER}'" in str(found)


def test_the_words_on_printed_pages_are_read_as_pypdf_reads_them(needles: Needles) -> None:
    page = "<p>Ask Watch<b>fell</b> Security – für £5 &amp; mehr"
    printed = import_module("weasyprint").HTML(string=page).write_pdf()
    reader = PdfReader(io.BytesIO(printed))
    (said,) = page_texts(reader)
    joined, apart = said.split("\n")
    assert joined == "Ask Watchfell Security – für £5 & mehr"
    assert apart.split() == ["Ask", "Watch", "fell", "Security", *["–", "für", "£5", "&", "mehr"]]
    assert f"of '{OTHER}'" in str(needles.found_in(OWN, {"playbook.pdf": printed}))


def test_a_pdf_is_refused_where_nothing_can_read_it(
    needles: Needles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "macros.outputs.leaks.paper", raising=False)
    monkeypatch.setitem(sys.modules, "pypdf", None)
    (leak,) = needles.found_in(OWN, {"playbook.pdf": _pdf(lambda _: None)})
    assert "without pypdf; run: pip install -c constraints.txt -e '.[pdf]'" in str(leak)


def test_a_pdf_that_cannot_be_looked_into_is_refused(needles: Needles) -> None:
    (leak,) = needles.found_in(OWN, {"playbook.pdf": b"%PDF-1.7\nnothing of the kind"})
    assert "cannot be looked into" in str(leak)


# Through the records, the views, the templates and the guidance


def test_a_note_that_names_another_partner_is_found(samples: Folder) -> None:
    path = ("subcontract", "on_site", "note")
    folder = saying(samples, OWN, path, "If you are stuck, ask Watchfell Security.")
    assert f"of '{OTHER}'" in str(_leaks(folder, maker(OWN, Audience.ONSITE), Audience.ONSITE))


def test_another_partners_phone_in_a_note_is_found(samples: Folder) -> None:
    other = samples.playbook(OTHER).playbook
    phone = other and next(each.phone for each in other.partner.contacts or () if each.phone)
    folder = saying(samples, OWN, ("subcontract", "on_site", "note"), f"Ring {phone}.")
    found = str(_leaks(folder, maker(OWN, Audience.ONSITE), Audience.ONSITE))
    assert f"a phone number of '{OTHER}'" in found


def test_a_house_standard_that_names_a_partner_is_found(samples: Folder) -> None:
    house = (samples.house.content or b"").replace(
        b"Plain dark trousers", b"As at Watchfell Security"
    )
    folder = samples._replace(house=samples.house._replace(content=house))
    assert f"of '{OTHER}'" in str(_leaks(folder, maker(OWN, Audience.ONSITE), Audience.ONSITE))


def test_guidance_that_names_a_partner_is_found(samples: Folder) -> None:
    text = Markup("<p>As Watch<em>fell</em> Security does it.</p>")
    guidance = Guidance("doors", "Doors", "en", text, frozenset({"on-site"}), "docs/doors.md")
    found = str(_leaks(samples, maker(OWN, Audience.COMMERCIAL, [guidance])))
    assert f"of '{OTHER}'" in found


HIDDEN: dict[str, tuple[Audience, Callable[[Playbook], str], str]] = {
    "notes": (Audience.COMMERCIAL, lambda each: each.partner.notes or "", "'notes'"),
    "fit": (
        Audience.COMMERCIAL,
        lambda each: str(each.partner.fit and each.partner.fit.why),
        "fit",
    ),
    "a rate": (
        Audience.ONSITE,
        lambda each: str(each.partner.subcontract.pricing.rates[0].rate),  # type: ignore[union-attr,index] # it has one
        "'subcontract.pricing.rates[1].rate'",
    ),
    "of the house": (
        Audience.COMMERCIAL,
        lambda each: str(each.partner.governance.review.owner),  # type: ignore[union-attr] # it has one
        "of the house",
    ),
    "encoded": (Audience.COMMERCIAL, lambda each: _bare(each.partner.notes or ""), "'notes'"),
    "a count": (Audience.COMMERCIAL, lambda each: str(len(each.partner.notes or "")), "depends on"),
}


@pytest.mark.parametrize(("audience", "shows", "told"), HIDDEN.values(), ids=HIDDEN.keys())
def test_a_view_that_shows_what_is_hidden_is_found(
    samples: Folder,
    monkeypatch: pytest.MonkeyPatch,
    audience: Audience,
    shows: Callable[[Playbook], str],
    told: str,
) -> None:
    monkeypatch.setattr("macros.views.partner._lede", lambda playbook, _: shows(playbook))
    found = _leaks(samples, maker(OWN, audience), audience)
    assert told in str(found)
    assert not any("no other partners" in each for each in found)


def test_a_page_that_says_anything_of_other_records_is_found(samples: Folder) -> None:
    def counting(folder: Folder) -> Files:
        files = maker(OWN, Audience.COMMERCIAL)(folder)
        return {PAGE: files[PAGE].replace(b"</main>", b"%d</main>" % len(folder.records))}

    def cheapest(folder: Folder) -> Files:
        rates = [
            playbook.partner.subcontract.pricing.rates[0].rate.amount
            for slug in folder.records
            if (playbook := folder.playbook(slug).playbook)
            and playbook.partner.subcontract
            and playbook.partner.subcontract.pricing
            and playbook.partner.subcontract.pricing.rates
            and playbook.partner.subcontract.pricing.rates[0].rate
        ]
        files = maker(OWN, Audience.COMMERCIAL)(folder)
        said = f"{max(rates)}</main>".encode()
        return {PAGE: files[PAGE].replace(b"</main>", said)}

    assert "where there are no other partners" in str(_leaks(samples, counting))
    found = _leaks(samples, cheapest)
    assert "where there are no other partners" in str(found)
    assert "rates[1].rate' of '" in str(found)


# Folders with marks


@pytest.mark.parametrize("audience", READERS)
def test_a_pack_does_not_change_with_any_value_that_its_reader_may_not_see(
    audience: Audience,
) -> None:
    partner, house = full(Partner, mark="zq"), full(House, turn=1, mark="house", start=5000)
    folder = folder_of({"own": partner.text(), "two": partner.text()}, house.text())
    make = maker("own", audience)
    found = Gate.of(folder, TODAY).leaks("own", audience, make(folder), make)
    # Both records say the same here, so that each name is the partner's own.
    assert found == []


@pytest.mark.parametrize("audience", READERS)
def test_a_record_with_marks_has_no_error(samples: Folder, audience: Audience) -> None:
    gate = Gate.of(samples, TODAY)
    for slug in samples.records:
        folder = gate.canaries.of(slug, audience).folder
        assert errors(folder.house_problems()) == []
        assert len(folder.records) == len(samples.records)
        assert set(folder.records) & set(samples.records) == {slug}
        assert errors(folder.playbook(slug).problems) == []


def test_others_with_marks_still_have_a_playbook(samples: Folder) -> None:
    folder = Gate.of(samples, TODAY).canaries.of(OWN, Audience.ONSITE).folder
    for slug in folder.records:
        reading = folder.playbook(slug)
        assert reading.playbook
        # The words by which they change a list of the house stay, the house's do not.
        assert {each.code for each in errors(reading.problems)} <= {"unknown-item"}


@pytest.mark.parametrize("turn", range(3))
@pytest.mark.parametrize("audience", READERS)
def test_no_hidden_value_that_can_be_marked_stays(audience: Audience, turn: int) -> None:
    partner, house = full(Partner, turn=turn, mark="zq"), full(House, mark="house", start=5000)
    folder = folder_of({"own": partner.text(), "two": partner.text()}, house.text())
    made = Gate.of(folder, TODAY).canaries.of("own", audience).folder
    text = str(made.records["own"].content)
    other = str([file.content for slug, file in made.records.items() if slug != "own"])
    for leaf in partner.leaves:
        marked = any("zq" in each or each.startswith("GBP") for each in leaf.written)
        if marked and not is_reference(leaf.shape):
            hidden = not audience.sees(leaf.audience)
            assert any(each in text for each in leaf.written) is not hidden, leaf.path
            assert not any(each in other for each in leaf.written), leaf.path
    assert made.playbook("own").playbook


# What there must be, and what there must not be


@pytest.mark.parametrize("files", [{}, {PAGE: b""}, {PAGE: b" \n"}])
def test_what_looked_at_nothing_is_refused(gate: Gate, files: Files) -> None:
    found = gate.leaks(OWN, Audience.COMMERCIAL, files, maker(OWN, Audience.COMMERCIAL))
    assert "nothing was checked" in str(found)


def test_a_pack_of_somebody_else_is_refused(samples: Folder) -> None:
    found = _leaks(samples, _doctored("Tallow Lane Cabling", "You"))
    assert found[0].startswith(f"index.html: it does not name '{OWN}', whose it should be")
    assert len(found) == 1


def test_what_is_another_each_time_is_refused(gate: Gate, samples: Folder) -> None:
    make = maker(OWN, Audience.COMMERCIAL)
    files = {PAGE: make(samples)[PAGE].replace(b"</main>", b"12:30</main>")}
    assert "made twice" in str(gate.leaks(OWN, Audience.COMMERCIAL, files, make))


def test_a_file_that_nothing_made_is_refused(gate: Gate, samples: Folder) -> None:
    make = maker(OWN, Audience.COMMERCIAL)
    files = {**make(samples), "more.html": make(samples)[PAGE]}
    (leak,) = gate.leaks(OWN, Audience.COMMERCIAL, files, make, made=make(samples))
    assert str(leak).startswith("more.html: nothing tells what it was made of")


FRAMES = {
    "a script": "<script>1</script>",
    "an event": "<p onclick='1'>",
    "an event behind a slash": "<svg/onload=1>",
    "a picture": "<img src='https://example.com/a.png'>",
    "a picture without quotes": "<img alt=x src=//example.com/a.png>",
    "a set of pictures": "<img srcset='a.png 2x'>",
    "a style sheet": "<link rel=stylesheet href='a.css'>",
    "a style that imports": "<style>@import 'a.css';</style>",
    "a style that loads": "<style>p{background:url(  'a.png')}</style>",
    "a style that loads, escaped": r"<style>p{background:\75rl(a.png)}</style>",
    "a style of an element": "<p style='background:url(a.png)'>",
    "a leap": "<meta http-equiv=refresh content='0;url=a'>",
    "a frame": "<iframe srcdoc='x'></iframe>",
    "an object": "<object data='a.svg'></object>",
    "a form": "<form action='https://example.com'></form>",
    "a generator": "<meta name=generator content=us>",
    "a drawing": "<svg><use href='a.svg#x'/></svg>",
    "a link that runs": "<a href=' java&#115;cript:1'>x</a>",
    "a link to a disk": "<a href='file:///etc'>x</a>",
    "a path": "<p>file://server/share</p>",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
def test_a_page_neither_loads_nor_runs_nor_betrays_anything(
    gate: Gate, samples: Folder, frame: str
) -> None:
    make = _doctored("</main>", f"{frame}</main>")
    found = gate.leaks(OWN, Audience.COMMERCIAL, make(samples), make)
    assert found
    assert {leak.cure for leak in found} == {"put right the template that makes it"}


@pytest.mark.parametrize(
    ("old", "told"),
    [("default-src &#39;none&#39;", "CSP"), ("noindex", "noindex")],
)
def test_a_page_without_a_policy_or_for_search_engines_is_refused(
    gate: Gate, samples: Folder, old: str, told: str
) -> None:
    make = _doctored(old, "x")
    (leak,) = gate.leaks(OWN, Audience.COMMERCIAL, make(samples), make)
    assert told in str(leak)


def test_a_record_that_cannot_be_marked_is_told(gate: Gate, samples: Folder) -> None:
    make = maker(OWN, Audience.COMMERCIAL)

    def choosy(folder: Folder) -> Files:
        if len(folder.records) > 1 and folder is not samples:
            raise KeyError(OWN)
        return make(folder)

    (leak,) = gate.leaks(OWN, Audience.COMMERCIAL, make(samples), choosy)
    assert str(leak).startswith("(no file): it cannot be made of a record with marks")


def test_signs_beyond_the_usual_ones_are_marked_as_well() -> None:
    text = f"{RECORD.format('Own Wires 👍')}notes: 👍 🛠\nfit: {{score: 5, why: 👍}}\n"
    folder = folder_of({"own": text, "two": text.replace("Own", "Two")}, "name: House 👍\n")
    make = maker("own", Audience.COMMERCIAL)
    assert Gate.of(folder, TODAY).leaks("own", Audience.COMMERCIAL, make(folder), make) == []


def test_what_is_encoded_between_two_tags_is_found(needles: Needles) -> None:
    page = f"<dt>Ask for more</dt><dd>{_bare(f'Ask {NAME}.')}</dd><dt>Less</dt>"
    assert f"of '{OTHER}'" in str(needles.found_in(OWN, {PAGE: page.encode()}))


def test_what_a_file_is_made_of_is_searched_as_well(gate: Gate, samples: Folder) -> None:
    page = maker(OWN, Audience.COMMERCIAL)(samples)[PAGE]

    def make(_: Folder) -> Files:
        return {PAGE: page, "inside": page.replace(b"</main>", f"{NAME}</main>".encode())}

    (leak,) = gate.leaks(OWN, Audience.COMMERCIAL, {PAGE: page}, make)
    assert str(leak).startswith(f"inside: '{NAME}' stands in it")


CSP = "Content-Security-Policy"


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'none'",
        "default-src 'none'; base-uri 'none'; form-action 'self'",
        "default-src 'none' *; base-uri 'none'; form-action 'none'",
        "default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'unsafe-inline'",
        "default-src 'none'; base-uri 'none'; form-action 'none'; connect-src https:",
        "default-src 'none'; base-uri 'none'; form-action 'none'; script-src data:",
    ],
)
def test_a_policy_that_lets_anything_in_is_none(policy: str) -> None:
    def told(policy: str) -> str:
        head = f'<meta name=robots content=noindex><meta http-equiv={CSP} content="{policy}">'
        return str(list(frame_leaks(PAGE, head.encode(), sealed=False)))

    assert "CSP" in told(policy)
    strict = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'"
    assert told(strict) == "[]"


def test_a_file_that_names_the_folder_it_was_made_in_is_refused(
    gate: Gate, samples: Folder, project_root: Path
) -> None:
    make = _doctored("</main>", f"<!-- {project_root}/a --></main>")
    producer = {"/Producer": f"{project_root}/a"}
    paper = {"playbook.pdf": _pdf(lambda writer: writer.add_metadata(producer))}
    found = gate.leaks(OWN, Audience.COMMERCIAL, {**make(samples), **paper}, make)
    assert [leak.file for leak in found if "a place of this computer" in leak.message] == [
        PAGE,
        "playbook.pdf",
    ]


def _sealed(page: str, inside: str) -> Files:
    head = page[: page.index("<main")]
    head = head[: head.index("<title>")] + "<title>Sealed</title>" + head[head.index("</title>") :]
    return {PAGE: f"{head.replace('Tallow Lane Cabling', '')}<main>{inside}</main>".encode()}


def test_a_sealed_page_tells_nothing_before_it_is_opened(gate: Gate, page: str) -> None:
    shut = base64.b64encode(zlib.compress(bytes(range(256)) * 99)[::-1]).decode()
    asking = "<form><input type=password></form>"
    assert gate.leaks_of_sealed(OWN, _sealed(page, f"{asking}<script>'{shut}'</script>")) == []
    for inside in (
        "Tallow Lane Cabling",
        _bare("of Tallow Lane Cabling"),
        base64.b64encode(zlib.compress(page.encode())).decode(),
        "+44 161 496 0210",
    ):
        found = gate.leaks_of_sealed(OWN, _sealed(page, inside))
        assert any("before it is opened" in leak.message for leak in found), inside
    assert gate.leaks_of_sealed(OWN, {}) != []


def test_a_locked_pdf_tells_nothing_and_an_open_one_does(gate: Gate) -> None:
    def locked(writer: PdfWriter) -> None:
        writer.encrypt("six words or more", algorithm="AES-256")

    assert gate.leaks_of_sealed(OWN, {"playbook.pdf": _pdf(locked)}) == []
    found = gate.leaks_of_sealed(OWN, {"playbook.pdf": _pdf(lambda _: None)})
    assert "'Tallow Lane Cabling' can be read before it is opened" in str(found)
    (named,) = gate.leaks_of_sealed(OWN, {"tallow-lane-cabling.pdf": _pdf(locked)})
    assert "in the file's name" in str(named)
