"""The bytes that reach a real pseudo-terminal, from the app and from commands: none of them comes from a text."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import maker
import pytest

SECONDS = 60
COLUMNS, LINES = 80, 24
SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[()*+#%][0-~]|[0-Z\\^-~])", re.DOTALL
)
WALK = (
    (b"2", "40–75".encode()), (b"\r", b"why now"), (b"6", b"parts"), (b"8", b"parts"),
    (b"9", b"parts"), (b"1", b"sitting"), (b"a", b"Touch"),
)  # fmt: skip
"""Keys, and what each brings to the screen."""


class Terminal:
    """A pseudo-terminal of 80x24 with a command on it."""

    def __init__(self, *arguments: str, **variables: str) -> None:
        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PROSPECTOR_", "TEXTUAL"))}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "prospector", *arguments], stdin=follower, stdout=follower, stderr=follower,
            env=kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | variables, start_new_session=True,
        )  # fmt: skip
        os.close(follower)
        self.printed = b""

    def read(self, seconds: float) -> bool:
        """Read what is there, waiting for it at most so long; say whether anything came."""
        if not select.select([self.leader], [], [], seconds)[0]:
            return False
        try:
            came = os.read(self.leader, 65_536)
        except OSError:
            return False
        self.printed += came
        return bool(came)

    def until(self, word: bytes) -> None:
        """Read until a word was drawn since the last key."""
        end = time.monotonic() + SECONDS
        while word not in self.printed[self.marked :]:
            if time.monotonic() > end:
                pytest.fail(f"{word!r} was not drawn: {self.printed[self.marked :][-600:]!r}")
            self.read(0.2)

    marked = 0

    def press(self, key: bytes, word: bytes) -> None:
        """Press a key and read until it drew the word."""
        self.marked = len(self.printed)
        os.write(self.leader, key)
        self.until(word)

    def end(self) -> bytes:
        """Leave the app, and return everything that was printed."""
        if self.process.poll() is None:
            os.write(self.leader, b"\x11")
        end = time.monotonic() + SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            self.read(0.1)
        while self.read(0.05):
            pass
        os.close(self.leader)
        assert self.process.poll() == 0, self.printed[-3_000:].decode("utf-8", "replace")
        return self.printed


def kinds(printed: bytes) -> set[bytes]:
    """Return the sequences without their numbers: what they do, not where or how."""
    return {_kind(found) for found in SEQUENCE.findall(printed)}


def _kind(sequence: bytes) -> bytes:
    if sequence.startswith(b"\x1b]"):
        return sequence  # the whole of it: a title is one too
    return (
        re.sub(rb"[0-9;:]+(?=[@-~ -/])", b"#", sequence)
        if not sequence.startswith((b"\x1b[?", b"\x1b[>"))
        else sequence
    )


def leftovers(printed: bytes) -> str:
    """Return what acts or hides besides whole sequences and ends of lines."""
    text = SEQUENCE.sub(b"", printed).decode("utf-8")
    return "".join(
        sorted(
            set(
                re.findall(
                    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f]",
                    text,
                )
            )
        )
    )


def walked(workspace: Path, home: Path) -> bytes:
    """Walk through the places in a terminal; return every byte."""
    copy = home / "work.db"
    copy.write_bytes(workspace.read_bytes())
    copy.chmod(0o600)
    terminal = Terminal(
        "--db", str(copy), PROSPECTOR_HOME=str(home), PROSPECTOR_REP=maker.REP, PROSPECTOR_SOURCES="website"
    )
    try:
        terminal.until(b"20 of 20")
        for key, word in WALK:
            terminal.press(key, word)
        return terminal.end()
    finally:
        if terminal.process.poll() is None:
            os.killpg(terminal.process.pid, signal.SIGKILL)
            terminal.process.wait()


def test_a_walk_over_hostile_texts_emits_what_one_over_plain_texts_does(
    hostile: Path, innocent: Path, tmp_path: Path
) -> None:
    folders = {hostile: tmp_path / "hostile", innocent: tmp_path / "innocent"}
    for folder in folders.values():
        folder.mkdir()
    with ThreadPoolExecutor(2) as both:
        tried, plain = both.map(walked, folders.keys(), folders.values())
    assert min(len(tried), len(plain)) > 20_000, "next to nothing was drawn"
    assert b"Kitty" in tried or b"Sixel" in tried
    assert leftovers(plain) == ""
    assert leftovers(tried) == ""
    assert kinds(tried) - kinds(plain) == set()
    assert all(one == b"\x1b]22;default\x07" for one in kinds(tried) if one.startswith(b"\x1b]"))


@pytest.mark.parametrize(
    "hidden", ["\x1b]0;owned\x07", "\x1bPq\x1b\\", "\x9b31m", "\x1b[6n", "\u202e", "\x07", "\x1bc", "a\x1b"]
)
def test_what_looks_at_the_bytes_would_see_it(hidden: str) -> None:
    printed = f"\x1b[1;1HAcme {hidden}Ltd\x1b[0m".encode()
    assert leftovers(printed) or kinds(printed) - {b"\x1b[#H", b"\x1b[#m"}
