"""A seal opens by its passphrase and by nothing else, and tells little before."""

import base64
import json
import math
import re
import secrets
import sys
import zlib
from collections import Counter
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from weasyprint import HTML

from macros.outputs.parts_missing import MissingPart
from macros.outputs.sealing import envelope, passphrase, seal
from macros.outputs.sealing.envelope import (
    Envelope,
    Header,
    SealError,
    Why,
    checksum,
    envelope_in,
)
from macros.outputs.sealing.passphrase import new_passphrase, normalised, words
from macros.outputs.sealing.seal import locked_pdf, sealed, unsealed

CONTENT = "Northern Cabling: £45.00 an hour. ".encode() * 40
HEADER = Header(1_000_000, b"s" * 16, b"n" * 12)
KEY = b"k" * 32

# The passphrase


def test_a_passphrase_has_six_words_and_at_least_77_bits() -> None:
    made = new_passphrase()
    assert len(made.split("-")) == 6
    assert set(made.split("-")) <= set(words())
    assert len(set(words())) == len(words())
    assert 6 * math.log2(len(words())) >= 77.4


def test_a_passphrase_is_chosen_by_the_systems_own_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def chosen(listed: tuple[str, ...]) -> str:
        asked.append(len(listed))
        return listed[-1]

    monkeypatch.setattr(secrets, "choice", chosen)
    assert new_passphrase() == "-".join([words()[-1]] * 6)
    assert asked == [len(words())] * 6


def test_every_word_can_come_in_every_place() -> None:
    found = Counter(word[0] for _ in range(300) for word in new_passphrase().split("-"))
    assert len(found) > 20


def test_no_word_has_a_hyphen_and_none_would_be_read_to_a_client_unwillingly() -> None:
    assert all(re.fullmatch("[a-z]{3,9}", word) for word in words())
    assert not {"unpaid", "overdue", "theft", "yo-yo"} & set(words())


@pytest.mark.parametrize(
    "typed",
    [
        "Acorn-Bonsai-Cedar",
        "  acorn bonsai  cedar\n",
        "ACORN – bonsai — cedar",
        "acorn\u2011bonsai\u2212cedar",
        "acorn--bonsai-\u00a0-cedar-",
        "\uff41\uff43\uff4f\uff52\uff4e\u3000bonsai\uff0dcedar",
        "acorn\u200b-bonsai-cedar\ufeff",
    ],
)
def test_a_passphrase_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normalised(typed) == "acorn-bonsai-cedar"


@given(st.text())
def test_to_normalise_twice_changes_nothing(typed: str) -> None:
    once = normalised(typed)
    assert normalised(once) == once
    assert not once.startswith("-")
    assert "--" not in once


# The seal


def test_a_seal_opens_by_its_passphrase_and_by_no_other() -> None:
    made = sealed(CONTENT, "acorn-bonsai-cedar")
    assert unsealed(made, " Acorn bonsai – cedar ") == CONTENT
    assert json.loads(made.header)["rounds"] >= 1_000_000
    with pytest.raises(SealError) as wrong:
        unsealed(made, "acorn-bonsai-cedars")
    assert wrong.value.why is Why.PASSPHRASE


def test_salt_and_nonce_are_new_each_time() -> None:
    first, second = sealed(b"", "a"), sealed(b"", "a")
    for name in ("salt", "nonce"):
        assert json.loads(first.header)[name] != json.loads(second.header)[name]
    assert first.payload[:64] != second.payload[:64]


def _made(content: bytes) -> Envelope:
    """Return content in an envelope of a key, without the long way from a passphrase to it."""
    return seal.enclosed(content, HEADER, KEY)


def _opened(made: Envelope) -> bytes:
    return seal.disclosed(made, HEADER, KEY)


@given(st.binary(max_size=70_000))
def test_what_went_in_comes_out_and_its_size_is_a_multiple_of_16_kb(content: bytes) -> None:
    made = _made(content)
    assert _opened(made) == content
    inside = len(base64.b64decode(made.payload)) - 16
    assert inside % (16 * 1024) == 0
    assert inside <= len(content) + 17 * 1024


def test_packs_of_usual_sizes_are_of_the_same_size() -> None:
    sizes = {len(_made(secrets.token_bytes(size)).payload) for size in (1, 4_000, 9_000, 16_000)}
    assert len(sizes) == 1


@given(st.data())
def test_one_changed_byte_anywhere_is_told_as_damage(data: st.DataObject) -> None:
    made = _made(CONTENT)
    place = data.draw(st.sampled_from(Envelope._fields))
    text = getattr(made, place)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.characters(codec="latin-1").filter(lambda each: each != text[at]))
    changed = made._replace(**{place: text[:at] + other + text[at + 1 :]})
    with pytest.raises(SealError) as damage:
        unsealed(changed, "never asked for")
    assert damage.value.why is Why.DAMAGED


