"""What is said of a command line that can't be read."""

from __future__ import annotations

import re

_KINDS = re.compile(r"(?i)input should be a valid (integer|number|boolean|date)\b.*", re.DOTALL)
_NAMED = {"integer": "it takes a whole number", "number": "it takes a number", "boolean": "it takes yes or no",
          "date": "it takes a day like 2026-12-01"}  # fmt: skip
_ALONE = "NoArgsIsHelpError"
"""A group that was called without one of its commands: its help would be said as if it were the error."""


def usage(error: Exception) -> str:
    """Return one sentence: what is wrong, and whose help says how it is right."""
    told, context = getattr(error, "format_message", None), getattr(error, "ctx", None)
    said = str(told() if told else error).strip().rstrip(".")
    said = _KINDS.sub(lambda found: _NAMED[found[1].lower()], said)
    if context is not None and type(error).__name__ == _ALONE:
        *others, last = context.command.list_commands(context)
        said = f"say which: {', '.join(others)} or {last}" if others else f"say which: {last}"
    path = getattr(context, "command_path", "") or ""
    words = [word for word in path.split() if word not in ("-", "prospect")]
    return f"{said[:1].lower()}{said[1:]} (see {' '.join(('prospect', *words, '--help'))})"
