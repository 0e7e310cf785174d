"""Seal: content that only a passphrase opens, in a browser too (WebCrypto has the same parts).

PBKDF2-HMAC-SHA-256 (RFC 8018) makes a key of the passphrase, AES-256-GCM (NIST SP 800-38D) encloses
the content and protects the header. Salt and nonce are new each time, so a key is used once.
"""

from __future__ import annotations

import base64
import gzip
import os
import secrets
import zlib
from io import BytesIO

from macros.outputs.parts_missing import part
from macros.outputs.sealing.envelope import (
    Envelope,
    Header,
    SealError,
    Why,
    checksum,
    read,
    written,
)
from macros.outputs.sealing.passphrase import normalised
from macros.render.sealed import sealed_title
from macros.views.wording import PARTNER, Language

ROUNDS = 1_000_000
BUCKET = 16 * 1024
"""The size in clear is a multiple of this, in bytes: it tells little of what is inside."""

_LENGTH = 4


def sealed(content: bytes, passphrase: str) -> Envelope:
    """Return `content` in an envelope that `passphrase` opens; it takes about a third of a second.

    MissingPart where the library is not installed.
    """
    header = Header(ROUNDS, os.urandom(16), os.urandom(12))
    return enclosed(content, header, key_of(passphrase, header))


def unsealed(envelope: Envelope, passphrase: str) -> bytes:
    """Return the content of an envelope; SealError where it does not open, with why.

    MissingPart where the library is not installed.
    """
    if not envelope.is_whole:
        raise SealError(Why.DAMAGED)
    header = read(envelope.header)
    return disclosed(envelope, header, key_of(passphrase, header))


def key_of(passphrase: str, header: Header) -> bytes:
    """Return the key that a passphrase gives with the rounds and the salt of a header."""
    with part("seal", "Sealing"):
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
    stretched = PBKDF2HMAC(SHA256(), length=32, salt=header.salt, iterations=header.rounds)
    return stretched.derive(normalised(passphrase).encode())


def enclosed(content: bytes, header: Header, key: bytes) -> Envelope:
    """Return content in an envelope that a key opens."""
    with part("seal", "Sealing"):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    text = written(header)
    inside = AESGCM(key).encrypt(header.nonce, padded(content), text.encode())
    payload = base64.b64encode(inside).decode()
    return Envelope(text, payload, checksum(text, payload))


def disclosed(envelope: Envelope, header: Header, key: bytes) -> bytes:
    """Return the content of an envelope by its key; SealError where that does not fit."""
    with part("seal", "Opening a sealed page"):
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    try:
        inside = base64.b64decode(envelope.payload, validate=True)
        framed = AESGCM(key).decrypt(header.nonce, inside, envelope.header.encode())
    except ValueError as error:
        raise SealError(Why.DAMAGED) from error
    except InvalidTag as error:
        raise SealError(Why.PASSPHRASE) from error
    return unpadded(framed)


def padded(content: bytes) -> bytes:
    """Return content packed, with its length before and zeros behind."""
    packed = gzip.compress(content, mtime=0)
    framed = len(packed).to_bytes(_LENGTH, "big") + packed
    return framed + bytes(-len(framed) % BUCKET)


def unpadded(framed: bytes) -> bytes:
    """Return what `padded` was given; SealError where it never made this."""
    length = int.from_bytes(framed[:_LENGTH], "big")
    try:
        return gzip.decompress(framed[_LENGTH : _LENGTH + length])
    except (EOFError, OSError, zlib.error) as error:
        raise SealError(Why.DAMAGED) from error


def locked_pdf(pdf: bytes, passphrase: str) -> bytes:
    """Return a PDF encrypted by AES-256 (ISO 32000-2), metadata too; its title says nothing.

    A reader has no script to forgive what is typed: small letters and hyphens, as it was given.
    MissingPart where the library is not installed.
    """
    with part("seal", "Encrypting a PDF"):
        import cryptography  # noqa: F401 - the other library does without, and fails late
        from pypdf import PdfReader, PdfWriter
    writer = PdfWriter()
    writer.pdf_header = "%PDF-2.0"
    # Not its title, author and the like, nor its identifier, which stays in clear.
    writer.clone_reader_document_root(PdfReader(BytesIO(pdf)))
    writer.root_object.pop("/Metadata", None)
    tongue = str(writer.root_object.get("/Lang", "en"))
    writer.metadata = {"/Title": sealed_title(Language(tongue.replace("-", "_"), PARTNER))}
    writer.encrypt(normalised(passphrase), secrets.token_urlsafe(32), algorithm="AES-256")
    done = BytesIO()
    writer.write(done)
    return done.getvalue()
