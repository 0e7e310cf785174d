"""Reader: reads one page of a site after the other, and counts what no reader should meet.

`python -m sweep.reader SITE` takes the snapshots of a site as a line of input, and reads until its
input ends, by path and from a web server; then it prints the counts.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from support.server import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sweep.states import Snapshot

PAUSE = 0.005
FAULTS = ("missing", "empty", "cut", "mixed")


def kind(content: bytes | None, wanted: set[str]) -> str:
    """Tell what a page is that was read: `whole`, or one of FAULTS."""
    if content is None:
        return "missing"
    if not content:
        return "empty"
    if sha256(content).hexdigest() in wanted:
        return "whole"
    return "mixed" if content.rstrip().endswith(b"</html>") else "cut"


def read(site: Path, snapshots: Sequence[Snapshot], stop: threading.Event) -> Counter[str]:
    """Read pages that every state has until it is told to stop, and count what they are."""
    pages = [
        name
        for name in set.intersection(*map(set, snapshots))
        if name.endswith(".html") and name != "404.html"
    ]
    found: Counter[str] = Counter()
    with serving(site) as origin:
        while not stop.is_set():
            name = random.choice(pages)  # noqa: S311 - chance, and no secret
            wanted = {each[name] for each in snapshots}
            found[kind(_by_path(site / name), wanted)] += 1
            found[kind(_from_server(f"{origin}/{name}"), wanted)] += 1
            time.sleep(PAUSE)
    return found


def _by_path(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _from_server(url: str) -> bytes | None:
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        error.close()
        return None


@contextmanager
def watched(site: Path, snapshots: Sequence[Snapshot]) -> Iterator[Counter[str]]:
    """Have a process read a site meanwhile; what it has met is in the counter afterwards."""
    found: Counter[str] = Counter()
    command = [sys.executable, "-m", "sweep.reader", str(site)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=HERE) as process:
        assert process.stdin
        print(json.dumps(snapshots), file=process.stdin, flush=True)
        try:
            yield found
        finally:
            told, _ = process.communicate()
        found.update(json.loads(told))


HERE = Path(__file__).parents[1]


def _main(site: str) -> None:
    snapshots, stop = json.loads(sys.stdin.readline()), threading.Event()

    def wait() -> None:
        sys.stdin.read()
        stop.set()

    threading.Thread(target=wait).start()
    print(json.dumps(read(Path(site), snapshots, stop)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
