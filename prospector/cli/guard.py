"""Turns what goes wrong into one sentence and an exit status; a traceback never reaches the user."""

from __future__ import annotations

import json as json_module
import os
import sys
from collections.abc import Callable

from prospector.errors import ProspectorError
from prospector.text import clean

INTERRUPTED = 1
"""Ctrl+C: done in part; everything acknowledged so far is kept."""


def guarded(command: Callable[[], int], *, json: bool = False) -> int:
    """Run `command`; return its exit status, or the one of the error whose sentence was printed."""
    try:
        status = command()
        sys.stdout.flush()
    except ProspectorError as error:
        return _say(error.sentence, error.exit_status, json=json)
    except KeyboardInterrupt:
        return _say("stopped; everything found or logged so far is kept", INTERRUPTED, json=json)
    except BrokenPipeError:
        # The reader went away (as `| head` does): nobody is left to be told, and nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except RecursionError:
        return _say("the input is nested too deeply to be read", 2, json=json)
    except MemoryError:
        return _say("not enough memory for this input: split it", 2, json=json)
    return status


def _say(sentence: str, status: int, *, json: bool) -> int:
    told = clean(sentence, 2_000)
    sys.stderr.write(f"prospect: {told}\n")
    if json:
        sys.stdout.write(json_module.dumps({"error": told}, ensure_ascii=False) + "\n")
    return status
