"""`python -m fuzz SECONDS`: look for a record or a house file that the program cannot stand.

What it has learnt stays in `build/fuzz/corpus`, and what it could not stand beside that folder;
`python -m fuzz.keep` puts what is worth it into `fuzz/corpus`, from which every run starts.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

try:
    import atheris
except ImportError:
    sys.exit(
        "fuzzing needs atheris, which has wheels for CPython on Linux only:"
        " 'pip install --group fuzz'"
    )

with atheris.instrument_imports(include=["macros"]):
    from fuzz import target

HERE = Path(__file__).parent
LEARNT = HERE.parents[1] / "build" / "fuzz"
LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=20000", f"-artifact_prefix={LEARNT}/")


def main(words: list[str]) -> None:
    """Fuzz for as many seconds as the first word says; the others are for libFuzzer."""
    corpus = LEARNT / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    seconds = int(words[0]) if words else 600
    with tempfile.TemporaryDirectory() as folder:

        def one(content: bytes) -> None:
            target.run(Path(folder), content)

        def mutate(content: bytes, most: int, seed: int) -> bytes:
            return target.mutate(content, most, seed, atheris.Mutate)

        folders = [str(corpus), str(HERE / "corpus")]
        options = [f"-max_total_time={seconds}", *words[1:], *folders]
        atheris.Setup(["fuzz", *LIMITS, *options], one, custom_mutator=mutate)
        atheris.Fuzz()


main(sys.argv[1:])
