"""Explains an exception: the student's line, and the sub-expression that failed with its shapes."""

import ast
from types import FrameType, TracebackType
from typing import Any

import numpy as np


def crash_of(error: BaseException, tree: ast.Module, filename: str) -> dict[str, Any]:
    """Type, message, line, function, and the failing expression with its operands."""
    found: dict[str, Any] = {"type": type(error).__name__, "message": message_of(error)}
    frame, line = innermost(error.__traceback__, filename)
    if frame is None:
        return found
    found |= {"line": line, "function": frame.f_code.co_name}
    statement = statement_at(tree, line)
    if statement is not None:
        found["text"] = ast.unparse(statement).split("\n", 1)[0][:200]
        found |= failing_expression(statement, frame)
    return found


def message_of(error: BaseException) -> str:
    """The text of an exception, guarded: its `str` is the student's code, too."""
    try:
        return str(error)[:500]
    except BaseException:
        return ""


def innermost(trace: TracebackType | None, filename: str) -> tuple[FrameType | None, int]:
    """The deepest frame in the student's code, and the line it stood at."""
    frame, line = None, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            frame, line = trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next
    return frame, line


def statement_at(tree: ast.Module, line: int) -> ast.stmt | None:
    """The smallest statement that spans a line."""
    spans = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return min(spans, key=lambda n: (n.end_lineno or n.lineno) - n.lineno, default=None)


def failing_expression(statement: ast.stmt, frame: FrameType) -> dict[str, Any]:
    """Evaluate sub-expressions from the inside out until one fails (an idea of tensor-sensor)."""
    scope = {**frame.f_globals, **frame.f_locals}
    for node in inside_out(statement):
        parts = operands(node)
        try:
            evaluate(node, scope)
        except Exception:
            shown = [(ast.unparse(part)[:80], describe(part, scope)) for part in parts]
            return {"expression": ast.unparse(node)[:200], "operands": shown}
    return {}


def inside_out(statement: ast.stmt) -> list[ast.expr]:
    """Expressions of a statement that compute something, children before parents."""
    roots = statement_expressions(statement)
    found: list[ast.expr] = []

    def visit(node: ast.AST) -> None:
        if isinstance(node, (ast.Lambda, ast.ListComp, ast.GeneratorExp, ast.DictComp)):
            return
        for child in ast.iter_child_nodes(node):
            visit(child)
        if isinstance(node, (ast.BinOp, ast.Call, ast.Subscript, ast.UnaryOp, ast.Compare)):
            found.append(node)

    for root in roots:
        visit(root)
    return found


def statement_expressions(statement: ast.stmt) -> list[ast.expr]:
    """The expressions that a statement evaluates itself, not those of its body."""
    return [node for node in ast.iter_child_nodes(statement) if isinstance(node, ast.expr)]


def operands(node: ast.expr) -> list[ast.expr]:
    """The parts whose shapes matter."""
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Call):
        return list(node.args)
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    return [node.value] if isinstance(node, ast.Subscript) else []


def evaluate(node: ast.expr, scope: dict[str, Any]) -> Any:
    """The value of an expression; only loads, so a second evaluation changes little."""
    copied = ast.Expression(body=ast.parse(ast.unparse(node), mode="eval").body)
    return eval(compile(copied, "<part>", "eval"), scope)


def describe(node: ast.expr, scope: dict[str, Any]) -> str:
    """The shape of an operand, or its type where it has none."""
    try:
        value = evaluate(node, scope)
    except Exception:
        return "?"
    if isinstance(value, np.ndarray | np.generic):
        return str(np.shape(value))
    return type(value).__name__
