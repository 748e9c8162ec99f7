"""The small faults: what is changed in a source, where, and how the changed source reads.

A mutant replaces one stretch of the source by another: a comparison by its neighbour, a number by the next one, `and` by
`or`, a condition by its opposite, a returned value by nothing, a statement by none, two arguments by each other, and in
SQL, where much of the product's judgement stands, the same again. Words meant for people, documentation, annotations and
the lists of words that are data stay as they are.
"""

from __future__ import annotations

import ast
import copy
import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Replacement = tuple[ast.AST, str, str]
"""What is replaced, by what, and the kind of the fault."""
_Placed = tuple[Replacement, str, str]
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any"}
_SQL = re.compile(r"\b(SELECT|WHERE|JOIN|ORDER BY|GROUP BY|AND|UPDATE|INSERT)\b")
_IN_SQL = [
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r" = ", " <> "), (r" <> ", " = "), (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "),
        (r"\bAND\b", "OR"), (r"\bOR\b", "AND"), (r"\bIS NULL\b", "IS NOT NULL"), (r"\bIS NOT NULL\b", "IS NULL"),
        (r"\bMAX\(", "MIN("), (r"\bMIN\(", "MAX("), (r"\bDISTINCT ", ""), (r"\bNOT IN\b", "IN"),
        (r"\bNOT EXISTS\b", "EXISTS"), (r" DESC\b", ""), (r"\bLEFT JOIN\b", "JOIN"), (r"\bUNION ALL\b", "UNION"),
    )
]  # fmt: skip
_WORDLIKE = re.compile(r"[A-Za-z_][\w.-]*")
_CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]*")
_NOT_ITS_OWN = {"annotation", "body", "orelse", "finalbody", "handlers", "cases", "type_params"}
_SAME = {"encoding", "errors", "exist_ok", "strict"}
"""Arguments whose change says nothing about the product."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: file, line, what kind, the function it stands in (none: at the level of the module), where, and its text."""

    path: str
    line: int
    kind: str
    function: str
    place: str
    start: int
    end: int
    text: str

    def apply(self, source: str) -> str:
        """Return the source with the fault."""
        return source[: self.start] + self.text + source[self.end :]

    def diff(self, source: str) -> Sequence[str]:
        """Return the lines that differ, as a diff shows them."""
        lines = difflib.unified_diff(source.splitlines(), self.apply(source).splitlines(), lineterm="", n=0)
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def mutants_of(path: Path, root: Path) -> list[Mutant]:
    """Return every fault there is for one file, in the order of the text."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    starts = _starts(source)
    found = []
    name = path.relative_to(root).as_posix()
    for (node, text, kind), function, place in _found(tree):
        start, end = _span(node, starts)
        found.append(Mutant(name, node.lineno, kind, function, place, start, end, text))  # type: ignore[attr-defined]
    unique = {(one.start, one.end, one.text): one for one in found if one.text != source[one.start : one.end]}
    return sorted(unique.values(), key=lambda one: (one.start, one.end, one.text))


def _starts(source: str) -> list[tuple[int, str]]:
    at, starts = 0, []
    for line in source.splitlines(keepends=True):
        starts.append((at, line))
        at += len(line)
    return starts


def _span(node: ast.AST, starts: list[tuple[int, str]]) -> tuple[int, int]:
    """Return where a node stands, in characters; the parser counts bytes."""

    def place(line: int, column: int) -> int:
        at, text = starts[line - 1]
        return at + len(text.encode()[:column].decode())

    return place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]


def _found(tree: ast.Module) -> Iterator[_Placed]:
    """Yield every fault of a module with the function it stands in and whether it is in its body or among its defaults."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _defined(node, "")
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name) and _CONSTANT.fullmatch(target.id):
                yield from ((one, "", "module") for one in _expression(node.value, words=False))


def _defined(node: ast.stmt, where: str) -> Iterator[_Placed]:
    """Yield the faults of a function or of a class's methods; `where` is what stands before its name in the full one."""
    if isinstance(node, ast.ClassDef):
        for inner in node.body:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield from _defined(inner, f"{where}{node.name}.")
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        name = f"{where}{node.name}"
        for default in (*node.args.defaults, *(one for one in node.args.kw_defaults if one)):
            yield from ((one, name, "default") for one in _expression(default))
        for statement in (inner for top in node.body for inner in _flat(top)):
            if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield from _defined(statement, f"{name}.<locals>.")
            else:
                yield from ((one, name, "body") for one in _in_statement(statement))


def _flat(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield a statement and those inside it, but not those of functions inside it."""
    yield node
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield from _flat(child)
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            for inner in child.body:
                yield from _flat(inner)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _in_statement(node: ast.stmt) -> Iterator[Replacement]:
    """Yield the faults of one statement itself and of the expressions in it."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Pass | ast.Nonlocal | ast.Global) or _is_text(node):
        return
    yield from _whole(node)
    for name, value in ast.iter_fields(node):
        if name not in _NOT_ITS_OWN:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, ast.expr | ast.withitem):
                    yield from _expression(one, words=not isinstance(node, ast.Raise))


