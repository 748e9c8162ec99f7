"""Triggers which refuse to change or remove entries of the append-only logs.

They stop accidents and casual edits; the hash chain finds the rest. Rebuilding a table drops its triggers without a
word, so they are laid again after every migration and looked for at every start.
"""

from __future__ import annotations

APPEND_ONLY = ("action", "change", "erasure", "suppression", "touch")
"""Tables that only grow. A test holds the list to the models."""


def trigger_names() -> set[str]:
    """Return the names of all guards that must be there."""
    return {f"{table}_keeps_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}


def guard_statements() -> list[str]:
    """Return the SQL (SQLite) that lays all guards anew."""
    statements = []
    for table in APPEND_ONLY:
        for verb in ("update", "delete"):
            name = f"{table}_keeps_{verb}"
            statements.append(f"DROP TRIGGER IF EXISTS {name}")
            statements.append(
                f'CREATE TRIGGER {name} BEFORE {verb.upper()} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only: write a correction instead'); END"
            )
    return statements
