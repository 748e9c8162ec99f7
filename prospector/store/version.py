"""What marks a file as ours and which schema this version knows."""

from __future__ import annotations

APPLICATION_ID = 0x50525350
"""``PRSP`` in the header of the SQLite file."""
SCHEMA_VERSION = 9
"""Ordinal of the newest migration; the store refuses a file with a higher one. A test holds it to the migrations."""
