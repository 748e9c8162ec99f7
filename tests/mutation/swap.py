"""Puts one fault into the running program: the code of a function, its defaults, or a constant wherever it was imported to."""

from __future__ import annotations

import ast
import functools
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutation.mutants import Mutant

OURS = ("prospector.", "screens.", "enrichers.", "tests.")


def module_of(path: str) -> ModuleType:
    """Return the module of a file of the product."""
    return importlib.import_module(path.removesuffix(".py").removesuffix("/__init__").replace("/", "."))


def put(mutant: Mutant, root: Path) -> None:
    """Let the program go on with the fault in it. What was remembered of calls so far is forgotten."""
    module = module_of(mutant.path)
    changed = mutant.apply((root / mutant.path).read_text(encoding="utf-8"))
    code = compile(changed, str(root / mutant.path), "exec")
    if mutant.place == "module":
        _constants(module, _executed(module, code))
    else:
        outer = mutant.function.split(".<locals>")[0]
        codes = {one.co_qualname: one for one in _codes(code)}
        for live in _functions(vars(module), outer):
            if mutant.place == "body" or ".<locals>" in mutant.function:
                live.__code__ = codes[outer]
            else:
                fresh = next(_functions(_executed(module, code), outer))
                live.__defaults__, live.__kwdefaults__ = fresh.__defaults__, fresh.__kwdefaults__
    forget()


def holders(path: str) -> Iterator[str]:
    """Yield the files of the modules that hold a constant of the file at `path`, itself first: a table alone does nothing."""
    module = module_of(path)
    stored = ast.parse(Path(str(module.__file__)).read_bytes()).body
    named = (one.targets[0] if isinstance(one, ast.Assign) else getattr(one, "target", None) for one in stored)
    own = {one.id: getattr(module, one.id, None) for one in named if isinstance(one, ast.Name) and one.id.isupper()}
    yield path
    for key, other in list(sys.modules.items()):
        if (
            key.startswith(OURS[0])
            and other is not module
            and any(vars(other).get(name, ast) is own[name] for name in own)
        ):
            yield f"{key.replace('.', '/')}.py"


def _executed(module: ModuleType, code: CodeType) -> dict[str, Any]:
    names = {name: getattr(module, name, None) for name in ("__name__", "__file__", "__package__", "__spec__")}
    exec(code, names)  # noqa: S102 - our own source with one fault
    return names


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


def _functions(names: dict[str, Any], qualified: str) -> Iterator[FunctionType]:
    """Yield the function of that name, out of whatever decorates it; of a property all its sides."""
    first, *rest = qualified.split(".")
    found = names[first]
    for name in rest:
        found = vars(found)[name]
    queue = [found]
    while queue:
        one = queue.pop()
        if isinstance(one, FunctionType) and one.__qualname__ == qualified and not hasattr(one, "__wrapped__"):
            yield one
        elif isinstance(one, property):
            queue += [side for side in (one.fget, one.fset, one.fdel) if side]
        elif isinstance(one, functools.cached_property):
            queue.append(one.func)
        else:
            queue.append(getattr(one, "__wrapped__", None) or getattr(one, "__func__", None))
        queue = [one for one in queue if one is not None]


def _constants(module: ModuleType, changed: dict[str, Any]) -> None:
    """Let every module that took a constant from `module` have the changed one."""
    for name, value in list(vars(module).items()):
        if name.isupper() and name in changed and repr(changed[name]) != repr(value):
            for other in [module, *(one for key, one in list(sys.modules.items()) if key.startswith(OURS))]:
                if vars(other).get(name) is value:
                    setattr(other, name, changed[name])


def forget() -> None:
    """Forget what was remembered of calls so far."""
    for name, module in list(sys.modules.items()):
        if name.startswith(OURS):
            for one in list(vars(module).values()):
                if isinstance(one, functools._lru_cache_wrapper):
                    one.cache_clear()
