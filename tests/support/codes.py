"""The codes of problems that the program can print, found in its text."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Maker(NamedTuple):
    """Something that is called with a problem's code: at which place, and the code it has else."""

    place: int
    default: ast.expr | None


def codes(package: Path) -> set[str]:
    """Return every text that is handed on as the `code` of a problem.

    A function, method or class with a parameter `code` makes problems; what it is called with at
    that place is a code. A code that comes in a variable was written down somewhere else.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(package.rglob("*.py"))]
    modules = [ast.parse(text) for text in texts]
    everywhere = {name: maker for module in modules for name, maker in _makers(module)}
    found = {
        maker.default.value
        for module in modules
        for _, maker in _makers(module)
        if isinstance(maker.default, ast.Constant)
    }
    for module in modules:
        here = everywhere | dict(_makers(module))
        found |= {code for call in _calls(module) for code in _code(call, here)}
    return {str(code) for code in found}


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


def _makers(module: ast.Module) -> Iterator[tuple[str, Maker]]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef):
            maker = _of_function(node)
        elif isinstance(node, ast.ClassDef):
            maker = _of_class(node)
        else:
            continue
        if maker:
            yield node.name, maker


def _of_function(function: ast.FunctionDef) -> Maker | None:
    arguments = [each.arg for each in function.args.args if each.arg not in {"self", "cls"}]
    if "code" not in arguments:
        return None
    index = arguments.index("code")
    defaults = [None] * (len(arguments) - len(function.args.defaults)) + function.args.defaults
    return Maker(index, defaults[index])


def _of_class(cls: ast.ClassDef) -> Maker | None:
    for node in cls.body:
        if isinstance(node, ast.FunctionDef) and node.name == "__init__":
            return _of_function(node)
    fields = [
        node.target.id
        for node in cls.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    return Maker(fields.index("code"), None) if "code" in fields else None


def _code(call: ast.Call, makers: dict[str, Maker]) -> Iterator[str]:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    maker = makers.get(name)
    if maker is None:
        return
    given = [each.value for each in call.keywords if each.arg == "code"]
    before = call.args[: maker.place + 1]
    if len(before) > maker.place and not any(isinstance(each, ast.Starred) for each in before):
        given.append(before[maker.place])
    for each in given:
        if isinstance(each, ast.Constant):
            yield str(each.value)
        else:
            readable = isinstance(each, ast.Name | ast.Attribute | ast.Subscript)
            assert readable, f"write the code as it is: {ast.unparse(each)}"
