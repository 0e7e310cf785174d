"""Unreachable: why a web server gave no answer, in words."""

from __future__ import annotations

import http.client
import socket
import ssl

# OpenSSL's numbers, from <openssl/x509_vfy.h>, for what is wrong with a certificate.
_CERTIFICATE = {
    9: "its certificate does not hold yet",
    10: "its certificate has run out",
    18: "it signed its certificate itself, so browsers warn every reader",
    19: "its certificate goes back to an authority that browsers do not know",
    20: "its certificate comes from an authority that is not known here, or one between is missing",
    62: "its certificate is for another name",
    64: "its certificate is for another name",
}


class UnreachableError(Exception):
    """Why an address gave no answer, as the end of a sentence that begins with the host."""


def why(error: Exception, patience: float) -> str:
    """Return why there was no answer within `patience` seconds, as the end of such a sentence."""
    match error:
        case ssl.SSLCertVerificationError():
            known = _CERTIFICATE.get(error.verify_code, error.verify_message)
            return f"cannot be trusted: {known}"
        case ssl.SSLError():
            return f"does not speak https as it should ({error.reason or error})"
        case socket.gaierror(errno=socket.EAI_AGAIN):
            return "cannot be looked up: no name server answers"
        case socket.gaierror() | UnicodeError():
            return "has no address: no such name is known"
        case ConnectionRefusedError():
            return "refuses the connection: no web server listens there"
        case TimeoutError():
            return f"does not answer within {patience:g} seconds"
        case http.client.RemoteDisconnected() | ConnectionError():
            return "ends the connection without an answer"
        case http.client.HTTPException():
            return "does not answer as a web server does"
        case _:
            return f"cannot be reached: {error}"
