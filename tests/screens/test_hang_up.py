"""The end of the app: a terminal that goes away takes it along, and nothing that was typed; no answer is waited for."""

import contextlib
import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from prospector.paths import place_file
from prospector.settings import Settings
from prospector.workspace import open_workspace

SECONDS = 60
AT_ONCE = 20
GIVEN_BACK = b"\x1b[?1049l"
"""With it the app gives the screen back as it was."""


def begun(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """Start the app on a terminal; return both."""
    leader, follower = pty.openpty()
    # A session of its own without this terminal as its own: closing it sends no signal.
    process = subprocess.Popen(
        [sys.executable, "-m", "prospector", "--db", str(path)],
        stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
    )  # fmt: skip
    os.close(follower)
    return process, leader


def shows(leader: int, *words: bytes) -> None:
    """Read what is drawn until one of `words` was."""
    end, drawn = time.monotonic() + SECONDS, b""
    while not any(word in drawn for word in words):
        assert time.monotonic() < end, drawn[-2_000:]
        if select.select([leader], [], [], 0.2)[0]:
            drawn += os.read(leader, 65_536)


@pytest.mark.parametrize("told", [True, False], ids=["by a signal", "without a signal"])
def test_the_app_ends_with_its_terminal_and_keeps_what_is_half_typed(tmp_path, monkeypatch, told):
    monkeypatch.setenv("PROSPECTOR_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    place = place_file(tmp_path / "work.db")
    place.write_text('{"welcomed": "yes", "mode": "name"}', encoding="utf-8")
    process, leader = begun(tmp_path / "work.db")
    try:
        shows(leader, b"Slot 1 of 20")
        os.write(leader, b"Nordhaf")
        shows(leader, b"called like that")
        if told:
            process.send_signal(signal.SIGHUP)
            status = process.wait(SECONDS)
    finally:
        os.close(leader)
    if not told:
        status = process.wait(SECONDS)
    process.kill()
    assert status == 128 + 1
    assert "Nordhaf" in json.loads(place.read_text(encoding="utf-8"))["naming"]


def test_quitting_waits_for_no_answer_of_twenty_companies_under_research(tmp_path, monkeypatch):
    monkeypatch.setenv("PROSPECTOR_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    path = tmp_path / "work.db"
    workspace = open_workspace(path, Settings(rep="ana"), create=True)
    for number in range(AT_ONCE):
        workspace.naming.name(f"Firm{number:02} GmbH", domain=f"firm{number:02}.example", different=True)
    workspace.close()
    place_file(path).write_text('{"welcomed": "yes", "mode": "list"}', encoding="utf-8")
    with contextlib.ExitStack() as asking, socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(SECONDS)
        monkeypatch.setenv("PROSPECTOR_GATEWAY", f"http://127.0.0.1:{silent.getsockname()[1]}")
        monkeypatch.setenv("PROSPECTOR_SOURCES", "website")
        monkeypatch.setenv("PROSPECTOR_REP", "ana")
        process, leader = begun(path)
        try:
            shows(leader, b"Firm07")
            os.write(leader, b"R")
            shows(leader, b"researching")
            for _ in range(AT_ONCE):
                one = asking.enter_context(silent.accept()[0])
                one.settimeout(SECONDS)
                assert one.recv(65_536).startswith(b"GET ")
            os.write(leader, b"\x11")
            shows(leader, GIVEN_BACK)
            assert process.wait(SECONDS) == 0
        finally:
            process.kill()
            process.wait(SECONDS)
            os.close(leader)
    # What hears nothing for long is kept as unreachable: the app did not stay for that either.
    workspace = open_workspace(path, Settings(rep="ana"))
    assert {row.research for row in workspace.list_rows()} == {"never"}
    workspace.close()
