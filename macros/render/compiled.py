"""Compiled: what templates compile to, kept from one run to the next."""

from __future__ import annotations

from importlib.util import MAGIC_NUMBER
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BytecodeCache, nodes
from jinja2.compiler import CodeGenerator

from macros.digest import digest
from macros.drawer import DRAWERS, leave, left

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame

FOLDER = DRAWERS / "templates"
"""Where it is kept, below a project's folder."""


def keep_compiled(environment: Environment, root: Path) -> None:
    """Let an environment keep what its templates compile to in the project at `root`.

    A theme takes longer to compile than all pages of a small site take to draw.
    """
    environment.optimized = False
    environment.code_generator_class = _Generator
    environment.bytecode_cache = Compiled(root / FOLDER, _state(environment))


class _Generator(CodeGenerator):
    """Leaves filters to the time of drawing: what one says today is no part of a template."""

    def _output_child_to_const(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> str:
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)


class Compiled(BytecodeCache):
    """A file for each template; one that cannot be read or written is compiled, and no error."""

    def __init__(self, folder: Path, state: bytes) -> None:
        """Keep files in `folder`; `state` is all besides its text that a template depends on."""
        self._folder = folder
        self._state = state

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a file is that of a template as it is now."""
        return digest(self._state + source.encode("utf-8")).hex()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` with what is kept, if it is whole and of the template as it is now."""
        code = left(self._folder / bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what `bucket` holds."""
        leave(self._folder / bucket.key, bucket.bytecode_to_string())


_OPTIONS = (
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix"),
    *("line_comment_prefix", "trim_blocks", "lstrip_blocks", "newline_sequence"),
    *("keep_trailing_newline", "autoescape", "finalize", "is_async", "sandboxed", "policies"),
    "newstyle_gettext",
)


def _state(environment: Environment) -> bytes:
    """Return a fingerprint of all that decides, besides its text, what a template compiles to."""
    options = [repr(getattr(environment, name, None)) for name in _OPTIONS]
    called = [
        (name, repr(getattr(function, "jinja_pass_arg", None)))
        for functions in (environment.filters, environment.tests)
        for name, function in sorted(functions.items())
    ]
    of = (jinja2.__version__, MAGIC_NUMBER, options, sorted(environment.extensions), called)
    return digest(repr(of).encode("utf-8"))