def _whole(node: ast.stmt) -> Iterator[Replacement]:
    """Yield what a statement as a whole may be changed to."""
    if isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and not node.value.value):  # what says no says it with None, too
            yield node, "return None", "return"
    elif isinstance(node, ast.Continue | ast.Break):
        yield node, "break" if isinstance(node, ast.Continue) else "continue", "jump"
    elif isinstance(node, ast.If | ast.While):
        yield node.test, f"not ({ast.unparse(node.test)})", "condition"
    elif isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Delete):
        if not isinstance(getattr(node, "value", None), ast.Yield | ast.YieldFrom):
            yield node, "pass", "statement"
        if isinstance(node, ast.AugAssign) and type(node.op) in _COUNTED:
            changed = copy.deepcopy(node)
            changed.op = _COUNTED[type(node.op)]()
            yield node, ast.unparse(changed), "arithmetic"


def _expression(top: ast.AST, *, words: bool = True) -> Iterator[Replacement]:
    """Yield the faults inside an expression; what stands in an f-string replaces the whole of it."""
    stack: list[tuple[ast.AST, ast.AST | None]] = [(top, None)]
    while stack:
        node, frame = stack.pop()
        if isinstance(node, ast.comprehension) and frame is None:
            yield from ((test, f"not ({ast.unparse(test)})", "condition") for test in node.ifs)
        for changed, kind in _changes(node, words=words and frame is None):
            if frame is None:
                yield node, _text(changed, node), kind
            else:
                yield frame, _replaced(frame, node, changed), kind
        inside = node if frame is None and isinstance(node, ast.JoinedStr) else frame
        if inside is None or not isinstance(
            node, ast.Slice
        ):  # how much of a text a sentence quotes is a matter of taste
            stack.extend((child, inside) for child in _children(node))


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "format_spec", "ctx"}:
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.keyword) and one.arg in _SAME:
                continue
            if isinstance(one, ast.AST):
                yield one


def _text(changed: ast.AST, node: ast.AST) -> str:
    text = ast.unparse(changed)
    return text if isinstance(node, ast.Constant | ast.Name | ast.Call | ast.JoinedStr) else f"({text})"


def _replaced(frame: ast.AST, node: ast.AST, changed: ast.AST) -> str:
    """Return the text of `frame` with `changed` in the place of `node`."""

    class Put(ast.NodeTransformer):
        def visit(self, one: ast.AST) -> ast.AST:
            return changed if one is node else self.generic_visit(one)

    # The copy keeps `node` itself, so that it can be told from others that read the same.
    return ast.unparse(Put().visit(copy.deepcopy(frame, {id(node): node})))


def _changes(node: ast.AST, *, words: bool) -> Iterator[tuple[ast.AST, str]]:
    """Yield what a single node may be changed to."""
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            changed = copy.deepcopy(node)
            changed.ops[index] = _COMPARED[type(operator)]()
            yield changed, "comparison"
    elif isinstance(node, ast.BoolOp):
        changed_bool = copy.deepcopy(node)
        changed_bool.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield changed_bool, "and/or"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand, "not"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand, "sign"
    elif isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        changed_sum = copy.deepcopy(node)
        changed_sum.op = _COUNTED[type(node.op)]()
        yield changed_sum, "arithmetic"
    elif isinstance(node, ast.IfExp):
        changed_if = copy.deepcopy(node)
        changed_if.body, changed_if.orelse = changed_if.orelse, changed_if.body
        yield changed_if, "condition"
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value, words=words)


def _calls(node: ast.Call) -> Iterator[tuple[ast.AST, str]]:
    called = node.func.id if isinstance(node.func, ast.Name) else ""
    first = node.args[:2]
    if len(first) == 2 and called not in _CALLED and not any(isinstance(one, ast.Starred) for one in first) and (
        ast.dump(first[0]) != ast.dump(first[1])
    ):  # fmt: skip
        changed = copy.deepcopy(node)
        changed.args[0], changed.args[1] = changed.args[1], changed.args[0]
        yield changed, "arguments"
    if called in _CALLED:
        other = copy.deepcopy(node)
        other.func = ast.Name(_CALLED[called], ast.Load())
        yield other, "call"


def _constants(value: object, *, words: bool) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(value, bool):
        yield ast.Constant(not value), "constant"
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1), "constant"
        if isinstance(value, int) and value > 1:
            yield ast.Constant(value - 1), "constant"
    elif isinstance(value, str):
        if _SQL.search(value):
            yield from ((ast.Constant(text), "SQL") for text in _sql(value))
        elif words and _WORDLIKE.fullmatch(value):
            yield ast.Constant(f"XX{value}XX"), "word"


def _sql(text: str) -> Iterator[str]:
    for pattern, instead in _IN_SQL:
        for match in pattern.finditer(text):
            yield text[: match.start()] + instead + text[match.end() :]