@given(st.data())
def test_who_mends_the_checksum_too_still_opens_nothing(data: st.DataObject) -> None:
    made = _made(CONTENT)
    inside = bytearray(base64.b64decode(made.payload))
    inside[data.draw(st.integers(0, len(inside) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    payload = base64.b64encode(inside).decode()
    with pytest.raises(SealError) as wrong:
        _opened(Envelope(made.header, payload, checksum(made.header, payload)))
    assert wrong.value.why is Why.PASSPHRASE


def test_the_header_is_part_of_what_is_sealed() -> None:
    made = _made(CONTENT)
    header = made.header.replace("1000000", "1000001")
    with pytest.raises(SealError) as wrong:
        _opened(Envelope(header, made.payload, checksum(header, made.payload)))
    assert wrong.value.why is Why.PASSPHRASE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", 2),
        ("kdf", "PBKDF2-HMAC-SHA-1"),
        ("cipher", "AES-256-CBC"),
        ("content", "plain"),
        ("rounds", 1),
        ("rounds", 10**12),
        ("rounds", True),
        ("rounds", "1000000"),
        ("salt", "c2hvcnQ="),
        ("salt", "no base64"),
        ("nonce", 7),
    ],
)
def test_a_header_that_asks_for_less_or_for_folly_is_refused(name: str, value: object) -> None:
    made = _made(CONTENT)
    header = json.dumps(json.loads(made.header) | {name: value})
    with pytest.raises(SealError) as unknown:
        unsealed(Envelope(header, made.payload, checksum(header, made.payload)), "a")
    assert unknown.value.why is Why.UNKNOWN


@pytest.mark.parametrize("header", ["", "[]", "null", "{}", '{"version": 1}'])
def test_a_header_that_is_none_is_refused(header: str) -> None:
    with pytest.raises(SealError) as unknown:
        envelope.read(header)
    assert unknown.value.why is Why.UNKNOWN


@pytest.mark.parametrize("padded", [b"\0\0\0\x05hello", b"\xff\xff\xff\xff" + b"\0" * 60])
def test_a_sealed_thing_that_is_no_pack_is_told_as_damage(padded: bytes) -> None:
    with pytest.raises(SealError) as damage:
        seal.unpadded(padded)
    assert damage.value.why is Why.DAMAGED


def test_nothing_that_is_shown_holds_the_passphrase() -> None:
    made = sealed(CONTENT, "acorn-bonsai-cedar")
    with pytest.raises(SealError) as wrong:
        unsealed(made, "acorn-bonsai-maple")
    shown = f"{made!r} {made} {wrong.value!r} {wrong.value}".lower()
    assert not {"acorn", "bonsai", "cedar", "maple"} & set(re.findall(r"\w+", shown))


def test_a_page_without_an_envelope_has_none() -> None:
    assert envelope_in(b"<h1>Hello</h1>") is None


@pytest.mark.parametrize(
    ("module", "use"),
    [
        ("cryptography.hazmat.primitives.hashes", lambda: sealed(b"", "a")),
        ("cryptography.exceptions", lambda: _opened(_made(b""))),
        ("cryptography", lambda: locked_pdf(b"", "a")),
        ("pypdf", lambda: locked_pdf(b"", "a")),
        ("xkcdpass", new_passphrase),
    ],
)
def test_without_the_part_its_command_is_named(
    monkeypatch: pytest.MonkeyPatch, module: str, use: Callable[[], object]
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    passphrase.words.cache_clear()
    with pytest.raises(MissingPart, match=r"pip install -c constraints\.txt -e '\.\[seal\]'$"):
        use()


# The PDF


PAPER = """<html lang="en"><title>Northern</title><meta name="author" content="Harbour Street">
<h1 id="rates">Northern rates</h1>
<a href="https://northern.example">Northern</a> <a href="#rates">Rates</a></html>"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    written = HTML(string=PAPER).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"Northern-1")
    return bytes(written)


def _laid_open(pdf: bytes) -> str:
    """Return all that can be read in a PDF by who has no passphrase, its packed parts unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    hexed = re.findall(rb"<([0-9a-f]+)>", pdf)
    texts = [pdf, *map(_inflated, streams), *(bytes.fromhex(each.decode()) for each in hexed)]
    return "".join(each.decode("latin-1") for each in texts).replace("\0", "").casefold()


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_locked_pdf_says_nothing_before_it_is_opened(pdf: bytes) -> None:
    secret = {"northern", "harbour", "rates"}
    before, after = _laid_open(pdf), _laid_open(locked_pdf(pdf, "acorn-bonsai-cedar"))
    assert {word for word in secret if word in before} == secret
    assert {word for word in secret if word in after} == set()


def test_a_locked_pdf_opens_by_its_passphrase_alone(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(locked_pdf(pdf, "Acorn bonsai – cedar")))
    assert reader.is_encrypted
    assert not reader.decrypt("acorn-bonsai-maple")
    assert not reader.decrypt("")
    assert reader.decrypt("acorn-bonsai-cedar")
    assert "Northern rates" in reader.pages[0].extract_text()
    assert str(reader.root_object["/Lang"]) == "en"
    assert len(reader.outline) == 1
    metadata = {key: str(value) for key, value in (reader.metadata or {}).items()}
    assert metadata == {"/Title": "Confidential document"}
    assert reader.xmp_metadata is None


def test_the_title_of_a_locked_pdf_is_in_its_language() -> None:
    german = HTML(string='<html lang="de-DE"><title>Nord</title></html>').write_pdf()
    reader = PdfReader(BytesIO(locked_pdf(bytes(german), "a")))
    reader.decrypt("a")
    assert reader.metadata
    assert reader.metadata.title == "Vertrauliches Dokument"


def test_a_locked_pdf_is_encrypted_by_aes_256(pdf: bytes) -> None:
    first, second = (locked_pdf(pdf, "acorn-bonsai-cedar") for _ in range(2))
    assert all(mark in first for mark in (b"/AESV3", b"/R 6", b"/V 5"))
    assert first != second
