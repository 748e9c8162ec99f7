"""Workspaces of hostile texts, and of as many plain ones in the same shape; the helpers of this folder by their names."""

import importlib.util
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest


def _helper(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


corpus, maker, walking = _helper("corpus"), _helper("maker"), _helper("walking")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, fresh_file: Path) -> Callable[[Sequence[str]], Path]:
    """Return a maker of workspaces with the given texts in every text column; each is made once."""
    made: dict[int, Path] = {}

    def make(texts: Sequence[str]) -> Path:
        if hash(tuple(texts)) not in made:
            path = tmp_path_factory.mktemp("filled") / "filled.db"
            shutil.copyfile(fresh_file, path)
            path.chmod(0o600)
            maker.fill(path, texts)
            made[hash(tuple(texts))] = path
        return made[hash(tuple(texts))]

    return make


@pytest.fixture(scope="session")
def hostile(filled: Callable[[Sequence[str]], Path]) -> Path:
    """A workspace with everything that tries something."""
    return filled(corpus.STORED)


@pytest.fixture(scope="session")
def innocent(filled: Callable[[Sequence[str]], Path]) -> Path:
    """The same workspace with nothing that does."""
    return filled(corpus.innocent(len(corpus.STORED)))
