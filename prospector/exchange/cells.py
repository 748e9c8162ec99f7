"""Cells that a spreadsheet will not run."""

from __future__ import annotations

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: str) -> str:
    """Return `value` so that no spreadsheet takes it for a formula: a leading quote before what would start one."""
    return f"'{value}" if value.lstrip().startswith(_STARTS) else value
