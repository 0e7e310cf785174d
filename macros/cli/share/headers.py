"""`playbook share headers`: what a host has to be told, so that it serves packs as it should."""

from __future__ import annotations

import click

from macros.outputs.hosting.hosts import WRITERS


@click.command(short_help="Print what a web server has to be told about packs.")
@click.argument("host", metavar="HOST", type=click.Choice(list(WRITERS)))
def headers(host: str) -> None:
    """Print what a web server or service has to be told to serve packs.

    HOST is one of nginx, caddy, netlify, cloudflare, apache.

    Netlify, Cloudflare Pages and Apache find theirs in the public folder already.
    """
    click.echo(WRITERS[host](), nl=False)
