"""The student's source: cleaned of notebook magics, parsed, and compiled."""

import ast
import copy
import math
import re
from types import CodeType
from typing import Any

import numpy as np

FILENAME = "<your code>"
MAGIC = re.compile(r"^(\s*)(?:[%!]|\?\S|\S+\?\s*$).*$", re.MULTILINE)
LITERALS = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


def parse(source: str) -> ast.Module:
    """The syntax tree, with magics and `!` lines blanked so that line numbers hold."""
    try:
        return ast.parse(source, FILENAME)
    except SyntaxError:
        blanked = MAGIC.sub(lambda match: match[1] + "pass", source)
        return ast.parse(blanked, FILENAME)


def compile_tree(tree: ast.Module) -> CodeType:
    """Compile a tree whose nodes may lack positions."""
    return compile(ast.fix_missing_locations(tree), FILENAME, "exec")


def namespace(name: str) -> dict[str, Any]:
    """The names a course notebook has imported before the graded cell."""
    return {"__name__": name, "np": np, "numpy": np, "math": math, "copy": copy}


def definitions(tree: ast.Module) -> ast.Module:
    """Imports, definitions and plain constants: what a graded cell needs, no test calls."""
    kept = [node for node in tree.body if isinstance(node, LITERALS) or is_constant(node)]
    return ast.Module(body=kept, type_ignores=[])


def is_constant(node: ast.stmt) -> bool:
    """An assignment that calls nothing; the body of a lambda does not count."""
    if not isinstance(node, ast.Assign):
        return False
    if isinstance(node.value, ast.Lambda):
        return True
    return not any(isinstance(part, ast.Call) for part in ast.walk(node.value))


def execute(tree: ast.Module, variables: dict[str, Any]) -> None:
    """Execute each top-level statement; one that fails, as an import that is not here, is left."""
    for node in tree.body:
        one = ast.Module(body=[node], type_ignores=[])
        try:
            exec(compile_tree(one), variables)
        except MemoryError:
            raise
        except Exception:
            continue
