"""`playbook serve` tells before it builds anything where it cannot serve."""

from collections.abc import Callable
from socket import socket

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("address", ["127.0.0.1:80x", "127.0.0.1:99999", "127.0.0.1:0", "8000", ""])
def test_what_is_no_address_is_wrong_usage(run: Run, address: str) -> None:
    result = run("serve", "--address", address)
    assert result.exit_code == 2
    assert f"'{address}' is no host and port; write them as in '127.0.0.1:8000'" in result.output


def test_a_port_that_somebody_serves_at_is_told(run: Run) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        address = f"127.0.0.1:{other.getsockname()[1]}"
        result = run("serve", "--address", address)
    assert result.exit_code == 1
    assert f"nothing can be served at {address}: another program is there; end it" in result.output


def test_an_address_of_another_computer_is_told(run: Run) -> None:
    # Of the network that RFC 5737 keeps for documentation.
    result = run("serve", "--address", "192.0.2.1:8000")
    assert result.exit_code == 1
    assert "it is no address of this computer; name another with '--address'" in result.output
