"""The command as a user runs it: its own process, its own home, no terminal."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from prospector.demo.web import DemoWeb
from tests.forks import Forks, Ran


@pytest.fixture
def home(tmp_path: Path, fresh_file: Path) -> Path:
    """A folder for everything the command keeps, with an empty workspace in it: to lay one out takes long."""
    folder = tmp_path / "home"
    (folder / "data").mkdir(parents=True)
    path = folder / "data" / "workspace.db"
    shutil.copyfile(fresh_file, path)
    path.chmod(0o600)
    return folder


@pytest.fixture
def no_workspace(home: Path) -> None:
    """Take the empty workspace away again: the first command is the first of all."""
    shutil.rmtree(home / "data")


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    return kept | {"PROSPECTOR_HOME": str(home), "PROSPECTOR_REP": "ana", "PROSPECTOR_PACE_SECONDS": "0.01"}


@pytest.fixture
def prospect(environment: dict[str, str], tmp_path: Path, zygote: Forks) -> Callable[..., Ran]:
    """Run `prospect` with arguments and, when given, standard input, in a process of its own."""

    def run(*arguments: str, stdin: str | bytes = b"", **variables: str) -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        ran = zygote.run(arguments, tmp_path, environment | variables, given)
        assert "Traceback" not in ran.out + ran.err, ran.err
        return ran

    return run


@pytest.fixture
def gateway() -> Iterator[str]:
    """The demo's made-up web on loopback."""
    with DemoWeb() as web:
        yield web.gateway
