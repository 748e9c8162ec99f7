"""What is said of a command line that can't be read."""

from __future__ import annotations

import re

_KINDS = re.compile(r"(?i)input should be a valid (integer|number|boolean|date)\b.*", re.DOTALL)
_NAMED = {"integer": "it takes a whole number", "number": "it takes a number", "boolean": "it takes yes or no",
          "date": "it takes a day like 2026-12-01"}  # fmt: skip


def usage(error: Exception) -> str:
    """Return one sentence: what is wrong, and whose help says how it is right."""
    told = getattr(error, "format_message", None)
    said = str(told() if told else error).strip().rstrip(".")
    said = _KINDS.sub(lambda found: _NAMED[found[1].lower()], said)
    path = getattr(getattr(error, "ctx", None), "command_path", "") or ""
    words = [word for word in path.split() if word not in ("-", "prospect")]
    return f"{said[:1].lower()}{said[1:]} (see {' '.join(('prospect', *words, '--help'))})"
