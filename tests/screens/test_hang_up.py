"""A terminal that goes away takes the app along, and nothing that was typed."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time

import pytest

from prospector.paths import place_file

SECONDS = 25


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
    leader, follower = pty.openpty()
    # A session of its own without this terminal as its own: closing it sends no signal.
    process = subprocess.Popen(
        [sys.executable, "-m", "prospector", "--db", str(tmp_path / "work.db")],
        stdin=follower, stdout=follower, stderr=follower, start_new_session=True,
    )  # fmt: skip
    os.close(follower)
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
