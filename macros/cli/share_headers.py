"""`playbook share headers`: what a host has to be told, so that it serves packs as it should."""

from __future__ import annotations

import click

from macros.outputs.hosts import WRITERS


@click.command()
@click.argument("host", type=click.Choice(list(WRITERS)))
def headers(host: str) -> None:
    """Print what the web server or service HOST has to be told to serve packs.

    Netlify, Cloudflare Pages and Apache find theirs in the public folder already.
    """
    click.echo(WRITERS[host](), nl=False)
