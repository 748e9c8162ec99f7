"""Many writers at once, and a server that is killed under them; the long form is benchmarks/team.py."""

from __future__ import annotations

import importlib.util
import secrets
import time
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def load() -> Any:
    spec = importlib.util.spec_from_file_location("team_load", Path(__file__).with_name("team_load.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_many_reps_write_at_once_and_every_chain_is_whole_and_no_ceiling_broken(
    server: Any, load: Any, script: Any
) -> None:
    """The companies take fewer touches than the reps would make, so that all of them press against the ceiling."""
    name = f"load{secrets.token_hex(4)}"
    urls, companies = load.lay(server, name, 4, 3)
    said = load.run(urls, companies, 15, apart=script)
    found = load.look(server.url(name), said)
    assert said["failed"] == 0
    assert said["touch"] + said["ceiling"] == 60
    assert found == {"rows": 36, "missing": 0, "unsaid": 0, "doubled": 0, "broken": 0, "most": load.CEILING}
    server.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.slow
def test_a_server_killed_in_the_middle_loses_and_doubles_nothing(postgres: Any, load: Any, script: Any) -> None:
    """Whoever was waiting for an answer asks again; what was committed before the answer got lost is not written twice."""
    own = postgres.Server.fresh(durable=True)
    own.start()
    try:
        urls, companies = load.lay(own, "firm", 4, 20)

        def meanwhile() -> None:
            for stop in range(2):
                wanted = (stop + 1) * 14
                while own.sql("SELECT COUNT(*) FROM public.touch", "firm")[0][0] < wanted:
                    time.sleep(0.02)
                own.stop("immediate")
                own.start()

        said = load.run(urls, companies, 12, meanwhile, script)
        found = load.look(own.url("firm"), said)
        assert said["failed"] == 0
        assert said["lost"] > 0, "the test must have met somebody in the middle"
        assert found == {"rows": 48, "missing": 0, "unsaid": 0, "doubled": 0, "broken": 0, "most": found["most"]}
        assert found["most"] <= load.CEILING
    finally:
        own.remove()
