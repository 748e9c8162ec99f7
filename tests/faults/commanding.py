"""Running `prospect` in a fork: what it prints, its status, and what a person may expect of both."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from tests.faults.table import Fault

UNUSABLE = 3
"""Status of a command that could not use the workspace."""
_MOST_SECONDS = 60
_NOTHING: Callable[[], None] = lambda: None  # noqa: E731 - a default


@dataclass(frozen=True)
class Ran:
    """What one run came to."""

    words: tuple[str, ...]
    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What it said when it failed."""
        found = re.findall(r"^prospect: (.*)$", self.err, re.MULTILINE)
        return found[-1] if found else self.err.strip() or self.finding

    @property
    def finding(self) -> str:
        """What the doctor found wrong first: its findings are its answer, and stand on standard output."""
        found = re.findall(r"^✗ (.*)$", self.out, re.MULTILINE) if "doctor" in self.words else []
        return found[0] if found else ""


def prospect(path: Path, *words: str, before: Callable[[], None] = _NOTHING, stdin: str = "") -> Ran:
    """Run the command on the workspace at `path` in a process of its own; `before` spoils something in it first."""
    with TemporaryFile() as given, TemporaryFile() as printed, TemporaryFile() as told:
        given.write(stdin.encode())
        given.seek(0)
        if (child := os.fork()) == 0:
            for number, file in enumerate((given, printed, told)):
                os.dup2(file.fileno(), number)
            _become(path, words, before)
        _, status = os.waitpid(child, 0)
        printed.seek(0)
        told.seek(0)
        return Ran(words, os.waitstatus_to_exitcode(status), printed.read().decode(), told.read().decode())


def _become(path: Path, words: tuple[str, ...], before: Callable[[], None]) -> None:
    """Run the command and leave the process."""
    import traceback

    from prospector.cli import main

    signal.alarm(_MOST_SECONDS)
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PROSPECTOR_")}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(
        PROSPECTOR_HOME=str(path.with_name("home")), PROSPECTOR_DB=str(path), PROSPECTOR_REP="robin", PROSPECTOR_CACHE="none"
    )  # fmt: skip
    sys.argv = ["prospect", *words]
    sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)  # that of a pool's process is another one
    status: object = 0
    try:
        before()
        main()
    except SystemExit as leaving:
        status = leaving.code
    except BaseException:  # noqa: BLE001 - what a user would see, too
        traceback.print_exc()
        status = 70
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 1)


def expect(fault: Fault, ran: Ran, statuses: tuple[int, ...], *says: str) -> bool:
    """Note when a run did not end as promised: with one of `statuses`, and where that is not 0 with one sentence that says so."""
    shown = f"prospect {' '.join(ran.words)}: status {ran.status}, said “{ran.sentence[:300]}”"
    if "Traceback" in ran.err + ran.out or ran.status < 0 or ran.status == 70:
        fault.breach("tracebacks", f"{shown}\n{ran.err[-1500:]}")
    elif ran.status not in statuses:
        fault.breach("tracebacks", f"{shown}, wanted status {' or '.join(map(str, statuses))}")
    elif ran.status == UNUSABLE and not all(re.search(one, ran.sentence) for one in says):
        fault.breach("tracebacks", f"{shown}, wanted {' and '.join(says)}")
    elif ran.status == UNUSABLE and not ran.finding and ran.err.count("prospect: ") != 1:
        fault.breach("tracebacks", f"{shown}: not one sentence")
    else:
        return True
    return False
