"""Real web servers on the loopback, set up with what we tell their owners to write."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.server import free_port

PATIENCE = 20

NGINX = """\
daemon off;
master_process off;
pid {own}/pid;
error_log {own}/errors;
events {{}}
http {{
    types {{ text/html html; application/pdf pdf; }}
    access_log off;
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    uwsgi_temp_path {own}/uwsgi;
    scgi_temp_path {own}/scgi;
    {servers}
}}
"""
SERVER = "server {{ listen 127.0.0.1:{port}{more}; root {root};\n{inside}\n}}\n"

APACHE = """\
ServerName localhost
Listen 127.0.0.1:{port}
PidFile {own}/pid
ErrorLog {own}/errors
{modules}
TypesConfig /dev/null
AddType text/html .html
AddType application/pdf .pdf
DocumentRoot {root}
<Directory {root}>
  Options Indexes
  AllowOverride FileInfo Options=Indexes
  Require all granted
</Directory>
"""
APACHE_MODULES = ("mpm_event", "authz_core", "dir", "autoindex", "headers", "alias", "mime")


@contextmanager
def nginx(own: Path, root: Path, inside: str) -> Iterator[str]:
    """Serve a folder by nginx, with these lines in its server block; gives the origin."""
    port = free_port()
    server = SERVER.format(port=port, more="", root=root, inside=inside)
    with nginx_of(own, server, port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def nginx_of(own: Path, servers: str, port: int) -> Iterator[None]:
    """Run nginx with whole server blocks, of which one listens at `port`."""
    configuration = own / "nginx.conf"
    configuration.write_text(NGINX.format(own=own, servers=servers), encoding="utf-8")
    with _running([_program("nginx"), "-c", str(configuration), "-p", str(own)], own, port):
        yield


@contextmanager
def caddy(own: Path, root: Path, site: str) -> Iterator[str]:
    """Serve a folder by Caddy, by the site block that we print; gives the origin."""
    origin = f"http://127.0.0.1:{(port := free_port())}"
    site = site.replace("packs.example.com", origin).replace("/srv/packs", str(root))
    configuration = own / "Caddyfile"
    configuration.write_text(f"{{\n\tadmin off\n}}\n{site}", encoding="utf-8")
    command = ["run", "--config", str(configuration), "--adapter", "caddyfile"]
    with _running([_program("caddy"), *command], own, port):
        yield origin


@contextmanager
def apache(own: Path, root: Path, modules: tuple[str, ...] = APACHE_MODULES) -> Iterator[str]:
    """Serve a folder by Apache, which lists it unless a file in it forbids; gives the origin."""
    port = free_port()
    loaded = "\n".join(
        f"LoadModule {each}_module /usr/lib/apache2/modules/mod_{each}.so" for each in modules
    )
    configuration = own / "apache.conf"
    configuration.write_text(
        APACHE.format(port=port, own=own, root=root, modules=loaded), encoding="utf-8"
    )
    command = [_program("apache2"), "-D", "FOREGROUND", "-f", str(configuration), "-d", str(own)]
    with _running(command, own, port):
        yield f"http://127.0.0.1:{port}"


def _program(name: str) -> str:
    found = shutil.which(name) or f"/usr/sbin/{name}"
    assert Path(found).exists(), f"{name} is not here; tests/system-packages.sh installs it"
    return found


@contextmanager
def _running(command: list[str], own: Path, port: int) -> Iterator[None]:
    said = own / "said.txt"
    homes = {"HOME": str(own), "XDG_CONFIG_HOME": str(own), "XDG_DATA_HOME": str(own)}
    with said.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env=homes)
        try:
            _wait(process, port, said)
            yield
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, said.read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.01)
        else:
            return
    raise AssertionError(said.read_text(encoding="utf-8"))
