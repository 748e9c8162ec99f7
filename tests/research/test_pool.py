from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prospector.research.pool import ParsePool, ParseRefused

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@pytest.fixture
async def pool():
    made = ParsePool(2, seconds=3.0)
    yield made
    await made.close()


def alive(number: int) -> bool:
    """Whether the process runs (one that ended and waits to be collected does not)."""
    stat = Path(f"/proc/{number}/stat")
    if Path("/proc/self/stat").exists():
        return stat.exists() and stat.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


async def gone(number: int, seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while alive(number) and time.monotonic() < end:  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    return not alive(number)


async def test_results_come_back_from_another_process(pool):
    assert await pool.run(os.getpid) != os.getpid()
    assert await pool.run(json.loads, "[1, 2]") == [1, 2]


async def test_exceptions_come_back(pool):
    with pytest.raises(json.JSONDecodeError) as broken:
        await pool.run(json.loads, "[1, 2")
    assert broken.value.pos == 5
    with pytest.raises(RuntimeError, match="SystemExit"):
        await pool.run(sys.exit, 3)
    assert await pool.run(abs, -1) == 1


async def test_what_can_not_be_sent_is_said(pool):
    with pytest.raises(ParseRefused, match="module-level"):
        await pool.run(lambda: 1)
    with pytest.raises(RuntimeError, match="can't be sent back"):
        await pool.run(re.finditer, "a", "a")


async def test_a_worker_that_takes_too_long_is_killed_and_replaced():
    pool = ParsePool(1, seconds=0.3)
    first = await pool.run(os.getpid)
    start = time.perf_counter()
    with pytest.raises(ParseRefused, match=r"took longer than 0\.3 s"):
        await pool.run(time.sleep, 30)
    assert time.perf_counter() - start < 20
    second = await pool.run(os.getpid)
    await pool.close()
    assert first != second
    assert await gone(first)
    assert await gone(second)


async def test_a_loop_inside_c_code_is_killed_too():
    pool = ParsePool(1, seconds=0.3)
    with pytest.raises(ParseRefused, match="took longer"):
        await pool.run(re.match, r"(a+)+$", "a" * 64 + "b")
    await pool.close()


async def test_a_worker_that_dies_costs_its_job_only(pool):
    with pytest.raises(ParseRefused, match="ended without an answer"):
        await pool.run(os._exit, 1)
    assert await pool.run(abs, -1) == 1


async def test_workers_are_kept_and_few(pool):
    assert not pool._all
    numbers = await asyncio.gather(*(pool.run(os.getpid) for _ in range(30)))
    assert len(set(numbers)) <= 2


async def test_what_a_parser_prints_goes_nowhere(pool, capfd):
    await pool.run(print, "loud")
    await pool.run(os.write, 1, b"louder")
    await pool.run(os.write, 2, b"loudest")
    assert await pool.run(os.read, 0, 10) == b""
    assert capfd.readouterr() == ("", "")


@needs_posix
async def test_interrupts_are_the_parent_s_business(pool):
    number = await pool.run(os.getpid)
    os.kill(number, signal.SIGINT)
    assert await pool.run(os.getpid) in {number, *[worker._process.pid for worker in pool._all]}
    assert alive(number)


async def test_cancelling_a_job_frees_its_place(pool):
    tasks = [asyncio.create_task(pool.run(time.sleep, 30)) for _ in range(6)]
    while len(pool._all) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    start = time.perf_counter()
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert time.perf_counter() - start < 20
    assert all(isinstance(result, asyncio.CancelledError) for result in results)
    assert await pool.run(abs, -1) == 1


async def test_closing_ends_jobs_and_refuses_new_ones():
    pool = ParsePool(2)
    tasks = [asyncio.create_task(pool.run(time.sleep, 30)) for _ in range(4)]
    while len(pool._all) < 2:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    numbers = [worker._process.pid for worker in pool._all]
    start = time.perf_counter()
    await pool.close()
    assert time.perf_counter() - start < 20
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {str(result) for result in results} == {"the processes that read pages have been closed"}
    with pytest.raises(ParseRefused, match="closed"):
        await pool.run(abs, 1)
    assert all([await gone(number) for number in numbers])


async def test_closing_ends_workers_that_are_only_starting():
    pool = ParsePool(2)
    tasks = [asyncio.create_task(pool.run(abs, -1)) for _ in range(2)]
    while not pool._all:  # noqa: ASYNC110
        await asyncio.sleep(0)
    numbers = [worker._process.pid for worker in pool._all]
    await pool.close()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {str(result) for result in results} == {"the processes that read pages have been closed"}
    assert all([await gone(number) for number in numbers])


PARENT = """
import asyncio, os, sys, time
from prospector.research.pool import ParsePool

async def main():
    pool = ParsePool(1, seconds=0.8)
    number = await pool.run(os.getpid)
    if sys.argv[1] == "busy":
        job = asyncio.create_task(pool.run(time.sleep, 60))
        await asyncio.sleep(0.2)
    print(number, flush=True)
    time.sleep(60)

asyncio.run(main())
"""


@needs_posix
@pytest.mark.parametrize("state", ["idle", "busy"])
async def test_workers_die_with_their_parent(state):
    """An idle one sees its pipe end; one in the middle of a job has a timer of its own, after six times the limit."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PARENT, state, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
    )
    assert process.stdout is not None
    number = int(await process.stdout.readline())
    assert alive(number)
    process.kill()
    await process.wait()
    await process.stdout.read()
    assert await gone(number, 20)


def test_it_works_from_a_script_without_a_main_guard(tmp_path):
    script = tmp_path / "tool.py"
    script.write_text(
        "import asyncio, json\n"
        "from prospector.research.pool import ParsePool\n"
        "async def main():\n"
        "    pool = ParsePool(1)\n"
        "    print(await pool.run(json.loads, '[7]'))\n"
        "    await pool.close()\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[7]\n", "")


async def test_it_works_inside_the_full_screen_app():
    from textual.app import App

    pool = ParsePool(1)

    class Screen(App[int]):
        async def on_mount(self) -> None:
            self.exit(await pool.run(abs, -7))

    app = Screen()
    async with app.run_test():
        pass
    await pool.close()
    assert app.return_value == 7
